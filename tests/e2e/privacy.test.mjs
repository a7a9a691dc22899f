// The Privacy page: every stored byte, every permission, the build, and the way to delete all of it.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { test } from "node:test";
import { saved, write } from "./demo/named.mjs";
import { readyFrame, until, which } from "./support/browser.mjs";
import { chromiumDist } from "./support/chromium.mjs";
import { firefoxDist } from "./support/firefox.mjs";
import { freshStore } from "./support/fresh.mjs";
import { addPoints, click, fitsItsWidth, openPage, says, sidebarWith, storedKeys, texts } from "./support/one-to-one.mjs";
import { put, text } from "./support/store.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const narrow = { width: 320, height: 760 };

const fresh = freshStore();

/**
 * What the page says is stored, in entries.
 * @param {Page} page
 */
async function entriesOf(page) {
  const said = await says(page, 'section[aria-label="What is stored"] [role="status"]', /\d+ entr/);
  return Number(/[\d,]+/.exec(said)?.[0].replace(",", ""));
}

test("every stored entry is listed by kind and person, and opens as it is stored", async () => {
  const sidebar = await sidebarWith(fresh.session, { name: "Ana" });
  await addPoints(sidebar, "One", "Two");
  const page = await openPage(fresh.session, "dashboard.html#privacy", narrow);
  await until(async () => (await entriesOf(page)) > 0, "the list is there");
  await saved(page);
  await page.reload();
  await readyFrame(page);
  const keys = await storedKeys(page);
  assert.equal(await entriesOf(page), keys.length);
  const kinds = await texts(page, ".stored-kind > summary");
  const listed = kinds.flatMap((said) => /(\d+) entr/.exec(said)?.[1] ?? []).map(Number);
  assert.equal(
    listed.reduce((sum, one) => sum + one, 0),
    keys.length,
    "the kinds add up",
  );
  await page.evaluate(() => {
    const kind = [...document.querySelectorAll(".stored-kind")].find((one) => one.textContent?.includes("Shared part"));
    /** @type {HTMLElement | null | undefined} */ (kind?.querySelector("summary"))?.click();
  });
  await says(page, ".stored-person > summary", "Ana");
  await page.click(".stored-person > summary");
  await page.waitForSelector(".stored summary");
  await page.click(".stored summary");
  await says(page, ".raw", /^1\.[0-9a-f]{8}\./);
  assert.ok(await fitsItsWidth(page), "320 pixels are enough");
});

test("the sizes add up to what the browser counts", { skip: which === "firefox" && "it counts in another way" }, async () => {
  const sidebar = await sidebarWith(fresh.session, { name: "Ana Kovač" });
  await addPoints(sidebar, "Größe");
  await saved(sidebar);
  await sidebar.evaluate(() => chrome.storage.local.set({ "odd/key": 'Quotes " and \\ and ü' }));
  const counted = await sidebar.evaluate(async () => {
    const { local } = chrome.storage;
    const stored = await local.get(null);
    const size = (/** @type {unknown} */ value) => new TextEncoder().encode(JSON.stringify(value)).length;
    const ours = Object.entries(stored).reduce((sum, [key, value]) => sum + key.length + size(value), 0);
    return { ours, browser: await local.getBytesInUse(null) };
  });
  assert.equal(counted.ours, counted.browser);
});

test("every permission of the manifest has its reason", async () => {
  const page = await openPage(fresh.session, "dashboard.html#privacy", narrow);
  const manifest = await page.evaluate(() => /** @type {any} */ (chrome.runtime.getManifest()));
  const asked = [
    ...manifest.permissions,
    ...manifest.host_permissions,
    ...manifest.optional_permissions,
    ...manifest.optional_host_permissions,
    ...(manifest.browser_specific_settings?.gecko?.data_collection_permissions?.optional ?? []),
  ];
  const list = 'section[aria-label="What is allowed"] li';
  await until(async () => (await texts(page, list)).length >= asked.length, "all are listed");
  const rows = await texts(page, list);
  for (const name of asked) assert.ok(rows.some((row) => row.startsWith(name)), name);
  assert.ok(!rows.some((row) => row.includes("does not know")), "each has a reason");
});

