// A call with a page that fights: what the user had written before, what the page may never learn, how it may end.
import assert from "node:assert/strict";
import { enter, named, saved } from "../demo/named.mjs";
import { findSidebarFrame, hostBox, openCall, readyFrame, sidebarFrame, until } from "./browser.mjs";
import { boxWhere, isNarrowed } from "./call-page.mjs";
import { agenda, sidebarWith, storedKeys } from "./one-to-one.mjs";
import { envelope, put } from "./store.mjs";

/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {import("puppeteer-core").Frame} Frame */
/** @typedef {import("./browser.mjs").Session} Session */
/** @typedef {{page: Page, sidebar: Frame, quiet: Page, session: Session, word: string, with: string, said: string[]}} Fight */

export const room = "abc-defg-hij";

/** Marks what the user writes: whatever page holds it has learnt something. */
const secret = "Zibeline";
let written = 0;

/**
 * Somebody whose room it is, so that the sidebar opens by itself.
 * @param {Session} session
 * @param {Page} quiet
 * @returns {Promise<string>} the relationship's id
 */
export async function personWithRoom(session, quiet) {
  const page = await sidebarWith(session, { name: `Ana ${secret}` });
  await page.close();
  const id = (await storedKeys(quiet)).find((key) => key.startsWith("mine/"))?.slice(5) ?? "";
  await put(quiet, { [`room/meet:${room}`]: envelope({ with: id }) });
  return id;
}

/**
 * Opens the call, and writes a point into the sidebar that docks there.
 * @param {Session} session
 * @param {Page} quiet
 * @param {string} relationship
 * @param {Parameters<typeof openCall>[3]} [options]
 * @returns {Promise<Fight>}
 */
export async function beginFight(session, quiet, relationship, options = {}) {
  /** @type {string[]} */
  const said = [];
  const page = await session.browser.newPage();
  await page.close();
  const call = await openCall(session.browser, "meet", room, { variant: "strict", ...options });
  call.on("console", (message) => said.push(message.text()));
  await boxWhere(call, ({ width }) => width >= 280, "the sidebar is docked");
  const sidebar = await readyFrame(await sidebarFrame(call));
  const word = `${secret} ${(written += 1)}`;
  await writePoint(sidebar, word);
  return { page: call, sidebar, quiet, session, word, with: relationship, said };
}

/**
 * @param {Frame} sidebar
 * @param {string} title
 */
export async function writePoint(sidebar, title) {
  await enter(sidebar, "Add a talking point", title);
  await named(sidebar, "checkbox", title);
  await saved(sidebar);
}

/**
 * The page begins to fight.
 * @param {Fight} fight
 * @param {string} way one of those in `stand-in/hostile.js`
 */
export async function fightBy({ page }, way) {
  await page.evaluate((name) => /** @type {any} */ (globalThis).witness.fight(name), way);
}

/**
 * Lets the page be looked at so many times more.
 * @param {number} looks
 */
export async function looksPass(looks) {
  const end = Date.now() + looks * 1_000;
  await until(() => Date.now() > end, `${looks} looks`, looks * 1_000 + 5_000);
}

/**
 * The sidebar, ready. A dock that is put back has its page loaded anew, perhaps just while it is waited for.
 * @param {import("puppeteer-core").Page} page
 */
function readySidebar(page) {
  return until(async () => {
    const frame = await sidebarFrame(page);
    return readyFrame(frame).catch((/** @type {unknown} */ error) => {
      if (!frame.detached) throw error;
      return null;
    });
  }, "the sidebar is ready");
}

/**
 * The dock is there, and takes clicks and keys.
 * @param {Fight} fight
 */
export async function stands({ page, session }) {
  const box = await boxWhere(page, ({ width }) => width >= 280, "the dock stands");
  const sidebar = await readySidebar(page);
  const hit = await page.evaluate(
    (x, y) => document.elementFromPoint(x, y)?.localName,
    box.x + box.width / 2,
    box.y + box.height / 2,
  );
  assert.equal(hit, "duologue-dock", "a click in its middle reaches it");
  const field = await named(sidebar, "textbox", "Add a talking point");
  await until(async () => {
    await field.click();
    return sidebar.evaluate(() => document.activeElement instanceof HTMLInputElement);
  }, "a click leads into the sidebar");
  await page.keyboard.down("Control");
  await page.keyboard.press("a");
  await page.keyboard.up("Control");
  const word = `${secret} again ${(written += 1)}`;
  await page.keyboard.type(word);
  await page.keyboard.press("Enter");
  await named(sidebar, "checkbox", word);
  assert.notEqual(await badgeOf({ page, session }), "!");
}

/**
 * Nothing of ours is left in the page, and the tab's badge says so.
 * @param {Fight} fight
 * @param {number} [timeout]
 */
export async function isLost(fight, timeout = 30_000) {
  const { page, quiet } = fight;
  await until(async () => (await badgeOf(fight)) === "!", "the badge says that the dock is lost", timeout);
  assert.equal(await hostBox(page), null);
  assert.equal(await page.evaluate(() => document.querySelectorAll("duologue-dock").length), 0);
  assert.equal(findSidebarFrame(page), undefined);
  assert.equal(await isNarrowed(page), false, "the page has its width back");
  assert.deepEqual((await lostCalls(quiet)).map(({ lost }) => lost), [true]);
}

/**
 * Whatever the end, the page has learnt nothing and what was written is kept.
 * @param {Fight} fight
 */
export async function nothingIsLeaked({ page, session, word, with: relationship, said }) {
  const seen = await page.evaluate(() => {
    const { witness } = /** @type {any} */ (globalThis);
    return {
      keys: witness.keys,
      violations: witness.violations,
      errors: witness.errors,
      heard: JSON.stringify([witness, document.documentElement?.outerHTML, document.title, location.href]),
      frames: window.length,
      resources: performance.getEntries().filter(({ name }) => name.includes("extension://")).length,
    };
  });
  const { heard, ...rest } = seen;
  assert.deepEqual(rest, { keys: [], violations: [], errors: [], frames: 0, resources: 0 });
  for (const text of [heard, ...said]) {
    assert.ok(!text.includes(secret) && !/extension:\/\//.test(text), `the page has seen ${text.slice(0, 200)}`);
  }
  const own = await session.browser.newPage();
  await own.goto(session.url(`sidebar.html?with=${relationship}`));
  await readyFrame(own);
  assert.ok((await agenda(own)).includes(word), "what was written is kept");
  await own.close();
}

/**
 * What the tab's badge says.
 * @param {Pick<Fight, "page" | "session">} fight
 */
export async function badgeOf({ page, session }) {
  const quiet = (await session.browser.pages()).find((other) => other.url() === session.url("manifest.json"));
  if (!quiet) throw new Error("no quiet page is open");
  const url = page.url();
  return quiet.evaluate(async (address) => {
    const [tab] = (await chrome.tabs.query({})).filter((one) => one.url === address);
    return chrome.action.getBadgeText({ tabId: tab?.id });
  }, url);
}

/** @param {Page} quiet */
export function lostCalls(quiet) {
  return quiet.evaluate(async () => {
    const { calls } = await chrome.storage.session.get("calls");
    return /** @type {{lost?: boolean}[]} */ (Object.values(calls ?? {}));
  });
}
