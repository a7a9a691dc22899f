// What an administrator sets of the dock, as the background reads it, on facts of our own.
import assert from "node:assert/strict";
import { test } from "node:test";
import { classic } from "./support/classic.mjs";

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
