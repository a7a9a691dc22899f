// Both answer the closing question apart, see it together, try what one asked for, and agree on what was heard.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { named, press, saved, write } from "./demo/named.mjs";
import { until } from "./support/browser.mjs";
import { startRelay } from "./support/nats.mjs";
import { click, isGone, openPage, says, texts } from "./support/one-to-one.mjs";
import { addPoint, inviting, joining, twoBrowsers } from "./support/two.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const two = twoBrowsers();
/** @type {Awaited<ReturnType<typeof startRelay>>} */
let relay;
/** @type {Page} */
let his;
/** @type {Page} */
let hers;

before(async () => {
  relay = await startRelay();
});

after(() => relay?.remove());

/**
 * The score in a group of radios, which are drawn by their labels.
 * @param {Page} page
 * @param {string} group
 * @param {string} score
 */
async function score(page, group, score) {
  const radios = await page.waitForSelector(`::-p-aria([name="${group}"][role="radiogroup"])`);
  const radio = await radios?.waitForSelector(`::-p-aria([name="${score}"][role="radio"])`);
  await radio?.evaluate((element) => /** @type {HTMLElement} */ (element).click());
}

/**
 * Everything that a browser has stored, each value as it is and, as changes of documents are base64url, decoded.
 * @param {Page} page
 * @returns {Promise<string>}
 */
async function stored(page) {
  const values = await page.evaluate(async () => Object.values(await chrome.storage.local.get(null)).map(String));
  const decoded = values.map((value) => Buffer.from(value.split(".").slice(2).join("."), "base64url").toString("latin1"));
  return [...values, ...decoded].join("\n");
}

test("a meeting that one begins is on for both", async () => {
  const settings = await openPage(two.bo, "dashboard.html#settings", { width: 900 });
  await write(settings, "textbox", "Relay address", relay.url);
  await click(settings, "button", "Save relay");
  await saved(settings);
  await settings.close();
  const invited = await inviting(two.bo);
  his = invited.page;
  ({ page: hers } = await joining(two.ana, invited.invitation));
  await says(his, "dialog", "You and Ana share one agenda.");
  await click(his, "button", "Close");
  await addPoint(hers, "My first half-year");
  await click(hers, "button", "Start meeting");
  await named(his, "button", "Wrap up");
});

test("who wraps up first waits, and the other is asked in the same moment", async () => {
  await click(hers, "button", "Wrap up");
  await score(hers, "Was this 1:1 worth your time?", "4");
  await score(hers, "What will Bo have given it?", "5");
  await write(hers, "textbox", "What should change next time?", "Less status");
  await click(hers, "button", "Save");
  await saved(hers);
  await named(his, "heading", "Before you go");
  await hers.waitForSelector('html[data-in-step="true"]');
  await his.waitForSelector('html[data-in-step="true"]');
  const there = await stored(his);
  assert.ok(there.includes("My first half-year"), "what is shared is found there");
  assert.equal(there.includes("Less status"), false, "and her answer is not");
  assert.ok((await stored(hers)).includes("Less status"), "though it is found where it was written");
});

test("both see both answers once both have given one, with what each guessed", async () => {
  await his.bringToFront();
  await score(his, "Was this 1:1 worth your time?", "3");
  await write(his, "textbox", "What should change next time?", "Start on time");
  await click(his, "button", "Save");
  await saved(his);
  for (const page of [his, hers]) {
    await says(page, ".from-last", "Less status");
    await says(page, ".from-last", "Start on time");
  }
  await says(his, ".from-last", /4 of 5/);
  await says(hers, ".from-last", /3 of 5/);
});

test("what one asked for is tried once both want it, and stands on top", async () => {
  await click(hers, "button", "Try it: Less status");
  await hers.waitForSelector('html[data-in-step="true"]');
  const offer = await until(
    async () => (await texts(his, "button")).find((text) => text === "Try it too"),
    "he can try it too",
  );
  assert.ok(offer);
  await press(his, "button", "Try it too: Less status");
  for (const page of [his, hers]) await says(page, "main", /1 of 3.*Less status|Less status.*1 of 3/s);
  await until(() => isGone(his, "button", "Try it too: Less status"), "it is no longer offered");
});
