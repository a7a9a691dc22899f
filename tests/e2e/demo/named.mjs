// Finds parts of a page the way a screen reader names them: by role and accessible name.

/** @typedef {import("puppeteer-core").Page | import("puppeteer-core").Frame} Scope */
/** @typedef {"button" | "checkbox" | "combobox" | "heading" | "link" | "list" | "radio" | "searchbox" | "spinbutton" | "tab" | "textbox"} Role */

/**
 * Waits until the part is on screen.
 * @param {Scope} scope
 * @param {Role} role
 * @param {string} name
 */
export async function named(scope, role, name) {
  const found = await scope.waitForSelector(`::-p-aria([name="${name}"][role="${role}"])`, { timeout: 15_000 });
  if (!found) throw new Error(`there is no ${role} "${name}"`);
  return found;
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