test("the build's hash is that of the files that are shipped", async () => {
  const page = await openPage(fresh.session, "dashboard.html#privacy", narrow);
  const dist = which === "firefox" ? firefoxDist : chromiumDist;
  const files = (await readdir(dist, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name !== "build.json")
    .map((entry) => join(entry.parentPath, entry.name));
  const sha = (/** @type {string | Buffer} */ of) => createHash("sha256").update(of).digest("hex");
  const lines = await Promise.all(
    files.map(async (file) => [`./${relative(dist, file).replaceAll(sep, "/")}`, sha(await readFile(file))]),
  );
  lines.sort(([a], [b]) => (a < b ? -1 : 1));
  await says(page, ".hash", sha(lines.map(([name, hash]) => `${hash}  ${name}\n`).join("")));
});

/**
 * Waits for words in a page that starts afresh by itself. The driver's own ways of looking are not used: in Firefox they
 * may be those of the document before, and find nothing.
 * @param {Page} page
 * @param {string} words
 */
async function showsAfresh(page, words) {
  const shows = (/** @type {string} */ text) =>
    performance.getEntriesByName("ready").length > 0 && document.body.innerText.includes(text);
  await until(() => page.evaluate(shows, words).catch(() => false), `it says ${words}`);
}

test("everything is deleted after a typed word, and other pages start afresh and write nothing back", async () => {
  const sidebar = await sidebarWith(fresh.session, { name: "Ana" });
  await addPoints(sidebar, "Gone soon");
  const other = await openPage(fresh.session, "dashboard.html#settings", narrow);
  const since = await other.evaluate(() => performance.timeOrigin);
  await write(other, "combobox", "Theme", "Dark");
  await saved(other);
  const page = await openPage(fresh.session, "dashboard.html#privacy", narrow);
  await page.evaluate(() => chrome.storage.session.set({ kept: "session" }));
  await put(page, { "unknown thing": 1, "setting/quiet-hours": text("20:00-07:00") });
  await click(page, "button", "Delete everything …");
  await says(page, "dialog[open]", "all about 1 person");
  await write(page, "textbox", "Type “delete” to confirm", "no");
  assert.ok(await page.$eval('dialog[open] button[type="submit"]', (button) => button.matches(":disabled")));
  await write(page, "textbox", "Type “delete” to confirm", "delete");
  await click(page, "button", "Delete everything now");
  await until(() => page.url().includes("welcome.html"), "it begins as after the installation");
  await showsAfresh(page, "Everything was deleted.");
  // The sidebar was about somebody who is nobody now.
  await sidebar.bringToFront();
  await showsAfresh(sidebar, "Who is this 1:1 with?");
  const left = () => page.evaluate(() => chrome.storage.local.get(null));
  await until(async () => Object.keys(await left()).every((key) => key === "schema"), "only what a fresh start writes is there");
  assert.deepEqual(Object.keys(await page.evaluate(() => chrome.storage.session.get(null))), ["started"]);
  const state = await page.evaluate(async () => ({
    alarms: (await chrome.alarms.getAll()).length,
    badge: await chrome.action.getBadgeText({}),
    scripts: (await chrome.scripting.getRegisteredContentScripts()).length,
    databases: (await indexedDB.databases()).length,
  }));
  assert.deepEqual(state, { alarms: 0, badge: "", scripts: 0, databases: 0 });
  await other.bringToFront();
  await showsAfresh(other, "Theme");
  assert.ok((await other.evaluate(() => performance.timeOrigin)) > since);
  assert.equal(await other.evaluate(() => document.documentElement.dataset.theme ?? ""), "");
});
