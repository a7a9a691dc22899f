// The popup, and the closing question when the tab closed with the call.
import assert from "node:assert/strict";
import { test } from "node:test";
import { named, press, saved, write } from "./demo/named.mjs";
import { dockByClick, openCall, readyFrame, sidebarFrame, until } from "./support/browser.mjs";
import { freshCalls } from "./support/fresh.mjs";
import {
  agendaReads,
  closeOthers,
  held,
  introduce,
  openPage,
  says,
  sidebarWith,
  storedKeys,
  texts,
} from "./support/one-to-one.mjs";
import { badge, put, read } from "./support/store.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const room = "pop-upro-oom";

const fresh = freshCalls();

test("the cursor is in the quick note on opening, and the note becomes a point, a private note or an action", async () => {
  const sidebar = await sidebarWith(fresh.session, { name: "Ana" });
  await saved(sidebar);
  const popup = await openPopup();
  assert.equal(await popup.evaluate(() => document.activeElement?.getAttribute("aria-label")), "Quick note");
  await popup.keyboard.type("Ask about the swap");
  await popup.keyboard.down("Control");
  await popup.keyboard.press("Enter");
  await popup.keyboard.up("Control");
  await agendaReads(sidebar, "Ask about the swap");
  assert.equal(await held(popup, "textbox", "Quick note"), "");

  await keep(popup, "Private", "Only for me");
  await keep(popup, "Action", "Write the plan");
  await sidebar.bringToFront();
  await press(sidebar, "tab", "Private");
  await until(async () => (await held(sidebar, "textbox", "Private notes")) === "Only for me", "the note is private");
  await press(sidebar, "tab", "Actions");
  await named(sidebar, "checkbox", "Write the plan");
});

test("a note before anyone is known waits for its person", async () => {
  const popup = await openPopup();
  await write(popup, "textbox", "Quick note", "For whoever comes first");
  await press(popup, "button", "Save");
  await says(popup, ".notice", "It waits for a person");
  await saved(popup);
  const sidebar = await sidebarWith(fresh.session, { name: "Ana" });
  await saved(sidebar);
  const again = await openPopup();
  await press(again, "button", "File");
  await agendaReads(sidebar, "For whoever comes first");
  await saved(again);
  assert.deepEqual((await storedKeys(fresh.quiet)).filter((key) => key.startsWith("inbox/")), []);
});

test("the next 1:1s show who is due with what is prepared", async () => {
  const ben = await sidebarWith(fresh.session, { name: "Ben", cadence: "Now and then" });
  await saved(ben);
  const ana = await sidebarWith(fresh.session, { name: "Ana" });
  await saved(ana);
  const popup = await openPopup();
  await keep(popup, "Agenda", "One for the list");
  const lines = await until(async () => {
    const found = await texts(popup, '[aria-label="Next 1:1s"] li');
    return found[0]?.includes("1 point") ? found : null;
  }, "the list counts the point");
  assert.match(lines[0] ?? "", /^Ana/);
  assert.match(lines[1] ?? "", /^Ben.*Nothing from you yet.*Any time/);
});

test("a call that ended without a wrap-up is asked about once: by badge, popup and a page of its own", async () => {
  await holdAndLeave();
  await until(async () => (await badge(fresh.quiet)) === "1", "the badge asks");
  const popup = await openPopup();
  await says(popup, ".ask-card", "Was your 1:1 with Ana worth it?");
  const retro = await openPage(fresh.session, "retro.html");
  await readyFrame(retro);
  await says(retro, "h1", "1:1 with Ana");
  assert.equal(await held(retro, "textbox", "What should change next time?"), "Less status");
  await press(retro, "radio", "5");
  await press(retro, "button", "Save");
  await says(retro, ".empty", "It comes back next time");
  await saved(retro);
  await until(async () => (await badge(fresh.quiet)) === "", "the badge is quiet");
  await until(async () => (await popup.$(".ask-card")) === null, "the popup has stopped asking");
  const none = await openPage(fresh.session, "retro.html");
  await says(none, ".empty", "no 1:1 to look back on");
});

