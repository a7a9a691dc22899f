// The page of people: planning, moving, giving up; all that can be edited; deleting, with a way back; by keyboard alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { named, press, saved, write } from "./demo/named.mjs";
import { isAccessible as accessible } from "./support/accessible.mjs";
import { readyFrame, until } from "./support/browser.mjs";
import { freshStore } from "./support/fresh.mjs";
import { addPoints, held, isGone, openPage, says, sidebarWith, storedKeys, texts } from "./support/one-to-one.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const wide = { width: 1000, height: 900 };
const narrow = { width: 320, height: 760 };
const card = 'ul[aria-label="People"] > li';

const fresh = freshStore();

test("a 1:1 is planned, moved and put off, and each is taken back; the sidebar says when it is", async () => {
  const sidebar = await sidebarWith(fresh.session, { name: "Ana" });
  const page = await openPage(fresh.session, "dashboard.html", wide);
  await says(page, card, "Next: ");
  await press(page, "button", "Plan the 1:1 with Ana");
  await fill(page, "Day", "");
  await press(page, "button", "Plan");
  await says(page, '[role="alert"]', "Give a day and a time");
  await fill(page, "Day", dayIn(3));
  await fill(page, "Time of day", "14:30");
  await press(page, "button", "Plan");
  await says(page, card, /Planned for .*2:30/);
  await says(sidebar, "header .sub", /Planned for .*2:30/);

  await press(page, "button", "Plan the 1:1 with Ana");
  await fill(page, "Time of day", "09:15");
  await press(page, "radio", "Ana");
  await press(page, "button", "Move");
  await says(page, card, /Planned for .*9:15.* Moved by Ana\./);
  await press(page, "button", "Undo");
  await says(page, card, /Planned for .*2:30/);
  await press(page, "button", "Plan the 1:1 with Ana");
  await press(page, "button", "It took place then");
  await says(page, '[role="alert"]', "not still to come");
  await page.keyboard.press("Escape");
  assert.ok(!(await texts(page, card))[0].includes("Moved"));

  await press(page, "button", "Plan the 1:1 with Ana");
  await press(page, "button", "No new time yet");
  await says(page, card, "Moved by you.");
  await saved(page);
});

test("a 1:1 that is given up leaves its points open, and can be taken up again; what is too little is not judged", async () => {
  const sidebar = await sidebarWith(fresh.session, { name: "Ana" });
  await addPoints(sidebar, "The move");
  const page = await openPage(fresh.session, "dashboard.html", wide);
  await says(page, card, "Too early to say");
  await press(page, "button", "Plan the 1:1 with Ana");
  await (await page.waitForSelector("dialog[open] summary"))?.click();
  await press(page, "radio", "Me");
  await press(page, "button", "Give it up");
  await says(page, '[role="status"]', "Given up.");
  await says(page, card, "The last one did not take place.");
  await sidebar.bringToFront();
  await named(sidebar, "checkbox", "The move");
  await page.bringToFront();
  await press(page, "button", "Take that back");
  await until(async () => !(await texts(page, card))[0].includes("did not take place"), "it is taken up again");
  await saved(page);
});

test("the rate over twelve weeks is told in words once there is enough of it", async () => {
  const page = await sidebarWith(fresh.session, { name: "Ana" });
  for (const _ of [1, 2, 3]) {
    await press(page, "button", "Start meeting");
    await press(page, "button", "Wrap up");
    await press(page, "button", "Skip");
    await named(page, "button", "Start meeting");
  }
  await saved(page);
  const people = await openPage(fresh.session, "dashboard.html", wide);
  await press(people, "button", "Plan the 1:1 with Ana");
  await (await people.waitForSelector("dialog[open] summary"))?.click();
  await press(people, "radio", "Ana");
  await press(people, "button", "Give it up");
  await says(people, ".rate", "Held 3 of 4 in the last 12 weeks. Not held: Ana 1.");
});

