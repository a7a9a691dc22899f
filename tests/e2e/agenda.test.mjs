// The agenda in the sidebar: everything that can be done to a talking point, by mouse and by keyboard.
import assert from "node:assert/strict";
import { test } from "node:test";
import { enter, named, press, saved, write } from "./demo/named.mjs";
import { readyFrame, until } from "./support/browser.mjs";
import { freshStore } from "./support/fresh.mjs";
import {
  addPoints,
  agendaReads,
  click,
  held,
  holds,
  says,
  sidebarWith,
  texts,
  toggleDetails,
} from "./support/one-to-one.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const ana = { name: "Ana" };
const peer = { name: "Ben", role: "Peer" };

const fresh = freshStore();

/** @param {Page} page */
async function reload(page) {
  await saved(page);
  await page.reload();
  await readyFrame(page);
}

test("points are added in order; a blank one is not", async () => {
  const page = await sidebarWith(fresh.session, peer);
  await says(page, "main", "Nothing to talk about yet");
  await addPoints(page, "Holidays");
  await enter(page, "Add a talking point", "   ");
  await addPoints(page, "The new desk");
  await agendaReads(page, "Holidays", "The new desk");
  assert.ok(!(await texts(page, "main"))[0].includes("Nothing to talk about yet"));
  await reload(page);
  await agendaReads(page, "Holidays", "The new desk");
});

test("title, notes, minutes and aim of a point are kept over a reload", async () => {
  const page = await sidebarWith(fresh.session, peer);
  await addPoints(page, "Holidays");
  await toggleDetails(page, "Holidays");
  await write(page, "textbox", "Title", "Summer holidays");
  await write(page, "textbox", "Notes", "Two weeks in July\nand nobody on call");
  await write(page, "spinbutton", "Minutes", "12");
  await write(page, "combobox", "Aim", "Wellbeing");
  await named(page, "checkbox", "Summer holidays");

  await reload(page);
  await says(page, ".point-meta", "12 min");
  await says(page, ".point-note", "Two weeks in July and nobody on call");
  await toggleDetails(page, "Summer holidays");
  assert.equal(await held(page, "textbox", "Title"), "Summer holidays");
  assert.equal(await held(page, "textbox", "Notes"), "Two weeks in July\nand nobody on call");
  assert.equal(await held(page, "spinbutton", "Minutes"), "12");
  const aim = await named(page, "combobox", "Aim");
  assert.equal(await aim.evaluate((list) => /** @type {any} */ (list).selectedOptions[0].label), "Wellbeing");
});

test("a title that is made blank is not taken over", async () => {
  const page = await sidebarWith(fresh.session, peer);
  await addPoints(page, "Holidays");
  await toggleDetails(page, "Holidays");
  const title = await named(page, "textbox", "Title");
  await title.click({ count: 3 });
  await title.press("Backspace");
  await reload(page);
  await agendaReads(page, "Holidays");
});

test("minutes stay within bounds, and what is no number gives way", async () => {
  const page = await sidebarWith(fresh.session, peer);
  await addPoints(page, "Holidays");
  await toggleDetails(page, "Holidays");
  const meta = ".point-meta";
  await write(page, "spinbutton", "Minutes", "0\n");
  await says(page, meta, /(^| )1 min/);
  await holds(page, "spinbutton", "Minutes", "1");
  await write(page, "spinbutton", "Minutes", "100000\n");
  await until(async () => !(await texts(page, meta))[0].includes("1 min"), "the minutes have changed");
  const most = await held(page, "spinbutton", "Minutes");
  assert.ok(Number(most) < 1_000, `${most} minutes`);
  await write(page, "spinbutton", "Minutes", "e\n");
  await holds(page, "spinbutton", "Minutes", most);
});

test("the keyboard reorders: the buttons move the point, keep the focus, and end at the ends", async () => {
  const page = await sidebarWith(fresh.session, peer);
  await addPoints(page, "One", "Two", "Three");
  await toggleDetails(page, "Three");
  const up = await named(page, "button", "Move up");
  await up.focus();
  await page.keyboard.press("Enter");
  await agendaReads(page, "One", "Three", "Two");
  assert.equal(await focused(page), "Move up");
  await page.keyboard.press("Enter");
  await agendaReads(page, "Three", "One", "Two");
  assert.equal(await isDisabled(page, "Move up"), true);
  assert.notEqual(await focused(page), "", "the focus is not lost at the end of the list");
  await press(page, "button", "Move down");
  await agendaReads(page, "One", "Three", "Two");
  await reload(page);
  await agendaReads(page, "One", "Three", "Two");
});

test("the pointer reorders, by the grip of a point", async () => {
  const page = await sidebarWith(fresh.session, peer);
  await addPoints(page, "One", "Two", "Three");
  await drag(page, 2, 0, "above");
  await agendaReads(page, "Three", "One", "Two");
  await drag(page, 0, 1, "below");
  await agendaReads(page, "One", "Three", "Two");
  await drag(page, 1, 2, "below");
  await agendaReads(page, "One", "Two", "Three");
  await drag(page, 1, 1, "below");
  await agendaReads(page, "One", "Two", "Three");
  await drag(page, 2, 1, "above");
  await reload(page);
  await agendaReads(page, "One", "Three", "Two");
});

test("a point that is checked is discussed, and Undo takes it back", async () => {
  const page = await sidebarWith(fresh.session, peer);
  await addPoints(page, "Holidays");
  await click(page, "checkbox", "Holidays");
  await says(page, '[role="status"]', "Discussed.");
  await agendaReads(page, "✓Holidays");
  await reload(page);
  await agendaReads(page, "✓Holidays");
  await click(page, "checkbox", "Holidays");
  await agendaReads(page, "Holidays");
  await click(page, "checkbox", "Holidays");
  await click(page, "button", "Undo");
  await agendaReads(page, "Holidays");
  await reload(page);
  await agendaReads(page, "Holidays");
});