test("skipping in the popup ends the meeting and the asking", async () => {
  await holdAndLeave();
  const popup = await openPopup();
  await press(popup, "button", "Skip");
  await saved(popup);
  await until(async () => (await badge(fresh.quiet)) === "", "the badge is quiet");
  assert.deepEqual((await storedKeys(fresh.quiet)).filter((key) => /^(live|ended)\//.test(key)), []);
});

test("after a day nobody is asked, and the meeting is closed all the same", async () => {
  await holdAndLeave();
  const [key] = (await storedKeys(fresh.quiet)).filter((name) => name.startsWith("ended/"));
  assert.ok(key);
  const ended = /** @type {{meeting: number}} */ (await read(fresh.quiet, key));
  await put(fresh.quiet, { [key]: { ...ended, at: Date.now() - 25 * 3_600_000 } });
  const popup = await openPopup();
  await saved(popup);
  assert.equal(await popup.$(".ask-card"), null);
  await until(async () => !(await storedKeys(fresh.quiet)).includes(key), "the record has gone");
});

test("Open sidebar docks it beside the call that is on", async () => {
  const call = await openCall(fresh.session.browser, "meet", room);
  const popup = await openPopup();
  const link = await named(popup, "link", "Open sidebar");
  // The active tab is the call's, as it is when a popup is open over it.
  await call.bringToFront();
  await link.evaluate((element) => /** @type {HTMLElement} */ (element).click());
  const sidebar = await readyFrame(await sidebarFrame(call));
  await named(sidebar, "heading", "Who is this 1:1 with?");
});

test("the person whose call is on is chosen before the one who is due", async () => {
  await saved(await sidebarWith(fresh.session, { name: "Ana" }));
  assert.equal(await chosen(await openPopup()), "Ana", "without a call, who is due");
  const call = await openCall(fresh.session.browser, "meet", room);
  await introduce(await dockByClick(call), { name: "Ben", cadence: "Now and then" });
  assert.equal(await chosen(await openPopup()), "Ben");
});

test("a blank note is not saved, and a waiting one can be thrown away", async () => {
  const popup = await openPopup();
  await write(popup, "textbox", "Quick note", "   ");
  await press(popup, "button", "Save");
  await write(popup, "textbox", "Quick note", "Never mind");
  await press(popup, "button", "Save");
  await until(async () => (await texts(popup, '[aria-label="Notes without a person"] li')).length > 0, "a note waits");
  assert.equal((await texts(popup, '[aria-label="Notes without a person"] li')).length, 1, "the blank one does not");
  await press(popup, "button", "Discard");
  await until(async () => (await popup.$('[aria-label="Notes without a person"]')) === null, "nothing waits any more");
  await saved(popup);
  assert.deepEqual((await storedKeys(fresh.quiet)).filter((key) => key.startsWith("inbox/")), []);
});

test("within a day the question is still asked, and skipping it on its own page ends the asking", async () => {
  await holdAndLeave();
  const key = /** @type {string} */ ((await storedKeys(fresh.quiet)).find((name) => name.startsWith("ended/")));
  await put(fresh.quiet, { [key]: { ...(await read(fresh.quiet, key)), at: Date.now() - 23 * 3_600_000 } });
  const popup = await openPopup();
  const opened = fresh.session.browser.waitForTarget((target) => target.url().startsWith(fresh.session.url("retro.html?with=")));
  await press(popup, "button", "Answer");
  const retro = await (await opened).page();
  assert.ok(retro);
  await readyFrame(retro);
  await press(retro, "button", "Skip");
  await saved(retro);
  await until(async () => (await badge(fresh.quiet)) === "", "the badge is quiet");
  assert.equal(await (await openPopup()).$(".ask-card"), null);
});

test("without a call, Open sidebar opens it in a window of its own about the person chosen", async () => {
  await saved(await sidebarWith(fresh.session, { name: "Ana" }));
  await closeOthers(fresh.session, fresh.quiet);
  const popup = await openPopup();
  const opened = fresh.session.browser.waitForTarget((target) => target.url().startsWith(fresh.session.url("sidebar.html?with=")));
  await press(popup, "link", "Open sidebar");
  const sidebar = await (await opened).page();
  assert.ok(sidebar);
  await says(await readyFrame(sidebar), "h1", "Ana & you");
});

async function openPopup() {
  const popup = await openPage(fresh.session, "popup.html", { width: 360, height: 600 });
  await readyFrame(popup);
  return popup;
}

/** @param {Page} popup */
async function chosen(popup) {
  return (await texts(popup, '[aria-label="For"] label:has(:checked)'))[0];
}

/** @param {Page} popup @param {string} kind @param {string} text */
async function keep(popup, kind, text) {
  await write(popup, "textbox", "Quick note", text);
  await press(popup, "radio", kind);
  await press(popup, "button", "Save");
  await saved(popup);
}

/** Holds a 1:1 in a call, begins to answer, and closes the tab in the middle of it. */
async function holdAndLeave() {
  const call = await openCall(fresh.session.browser, "meet", room);
  const sidebar = await dockByClick(call);
  await introduce(sidebar, { name: "Ana" });
  await press(sidebar, "button", "Start meeting");
  await press(sidebar, "button", "Wrap up");
  await write(sidebar, "textbox", "What should change next time?", "Less status");
  await saved(sidebar);
  await call.close();
  await until(async () => (await storedKeys(fresh.quiet)).some((key) => key.startsWith("ended/")), "the end is written down");
}
