// Finds parts of a page the way a screen reader names them: by role and accessible name.

import { until, which } from "../support/ground.mjs";

/** @typedef {import("puppeteer-core").Page | import("puppeteer-core").Frame} Scope */
/** @typedef {"button" | "checkbox" | "combobox" | "heading" | "link" | "list" | "radio" | "searchbox" | "spinbutton" | "tab" | "textbox"} Role */

/** Which elements can have a role. The browser decides; this only spares it asking all the others. */
const CAN_BE = {
  button: "button, summary, [role='button'], input[type='button'], input[type='submit']",
  checkbox: "input[type='checkbox'], [role='checkbox']",
  combobox: "select, input[list], [role='combobox']",
  heading: "h1, h2, h3, h4, h5, h6, [role='heading']",
  link: "a, [role='link']",
  list: "ul, ol, menu, [role='list']",
  radio: "input[type='radio'], [role='radio']",
  searchbox: "input[type='search'], [role='searchbox']",
  spinbutton: "input[type='number'], [role='spinbutton']",
  tab: "[role='tab']",
  textbox: "input, textarea, [role='textbox'], [contenteditable]",
};

/** For how long only the likely ones are asked, in milliseconds. */
const LIKELY_FOR = 3_000;

/**
 * Waits until the part is on screen.
 * @param {Scope} scope
 * @param {Role} role
 * @param {string} name
 */
export async function named(scope, role, name) {
  const selector = `::-p-aria([name="${name}"][role="${role}"])`;
  const isSlow = which === "firefox";
  const found =
    (isSlow && (await likely(scope, role, name, selector))) || (await scope.waitForSelector(selector, { timeout: 15_000 }));
  if (!found) throw new Error(`there is no ${role} "${name}"`);
  return found;
}

/**
 * Looks among those whose words have the name in them. Firefox takes some five milliseconds to say what one element is
 * called, and is asked about each.
 * @param {Scope} scope
 * @param {Role} role
 * @param {string} name
 * @param {string} selector
 * @returns {Promise<import("puppeteer-core").ElementHandle<Element> | null>}
 */
function likely(scope, role, name, selector) {
  const look = async () => {
    const all = await scope.evaluateHandle(wordsHave, CAN_BE[role], name);
    for (const one of (await all.getProperties()).values()) {
      const found = await one.asElement()?.$(selector);
      if (found) return /** @type {import("puppeteer-core").ElementHandle<Element>} */ (found);
    }
    return null;
  };
  return until(look, `${role} "${name}" is likely there`, LIKELY_FOR).catch(() => null);
}

/**
 * The elements that may have that name, by all that a name can come from.
 * @param {string} kind
 * @param {string} name
 */
function wordsHave(kind, name) {
  const plain = (/** @type {string | null | undefined} */ text) => (text ?? "").replace(/\s+/g, " ").toLowerCase();
  return [...document.querySelectorAll(kind)].filter((element) => {
    const by = (element.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent);
    const labels = [.../** @type {HTMLInputElement} */ (element).labels ?? []].map((label) => label.textContent);
    const attributes = ["aria-label", "title", "placeholder", "value", "alt"].map((one) => element.getAttribute(one));
    return [...by, ...labels, ...attributes, element.textContent].some((words) => plain(words).includes(plain(name).trim()));
  });
}

/**
 * Presses it where it is: a radio may be drawn by its label and have no box of its own to click.
 * @param {Scope} scope
 * @param {Role} role
 * @param {string} name
 */
export async function press(scope, role, name) {
  const found = await named(scope, role, name);
  await found.evaluate((element) => /** @type {HTMLElement} */ (element).click());
}

/**
 * Writes a text or a number, or chooses from a list, and leaves the field, as a user would.
 * @param {Scope} scope
 * @param {"combobox" | "searchbox" | "spinbutton" | "textbox"} role
 * @param {string} name
 * @param {string} value
 */
export async function write(scope, role, name, value) {
  const field = await named(scope, role, name);
  if (role === "combobox") {
    await choose(field, value);
    return;
  }
  await field.focus();
  await field.evaluate((element) => /** @type {HTMLInputElement} */ (element).select());
  // No keyboard has a key for what lies beyond U+FFFF: it comes in as from an input method.
  if (/[\u{10000}-\u{10ffff}]/u.test(value)) await field.evaluate((_, text) => document.execCommand("insertText", false, text), value);
  else await field.type(value);
}

/**
 * Writes a line and sends it with Enter.
 * @param {Scope} scope
 * @param {string} name
 * @param {string} text
 */
export async function enter(scope, name, text) {
  await write(scope, "textbox", name, text);
  const field = await named(scope, "textbox", name);
  await field.press("Enter");
}

/**
 * Chooses by the words that the user sees.
 * @param {import("puppeteer-core").ElementHandle<Element>} list
 * @param {string} label
 */
async function choose(list, label) {
  const value = await list.evaluate((element, wanted) => {
    const options = [.../** @type {HTMLSelectElement} */ (element).options];
    return options.find((option) => option.label === wanted)?.value;
  }, label);
  if (value === undefined) throw new Error(`nothing in the list is called "${label}"`);
  await list.select(value);
}

/**
 * Waits until storage has everything that was done on the page.
 * @param {Scope} scope
 */
export async function saved(scope) {
  await scope.waitForSelector('html[data-unsaved="0"]', { timeout: 15_000 });
}