test("a point that is dropped is gone, and Undo brings it back to its place", async () => {
  const page = await sidebarWith(fresh.session, peer);
  await addPoints(page, "One", "Two", "Three");
  await toggleDetails(page, "Two");
  await click(page, "button", "Drop");
  await says(page, '[role="status"]', "Point dropped.");
  await agendaReads(page, "One", "Three");
  await click(page, "button", "Undo");
  await agendaReads(page, "One", "Two", "Three");
  await toggleDetails(page, "Two");
  await click(page, "button", "Drop");
  await agendaReads(page, "One", "Three");
  await reload(page);
  await agendaReads(page, "One", "Three");
});

test("a point that is put off waits below, and can be taken back", async () => {
  const page = await sidebarWith(fresh.session, peer);
  await addPoints(page, "One", "Two");
  await toggleDetails(page, "One");
  await click(page, "button", "Next time");
  await agendaReads(page, "Two");
  const waits = 'ul[aria-label="Next time"] .point-title';
  assert.deepEqual(await texts(page, waits), ["One"]);
  await reload(page);
  assert.deepEqual(await texts(page, waits), ["One"]);
  await click(page, "button", "Take back");
  await agendaReads(page, "One", "Two");
  assert.deepEqual(await texts(page, waits), []);
});

test("whose point it is shows, and the report's points come first unless moved", async () => {
  const page = await sidebarWith(fresh.session, ana);
  await addPoints(page, "Mine");
  await click(page, "radio", "Ana");
  await addPoints(page, "Hers", "Hers too");
  await agendaReads(page, "Hers", "Hers too", "Mine");
  assert.deepEqual(await texts(page, "ol .point-meta .who"), ["Ana", "Ana", "You"]);
  await toggleDetails(page, "Mine");
  await click(page, "button", "Move up");
  await agendaReads(page, "Hers", "Mine", "Hers too");
  await write(page, "combobox", "Whose point", "Ana");
  await until(async () => (await texts(page, "ol .point-meta .who")).join() === "Ana,Ana,Ana", "the point is hers");
  await reload(page);
  await agendaReads(page, "Hers", "Mine", "Hers too");
  assert.deepEqual(await texts(page, "ol .point-meta .who"), ["Ana", "Ana", "Ana"]);
});

test("what stays open comes over to the next meeting with its notes; what was discussed does not", async () => {
  const page = await sidebarWith(fresh.session, ana);
  await addPoints(page, "Done", "Open", "Put off");
  await click(page, "button", "Start meeting");
  await click(page, "checkbox", "Done");
  await toggleDetails(page, "Open");
  await write(page, "textbox", "Notes", "Half of it");
  await toggleDetails(page, "Open");
  await toggleDetails(page, "Put off");
  await click(page, "button", "Next time");
  await click(page, "button", "Wrap up");
  assert.deepEqual(await texts(page, 'ul[aria-label="Carry over"] .point-title'), ["Open", "Put off"]);
  await click(page, "button", "Skip");
  await named(page, "button", "Start meeting");
  await agendaReads(page, "Open", "Put off");
  await says(page, "ol .point-meta", "from before");
  await says(page, ".point-note", "Half of it");
  await reload(page);
  await agendaReads(page, "Open", "Put off");
});

test("a question can be added from the bank, passed over, and hidden for good", async () => {
  const page = await sidebarWith(fresh.session, ana);
  const suggested = 'section[aria-label="Suggestion"] .question';
  const first = await says(page, suggested, /\?$/);
  await click(page, "button", "Another");
  const second = await says(page, suggested, new RegExp(`^(?!${escape(first)})`));
  await click(page, "button", "Not for us");
  const third = await says(page, suggested, new RegExp(`^(?!${escape(second)})`));
  await click(page, "button", "Add to agenda");
  await agendaReads(page, third);

  await click(page, "tab", "Ask");
  await says(page, 'ul[aria-label="Questions"] h2', "Career");
  const [sought] = await texts(page, 'ul[aria-label="Questions"] .question');
  await write(page, "searchbox", "Search questions", sought.slice(0, -1).toUpperCase());
  await until(async () => (await texts(page, ".question-item")).length === 1, "one question is found");
  await click(page, "button", `Add to agenda: ${sought}`);
  await says(page, '[role="status"]', "On the agenda.");
  await write(page, "searchbox", "Search questions", "xyzzy");
  await says(page, '[role="tabpanel"]', "No question has these words.");
  await click(page, "tab", "Agenda");
  await agendaReads(page, third, sought);
});

/**
 * The name of what has the focus; empty if nothing has.
 * @param {Page} page
 */
function focused(page) {
  return page.evaluate(() => (document.activeElement === document.body ? "" : (document.activeElement?.textContent ?? "")));
}

/**
 * @param {Page} page
 * @param {string} name
 */
async function isDisabled(page, name) {
  const button = await named(page, "button", name);
  return button.evaluate((element) => /** @type {HTMLButtonElement} */ (element).disabled);
}

/**
 * Drags a point by its grip over another one.
 * @param {Page} page
 * @param {number} from
 * @param {number} over
 * @param {"above" | "below"} half which half of the other one
 */
async function drag(page, from, over, half) {
  const points = await page.$$('ol[aria-label="Agenda"] > li');
  const grip = await points[from].$(".grip");
  const start = await grip?.boundingBox();
  const end = await points[over].boundingBox();
  assert.ok(start && end);
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(end.x + 20, end.y + end.height * (half === "above" ? 0.2 : 0.8), { steps: 5 });
  await page.mouse.up();
  await saved(page);
}

/** @param {string} text */
function escape(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
