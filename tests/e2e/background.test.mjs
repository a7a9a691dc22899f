// The background: how the end of a call is noticed in every way it can come, and asked about exactly once.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import {
  backgroundRuns,
  callUrl,
  dockByClick,
  hostBox,
  launch,
  onlyIn,
  openCall,
  quietPage,
  readyFrame,
  removeProfile,
  sidebarFrame,
  stopWorker,
  until,
} from "./support/browser.mjs";
import { freshCalls } from "./support/fresh.mjs";
import { badge, envelope, put, read, readCalls } from "./support/store.mjs";

/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {import("./support/browser.mjs").Session} Session */

const room = "abc-defg-hij";
const hour = 3_600_000;

const fresh = freshCalls();

afterEach(async () => {
  await until(async () => (await badge(fresh.quiet)) === "", "the badge is empty again");
});

/** A room that is linked, with a meeting that is live in it. */
async function liveMeeting() {
  await put(fresh.quiet, {
    [`room/meet:${room}`]: envelope({ with: "r1" }),
    "live/r1": envelope({ meeting: 12, started_at: Date.now() - hour / 2 }),
  });
}

/** A tab in which that meeting's call is on. */
async function joinedCall() {
  const page = await openCall(fresh.session.browser, "meet", room);
  await readyFrame(await sidebarFrame(page));
  await until(async () => (await readCalls(fresh.quiet)).some(({ phase }) => phase === "call"), "the call is known");
  return page;
}

/** The ask, once it has been written. */
function asked() {
  return until(() => read(fresh.quiet, "ended/r1"), "the end of the call is written down");
}

/**
 * @param {() => Promise<unknown>} end
 */
async function asksAfter(end) {
  const then = Date.now();
  await end();
  const { meeting, at } = await asked();
  assert.equal(meeting, 12);
  assert.ok(at >= then && at <= Date.now(), "the instant is that of the end");
  await until(async () => (await badge(fresh.quiet)) === "1", "the badge shows one ask");
}

test("leaving in the page is the end of the call, and the open sidebar asks by itself", async () => {
  await liveMeeting();
  const page = await joinedCall();
  await asksAfter(() => page.click('[data-control="leave"]'));
  assert.equal((await readCalls(fresh.quiet))[0].phase, "ended");
  assert.equal(await fresh.session.popupIsOpen(), false, "no popup beside a sidebar that asks");
});

const ends = {
  "closing the tab": (/** @type {Page} */ page) => page.close(),
  "going to another site": (/** @type {Page} */ page) => page.goto("about:blank"),
  "going to the host's own home page": (/** @type {Page} */ page) => page.goto("https://meet.google.com/landing"),
  "going to another room": (/** @type {Page} */ page) => page.goto(callUrl("meet", "xyz-defg-hij")),
};
for (const [name, end] of Object.entries(ends)) {
  test(`${name} is the end of the call`, async () => {
    await liveMeeting();
    const page = await joinedCall();
    await asksAfter(() => end(page));
  });

  test(`${name} is the end of the call, with the background asleep`, async () => {
    await liveMeeting();
    const page = await joinedCall();
    await stopWorker(fresh.session);
    await asksAfter(() => end(page));
    assert.ok(await backgroundRuns(fresh.session), "the end woke it up");
  });
}

test("closing the tab asks by popup, once", async () => {
  await liveMeeting();
  const page = await joinedCall();
  await fresh.quiet.bringToFront();
  await asksAfter(() => page.close());
  await until(() => fresh.session.popupIsOpen(), "the popup has opened by itself");
});

test("leaving with the background asleep, and then closing the tab, asks once", async () => {
  await liveMeeting();
  const page = await joinedCall();
  await stopWorker(fresh.session);
  await asksAfter(() => page.click('[data-control="leave"]'));
  const first = await read(fresh.quiet, "ended/r1");
  await page.close();
  await until(async () => (await readCalls(fresh.quiet)).length === 0, "the tab is known to be gone");
  assert.deepEqual(await read(fresh.quiet, "ended/r1"), first);
});

test("what was answered is not asked again when the tab closes", async () => {
  await liveMeeting();
  const page = await joinedCall();
  await asksAfter(() => page.click('[data-control="leave"]'));
  await fresh.quiet.evaluate(() => chrome.storage.local.remove(["ended/r1", "live/r1"]));
  await until(async () => (await badge(fresh.quiet)) === "", "the badge is empty");
  await page.close();
  await until(async () => (await readCalls(fresh.quiet)).length === 0, "the tab is known to be gone");
  assert.equal(await read(fresh.quiet, "ended/r1"), undefined);
});

test("reloading the page is no end; closing it in the lobby afterwards is one", async () => {
  await liveMeeting();
  const page = await joinedCall();
  await page.evaluate(() => history.replaceState(null, "", location.href.replace("at=call", "at=lobby")));
  await page.reload();
  await until(async () => (await readCalls(fresh.quiet))[0]?.phase === "lobby", "the page has been read again");
  assert.equal(await read(fresh.quiet, "ended/r1"), undefined);
  assert.equal(await badge(fresh.quiet), "");
  await asksAfter(() => page.close());
});

test("coming back within ten minutes takes the question back", async () => {
  await liveMeeting();
  const page = await joinedCall();
  await asksAfter(() => page.click('[data-control="leave"]'));
  await page.click('[data-control="rejoin"]');
  await until(async () => (await read(fresh.quiet, "ended/r1")) === undefined, "the question is taken back");
  await until(async () => (await badge(fresh.quiet)) === "", "the badge is empty");
});

