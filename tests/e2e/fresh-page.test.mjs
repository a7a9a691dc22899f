// What stays of us in an open call page when the extension goes or comes anew: nothing, or one copy that works.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { loadAnew } from "./support/anew.mjs";
import { dockByClick, findSidebarFrame, launch, openCall, quietPage, until } from "./support/browser.mjs";
import { setEnabled, uninstall } from "./support/harm.mjs";
import { bodyStyle, boxWhere, isInSight, isNarrowed, say, witness } from "./support/call-page.mjs";
import { looksPass } from "./support/hostile.mjs";
import { startStandIn } from "./support/stand-in.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const room = "abc-defg-hij";
const style = "margin-right: 4px; color: rgb(1, 2, 3);";

/** @type {Awaited<ReturnType<typeof startStandIn>>} */
let standIn;
/** @type {import("./support/browser.mjs").Session} */
let session;
/** @type {Page} */
let page;

before(async () => {
  standIn = await startStandIn();
});

beforeEach(async () => {
  session = await launch({ standIn });
  page = await openCall(session.browser, "meet", room);
  await page.evaluate((text) => document.body.setAttribute("style", text), style);
  await dockByClick(page);
  await until(() => isNarrowed(page), "the page has made room");
});

afterEach(() => session?.close());

after(async () => {
  await standIn?.close();
});

async function nothingIsLeft() {
  await until(async () => !(await isInSight(page)), "nothing of us is in sight");
  await until(async () => !(await isNarrowed(page)), "the page has its width back");
  assert.equal(await bodyStyle(page), style);
  // What we listened for finds nobody, and nothing throws.
  await page.evaluate(() => {
    for (const name of ["resize", "popstate", "focus", "blur", "pointerdown"]) dispatchEvent(new Event(name));
    document.dispatchEvent(new Event("fullscreenchange"));
  });
  await looksPass(2);
  assert.deepEqual((await witness(page)).errors, []);
  // Firefox ends us without a word: what holds the dock stays, empty and out of reach.
  const left = () => page.evaluate(() => document.querySelectorAll("duologue-dock").length);
  if (session.which === "chromium") assert.equal(await left(), 0);
  assert.equal(await isInSight(page), false);
}

/** Puts the content scripts into the call page, as is done after an update. */
async function putIn() {
  const quiet = await quietPage(session);
  const answer = await quiet.evaluate(async () => {
    const js = chrome.runtime.getManifest().content_scripts?.[0]?.js ?? [];
    const [tab] = await chrome.tabs.query({ url: "https://meet.google.com/*" });
    const target = { tabId: /** @type {number} */ (tab.id) };
    await chrome.scripting.executeScript({ target, files: js }).catch(() => {});
    return chrome.tabs.sendMessage(target.tabId, { type: "are-you-there" });
  });
  await quiet.close();
  return answer;
}

test("uninstalled, it leaves the page as it was", async () => {
  await uninstall(session);
  await nothingIsLeft();
});

test("switched off, it leaves the page as it was", async () => {
  await setEnabled(session, false);
  await page.bringToFront();
  await nothingIsLeft();
});

/** Starts the extension anew, as an update does, and waits until it is there. */
async function startAnew() {
  const quiet = await loadAnew(session, await quietPage(session));
  await quiet.close();
  await page.bringToFront();
}

test("after an update a new copy waits for the old one to put the page back, and there is one dock", async () => {
  await startAnew();
  assert.equal(await putIn(), true);
  await page.bringToFront();
  await boxWhere(page, ({ width }) => width === 44, "the new copy shows its launcher");
  assert.equal(await bodyStyle(page), style);
  const frame = await dockByClick(page);
  assert.equal(await page.evaluate(() => document.querySelectorAll("duologue-dock").length), 1);
  await say(frame, { type: "dock", show: "launcher" }).catch(() => {}); // the frame goes before it hears the answer
  await boxWhere(page, ({ width }) => width === 44, "the launcher is back");
  assert.equal(await bodyStyle(page), style);
  assert.deepEqual((await witness(page)).errors, []);
});

test("an element that an old copy could not take along is taken away", async () => {
  await page.evaluate(() => document.documentElement.append(document.createElement("duologue-dock")));
  await startAnew();
  assert.equal(await putIn(), true);
  await page.bringToFront();
  await boxWhere(page, ({ width }) => width === 44, "the new copy shows its launcher");
  assert.equal(await page.evaluate(() => document.querySelectorAll("duologue-dock").length), 1);
});

test("run twice in one world, the second copy does nothing, and the first goes on", async () => {
  assert.equal(await putIn(), true);
  await page.bringToFront();
  await looksPass(3);
  assert.equal(await page.evaluate(() => document.querySelectorAll("duologue-dock").length), 1);
  const frame = findSidebarFrame(page);
  assert.ok(frame, "the sidebar is still docked");
  await say(frame, { type: "dock", show: "nothing" }).catch(() => {}); // the frame goes before it hears the answer
  await nothingIsLeft();
});
