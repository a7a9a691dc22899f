// What an administrator sets: the dock in the background, on facts of our own; and the pages in a browser that a policy
// manages, where this machine lets a test write one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { launch, which } from "./support/browser.mjs";
import { classic } from "./support/classic.mjs";
import { fitsItsWidth, openPage, texts } from "./support/one-to-one.mjs";
import { canManage, manage } from "./support/policy.mjs";

/**
 * The dock as the background reads it.
 * @param {object} managed
 * @param {object} [own] as the user left it
 */
async function dock(managed, own) {
  const area = (/** @type {object | undefined} */ values) => ({ get: async () => values ?? {} });
  const chrome = { storage: { managed: area(managed), local: area(own && { dock: own }) } };
  const shell = await classic(["content/shape.js", "background/stored.js"], { chrome });
  const { side, width } = await shell.readDock();
  return { side, width };
}

/** @type {[name: string, managed: object, own: object | undefined, seen: object][]} */
const table = [
  ["nothing is set", {}, undefined, { side: "right", width: 360 }],
  ["where a user starts", { dockSide: "left", dockWidth: 420 }, undefined, { side: "left", width: 420 }],
  ["the user goes elsewhere", { dockSide: "left" }, { side: "right", width: 300 }, { side: "right", width: 300 }],
  ["locked", { dockSide: "left", locked: ["dockSide"] }, { side: "right", width: 300 }, { side: "left", width: 300 }],
  ["locked without a value", { locked: ["dockSide"] }, { side: "left" }, { side: "left", width: 360 }],
  ["odd values", { dockSide: "up", dockWidth: "wide", locked: "all" }, undefined, { side: "right", width: 360 }],
  ["too wide", { dockWidth: 5000, locked: ["dockWidth"] }, { width: 300 }, { side: "right", width: 480 }],
];
for (const [name, managed, own, seen] of table) {
  test(`the dock: ${name}`, async () => assert.deepEqual(await dock(managed, own), seen));
}

test("a browser without a managed area has nothing set", async () => {
  const chrome = { storage: { managed: { get: () => Promise.reject(new Error("not managed")) }, local: { get: async () => ({}) } } };
  const shell = await classic(["content/shape.js", "background/stored.js"], { chrome });
  assert.equal((await shell.readDock()).side, "right");
});

test("a setting that a policy locks is shown as it is, with the reason", async (t) => {
  if (!(await canManage())) return t.skip("no policy can be written here");
  const before = await launch();
  const extension = which === "firefox" ? "duologue@duologue.example" : new URL(before.url("")).host;
  await before.close();
  const values = { theme: "dark", quietHours: "20:00-07:00", dockWidth: 420, locked: ["theme", "dockWidth"] };
  const undo = await manage(extension, values);
  t.after(undo);
  const session = await launch();
  t.after(() => session.close());
  const page = await openPage(session, "dashboard.html#settings", { width: 320, height: 760 });
  const locked = await texts(page, ".locked");
  assert.deepEqual(locked, [
    "Theme Dark Set by your administrator; it cannot be changed here.",
    "Width of the docked sidebar, in pixels 420 Set by your administrator; it cannot be changed here.",
  ]);
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
  const isQuiet = await page.$eval('.settings-group input[type="time"]', (field) => /** @type {HTMLInputElement} */ (field).value);
  assert.equal(isQuiet, "20:00", "what is not locked is where a user starts");
  assert.ok(await fitsItsWidth(page));
});
