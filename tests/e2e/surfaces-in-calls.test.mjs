// The sidebar beside a call but not in its page: in a window of its own, in the browser's panel, on a site of one's own.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { dockByClick, onlyIn, openCall, readyFrame, until } from "./support/browser.mjs";
import { press } from "./demo/named.mjs";
import { boxWhere } from "./support/call-page.mjs";
import { freshCalls } from "./support/fresh.mjs";
import { room } from "./support/live.mjs";
import { introduce } from "./support/one-to-one.mjs";
import { envelope, put, read } from "./support/store.mjs";

/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {import("./demo/named.mjs").Scope} Scope */

// Before the store is emptied: a panel that is open would write into it.
afterEach(async () => {
  await fresh.quiet.evaluate(closePanel);
  await until(() => panel() === undefined, "no panel is left");
});

const fresh = freshCalls();

/**
 * The windows and panels of ours that show the sidebar on a surface.
 * @param {"window" | "panel"} surface
 * @returns {Promise<Page[]>}
 */
async function sidebarsOn(surface) {
  const address = fresh.session.url(`sidebar.html?surface=${surface}`);
  return (await fresh.session.browser.pages()).filter((page) => page.url().startsWith(address));
}

/** @returns {Promise<Page>} the window of its own, ready */
async function ownWindow() {
  const [page] = await until(async () => {
    const shown = await sidebarsOn("window");
    return shown.length > 0 ? shown : null;
  }, "the sidebar has a window of its own");
  return readyFrame(/** @type {Page} */ (page));
}

test("chosen in the dock, the window of its own opens, the dock goes, and one window is enough", async () => {
  const page = await openCall(fresh.session.browser, "meet", room);
  const frame = await dockByClick(page);
  // Its page goes before it could be answered.
  await frame.evaluate(() => void chrome.runtime.sendMessage({ type: "surface", surface: "window" }));
  const shown = await ownWindow();
  assert.equal(new URL(shown.url()).searchParams.get("call"), `meet:${room}`);
  await boxWhere(page, ({ width }) => width === 44, "the dock has gone back to its launcher");
  assert.equal((await read(fresh.quiet, "dock")).surface, "window");
  await page.bringToFront();
  await page.mouse.click(...(await middle(page)));
  await until(() => fresh.quiet.evaluate(async () => (await chrome.windows.getAll({ windowTypes: ["popup"] })).length > 0), "the window stands");
  assert.equal((await sidebarsOn("window")).length, 1);
});

test("who likes the window gets it by itself when two are in a room of theirs", async () => {
  await put(fresh.quiet, { dock: { surface: "window" }, [`room/meet:${room}`]: envelope({ with: "r1" }) });
  const page = await openCall(fresh.session.browser, "meet", room);
  await ownWindow();
  await boxWhere(page, ({ width }) => width === 44, "nothing is docked");
});

test("a window and the dock show one meeting with one clock", async () => {
  const page = await openCall(fresh.session.browser, "meet", room);
  const frame = await dockByClick(page);
  await introduce(frame, { name: "Ana" });
  await fresh.quiet.evaluate((call) => chrome.windows.create({ url: `sidebar.html?surface=window&call=${call}`, type: "popup" }), `meet:${room}`);
  const other = await ownWindow();
  await press(frame, "button", "Start meeting");
  const clock = (/** @type {Scope} */ scope) => scope.$$eval('.time-left', ([timer]) => timer?.textContent ?? "");
  const begun = await until(() => clock(frame), "the clock runs in the dock");
  assert.match(begun, /\d/);
  await until(async () => (await clock(other)) === (await clock(frame)), "the window shows the same clock");
});

test("a panel opens from the dock within the click", onlyIn("chromium", "Firefox opens its sidebar only from a page of its own"), async () => {
  const page = await openCall(fresh.session.browser, "meet", room);
  const frame = await dockByClick(page);
  await frame.evaluate(() => {
    document.addEventListener("click", () => void chrome.runtime.sendMessage({ type: "surface", surface: "panel" }), { once: true, capture: true });
  });
  await (await frame.$("h1, main"))?.click();
  await until(panel, "the panel shows");
  await boxWhere(page, ({ width }) => width === 44, "the dock has gone back to its launcher");
});

test("a panel opens from the popup within the click", onlyIn("chromium", "no driver reaches into Firefox's popup"), async () => {
  await fresh.quiet.bringToFront();
  await fresh.quiet.evaluate(() => chrome.action.openPopup());
  const shown = await fresh.session.browser.waitForTarget((target) => target.url() === fresh.session.url("popup.html"));
  const popup = await readyFrame(await shown.asPage());
  await popup.evaluate(() => {
    const wish = () => void chrome.runtime.sendMessage({ type: "surface", surface: "panel" });
    document.addEventListener("click", wish, { once: true, capture: true });
  });
  await popup.click("textarea, input");
  await until(panel, "the panel shows");
});

/** The browser's panel with our sidebar in it, while it is open. */
function panel() {
  return fresh.session.browser.targets().find((target) => target.url().includes("sidebar.html?surface=panel"));
}

/** Closes the panels of all windows, in a browser that has them. */
async function closePanel() {
  const { sidePanel } = /** @type {any} */ (chrome);
  for (const { id } of sidePanel ? await chrome.windows.getAll() : []) {
    await sidePanel.close({ windowId: id }).catch(() => {});
  }
}

/** @param {Page} page */
async function middle(page) {
  const { x, y, width, height } = await boxWhere(page, () => true, "the launcher shows");
  return /** @type {[number, number]} */ ([x + width / 2, y + height / 2]);
}
