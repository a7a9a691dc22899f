// Every way in which a call breaks off without a word: the meeting gets the end that it had, and is asked about once.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { callUrl, hostBox, openCall, until } from "./support/browser.mjs";
import { freshCalls } from "./support/fresh.mjs";
import { crash } from "./support/harm.mjs";
import { asked, backgrounds, callIsOn, joinedCall, liveMeeting, minute, rests, ring, room, silentFor } from "./support/live.mjs";
import { badge, put, read, readCalls } from "./support/store.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const fresh = freshCalls();

afterEach(async () => {
  await until(async () => (await badge(fresh.quiet)) === "", "the badge is empty again");
});

/** @returns {Promise<Page>} the call of a live meeting */
async function meetingInCall() {
  await liveMeeting(fresh.quiet);
  return joinedCall(fresh.session, fresh.quiet);
}

/** The number of the tab that the call is in. */
function callTab() {
  return fresh.quiet.evaluate(async () => {
    const { calls } = await chrome.storage.session.get("calls");
    return Number(Object.keys(/** @type {object} */ (calls))[0]);
  });
}

for (const background of backgrounds) {
  test(`closing the window is the end (background ${background})`, async () => {
    await liveMeeting(fresh.quiet);
    const url = callUrl("meet", room);
    const shown = await fresh.quiet.evaluate(async (address) => (await chrome.windows.create({ url: address }))?.id, url);
    await callIsOn(fresh.quiet);
    await rests(fresh.session, background);
    const then = Date.now();
    await fresh.quiet.evaluate((id) => chrome.windows.remove(/** @type {number} */ (id)), shown);
    const { at } = await asked(fresh.quiet);
    assert.ok(at !== null && at >= then && at <= Date.now());
  });

  test(`a tab that has crashed is found at the next minute, and ended when it was last seen (background ${background})`, async () => {
    const page = await meetingInCall();
    await crash(fresh.session, page);
    const seen = await silentFor(fresh.quiet, 3 * minute);
    await rests(fresh.session, background);
    await ring(fresh.quiet);
    assert.equal((await asked(fresh.quiet)).at, seen);
    assert.deepEqual(await readCalls(fresh.quiet), []);
  });

  test(`a tab that only was silent goes on (background ${background})`, async () => {
    await meetingInCall();
    const seen = await silentFor(fresh.quiet, 3 * minute);
    await rests(fresh.session, background);
    await ring(fresh.quiet);
    await until(async () => ((await readCalls(fresh.quiet))[0]?.seen ?? 0) > seen, "it was asked, and has answered");
    assert.equal(await read(fresh.quiet, "ended/r1"), undefined);
  });

  test(`a computer that slept through the end: the call ended when it fell asleep (background ${background})`, async () => {
    const page = await meetingInCall();
    const seen = await silentFor(fresh.quiet, 120 * minute);
    await rests(fresh.session, background);
    await page.click('[data-control="leave"]');
    assert.equal((await asked(fresh.quiet)).at, seen);
  });

  test(`a tab that is closed after a long silence ended when it was last seen (background ${background})`, async () => {
    const page = await meetingInCall();
    const seen = await silentFor(fresh.quiet, 20 * minute);
    await rests(fresh.session, background);
    await page.close();
    assert.equal((await asked(fresh.quiet)).at, seen);
  });

  test(`going back to the call takes the question back (background ${background})`, async () => {
    const page = await meetingInCall();
    await page.goto("https://meet.google.com/landing");
    await asked(fresh.quiet);
    await rests(fresh.session, background);
    await page.goBack();
    await until(async () => (await read(fresh.quiet, "ended/r1")) === undefined, "the question is taken back");
    await callIsOn(fresh.quiet);
  });

  test(`a second call in the same tab: the first has ended, the second has not (background ${background})`, async () => {
    const page = await meetingInCall();
    await rests(fresh.session, background);
    const then = Date.now();
    await page.evaluate(() => history.pushState(null, "", "/xyz-defg-hij?at=call"));
    const { at } = await asked(fresh.quiet);
    assert.ok(at !== null && at >= then);
    await until(async () => (await readCalls(fresh.quiet))[0]?.room === "xyz-defg-hij", "the second call is known");
  });

  test(`a copy of the tab: closing one of the two is no end (background ${background})`, async () => {
    const page = await meetingInCall();
    await fresh.quiet.evaluate((id) => chrome.tabs.duplicate(id), await callTab());
    await until(async () => (await readCalls(fresh.quiet)).filter(({ phase }) => phase === "call").length === 2, "both are on");
    await rests(fresh.session, background);
    await page.close();
    await until(async () => (await readCalls(fresh.quiet)).length === 1, "one is gone");
    assert.equal(await read(fresh.quiet, "ended/r1"), undefined);
  });
}

test("while the call is on it is written down from minute to minute, and forgotten with the meeting", async () => {
  await meetingInCall();
  assert.equal((await read(fresh.quiet, "beat/r1")).meeting, 12);
  await fresh.quiet.evaluate(() => chrome.storage.local.remove("live/r1"));
  await until(async () => (await read(fresh.quiet, "beat/r1")) === undefined, "nothing is kept of it");
});

test("a room's word is remembered, and nothing else is taken for one", async () => {
  const ask = (/** @type {object} */ said) =>
    fresh.quiet.evaluate((message) => chrome.runtime.sendMessage({ type: "opens", ...message }), said);
  const call = `meet:${room}`;
  assert.deepEqual(await ask({ call }), { value: "" });
  assert.deepEqual(await ask({ call, value: "never" }), { value: "never" });
  assert.deepEqual(await ask({ call }), { value: "never" });
  assert.deepEqual(await ask({ call, value: "sometimes" }), { value: "never" });
  assert.deepEqual(await ask({ call, value: "" }), { value: "" });
  assert.equal(await read(fresh.quiet, `opens/${call}`), undefined);
  assert.ok(!(await ask({ call: "meet:../../x", value: "always" })));
});

test("a word of never keeps the sidebar shut, and of always opens it", async () => {
  await put(fresh.quiet, { [`opens/meet:${room}`]: { opens: "never" } });
  const shut = await meetingInCall();
  await until(async () => (await hostBox(shut))?.width === 44, "the launcher shows");
  await until(async () => (await readCalls(fresh.quiet))[0]?.people !== undefined, "it is known how many are there");
  assert.equal((await hostBox(shut))?.width, 44);
  await shut.close();
  await put(fresh.quiet, { [`opens/meet:${room}`]: { opens: "always" } });
  const open = await openCall(fresh.session.browser, "meet", room);
  await until(async () => ((await hostBox(open))?.width ?? 0) >= 280, "the sidebar has opened by itself");
});
