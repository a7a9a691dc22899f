// Calls that outlive the extension, the browser or the network, or do not: nothing is lost, and nobody is asked twice.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { loadAnew, thereAgain } from "./support/anew.mjs";
import { hostBox, launch, onlyIn, openCall, quietPage, readyFrame, removeProfile, sidebarFrame, until } from "./support/browser.mjs";
import { setEnabled, takeHostsAway } from "./support/harm.mjs";
import { asked, backgrounds, callIsOn, joinedCall, liveMeeting, minute, rests, room, silentFor } from "./support/live.mjs";
import { startStandIn } from "./support/stand-in.mjs";
import { badge, read, readCalls } from "./support/store.mjs";

/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {import("./support/browser.mjs").Session} Session */

const firefoxSaysNothing = onlyIn(
  "chromium",
  "Firefox ends a content script without a word; what it left goes with the next copy, or with a reload",
);

/** @type {Awaited<ReturnType<typeof startStandIn>>} */
let standIn;
/** @type {Session[]} */
let started = [];

before(async () => {
  standIn = await startStandIn();
});

after(() => standIn?.close());

afterEach(async () => {
  for (const session of started) {
    await session.close({ keepProfile: true }).catch(() => {});
    await removeProfile(session.profile);
  }
  started = [];
});

/** @param {string} [profile] of an earlier run */
async function start(profile) {
  const session = await launch({ standIn, profile });
  started.push(session);
  return { session, quiet: await quietPage(session) };
}

/** A browser in which the call of a live meeting is on. */
async function inCall() {
  const { session, quiet } = await start();
  await liveMeeting(quiet);
  const page = await joinedCall(session, quiet);
  return { session, quiet, page };
}

/**
 * The question and the badge as they are after a new start.
 * @param {string} profile
 */
async function askedAfterwards(profile) {
  const { quiet } = await start(profile);
  const ask = await asked(quiet);
  await until(async () => (await badge(quiet)) === "1", "the badge shows one ask");
  return ask;
}

for (const background of backgrounds) {
  test(`killed in a call: the meeting ended at the last beat (background ${background})`, async () => {
    const { session, quiet } = await inCall();
    const seen = await silentFor(quiet, minute);
    await rests(session, background);
    await session.kill();
    assert.equal((await askedAfterwards(session.profile)).at, seen);
  });

  test(`quit in a call: the meeting ended then, or at the last beat (background ${background})`, async () => {
    const { session, quiet } = await inCall();
    const seen = await silentFor(quiet, minute);
    await rests(session, background);
    await session.close({ keepProfile: true });
    const { at } = await askedAfterwards(session.profile);
    assert.ok(at !== null && at >= seen && at <= Date.now());
  });

  test(`reloaded in a call, as by an update: the call goes on with a new copy of us (background ${background})`, async () => {
    const { session, quiet, page } = await inCall();
    await rests(session, background);
    const again = await loadAnew(session, quiet);
    await callIsOn(again);
    await until(async () => (await read(again, "ended/r1")) === undefined, "nobody is asked");
    await page.bringToFront();
    await until(() => hostBox(page), "the dock is there again");
    assert.equal(await page.evaluate(docks), 1);
    const then = Date.now();
    await page.click('[data-control="leave"]');
    const { at } = await asked(again);
    assert.ok(at !== null && at >= then);
  });

  test(`switched off in a call: the page is as it was (background ${background})`, firefoxSaysNothing, async () => {
    const { session, quiet, page } = await inCall();
    await until(() => hostBox(page), "the dock is there");
    await rests(session, background);
    await quiet.close();
    await setEnabled(session, false);
    await until(async () => (await page.evaluate(litter)) === "", "nothing of ours is left in the page");
  });

  test(`switched off and on again in a call: the call goes on (background ${background})`, async () => {
    const { session, quiet, page } = await inCall();
    await until(() => hostBox(page), "the dock is there");
    await rests(session, background);
    await quiet.close();
    await setEnabled(session, false);
    await setEnabled(session, true);
    const again = await thereAgain(session);
    await callIsOn(again);
    await until(async () => (await read(again, "ended/r1")) === undefined, "nobody is asked");
    await until(async () => (await page.evaluate(docks)) === 1, "there is one dock");
  });

  test(`the permission is taken away in a call: that is its end for us (background ${background})`, async () => {
    const { session, quiet, page } = await inCall();
    await until(() => hostBox(page), "the dock is there");
    await rests(session, background);
    const then = Date.now();
    await takeHostsAway(session, quiet);
    const { at } = await asked(quiet);
    assert.ok(at !== null && at >= then - 3 * minute);
    await until(async () => (await page.evaluate(litter)) === "", "nothing of ours is left in the page");
    assert.deepEqual(await readCalls(quiet), []);
  });
}

