// Ten years of 1:1s with twenty people, 59 MB of them: each page shows them, the oldest is found and put right, and what
// one person's past costs is not paid by the others. The entries come from `cargo xtask sample`, see `TEN_YEARS` below.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { named, press, saved, write } from "./demo/named.mjs";
import { launch, quietPage, until } from "./support/browser.mjs";
import { closeOthers, fitsItsWidth, openPage, says, texts } from "./support/one-to-one.mjs";
import { fill } from "./support/sample.mjs";
import { read } from "./support/store.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

/** The file with the entries; `cargo xtask test` writes it. */
const file = process.env["TEN_YEARS"];
const wide = { width: 1000, height: 800 };
const results = 'ol[aria-label="Results"] > li';
/** The index reads every volume of the store, off the first paint; in milliseconds, on a machine that is busy. */
const indexed = 180_000;

/** @type {import("./support/browser.mjs").Session} */
let session;
/** @type {Page} */
let quiet;
/** Their names, and the ids under which they are stored. @type {Record<string, string>} */
let ids = {};

before(async () => {
  assert.ok(file, "say TEN_YEARS=FILE, and write it before: cargo xtask sample --years 10 --form entries --out FILE");
  session = await launch();
  quiet = await quietPage(session);
  await fill(quiet, file);
  const page = await openPage(session, "dashboard.html", wide);
  await until(async () => (await texts(page, 'ul[aria-label="People"] > li')).length === 20, "all are on the page");
  await until(async () => String(await read(quiet, "names")).includes("Ana"), "they are written down");
  /** @type {{people: {id: string, name: string}[]}} */
  const { people } = JSON.parse(String(await read(quiet, "names")).replace(/^1\.[0-9a-f]{8}\./, ""));
  ids = Object.fromEntries(people.map(({ id, name }) => [name, id]));
});

after(() => session?.close());

afterEach(() => closeOthers(session, quiet));

test("each section, the sidebar and the popup show what is kept", async () => {
  const history = await openPage(session, "dashboard.html#history", wide);
  await until(async () => (await texts(history, 'ol[aria-label="Meetings"] > li')).length > 10, "the last meetings");
  const insights = await openPage(session, "dashboard.html#insights", wide);
  await says(insights, "main", /Of \d+ points you brought \d+ %, Ana Kovač \d+ %/);
  await press(insights, "radio", "All");
  await says(insights, "main", /Of [45],\d{3} points you brought \d+ %, Ana Kovač \d+ %/);
  const sidebar = await openPage(session, `sidebar.html?with=${ids["Ana Kovač"]}`, { width: 320 });
  await says(sidebar, "h1", "Ana Kovač");
  await named(sidebar, "button", "Start meeting");
  assert.ok(await fitsItsWidth(sidebar));
  const popup = await openPage(session, "popup.html", { width: 400 });
  await says(popup, "main", "Ana Kovač");
});

test("the first meeting of all is opened by its address, put right, and found by what it says now", async () => {
  const who = String(ids["Bo Lindqvist"]);
  const others = await storedBeside(who);
  const page = await openPage(session, `dashboard.html#history/${who}/1`, wide);
  await page.waitForSelector("details.meeting[open] .points li");
  await says(page, "details.meeting[open] summary", "2016");
  const [edit] = await page.$$eval('details.meeting[open] button[aria-label^="Edit: "]', (buttons) =>
    buttons.map(({ ariaLabel }) => String(ariaLabel)),
  );
  await press(page, "button", String(edit));
  await write(page, "textbox", "Title", "Kingfishers under the bridge");
  await press(page, "button", "Save");
  await says(page, "details.meeting[open] .points", "Kingfishers under the bridge");
  await saved(page);
  const again = await openPage(session, "dashboard.html#history", wide);
  await write(again, "searchbox", "Search everything", "kingfisher");
  await until(async () => (await texts(again, results)).length === 1, "it is found, ten years back", indexed);
  await says(again, results, "2016");
  await again.click(`${results} .result`);
  await says(again, "details.meeting[open] .points", "Kingfishers under the bridge");
  assert.deepEqual(changed(others, await storedBeside(who)), []);
});

test("who is deleted goes with all of ten years, and nobody else does", async () => {
  const who = String(ids["Chloé Fournier"]);
  const others = await storedBeside(who);
  const page = await openPage(session, "dashboard.html", wide);
  await press(page, "button", "Edit Chloé Fournier");
  await press(page, "button", "Delete Chloé Fournier");
  await says(page, "dialog[open] li", /5,\d{3} points/);
  await press(page, "button", "Delete Chloé Fournier");
  await says(page, '[role="status"]', "Chloé Fournier was deleted.");
  await saved(page);
  await page.close();
  const left = () => stored((key) => key.includes(who) && !key.startsWith("gone/"));
  await until(async () => Object.keys(await left()).length === 0, "all of it is gone");
  assert.deepEqual(changed(others, await storedBeside(who)), []);
});

/**
 * What is stored under some keys: how long each value is, and a sum over it.
 * @param {(key: string) => boolean} of
 * @returns {Promise<Record<string, string>>}
 */
async function stored(of) {
  /** @type {Record<string, string>} */
  const all = await quiet.evaluate(async () => {
    const sum = (/** @type {string} */ text) => {
      let so = 0;
      for (let at = 0; at < text.length; at++) so = (Math.imul(so, 31) + text.charCodeAt(at)) | 0;
      return `${text.length} ${so}`;
    };
    const values = Object.entries(await chrome.storage.local.get());
    return Object.fromEntries(values.map(([key, value]) => [key, sum(JSON.stringify(value))]));
  });
  return Object.fromEntries(Object.entries(all).filter(([key]) => of(key)));
}

/**
 * What is stored of everybody else: all but the snapshots that a page takes once a day, and what is drawn from all of
 * them for the popup and the background.
 * @param {string} who
 */
function storedBeside(who) {
  return stored((key) => !key.includes(who) && !/^(snapshot\/|names$|reminders$)/.test(key));
}

/**
 * The keys under which something else stands now, or which are new or gone.
 * @param {Record<string, string>} before
 * @param {Record<string, string>} now
 */
function changed(before, now) {
  return [...new Set([...Object.keys(before), ...Object.keys(now)])].filter((key) => before[key] !== now[key]).sort();
}
