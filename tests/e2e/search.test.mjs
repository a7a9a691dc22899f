// Searching everything: with the keyboard alone, narrowed down, opened in its meeting; small, and with ten years of data.
import assert from "node:assert/strict";
import { test } from "node:test";
import { named, saved, write } from "./demo/named.mjs";
import { isAccessible as accessible } from "./support/accessible.mjs";
import { readyFrame, until } from "./support/browser.mjs";
import { freshStore } from "./support/fresh.mjs";
import { addPoints, click, fitsItsWidth, openPage, says, sidebarWith, texts } from "./support/one-to-one.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const wide = { width: 1000, height: 800 };
const results = 'ol[aria-label="Results"] > li';

const fresh = freshStore();

test("a word is found wherever it stands, is marked, and leads to its meeting, by keyboard alone", async () => {
  const page = await searching(await held());
  await page.focus("#search-everything");
  await page.keyboard.type("seedlins");
  await until(async () => (await texts(page, results)).length === 1, "the note is found, with its mistake");
  await says(page, '[role="status"]', "1 result");
  assert.deepEqual(await texts(page, `${results} mark`), ["seedlings"]);
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.evaluate(() => document.activeElement?.className), "result");
  await page.keyboard.press("ArrowUp");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "search-everything");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.waitForSelector("details.meeting[open]");
  await says(page, "details.meeting[open] .points", "The plan for spring");
  await until(() => page.evaluate(() => document.activeElement?.tagName === "SUMMARY"), "its meeting has the focus");
  assert.match(await page.evaluate(() => location.hash), /^#history\/[^/]+\/1$/);
});

test("results can be narrowed down, and nothing found says so", async () => {
  const page = await searching(await held());
  await write(page, "searchbox", "Search everything", "the");
  await until(async () => (await texts(page, results)).length === 2, "a point and a private note");
  await write(page, "combobox", "Kind", "Private note");
  await until(async () => (await texts(page, results)).length === 1, "the private note");
  await write(page, "combobox", "Whose", "Theirs");
  await says(page, "main", "Nothing found");
  await isAccessible(page);
  await write(page, "combobox", "Whose", "Mine and theirs");
  await write(page, "combobox", "Kind", "Everything");
  await isAccessible(page);
});

test("markup that was written is found and shown as text", async () => {
  const page = await searching(await held('<img src=x onerror="globalThis.harmed=1"> hedge'));
  await write(page, "searchbox", "Search everything", "onerror hedge");
  await until(async () => (await texts(page, `${results} mark`)).join() === "onerror,hedge", "both are marked");
  assert.equal(await page.evaluate(() => "harmed" in globalThis || document.querySelector("main img") !== null), false);
});

test("what another page writes is found at once", async () => {
  const sidebar = await held();
  const page = await searching(sidebar);
  await write(page, "searchbox", "Search everything", "wheelbarrow");
  await says(page, "main", "Nothing found");
  await sidebar.bringToFront();
  await addPoints(sidebar, "A wheelbarrow");
  await saved(sidebar);
  await page.bringToFront();
  await until(async () => (await texts(page, results)).length === 1, "it is found");
});

for (const width of [320, 400]) {
  test(`at ${width} pixels the search fits`, async () => {
    const page = await searching(await held("x".repeat(400)), { width, height: 800 });
    await write(page, "searchbox", "Search everything", "xxx");
    await until(async () => (await texts(page, results)).length === 1, "it is found");
    assert.ok(await fitsItsWidth(page), "a word without an end stays within the page");
  });
}

/**
 * A meeting that was held with Ana, and a private note.
 * @param {string} [more] another point
 */
async function held(more) {
  const sidebar = await sidebarWith(fresh.session, { name: "Ana" }, wide);
  await addPoints(sidebar, "The plan for spring", ...(more ? [more] : []));
  await click(sidebar, "button", "Start meeting");
  await click(sidebar, "button", "Details of The plan for spring");
  await write(sidebar, "textbox", "Notes", "More seedlings");
  await click(sidebar, "checkbox", "The plan for spring");
  await click(sidebar, "tab", "Private");
  await write(sidebar, "textbox", "Private notes", "Ask about the tractor");
  await click(sidebar, "button", "Wrap up");
  await click(sidebar, "button", "Skip");
  await named(sidebar, "button", "Start meeting");
  await saved(sidebar);
  return sidebar;
}

/**
 * @param {Page} _after what must have been saved before
 * @param {{width: number, height: number}} [size]
 */
async function searching(_after, size = wide) {
  const page = await openPage(fresh.session, "dashboard.html#history", size);
  await readyFrame(page);
  return page;
}

/** @param {Page} page */
function isAccessible(page) {
  return accessible(fresh.session, page, "search");
}