test("killed between two calls: nobody is asked", async () => {
  const { session, quiet } = await start();
  await openCall(session.browser, "meet", room);
  await until(async () => (await readCalls(quiet)).length === 1, "the call is known");
  await session.kill();
  const { quiet: again } = await start(session.profile);
  await until(async () => (await again.evaluate(() => chrome.storage.session.get("started"))).started, "it has started");
  assert.equal(await read(again, "ended/r1"), undefined);
});

test("an update that comes in a call waits until the call is over and our pages are closed", async () => {
  const { session, quiet, page } = await inCall();
  // A sidebar that is open asks by itself; without one a popup would, and it would stay open.
  await readyFrame(await sidebarFrame(page));
  const waits = async () => (await quiet.evaluate(() => chrome.storage.session.get("update"))).update === true;
  await quiet.evaluate(() => chrome.storage.session.set({ update: true }));
  await page.click('[data-control="leave"]');
  await asked(quiet);
  await quiet.evaluate(() => chrome.storage.local.remove(["live/r1", "ended/r1"]));
  // In a tab of its own: what a tab was at before lives on in the browser's drawer, with our page in it.
  await page.close();
  const lobby = await openCall(session.browser, "meet", room, { at: "lobby" });
  await until(() => hostBox(lobby), "the launcher shows in the lobby");
  assert.equal(await waits(), true, "a page of ours is open still");
  await lobby.evaluate(() => Object.assign(document.querySelector("duologue-dock") ?? {}, { ofTheOldCopy: true }));
  await quiet.close();
  const renewed = () => {
    const dock = document.querySelector("duologue-dock");
    return dock !== null && !("ofTheOldCopy" in dock);
  };
  await until(() => lobby.evaluate(renewed), "a new copy is at work in the page");
  const again = await thereAgain(session);
  assert.deepEqual(await again.evaluate(() => chrome.storage.session.get("update")), {});
  assert.equal(await read(again, "ended/r1"), undefined);
});

test("a call without a network counts as seen no longer, and as seen again with one", async () => {
  const { quiet, page } = await inCall();
  const seen = await silentFor(quiet, 2 * minute);
  await page.setOfflineMode(true);
  await page.evaluate(() => /** @type {any} */ (globalThis).people(3));
  await until(async () => (await readCalls(quiet))[0]?.people === 3, "the page has told something");
  assert.equal((await readCalls(quiet))[0]?.seen, seen);
  await page.setOfflineMode(false);
  await page.evaluate(() => /** @type {any} */ (globalThis).people(2));
  await until(async () => ((await readCalls(quiet))[0]?.seen ?? 0) > seen, "the call is seen again");
});

/** How many docks are in a page. */
function docks() {
  return document.querySelectorAll("duologue-dock").length;
}

/** What is left of us in a page. */
function litter() {
  const left = document.querySelectorAll("duologue-dock").length > 0 ? "the dock" : "";
  return left || document.body.getAnimations().map(() => "a narrower page").join();
}
