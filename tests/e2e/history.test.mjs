// The past of a relationship: a timeline in windows, every meeting in place, and everything in it put right.
import assert from "node:assert/strict";
import { test } from "node:test";
import { enter, named, saved, write } from "./demo/named.mjs";
import { isAccessible as accessible } from "./support/accessible.mjs";
import { readyFrame, until } from "./support/browser.mjs";
import { freshStore } from "./support/fresh.mjs";
import { addPoints, agendaReads, click, isGone, openPage, says, sidebarWith, texts } from "./support/one-to-one.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const wide = { width: 1000, height: 800 };
const meetings = 'ol[aria-label="Meetings"] > li';

const fresh = freshStore();

test("a point of the past is corrected, and is so after a reload", async () => {
  const page = await history();
  await click(page, "button", "Edit: The move");
  await write(page, "textbox", "Title", "The move to Berlin");
  await write(page, "textbox", "Notes", "Boxes last");
  await write(page, "combobox", "Aim", "Team");
  await write(page, "combobox", "Whose point", "Ana");
  await click(page, "button", "Save");
  await says(page, `${meetings} .points`, "The move to Berlin Ana Team");
  await saved(page);
  await page.reload();
  await readyFrame(page);
  await open(page);
  await says(page, `${meetings} .points`, "Boxes last");
});

test("a point of the past is deleted and brought back, and another is taken up next time", async () => {
  const page = await history();
  await click(page, "button", "Edit: The move");
  await click(page, "button", "Delete");
  assert.ok(await isGone(page, "button", "Edit: The move"));
  await says(page, '.notice[role="status"]', "Deleted.");
  await click(page, "button", "Undo");
  await named(page, "button", "Edit: The move");
  await click(page, "button", "Edit: The move");
  await click(page, "button", "Take up next time");
  await says(page, '.notice[role="status"]', "It is on the agenda again.");
  await saved(page);
  const sidebar = await openPage(fresh.session, "sidebar.html");
  await click(sidebar, "button", "Ana");
  await agendaReads(sidebar, "The move");
});

test("a promise, the times and my answer are put right", async () => {
  const page = await history();
  await click(page, "button", "Edit: Order the boxes");
  await write(page, "textbox", "Action", "Order bigger boxes");
  await write(page, "combobox", "What became of it", "kept");
  await click(page, "button", "Save");
  await says(page, `${meetings} .actions`, "Order bigger boxes You kept");
  await click(page, "button", "Correct the times");
  await write(page, "spinbutton", "Minutes", "42");
  await click(page, "button", "Save");
  await says(page, `${meetings} summary`, "42 min of 30 planned min");
  await click(page, "button", "Correct your answer");
  await write(page, "textbox", "What should change next time?", "Start on time");
  await click(page, "button", "Save");
  await says(page, meetings, "You asked for: Start on time");
  await saved(page);
});

test("all that was written in a meeting is spelt out, deleted and brought back", async () => {
  const page = await history();
  await click(page, "button", "Delete what was written");
  await says(page, "dialog .spelt-out", "1 point 1 action Your answer");
  await isAccessible(page);
  await click(page, "button", "Delete what was written");
  assert.ok(await isGone(page, "button", "Edit: The move"));
  assert.ok(await isGone(page, "button", "Edit: Order the boxes"));
  await says(page, '.notice[role="status"]', "Deleted.");
  await saved(page);
  await click(page, "button", "Undo");
  await named(page, "button", "Edit: The move");
  await named(page, "button", "Edit: Order the boxes");
  await saved(page);
});

test("the timeline and its dialogs are accessible and fit 320 pixels", async () => {
  const page = await history({ width: 320, height: 800 });
  await isAccessible(page);
  await click(page, "button", "Edit: The move");
  await named(page, "textbox", "Title");
  await isAccessible(page);
});

/** @param {{width: number, height: number}} [size] */
async function history(size = wide) {
  const sidebar = await sidebarWith(fresh.session, { name: "Ana" }, wide);
  await addPoints(sidebar, "The move");
  await click(sidebar, "button", "Start meeting");
  await click(sidebar, "checkbox", "The move");
  await click(sidebar, "tab", "Actions");
  await enter(sidebar, "Add an action", "Order the boxes");
  await click(sidebar, "button", "Wrap up");
  await click(sidebar, "radio", "4");
  await click(sidebar, "button", "Save");
  await named(sidebar, "button", "Start meeting");
  await saved(sidebar);
  const page = await openPage(fresh.session, "dashboard.html#history", size);
  await readyFrame(page);
  await open(page);
  return page;
}

/** @param {Page} page */
async function open(page) {
  await until(async () => (await texts(page, meetings)).length === 1, "the meeting is listed");
  await page.click(`${meetings} summary`);
  await page.waitForSelector(`${meetings} .points li`);
}

/** @param {Page} page */
function isAccessible(page) {
  return accessible(fresh.session, page, "history");
}
