// The dashboard: people, what was held with them, and the settings, each as it shows in the other pages too.
import assert from "node:assert/strict";
import { test } from "node:test";
import { enter, named, saved, write } from "./demo/named.mjs";
import { readyFrame, until } from "./support/browser.mjs";
import { freshStore } from "./support/fresh.mjs";
import { addPoints, click, isGone, openPage, says, sidebarWith, texts } from "./support/one-to-one.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const wide = { width: 1000, height: 800 };
const cards = 'ul[aria-label="People"] > li';

const fresh = freshStore();

test("a person is added, a missing name is pointed out, and what is known can be changed", async () => {
  const page = await openPage(fresh.session, "dashboard.html", wide);
  await says(page, "main", "Who do you meet?");
  await click(page, "button", "Add a person");
  await addByForm(page);
  await says(page, '[role="alert"]', "A name is missing");
  await write(page, "textbox", "Name", "Ana Kovač");
  await write(page, "combobox", "They are my", "Mentor");
  await write(page, "combobox", "How often", "Monthly");
  await addByForm(page);
  await says(page, cards, "Ana Kovač Mentor, Monthly");

  await click(page, "button", "Edit Ana Kovač");
  await write(page, "textbox", "Name", "Ana K.");
  await write(page, "combobox", "How often", "Every two weeks");
  await write(page, "spinbutton", "Minutes", "45");
  await click(page, "button", "Save");
  await says(page, cards, "Ana K. Mentor, Every two weeks");
  await saved(page);
  await page.reload();
  await readyFrame(page);
  await says(page, cards, "Ana K. Mentor, Every two weeks");

  const opened = fresh.session.browser.waitForTarget((target) => target.url().includes("sidebar.html?with="));
  await click(page, "button", "Open the 1:1 with Ana K.");
  const sidebar = await (await opened).page();
  assert.ok(sidebar);
  await readyFrame(sidebar);
  await says(sidebar, "h1", "Ana K. & you");
  await says(sidebar, ".time-left", "45 min planned");
});

test("an archived person is no longer offered, keeps everything, and can be taken out again", async () => {
  const sidebar = await sidebarWith(fresh.session, { name: "Ana" });
  await addPoints(sidebar, "Still to be said");
  const page = await openPage(fresh.session, "dashboard.html", wide);
  await click(page, "button", "Archive Ana");
  await says(page, '[role="status"]', "Archived. Everything is kept.");
  await click(page, "button", "Undo");
  await named(page, "button", "Archive Ana");
  await click(page, "button", "Archive Ana");
  await named(page, "button", "Take Ana out of the archive");
  await saved(page);

  const choose = await openPage(fresh.session, "sidebar.html");
  assert.ok(await isGone(choose, "button", "Ana"), "she is not offered as a counterpart");
  const popup = await openPage(fresh.session, "popup.html", { width: 360, height: 600 });
  assert.deepEqual(await texts(popup, '[aria-label="Next 1:1s"] li'), []);

  await page.bringToFront();
  await click(page, "button", "Take Ana out of the archive");
  await saved(page);
  await choose.bringToFront();
  await click(choose, "button", "Ana");
  await named(choose, "checkbox", "Still to be said");
});

test("a past meeting shows its points, notes, promises and score, the newest first, for one person at a time", async () => {
  const ana = await sidebarWith(fresh.session, { name: "Ana" });
  await addPoints(ana, "The move", "The budget");
  await click(ana, "button", "Start meeting");
  await click(ana, "button", "Details of The move");
  await write(ana, "textbox", "Notes", "Boxes first");
  await click(ana, "checkbox", "The move");
  await click(ana, "tab", "Actions");
  await enter(ana, "Add an action", "Order the boxes");
  await wrapUp(ana, "5", "More of this");
  await click(ana, "tab", "Agenda");
  await click(ana, "button", "Start meeting");
  await wrapUp(ana, "2", "");
  const ben = await openPage(fresh.session, "sidebar.html");
  await write(ben, "textbox", "Name", "Ben");
  await click(ben, "button", "Start");
  await named(ben, "button", "Start meeting");
  await saved(ben);

  const page = await openPage(fresh.session, "dashboard.html#history", wide);
  const meetings = 'ol[aria-label="Meetings"] > li';
  await until(async () => (await texts(page, meetings)).length === 2, "both meetings are listed");
  assert.deepEqual(await texts(page, `${meetings} .score .visually-hidden`), ["2 of 5", "5 of 5"]);
  await page.click(`${meetings}:last-child summary`);
  await says(page, `${meetings}:last-child .points`, /^The move You .*Boxes first The budget You .*still open/);
  await says(page, `${meetings}:last-child .actions`, "Order the boxes You still open");
  await says(page, `${meetings}:last-child`, "You asked for: More of this");

  await write(page, "combobox", "With", "Ben");
  await says(page, "main", "No past 1:1 yet");
  await write(page, "combobox", "With", "Ana");
  await until(async () => (await texts(page, meetings)).length === 2, "hers are listed again");
});

test("the theme is chosen for every page, at once and for good", async () => {
  const popup = await openPage(fresh.session, "popup.html", { width: 360, height: 600 });
  const page = await openPage(fresh.session, "dashboard.html#settings", wide);
  const paper = () => popup.evaluate(() => getComputedStyle(document.body.querySelector(".page") ?? document.body).backgroundColor);
  await write(page, "combobox", "Theme", "Light");
  await themeIs(popup, "light");
  const light = await paper();
  await write(page, "combobox", "Theme", "Dark");
  await themeIs(popup, "dark");
  assert.notEqual(await paper(), light);
  await saved(page);
  const later = await openPage(fresh.session, "sidebar.html");
  await themeIs(later, "dark");
  await page.bringToFront();
  await write(page, "combobox", "Theme", "As the system has it");
  await themeIs(later, null);
});

test("the sections follow the address and the links, and say which one is shown", async () => {
  const page = await openPage(fresh.session, "dashboard.html#settings", wide);
  const shown = async () => (await texts(page, 'nav [aria-current="page"]')).join();
  assert.equal(await shown(), "Settings");
  for (const section of ["People", "History", "Settings"]) {
    await click(page, "link", section);
    await says(page, "h1", section);
    assert.equal(await shown(), section);
  }
  await page.goBack();
  await says(page, "h1", "History");
});

/**
 * Sends the form: the button in the dialog has the name of the one that opened it.
 * @param {Page} page
 */
function addByForm(page) {
  return page.click('dialog button[type="submit"]');
}

/**
 * @param {Page} page
 * @param {string} score
 * @param {string} change
 */
async function wrapUp(page, score, change) {
  await click(page, "button", "Wrap up");
  await click(page, "radio", score);
  if (change) await write(page, "textbox", "What should change next time?", change);
  await click(page, "button", "Save");
  await named(page, "button", "Start meeting");
  await saved(page);
}

/**
 * @param {Page} page
 * @param {string | null} theme
 */
function themeIs(page, theme) {
  const chosen = () => page.evaluate(() => document.documentElement.getAttribute("data-theme"));
  return until(async () => (await chosen()) === theme, `the theme is ${theme}`);
}
