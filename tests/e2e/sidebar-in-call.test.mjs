// The sidebar beside a call: its own buttons for the dock, the room it is linked to, and the end of the call.
import assert from "node:assert/strict";
import { test } from "node:test";
import { named, press, saved, write } from "./demo/named.mjs";
import {
  dockByClick,
  findSidebarFrame,
  hostBox,
  openCall,
  readyFrame,
  sidebarFrame,
  until,
} from "./support/browser.mjs";
import { bodyStyle, boxWhere, isNarrowed, outOfReach, witness } from "./support/call-page.mjs";
import { freshCalls } from "./support/fresh.mjs";
import { addPoints, click, introduce, isGone, openPage, says } from "./support/one-to-one.mjs";
import { badge, read, readCalls } from "./support/store.mjs";

/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {import("puppeteer-core").Frame} Frame */

const room = "abc-defg-hij";

const fresh = freshCalls();

/**
 * A call that the sidebar knows whom it is with.
 * @param {string} [name]
 */
async function callWith(name = "Ana") {
  const call = await openCall(fresh.session.browser, "meet", room);
  const sidebar = await dockByClick(call);
  // After a tab was closed, Firefox may keep the keyboard to its own buttons.
  await fresh.session.focusPage();
  await introduce(sidebar, { name });
  return { call, sidebar };
}

/** How much of the box is the edge to drag, in pixels. */
const edge = 10;

/**
 * @param {Frame} sidebar
 * @param {string} entry
 */
async function choose(sidebar, entry) {
  // The frame is laid out in a process of its own, a moment after its box has moved: until then a click would go to where
  // the menu was.
  await until(async () => {
    const box = await hostBox(sidebar.page());
    return box?.width === edge + (await sidebar.evaluate(() => innerWidth));
  }, "the sidebar fills its box");
  await sidebar.click("summary[aria-label='More']");
  await click(sidebar, "button", entry);
}

test("its menu moves, widens, narrows and collapses the dock, and nothing of the call is covered", async () => {
  const { call, sidebar } = await callWith();
  await choose(sidebar, "Move to the left");
  await boxWhere(call, ({ x, width }) => x === 0 && width === 360, "it stands on the left");
  await choose(sidebar, "Make wide");
  await boxWhere(call, ({ x, width }) => x === 0 && width === 480, "it is wide");
  assert.deepEqual(await outOfReach(call), []);
  await choose(sidebar, "Make narrow");
  await boxWhere(call, ({ width }) => width === 280, "it is narrow");
  await choose(sidebar, "Move to the right");
  await boxWhere(call, ({ x }) => x === 1000, "it stands on the right");
  assert.deepEqual(await outOfReach(call), []);
  await choose(sidebar, "Collapse");
  await boxWhere(call, ({ width }) => width === 32, "it is a tab at the side");
});

test("its close button leaves the launcher, and the page as it was", async () => {
  const { call, sidebar } = await callWith();
  await press(sidebar, "button", "Close sidebar");
  await boxWhere(call, ({ width }) => width === 44, "the launcher is back");
  assert.equal(await isNarrowed(call), false);
  assert.equal(await bodyStyle(call), null);
});

test("a room that is not a 1:1 shows nothing, now and on the next call", async () => {
  const call = await openCall(fresh.session.browser, "meet", room);
  const sidebar = await dockByClick(call);
  await press(sidebar, "button", "Not a 1:1");
  const again = await named(sidebar, "button", "Not a 1:1: click again");
  await until(async () => {
    await again.evaluate((button) => /** @type {HTMLElement} */ (button).click()).catch(() => {});
    return (await hostBox(call)) === null;
  }, "nothing shows after the second click");
  await call.reload();
  await until(async () => (await readCalls(fresh.quiet))[0]?.phase === "call", "the call is known again");
  await call.click('[data-control="leave"]');
  await until(async () => (await readCalls(fresh.quiet))[0]?.phase === "ended", "the page has been looked at once more");
  assert.equal(await hostBox(call), null);
});

test("choosing someone else links the room to them, and leaves the first one's agenda alone", async () => {
  const { call, sidebar } = await callWith();
  await addPoints(sidebar, "For Ana only");
  await choose(sidebar, "Someone else");
  await named(sidebar, "button", "Ana");
  await introduce(sidebar, { name: "Ben" });
  await says(sidebar, "h1", "Ben & you");
  assert.ok(await isGone(sidebar, "checkbox", "For Ana only"));
  await call.reload();
  const again = await readyFrame(await sidebarFrame(call));
  await says(again, "h1", "Ben & you");
  await choose(again, "Someone else");
  await click(again, "button", "Ana");
  await named(again, "checkbox", "For Ana only");
});

test("when the call ends, the open sidebar asks by itself; answering it clears the badge", async () => {
  const { call, sidebar } = await callWith();
  await click(sidebar, "button", "Start meeting");
  await named(sidebar, "button", "Wrap up");
  await saved(sidebar);
  await call.click('[data-control="leave"]');
  await named(sidebar, "heading", "Before you go");
  await until(async () => (await badge(fresh.quiet)) === "1", "the badge asks as well");
  await click(sidebar, "radio", "5");
  await click(sidebar, "button", "Save");
  await named(sidebar, "button", "Start meeting");
  await until(async () => (await badge(fresh.quiet)) === "", "the badge is quiet");
  await call.close();
  await until(async () => (await readCalls(fresh.quiet)).length === 0, "the tab is known to be gone");
  assert.equal(await badge(fresh.quiet), "", "it is not asked again");
});

test("who comes back into the call goes on with the meeting where it was", async () => {
  const { call, sidebar } = await callWith();
  await addPoints(sidebar, "The move");
  await click(sidebar, "button", "Start meeting");
  await named(sidebar, "button", "Wrap up");
  await saved(sidebar);
  await call.click('[data-control="leave"]');
  await named(sidebar, "heading", "Before you go");
  await call.click('[data-control="rejoin"]');
  await until(async () => (await badge(fresh.quiet)) === "30", "the question is taken back, and the minutes left are shown");
  await named(sidebar, "button", "Wrap up");
  await named(sidebar, "checkbox", "The move");
  await says(sidebar, ".time-left", "30 min left");
});

test("the docked sidebar and one in a window of its own show the same", async () => {
  const { call, sidebar } = await callWith();
  const own = await openPage(fresh.session, `sidebar.html?call=meet%3A${room}`);
  await addPoints(own, "From the window");
  await click(own, "button", "Start meeting");
  await says(own, ".time-left", "30 min left");
  await call.bringToFront();
  await named(sidebar, "checkbox", "From the window");
  await says(sidebar, ".time-left", "30 min left");
  await click(sidebar, "tab", "Private");
  await write(sidebar, "textbox", "Private notes", "Seen from both");
  await saved(sidebar);
  await own.bringToFront();
  await click(own, "tab", "Private");
  await until(
    async () => (await own.$eval("textarea", (field) => field.value)) === "Seen from both",
    "the private notes are in both",
  );
});

test("a docked sidebar never takes the focus from the call, and tells the page nothing", async () => {
  const { call, sidebar } = await callWith();
  await saved(sidebar);
  await call.reload();
  await readyFrame(await sidebarFrame(call));
  assert.equal(await call.evaluate(() => document.activeElement?.localName), "body");
  assert.ok(findSidebarFrame(call));
  const { keys, messages, errors, violations } = await witness(call);
  assert.deepEqual({ keys, messages, errors, violations }, { keys: [], messages: 0, errors: [], violations: [] });
  assert.equal((await read(fresh.quiet, "dock"))?.collapsed ?? false, false);
});
