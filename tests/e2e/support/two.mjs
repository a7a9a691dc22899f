// Two people, each with a browser profile of their own, at the same time.
import { after, before } from "node:test";
import { enter, named, saved, write } from "../demo/named.mjs";
import { launch, readyFrame, until } from "./browser.mjs";
import { consent } from "./harm.mjs";
import { click, holds, openPage, sidebarWith, storedKeys } from "./one-to-one.mjs";

/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {import("./browser.mjs").Session} Session */
/** @typedef {{bo: Session, ana: Session}} Two */

/**
 * Starts both browsers before the first test of the file and stops them after the last.
 * @returns {Two} filled before the first test
 */
export function twoBrowsers() {
  const two = /** @type {Two} */ ({});
  before(async () => {
    two.bo = await launch();
    two.ana = await launch();
    await Promise.all([consent(two.bo), consent(two.ana)]);
  });
  after(() => Promise.all([two.bo?.close(), two.ana?.close()]));
  return two;
}

/**
 * Chooses an entry of the sidebar's menu.
 * @param {Page} page
 * @param {string} entry
 */
export async function more(page, entry) {
  await page.bringToFront();
  await page.click("summary[aria-label='More']");
  await click(page, "button", entry);
}

/**
 * What a read-only field holds, once it holds anything.
 * @param {Page} page
 * @param {string} name
 */
export async function shown(page, name) {
  const field = await named(page, "textbox", name);
  return until(() => field.evaluate((element) => /** @type {HTMLTextAreaElement} */ (element).value), `${name} is there`);
}

/**
 * Pastes a text into a field at once, as a user does.
 * @param {Page} page
 * @param {string} name
 * @param {string} text
 */
export async function pasteInto(page, name, text) {
  const field = await named(page, "textbox", name);
  await field.focus();
  await page.evaluate((pasted) => document.execCommand("insertText", false, pasted), text);
}

/**
 * Bo's sidebar about Ana, with an invitation for her.
 * @param {Session} session
 */
export async function inviting(session) {
  const page = await sidebarWith(session, { name: "Ana" });
  await more(page, "Share with Ana");
  await write(page, "textbox", "Your name, as Ana knows it", "Bo");
  const invitation = await shown(page, "Invitation");
  await saved(page);
  return { page, invitation };
}

/**
 * Ana's sidebar about Bo, after joining with his invitation; and her reply.
 * @param {Session} session
 * @param {string} invitation
 */
export async function joining(session, invitation) {
  const page = await openPage(session, "sidebar.html");
  await click(page, "button", "Join a shared 1:1");
  await pasteInto(page, "Invitation", invitation);
  await holds(page, "textbox", "Name", "Bo");
  await click(page, "button", "Join");
  const reply = await shown(page, "Your reply");
  await click(page, "button", "Go to the 1:1");
  await named(page, "textbox", "Add a talking point");
  await saved(page);
  return { page, reply };
}

/**
 * Goes to the sidebar about the one person that this browser knows.
 * @param {Session} session
 * @param {Page} page
 */
export async function atHome(session, page) {
  const [id] = (await storedKeys(page)).filter((key) => key.startsWith("mine/")).map((key) => key.slice(5));
  await page.goto(session.url(`sidebar.html?with=${id}`));
  return readyFrame(page);
}

/**
 * Adds a point and waits until it is saved.
 * @param {Page} page
 * @param {string} title
 */
export async function addPoint(page, title) {
  await page.bringToFront();
  await enter(page, "Add a talking point", title);
  await named(page, "checkbox", title);
  await saved(page);
}
