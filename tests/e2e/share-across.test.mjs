// One of the two in the browser that the tests run in, the other in the other one: by pasted texts, and over a relay.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { enter, named, saved, write } from "./demo/named.mjs";
import { launch, until, which } from "./support/browser.mjs";
import { consent } from "./support/harm.mjs";
import { startRelay } from "./support/nats.mjs";
import { agenda, agendaReads, click, holds, openPage, says } from "./support/one-to-one.mjs";
import { addPoint, inviting, shown } from "./support/two.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

/** @type {Awaited<ReturnType<typeof startRelay>>} */
let relay;
/** @type {import("./support/browser.mjs").Session} */
let here;
/** @type {import("./support/browser.mjs").Session} */
let there;
/** @type {Page} */
let his;
/** @type {Page} */
let hers;

before(async () => {
  const other = which === "chromium" ? "firefox" : "chromium";
  [relay, here, there] = await Promise.all([startRelay(), launch(), launch({ browser: other })]);
  await Promise.all([consent(here), consent(there)]);
});

after(() => Promise.all([here?.close(), there?.close(), relay?.remove()]));

/**
 * Puts a text into a field at once.
 * @param {Page} page
 * @param {string} name
 * @param {string} text
 */
async function fill(page, name, text) {
  const field = await named(page, "textbox", name);
  await field.evaluate((element, value) => {
    const input = /** @type {HTMLInputElement} */ (element);
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }, text);
}

test("who invites in one browser and who joins in the other have one agenda, by text alone", async () => {
  const invited = await inviting(here);
  his = invited.page;
  hers = await openPage(there, "sidebar.html");
  await click(hers, "button", "Join a shared 1:1");
  await fill(hers, "Invitation", invited.invitation);
  await holds(hers, "textbox", "Name", "Bo");
  await click(hers, "button", "Join");
  const reply = await shown(hers, "Your reply");
  await click(hers, "button", "Go to the 1:1");
  await enter(hers, "Add a talking point", "From there");
  await named(hers, "checkbox", "From there");
  await saved(hers);
  await fill(his, "Their reply", reply);
  await says(his, "dialog", "You and Ana share one agenda.");
  assert.deepEqual(await agenda(his), [], "the reply is older than the point");
});

test("and live over a relay, through the one page that may connect", async () => {
  await hers.click("summary[aria-label='More']");
  await click(hers, "button", "Share with Bo");
  for (const page of [his, hers]) {
    await (await until(() => page.$("dialog[open] details summary"), "the relay can be set")).click();
    await write(page, "textbox", "Relay address", relay.url);
    await click(page, "button", "Save relay");
    await click(page, "button", "Close");
  }
  await says(his, '[role="status"]', "In step with Ana");
  await says(hers, '[role="status"]', "In step with Bo");
  await agendaReads(his, "From there");
  await addPoint(his, "From here");
  await until(async () => (await agenda(hers)).length === 2, "his point is there");
  assert.deepEqual(await agenda(his), await agenda(hers));
  await his.waitForSelector(".pair.is-here");
});