test("all that is known of someone can be changed, and is there after a reload", async () => {
  await sidebarWith(fresh.session, { name: "Ana" });
  const page = await openPage(fresh.session, "dashboard.html", wide);
  await press(page, "button", "Edit Ana");
  await write(page, "textbox", "Name", "Ana Kovač");
  await write(page, "textbox", "Your name, as Ana knows it", "Mira");
  await write(page, "combobox", "They are my", "Mentor");
  await write(page, "combobox", "I am their", "Peer");
  await write(page, "combobox", "How often", "Every so many days");
  await write(page, "spinbutton", "Days from one to the next", "21");
  await write(page, "spinbutton", "Minutes", "45");
  await write(page, "combobox", "Whose points come first", "Mine");
  await fill(page, "1:1s since", "2019-03-01");
  await says(page, "dialog[open]", "Not shared.");
  await write(page, "textbox", "Address of a call", "nonsense");
  await press(page, "button", "Link");
  await says(page, 'dialog[open] [role="alert"]', "no address of a call");
  await write(page, "textbox", "Address of a call", "https://meet.google.com/abc-defg-hij?authuser=0");
  await press(page, "button", "Link");
  await named(page, "button", "Unlink https://meet.google.com/abc-defg-hij");
  await press(page, "button", "Save");
  await says(page, card, "Ana Kovač Mentor, Every 21 days");
  await saved(page);
  await page.reload();
  await readyFrame(page);
  await press(page, "button", "Edit Ana Kovač");
  assert.equal(await held(page, "textbox", "Your name, as Ana Kovač knows it"), "Mira");
  assert.equal(await held(page, "spinbutton", "Days from one to the next"), "21");
  const chosen = (/** @type {string} */ label) => named(page, "combobox", label).then((list) => list.evaluate((element) => /** @type {HTMLSelectElement} */ (element).selectedOptions[0].label));
  assert.deepEqual([await chosen("I am their"), await chosen("Whose points come first")], ["Peer", "Mine"]);
  assert.equal(await filled(page, "1:1s since"), "2019-03-01");
  await press(page, "button", "Unlink https://meet.google.com/abc-defg-hij");
  await says(page, "dialog[open]", "None is linked yet.");
});

test("a deletion is spelt out, closes the other windows, can be undone, and is for good when the page is closed", async () => {
  const sidebar = await sidebarWith(fresh.session, { name: "Ana" });
  await addPoints(sidebar, "One", "Two");
  const page = await openPage(fresh.session, "dashboard.html", wide);
  const remove = async () => {
    await press(page, "button", "Edit Ana");
    await press(page, "button", "Delete Ana");
    await says(page, "dialog[open] li", "2 points");
    await press(page, "button", "Delete Ana");
  };
  await remove();
  await says(page, '[role="status"]', "Ana was deleted.");
  await says(sidebar, '[role="status"]', "This 1:1 was deleted in another window.");
  await sidebar.bringToFront();
  await named(sidebar, "textbox", "Name");
  await page.bringToFront();
  assert.deepEqual(await storedOf(page), ["gone"]);
  await press(page, "button", "Bring Ana back");
  await says(page, card, "Ana");
  await until(async () => isGone(page, "button", "Bring Ana back"), "nobody is left to bring back");
  await sidebar.bringToFront();
  await press(sidebar, "button", "Ana");
  await named(sidebar, "checkbox", "Two");
  await page.bringToFront();

  await remove();
  await named(page, "button", "Bring Ana back");
  await page.reload();
  await readyFrame(page);
  await says(page, "main", "Who do you meet?");
  assert.ok(await isGone(page, "button", "Bring Ana back"));
  assert.deepEqual(await storedOf(page), ["gone"]);
});

test("days off are added in the settings and put off what is due", async () => {
  await sidebarWith(fresh.session, { name: "Ana" });
  const page = await openPage(fresh.session, "dashboard.html#settings", wide);
  await press(page, "button", "Add days off");
  await says(page, '[role="alert"]', "Give a first day");
  await fill(page, "First day", dayIn(6));
  await fill(page, "Last day", dayIn(9));
  await write(page, "textbox", "What it is (stays with you)", "Winter");
  await press(page, "button", "Add days off");
  await says(page, 'ul[aria-label="Days off"] li', "Winter");
  await saved(page);
  await page.goto(fresh.session.url("dashboard.html#people"));
  await page.reload();
  await readyFrame(page);
  await says(page, card, "is a day off: Winter.");
});

