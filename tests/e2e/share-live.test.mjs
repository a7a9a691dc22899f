// Two people with a browser each and a real relay between them: what one does, the other sees.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { named, saved, write } from "./demo/named.mjs";
import { until, which } from "./support/browser.mjs";
import { startRelay } from "./support/nats.mjs";
import { agenda, agendaReads, click, openPage, says, texts, toggleDetails } from "./support/one-to-one.mjs";
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

/** @param {Page} page */
const inStep = (page) => page.waitForSelector('html[data-in-step="true"]', { timeout: 15_000 });

test("over a relay the reply goes by itself, and so does everything after it", async () => {
  const settings = await openPage(two.bo, "dashboard.html#settings", { width: 900 });
  await write(settings, "textbox", "Relay address", relay.url);
  await click(settings, "button", "Save relay");
  await says(settings, '[role="status"]', "New invitations name this relay.");
  await saved(settings);
  await settings.close();

  const invited = await inviting(two.bo);
  his = invited.page;
  ({ page: hers } = await joining(two.ana, invited.invitation));
  await says(his, "dialog", "You and Ana share one agenda.");
  await click(his, "button", "Close");
  await says(his, '[role="status"]', "In step with Ana");
  await says(hers, '[role="status"]', "In step with Bo");

  await addPoint(hers, "My holidays");
  await agendaReads(his, "My holidays");
  await addPoint(his, "The plan for spring");
  await until(async () => (await agenda(hers)).includes("The plan for spring"), "his point is there");
  assert.deepEqual(await agenda(his), await agenda(hers));
});

test("the page that connects has no origin, and so no way to what is stored", async () => {
  for (const page of [his, hers]) {
    const frame = page.frames().find((one) => one.url().endsWith("/relay.html"));
    assert.equal(await frame?.evaluate(() => self.origin), "null");
  }
});

test("each letter of a note is there as it is typed, and the other's own letters stay", async () => {
  await toggleDetails(hers, "My holidays");
  await write(hers, "textbox", "Notes", "All of August");
  await says(his, ".point-note", "All of August");
});

test("who is here is seen, and what they have open", async () => {
  await his.waitForSelector(".pair.is-here");
  await hers.waitForSelector(".pair.is-here");
  await says(his, ".has-open", "Ana has this open");
  await toggleDetails(hers, "My holidays");
  await until(async () => (await texts(his, ".has-open")).length === 0, "she has shut it");
});

test("a relay that is killed while both write loses nothing, and the page says how it stands", async () => {
  const [first] = await Promise.all([addPoint(hers, "Before the kill"), relay.kill()]);
  void first;
  await says(his, '[role="status"]', "Offline, will catch up");
  await addPoint(his, "His, while it was down");
  await addPoint(hers, "Hers, while it was down");
  await relay.start();
  await Promise.all([inStep(his), inStep(hers)]);
  await says(his, '[role="status"]', "In step with Ana");
  await until(async () => (await agenda(his)).length === 5 && (await agenda(hers)).length === 5, "all five are there");
  assert.deepEqual((await agenda(his)).sort(), (await agenda(hers)).sort());
});

test("a relay that comes back without its data gets everything again", async () => {
  await relay.stop();
  await says(his, '[role="status"]', "Offline, will catch up");
  await relay.forget();
  await relay.start();
  await relay.setUp();
  await Promise.all([inStep(his), inStep(hers)]);
  await addPoint(his, "After the loss");
  await until(async () => (await agenda(hers)).includes("After the loss"), "it goes on");
  await says(his, ".update-row", "has lost or held back something");
});

test("when the other leaves, that is seen", async () => {
  await hers.close();
  // Firefox ends the page that holds the line together with the one that says goodbye: there, half a minute's silence tells.
  const patience = which === "firefox" ? 45_000 : 15_000;
  await until(async () => (await his.$(".pair.is-here")) === null, "she has left", patience);
});

// What is sealed was deflated before, so this finds what was sent in the open; share_privacy.rs looks before sealing.
test("the relay has stored no word as it was written", async () => {
  const stored = await relay.stored();
  assert.ok(stored.length > 5_000, "something is stored there");
  for (const word of ["holidays", "All of August", "The plan for spring", "while it was down"]) {
    assert.equal(stored.includes(word), false, `the relay can read ${word}`);
  }
  await named(his, "button", "Copy update");
});
