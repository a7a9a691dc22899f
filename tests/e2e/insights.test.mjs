// The insights, the load of a week and ten minutes instead of none, as their user sees and hears them: each picture says
// what the sentence above it and the table below it say.
import assert from "node:assert/strict";
import { test } from "node:test";
import { enter, named, press, saved } from "./demo/named.mjs";
import { isAccessible } from "./support/accessible.mjs";
import { readyFrame, until } from "./support/browser.mjs";
import { freshStore } from "./support/fresh.mjs";
import { addPoints, agenda, click, openPage, says, sidebarWith } from "./support/one-to-one.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const wide = { width: 1000, height: 800 };
const narrow = { width: 320, height: 760 };

const fresh = freshStore();

test("with little data each picture says from when on there is one, and draws nothing", async () => {
  const sidebar = await sidebarWith(fresh.session, { name: "Ana" });
  await addPoints(sidebar, "The move");
  await holdMeeting(sidebar, "4");
  const page = await openPage(fresh.session, "dashboard.html#insights", narrow);
  await says(page, "main", "After 5 points there is a picture here. So far: 1.");
  await says(page, "main", "After 3 meetings with a score there is a picture here. So far: 1.");
  await says(page, "main", "After 3 meetings that were held or missed there is a picture here. So far: 1.");
  const drawn = await page.$$eval(".insight", (sections) =>
    sections.filter((section) => section.querySelector(".chart, .chart-row")).map((section) => section.ariaLabel),
  );
  // One's own hours are drawn as soon as there is a minute of them.
  const ofTheTwo = drawn.filter((title) => title !== "Your time in 1:1s");
  assert.deepEqual(ofTheTwo, ["Promises"], "what is counted and not weighed is all that is drawn");
  await isAccessible(fresh.session, page, "one meeting");
});

test("after three meetings the pictures, the sentences and the tables say the same, at any span", async () => {
  const sidebar = await sidebarWith(fresh.session, { name: "Ana" });
  for (const score of ["2", "4", "5"]) {
    await addPoints(sidebar, `The move ${score}`, `The budget ${score}`);
    await holdMeeting(sidebar, score);
  }
  const page = await openPage(fresh.session, "dashboard.html#insights", narrow);
  await says(page, section("Whose points"), "Of 6 points you brought 100 %, Ana 0 %.");
  await says(page, section("Was it worth it?"), "On average: you 3.7.");
  await says(page, section("Held, moved, missed"), "3 of 3 took place.");
  await says(page, section("Started on time"), "After 3 meetings with a planned time there is a picture here. So far: 0.");
  await says(page, section("Promises"), "Ana: 0 kept, 0 open, 0 dropped");

  const bottoms = await page.$$eval(`${section("Was it worth it?")} .chart-mark`, (marks) =>
    marks.map((mark) => /** @type {HTMLElement} */ (mark).style.getPropertyValue("--y")),
  );
  assert.deepEqual(bottoms, ["25.0%", "75.0%", "100.0%"]);
  assert.deepEqual(await column(page, "Was it worth it?", 1), ["2", "4", "5"]);
  const parts = await page.$$eval(`${section("Whose points")} .chart-part`, (found) =>
    found.map((part) => `${part.classList[1]} ${/** @type {HTMLElement} */ (part).style.getPropertyValue("--part")}`),
  );
  assert.deepEqual(parts, ["is-me 100%"], "only what there is");
  assert.equal((await page.$$(`${section("Whose points")} .chart-line`)).length, 1, "the line at half");
  assert.deepEqual(await column(page, "Whose points", 1), ["6"]);
  assert.deepEqual(await column(page, "Held, moved, missed", 1), ["3", "0", "0", "0", "0", "0"]);
  assert.deepEqual(await column(page, "Promises", 1), ["3", "0"]);

  await page.$$eval(".insight details", (all) => all.forEach((details) => details.setAttribute("open", "")));
  await isAccessible(fresh.session, page, "three meetings, all tables open");
  await click(page, "radio", "All");
  await says(page, section("Held, moved, missed"), "3 of 3 took place.");
  await says(page, section("Compass of aims"), "3 1:1s in this time");
});

test("between peers there is no line at half", async () => {
  const sidebar = await sidebarWith(fresh.session, { name: "Ben", role: "Peer" });
  await addPoints(sidebar, "a", "b", "c", "d", "e");
  await holdMeeting(sidebar, "4");
  const page = await openPage(fresh.session, "dashboard.html#insights", wide);
  await says(page, section("Whose points"), "Of 5 points you brought 100 %");
  assert.equal((await page.$$(`${section("Whose points")} .chart-line`)).length, 0);
});