test("coming back later does not", async () => {
  await liveMeeting();
  const ask = { meeting: 12, at: Date.now() - 11 * 60_000 };
  await put(fresh.quiet, { "ended/r1": ask });
  await joinedCall();
  assert.deepEqual(await read(fresh.quiet, "ended/r1"), ask);
});

test("two tabs in one call: only the last to go ends it", async () => {
  await liveMeeting();
  const first = await joinedCall();
  const second = await joinedCall();
  await until(async () => (await readCalls(fresh.quiet)).length === 2, "both tabs are known");
  await first.close();
  await until(async () => (await readCalls(fresh.quiet)).length === 1, "one tab is gone");
  assert.equal(await read(fresh.quiet, "ended/r1"), undefined);
  await asksAfter(() => second.close());
});

test("a call without a live meeting, or in a room nobody has linked, asks nothing", async () => {
  await put(fresh.quiet, { [`room/meet:${room}`]: envelope({ with: "r1" }) });
  const linked = await joinedCall();
  const other = await openCall(fresh.session.browser, "meet", "xyz-defg-hij");
  await until(() => hostBox(other), "the other call is understood, too");
  await linked.close();
  await other.close();
  await until(async () => (await readCalls(fresh.quiet)).length === 0, "both tabs are known to be gone");
  assert.deepEqual(
    (await fresh.quiet.evaluate(() => chrome.storage.local.getKeys())).filter((key) => key.startsWith("ended/")),
    [],
  );
});

test("the badge counts the asks of one day and wakes up when the first grows too old", async () => {
  const now = Date.now();
  await put(fresh.quiet, {
    "ended/r1": { meeting: 12, at: now - hour },
    "ended/r2": { meeting: 3, at: now - 23 * hour },
    "ended/r3": { meeting: 7, at: now - 25 * hour },
    "ended/r4": { meeting: 1, at: null },
    "live/r4": envelope({ meeting: 1, started_at: now - 26 * hour }),
    "ended/r5": "odd",
  });
  await until(async () => (await badge(fresh.quiet)) === "2", "two asks are young enough");
  const alarms = await until(async () => {
    const all = await fresh.quiet.evaluate(() => chrome.alarms.getAll());
    return all.length > 0 ? all : null;
  }, "an alarm is set");
  assert.equal(alarms.length, 1);
  assert.ok(Math.abs(alarms[0].scheduledTime - (now + hour)) < 1_000);
});

test("messages of an unknown shape, and calls reported by anybody but a call page, are ignored", async () => {
  const odd = [null, "call", 7, [], {}, { type: "call" }, { type: "dock" }, { type: "open" }];
  const forged = { type: "call", provider: "meet", room, phase: "call" };
  for (const message of [...odd, forged]) {
    const answer = await fresh.quiet.evaluate((said) => chrome.runtime.sendMessage(said).catch(() => undefined), message);
    assert.ok(answer === undefined || answer === null, JSON.stringify(message));
  }
  assert.deepEqual(await readCalls(fresh.quiet), []);
});

test("the popup's wish opens the sidebar in the call that is in front, and only there", async () => {
  const page = await openCall(fresh.session.browser, "meet", room);
  await until(() => hostBox(page), "the launcher shows");
  await page.bringToFront();
  const wish = () => fresh.quiet.evaluate(() => chrome.runtime.sendMessage({ type: "open-sidebar" }));
  assert.deepEqual(await wish(), { opened: true });
  await readyFrame(await sidebarFrame(page));
  await fresh.quiet.bringToFront();
  assert.deepEqual(await wish(), { opened: false });
});

test("a content script cannot read what is stored", onlyIn("chromium", "Firefox has no storage.setAccessLevel, and so no such switch"), async () => {
  await put(fresh.quiet, { "private/r1": "nobody's business" });
  const page = await openCall(fresh.session.browser, "meet", room);
  await dockByClick(page);
  const client = await page.createCDPSession();
  /** @type {number | undefined} */
  let world;
  client.on("Runtime.executionContextCreated", ({ context }) => {
    if (context.origin.includes(fresh.session.extensionId) && context.auxData.type === "isolated") world = context.id;
  });
  await client.send("Runtime.enable");
  const contextId = await until(() => world, "our content script's world is known");
  const { result } = await client.send("Runtime.evaluate", {
    contextId,
    awaitPromise: true,
    returnByValue: true,
    expression: "chrome.storage.local.get().then((all) => JSON.stringify(all), (error) => `refused: ${error.message}`)",
  });
  assert.match(result.value, /^refused: /);
});

test("after the browser was killed, the meeting that was live is asked about, end unknown", async () => {
  const first = await launch({ standIn: fresh.standIn });
  try {
    const store = await quietPage(first);
    await put(store, { "live/r1": envelope({ meeting: 12, started_at: Date.now() - hour / 2 }) });
  } finally {
    await first.kill();
  }
  const second = await launch({ standIn: fresh.standIn, profile: first.profile });
  try {
    const page = await quietPage(second);
    assert.deepEqual(await until(() => read(page, "ended/r1"), "the meeting is asked about"), { meeting: 12, at: null });
    await until(async () => (await badge(page)) === "1", "the badge shows one ask");
  } finally {
    await second.close({ keepProfile: true });
    await removeProfile(first.profile);
  }
});
