// A 1:1 as its user sees and handles it: with the mouse and the keyboard, by role and name.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { enter, named, saved, write } from "../demo/named.mjs";
import { readyFrame, root, until } from "./browser.mjs";

/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {import("../demo/named.mjs").Scope} Scope */
/** @typedef {import("../demo/named.mjs").Role} Role */
/** @typedef {import("./browser.mjs").Session} Session */
/** @typedef {{name: string, role?: string, cadence?: string, minutes?: number}} Person */

/**
 * Opens a page of the extension in a tab of the sidebar's reference width.
 * @param {Session} session
 * @param {string} path
 * @param {{width?: number, height?: number}} [size]
 * @returns {Promise<Page>}
 */
export async function openPage({ browser, url }, path, { width = 400, height = 800 } = {}) {
  const page = await browser.newPage();
  await page.setViewport({ width, height });
  await page.goto(url(path));
  return readyFrame(page);
}

/**
 * Closes what a test has opened, all but `kept`.
 * @param {Session} session
 * @param {Page} kept
 */
export async function closeOthers({ browser }, kept) {
  // One may have gone by itself meanwhile.
  for (const page of await browser.pages()) if (page !== kept) await page.close().catch(() => {});
}

/**
 * Clicks it with the mouse, as soon as it is on screen.
 * @param {Scope} scope
 * @param {Role} role
 * @param {string} name
 */
export async function click(scope, role, name) {
  const found = await named(scope, role, name);
  await found.click();
}

/**
 * What the interface says in a language.
 * @param {string} language
 * @returns {Promise<Record<string, string>>} by key; what is counted is left as it is
 */
export async function wordsOf(language) {
  return JSON.parse(await readFile(join(root, `extension/messages/${language}.json`), "utf8"));
}

/**
 * Says who a new 1:1 is with, in English.
 * @param {Scope} scope
 * @param {Person} person
 */
export async function introduce(scope, { name, role = "Report", cadence = "Weekly", minutes = 30 }) {
  await write(scope, "textbox", "Name", name);
  await write(scope, "combobox", "They are my", role);
  await write(scope, "combobox", "How often", cadence);
  await write(scope, "spinbutton", "Minutes", String(minutes));
  await click(scope, "button", "Start");
  await named(scope, "textbox", "Add a talking point");
  await saved(scope);
}

/**
 * A sidebar in a tab of its own, about somebody new: all that is said about them, or in another language their name.
 * @param {Session} session
 * @param {Person} person
 * @param {{width?: number, height?: number}} [size]
 * @param {string} [language] that the pages speak
 */
export async function sidebarWith(session, person, size, language = "en") {
  const page = await openPage(session, "sidebar.html", size);
  if (language === "en") await introduce(page, person);
  else {
    const words = await wordsOf(language);
    await write(page, "textbox", words["name"], person.name);
    await click(page, "button", words["start"]);
    await named(page, "textbox", words["add-point"]);
    await saved(page);
  }
  const [id] = (await storedKeys(page)).filter((key) => key.startsWith("mine/")).map((key) => key.slice(5));
  await page.goto(session.url(`sidebar.html?with=${id}`));
  return readyFrame(page);
}

/**
 * @param {Scope} scope
 * @param {string[]} titles
 */
export async function addPoints(scope, ...titles) {
  for (const title of titles) {
    await enter(scope, "Add a talking point", title);
    await named(scope, "checkbox", title);
  }
  await saved(scope);
}

/**
 * The agenda from top to bottom: titles in order, "✓" before what is checked and "▶" before what is on now.
 * @param {Scope} scope
 * @returns {Promise<string[]>}
 */
export function agenda(scope) {
  return scope.evaluate(() =>
    [...document.querySelectorAll('ol[aria-label="Agenda"] > li')].map((point) => {
      const check = /** @type {HTMLInputElement} */ (point.querySelector('input[type="checkbox"]'));
      const title = check.labels?.[0]?.textContent ?? "";
      return `${check.checked ? "✓" : ""}${point.ariaCurrent === "true" ? "▶" : ""}${title}`;
    }),
  );
}

/**
 * Waits until the agenda reads so.
 * @param {Scope} scope
 * @param {string[]} points as {@link agenda} has them
 */
export async function agendaReads(scope, ...points) {
  let seen = "";
  await until(
    async () => (seen = JSON.stringify(await agenda(scope))) === JSON.stringify(points),
    `the agenda reads ${JSON.stringify(points)}`,
  ).catch((error) => {
    throw new Error(`${error.message}; it reads ${seen}`);
  });
}

/**
 * Opens or closes the details of a point.
 * @param {Scope} scope
 * @param {string} title
 */
export async function toggleDetails(scope, title) {
  await click(scope, "button", `Details of ${title}`);
}

/**
 * The words of everything that matches, as they are read. In one question to the page: `$$eval` asks Firefox for each
 * element by itself.
 * @param {Scope} scope
 * @param {string} selector
 * @returns {Promise<string[]>}
 */
export function texts(scope, selector) {
  return scope.evaluate((wanted) => {
    const found = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(wanted));
    return [...found].map((element) => element.innerText.replace(/\s+/g, " ").trim());
  }, selector);
}

/**
 * Waits until some words are on the page, and returns the text of the element.
 * @param {Scope} scope
 * @param {string} selector
 * @param {string | RegExp} words
 * @returns {Promise<string>}
 */
export function says(scope, selector, words) {
  const fits = (/** @type {string} */ text) => (typeof words === "string" ? text.includes(words) : words.test(text));
  return until(async () => (await texts(scope, selector)).find(fits), `${selector} says ${words}`);
}

/**
 * What a field holds.
 * @param {Scope} scope
 * @param {Role} role
 * @param {string} name
 * @returns {Promise<string>}
 */
export async function held(scope, role, name) {
  const field = await named(scope, role, name);
  return field.evaluate((element) => /** @type {HTMLInputElement} */ (element).value);
}

/**
 * Waits until a field holds this, as after a change that another page made.
 * @param {Scope} scope
 * @param {Role} role
 * @param {string} name
 * @param {string} value
 */
export function holds(scope, role, name, value) {
  return until(async () => (await held(scope, role, name)) === value, `${role} "${name}" holds ${value.slice(0, 80)}`);
}

/**
 * Whether there is no such part now.
 * @param {Scope} scope
 * @param {Role} role
 * @param {string} name
 */
export async function isGone(scope, role, name) {
  return (await scope.$(`::-p-aria([name="${name}"][role="${role}"])`)) === null;
}

/**
 * @param {Scope} page a page of the extension
 * @returns {Promise<string[]>}
 */
export function storedKeys(page) {
  return page.evaluate(() => chrome.storage.local.getKeys());
}

/**
 * Whether nothing hangs over the side of the page.
 * @param {Scope} page
 */
export function fitsItsWidth(page) {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const body = document.querySelector("main");
    return scrollWidth <= clientWidth && (!body || body.scrollWidth <= body.clientWidth);
  });
}