test("a suggestion about the week is taken with one click and taken back with another, or put away and shown again", async () => {
  await sidebarWith(fresh.session, { name: "Ana", cadence: "Monthly" });
  const page = await openPage(fresh.session, "dashboard.html#insights", narrow);
  await says(page, section("Your week by plan"), "1 regular 1:1 takes 0.1 hours a week.");
  await says(page, section("Your week by plan"), "Your week has room");
  await isAccessible(fresh.session, page, "a suggestion");
  await click(page, "button", "Weekly: Ana");
  await says(page, '[role="status"]', "Changed for Ana, from the next 1:1 on.");
  await says(page, section("Your week by plan"), "1 regular 1:1 takes 0.5 hours a week.");
  await click(page, "button", "Undo");
  await click(page, "button", "Put away: Ana");
  await saved(page);
  await page.reload();
  await readyFrame(page);
  await click(page, "button", "Show 1 that was put away");
  await named(page, "button", "Weekly: Ana");
});

test("where today is too full, a 1:1 is made ten minutes long with its top point, and that is taken back", async () => {
  const sidebar = await sidebarWith(fresh.session, { name: "Ana" });
  await addPoints(sidebar, "The move", "The budget", "The rest");
  const page = await openPage(fresh.session, "dashboard.html#people", narrow);
  await planForToday(page, "Ana");
  await says(page, ".today", "One 1:1, 30 minutes.");
  await click(page, "button", "Today is too full");
  await says(page, ".today", "First: The move. 2 points wait until next time.");
  await isAccessible(fresh.session, page, "an offer");
  await click(page, "button", "Make it ten minutes: Ana");
  await says(page, '[role="status"]', "Ten minutes with Ana. The rest waits until next time.");
  await saved(page);
  await sidebar.bringToFront();
  await says(sidebar, ".time-left", "10 min planned");
  await until(async () => String(await agenda(sidebar)) === "The move", "one point is left");
  await page.bringToFront();
  await click(page, "button", "Undo");
  await saved(page);
  await sidebar.bringToFront();
  await says(sidebar, ".time-left", "30 min planned");
  await until(async () => (await agenda(sidebar)).length === 3, "all points are back");
});

test("who would move a 1:1 or give it up is offered ten minutes instead, and the popup offers it too", async () => {
  const sidebar = await sidebarWith(fresh.session, { name: "Ana" });
  await addPoints(sidebar, "The move", "The budget");
  const page = await openPage(fresh.session, "dashboard.html#people", narrow);
  await planForToday(page, "Ana");
  await click(page, "button", "Plan the 1:1 with Ana");
  await says(page, "dialog[open]", "Ten minutes instead?");
  await isAccessible(fresh.session, page, "the offer in the dialog");
  await press(page, "button", "Make it ten minutes: Ana");
  await until(async () => !(await page.$("dialog[open]")), "the dialog has done its work");
  await saved(page);

  const popup = await openPage(fresh.session, "popup.html", { width: 360, height: 600 });
  await says(popup, ".today", "One 1:1, 10 minutes.");
  await isAccessible(fresh.session, popup, "a short one in the popup");
  await click(popup, "button", "Back to 30 minutes: Ana");
  await saved(popup);
  await sidebar.bringToFront();
  await says(sidebar, ".time-left", "30 min planned");
});

/**
 * The section of that name.
 * @param {string} title
 */
function section(title) {
  return `section[aria-label="${title}"]`;
}

/**
 * The cells of a column of the table below a picture.
 * @param {Page} page
 * @param {string} title
 * @param {number} place the first column is what each row is about
 */
function column(page, title, place) {
  return page.$$eval(`${section(title)} tbody tr`, (rows, at) => rows.map((row) => row.children[at]?.textContent ?? ""), place);
}

/**
 * Starts the meeting, discusses all, promises something and keeps it, and wraps it up with a score.
 * @param {Page} page the sidebar
 * @param {string} score
 */
async function holdMeeting(page, score) {
  await press(page, "tab", "Actions");
  await enter(page, "Add an action", `The plan ${score}`);
  await press(page, "checkbox", `The plan ${score}`);
  await press(page, "tab", "Agenda");
  await press(page, "button", "Start meeting");
  await named(page, "button", "Wrap up");
  for (const title of await agenda(page)) if (!title.startsWith("✓")) await press(page, "checkbox", title.replace("▶", ""));
  await press(page, "button", "Wrap up");
  await press(page, "radio", score);
  await press(page, "button", "Save");
  await named(page, "button", "Start meeting");
  await saved(page);
}

/**
 * Plans someone's next 1:1 for the end of today.
 * @param {Page} page the people of the dashboard
 * @param {string} name
 */
async function planForToday(page, name) {
  await click(page, "button", `Plan the 1:1 with ${name}`);
  await page.waitForSelector("dialog[open] input[type=date]");
  await page.$$eval("dialog[open] input", (fields) => {
    const now = new Date();
    const day = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
    for (const field of /** @type {HTMLInputElement[]} */ (fields)) {
      if (field.type === "date") field.value = day;
      if (field.type === "time") field.value = "23:59";
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
  await press(page, "button", "Plan");
  await saved(page);
}
