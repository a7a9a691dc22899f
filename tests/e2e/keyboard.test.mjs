// The whole 1:1 without a mouse: from the first Tab to a saved wrap-up, and the focus is never lost on the way.
import assert from "node:assert/strict";
import { test } from "node:test";
import { named, saved } from "./demo/named.mjs";
import { until } from "./support/browser.mjs";
import { freshStore } from "./support/fresh.mjs";
import { addPoints, agendaReads, held, openPage, says, sidebarWith, texts } from "./support/one-to-one.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const fresh = freshStore();

test("a 1:1 is held by keyboard alone, from saying who it is with to a saved wrap-up", async () => {
  const page = await openPage(fresh.session, "sidebar.html", { width: 320, height: 760 });
  await tabTo(page, "Name");
  await page.keyboard.type("Ana");
  await tabTo(page, "Start");
  await page.keyboard.press("Enter");
  await named(page, "textbox", "Add a talking point");

  await tabTo(page, "Add a talking point");
  for (const title of ["The move", "The budget"]) {
    await page.keyboard.type(title);
    await page.keyboard.press("Enter");
    await named(page, "checkbox", title);
  }
  assert.equal(await focusedName(page), "Add a talking point", "the next point can be typed at once");

  await tabTo(page, "Start meeting");
  await page.keyboard.press("Enter");
  await named(page, "button", "Wrap up");
  await tabTo(page, "Details of The move");
  await page.keyboard.press(" ");
  await tabTo(page, "Notes");
  await page.keyboard.type("Boxes first");
  await tabTo(page, "Talk about this now");
  await page.keyboard.press("Enter");
  await agendaReads(page, "▶The move", "The budget");
  await tabTo(page, "The move");
  await page.keyboard.press(" ");
  await agendaReads(page, "✓The move", "The budget");

  await tabTo(page, "Agenda");
  await page.keyboard.press("ArrowRight");
  assert.equal(await focusedName(page), "Actions");
  await tabTo(page, "Add an action");
  await page.keyboard.type("Order the boxes");
  await page.keyboard.press("Enter");
  await named(page, "checkbox", "Order the boxes");

  await tabTo(page, "Wrap up");
  await page.keyboard.press("Enter");
  await named(page, "heading", "Before you go");
  await tabTo(page, "1");
  for (let step = 1; step < 4; step += 1) await page.keyboard.press("ArrowRight");
  assert.equal(await focusedName(page), "4");
  await tabTo(page, "Felt heard");
  await page.keyboard.press(" ");
  await tabTo(page, "What should change next time?");
  await page.keyboard.type("Less status");
  await tabTo(page, "Save");
  await page.keyboard.press("Enter");
  await named(page, "button", "Start meeting");
  await saved(page);
  await says(page, '[role="note"]', "You asked for: Less status");
  await says(page, '[role="note"]', "You: Order the boxes");

  const history = await openPage(fresh.session, "dashboard.html#history");
  await tabTo(history, /discussed|of 2/);
  await history.keyboard.press("Enter");
  await says(history, ".meeting-body", /The move.*Boxes first.*Order the boxes.*Felt heard.*Less status/);
  assert.deepEqual(await texts(history, ".score .visually-hidden"), ["4 of 5"]);
});

test("where a button takes away what it stands in, the focus goes on from a sensible place", async () => {
  const page = await sidebarWith(fresh.session, { name: "Ana" });
  await addPoints(page, "The move", "The budget");
  const lost = [];
  for (const [name, then] of [
    ["Details of The move", "Drop"],
    ["Drop", "Undo"],
    ["Undo", "Details of The move"],
    ["Start meeting", "Wrap up"],
    ["Wrap up", "Save"],
    ["Back", "Wrap up"],
    ["Wrap up", "Save"],
    ["Skip", "Start meeting"],
  ]) {
    const button = await named(page, "button", name);
    await button.focus();
    await page.keyboard.press("Enter");
    await named(page, "button", then);
    if ((await focusedName(page)) === "") lost.push(name);
  }
  assert.deepEqual(lost, [], "after these buttons nothing has the focus");
});

test("the sections are one stop of the Tab key, with arrows between them", async () => {
  const page = await sidebarWith(fresh.session, { name: "Ana" });
  await tabTo(page, "Agenda");
  for (const [key, tab] of /** @type {const} */ ([
    ["ArrowRight", "Actions"],
    ["End", "Ask"],
    ["ArrowRight", "Agenda"],
    ["ArrowLeft", "Ask"],
    ["Home", "Agenda"],
    ["ArrowRight", "Actions"],
  ])) {
    await page.keyboard.press(key);
    assert.equal(await focusedName(page), tab);
    await says(page, '[role="tab"][aria-selected="true"]', tab);
  }
  await page.keyboard.press("Tab");
  assert.notEqual(await focusedRole(page), "tab", "the other tabs are no stops");
});

test("Escape closes the dialog of a person and leads back to where it was opened", async () => {
  const page = await openPage(fresh.session, "dashboard.html#people", { width: 1000, height: 800 });
  await tabTo(page, "Add a person");
  await page.keyboard.press("Enter");
  await until(async () => (await focusedName(page)) === "Name", "the cursor is in the first field");
  await page.keyboard.type("Ana");
  await page.keyboard.press("Escape");
  await until(async () => (await page.$("dialog form")) === null, "the dialog is closed and empty");
  assert.equal(await focusedName(page), "Add a person");
  await page.keyboard.press("Enter");
  assert.equal(await held(page, "textbox", "Name"), "", "what was put away is not kept");
});

/**
 * Presses Tab until the focus is there.
 * @param {Page} page
 * @param {string | RegExp} name
 */
async function tabTo(page, name) {
  const seen = [];
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press("Tab");
    // Beyond the last stop, Firefox goes on to its own buttons.
    if (!(await page.evaluate(() => document.hasFocus()))) await fresh.session.focusPage();
    const here = await focusedName(page);
    if (typeof name === "string" ? here === name : name.test(here)) return;
    seen.push(here);
  }
  throw new Error(`the Tab key never came to ${name}, but to ${seen.join(", ")}`);
}

/**
 * The name of what has the focus; empty if nothing has.
 * @param {Page} page
 */
function focusedName(page) {
  return page.evaluate(() => {
    const element = /** @type {HTMLInputElement | null} */ (document.activeElement);
    if (!element || element === document.body) return "";
    const label = element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent;
    return (label ?? element.textContent ?? "").trim() || element.localName;
  });
}

/** @param {Page} page */
function focusedRole(page) {
  return page.evaluate(() => document.activeElement?.getAttribute("role"));
}