test("the dialogs are accessible and fit 320 pixels, light and dark", async () => {
  await sidebarWith(fresh.session, { name: "Ana" }, narrow);
  const page = await openPage(fresh.session, "dashboard.html", narrow);
  await isAccessible(page, "the cards");
  await press(page, "button", "Plan the 1:1 with Ana");
  await (await page.waitForSelector("dialog[open] summary"))?.click();
  await isAccessible(page, "planning");
  await press(page, "button", "Plan");
  await says(page, card, "Planned for");
  await press(page, "button", "Plan the 1:1 with Ana");
  await named(page, "button", "Move");
  await isAccessible(page, "moving");
  await page.keyboard.press("Escape");
  await press(page, "button", "Edit Ana");
  await write(page, "combobox", "How often", "Every so many days");
  await isAccessible(page, "editing");
  await press(page, "button", "Delete Ana");
  await says(page, "dialog[open]", "This goes from this browser");
  await isAccessible(page, "deleting");
  await page.keyboard.press("Escape");
  const settings = await openPage(fresh.session, "dashboard.html#settings", narrow);
  await named(settings, "button", "Add days off");
  await isAccessible(settings, "days off");
});

test("planning and deleting need no mouse", async () => {
  await sidebarWith(fresh.session, { name: "Ana" });
  const page = await openPage(fresh.session, "dashboard.html", wide);
  await fresh.session.focusPage();
  await (await named(page, "button", "Plan the 1:1 with Ana")).focus();
  await page.keyboard.press("Enter");
  await (await named(page, "button", "Plan")).focus();
  await page.keyboard.press("Enter");
  await says(page, card, "Planned for");
  assert.equal(await page.$("dialog[open]"), null);
  await (await named(page, "button", "Edit Ana")).focus();
  await page.keyboard.press("Enter");
  await (await named(page, "button", "Delete Ana")).focus();
  await page.keyboard.press("Enter");
  await says(page, "dialog[open]", "This goes from this browser");
  await page.keyboard.press("Escape");
  await until(async () => (await page.$("dialog[open]")) === null, "Escape deletes nobody");
  await says(page, card, "Ana");
});

/** @param {number} days from today */
function dayIn(days) {
  const day = new Date(Date.now() + days * 24 * 60 * 60 * 1000);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/**
 * A field that the browser draws in its own way, by its label.
 * @param {Page} page
 * @param {string} label
 */
async function field(page, label) {
  const found = await page.waitForSelector(`::-p-xpath(//label[normalize-space()="${label}"]/following-sibling::input)`);
  assert.ok(found, label);
  return /** @type {import("puppeteer-core").ElementHandle<HTMLInputElement>} */ (found);
}

/**
 * @param {Page} page
 * @param {string} label
 * @param {string} value as HTML writes it
 */
async function fill(page, label, value) {
  await (await field(page, label)).evaluate((element, filled) => {
    element.value = filled;
    element.dispatchEvent(new Event("input", { bubbles: true }));
  }, value);
}

/**
 * @param {Page} page
 * @param {string} label
 */
async function filled(page, label) {
  return (await field(page, label)).evaluate((element) => element.value);
}

/**
 * The kinds of keys that name a relationship.
 * @param {Page} page
 */
async function storedOf(page) {
  const kinds = ["shared", "own", "mine", "pair", "peer", "digest", "live", "ended", "beat", "room", "gone"];
  const found = (await storedKeys(page)).map((key) => key.split("/")[0]).filter((kind) => kinds.includes(kind));
  return [...new Set(found)];
}

/**
 * @param {Page} page
 * @param {string} state
 */
function isAccessible(page, state) {
  return accessible(fresh.session, page, state);
}
