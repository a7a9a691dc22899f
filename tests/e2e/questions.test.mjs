// Questions as a user meets them: suggested, asked, added, passed over, hidden, and coming back meetings later.
import assert from "node:assert/strict";
import { test } from "node:test";
import { enter, named, press, saved, write } from "./demo/named.mjs";
import { noWayBefore, onlyIn, readyFrame, until } from "./support/browser.mjs";
import { freshStore } from "./support/fresh.mjs";
import { addPoints, agenda, agendaReads, click, introduce, isGone, openPage, says, sidebarWith, texts } from "./support/one-to-one.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const question = '[aria-label="Suggestion"] .question';
const reason = '[aria-label="Suggestion"] .reason';
const best = 'ul[aria-label="Good to ask now"] > li';
const listed = 'ul[aria-label="Questions"] .question-item';
const sectors = "svg.compass [role=button]";

const fresh = freshStore();

/**
 * The question that is suggested.
 * @param {Page} page
 */
async function suggested(page) {
  return until(async () => (await texts(page, question))[0], "a question is suggested");
}

/**
 * Waits until another question than this is suggested, and returns it.
 * @param {Page} page
 * @param {string} before
 */
function suggestedAfter(page, before) {
  return until(async () => (await texts(page, question)).find((text) => text !== before), `not "${before}" any more`);
}

/**
 * Begins the meeting, checks everything off, and wraps it up.
 * @param {Page} page
 */
async function holdMeeting(page) {
  await press(page, "tab", "Agenda");
  await press(page, "button", "Start meeting");
  await named(page, "button", "Wrap up");
  for (const title of await agenda(page)) if (!title.startsWith("✓")) await press(page, "checkbox", title.replace("▶", ""));
  await press(page, "button", "Wrap up");
  await press(page, "button", "Skip");
  await named(page, "button", "Start meeting");
  await saved(page);
}

test("a question that is asked now is the point that is on, marked as a question, and another subject is suggested", async () => {
  const page = await sidebarWith(fresh.session, { name: "Ana" });
  await says(page, reason, "Wellbeing has not come up yet");
  const first = await suggested(page);
  await click(page, "button", "Ask now");
  await agendaReads(page, `▶${first}`);
  await says(page, ".point-meta", /Question.*Wellbeing/);
  await suggestedAfter(page, first);
  assert.ok(!(await texts(page, reason)).some((text) => text.includes("Wellbeing")));
});

test("a question that is added waits on the agenda; another goes on without repeating, also after a reload", async () => {
  const page = await sidebarWith(fresh.session, { name: "Ana" });
  const first = await suggested(page);
  await click(page, "button", "Add to agenda");
  await agendaReads(page, first);
  await named(page, "button", "Start meeting");
  const seen = [first];
  for (let more = 0; more < 4; more += 1) {
    const next = await suggestedAfter(page, /** @type {string} */ (seen.at(-1)));
    assert.ok(!seen.includes(next), `"${next}" was suggested before`);
    seen.push(next);
    await click(page, "button", "Another");
  }
  await saved(page);
  await page.reload();
  await readyFrame(page);
  assert.ok(!seen.includes(await suggested(page)));
});

test("not for us hides a question for these two, says so with a way back, and the dashboard lists it", async () => {
  const page = await sidebarWith(fresh.session, { name: "Ana" });
  const first = await suggested(page);
  await click(page, "button", "Not for us");
  await suggestedAfter(page, first);
  await says(page, '[role="status"]', "Not suggested to you two again.");
  await saved(page);
  await press(page, "tab", "Ask");
  await page.waitForSelector(listed);
  assert.ok(!(await texts(page, `${listed} .question`)).includes(first), "it is not offered here either");
  await press(page, "tab", "Agenda");
  const dashboard = await openPage(fresh.session, "dashboard.html#questions", { width: 1000 });
  await says(dashboard, "section", "Not for you and Ana");
  await says(dashboard, "section .question-item", first);
  await page.bringToFront();
  await click(page, "button", "Undo");
  await until(async () => (await suggested(page)) === first, "the question is back");
  await dashboard.bringToFront();
  await until(async () => !(await texts(dashboard, "section h2")).some((text) => text.includes("Ana")), "nothing is hidden");
});

test("not today lets a question and its subject rest for this meeting, in every window", async () => {
  const page = await sidebarWith(fresh.session, { name: "Ana" });
  const first = await suggested(page);
  await click(page, "button", "Not today");
  await suggestedAfter(page, first);
  await saved(page);
  const other = await openPage(fresh.session, page.url().split("/").at(-1) ?? "");
  await suggested(other);
  await press(other, "tab", "Ask");
  await until(async () => (await texts(other, best)).length === 3, "three are suggested");
  assert.ok(!(await texts(other, best)).some((text) => text.includes("Wellbeing")));
});

test("a question that was asked is followed up in a later meeting, with the month it was asked in", async () => {
  const page = await sidebarWith(fresh.session, { name: "Ana" });
  await press(page, "tab", "Ask");
  await write(page, "searchbox", "Search questions", "bet will be late");
  await says(page, listed, "What would you bet will be late?");
  await click(page, "button", "Add to agenda: What would you bet will be late?");
  await holdMeeting(page);
  await addPoints(page, "Something else");
  await holdMeeting(page);
  await press(page, "tab", "Ask");
  const month = new Intl.DateTimeFormat("en", { month: "long", year: "numeric" }).format(new Date());
  const comesBack = await says(page, best, "You bet that something would be late.");
  assert.ok(comesBack.includes(`You asked about this in ${month}: how did it go?`), comesBack);
});

test("nothing waits for the bank, and of its languages one is fetched", onlyIn("chromium", noWayBefore), async () => {
  const { url } = await sidebarWith(fresh.session, { name: "Ana" }).then(async (page) => ({ url: page.url() }));
  const page = await fresh.session.browser.newPage();
  /** @type {import("puppeteer-core").HTTPRequest[]} */
  const held = [];
  await page.setRequestInterception(true);
  page.on("request", (request) => void (request.url().includes("/bank/") ? held.push(request) : request.continue()));
  await page.goto(url, { waitUntil: "domcontentloaded" });
  await readyFrame(page);
  await addPoints(page, "It can be used");
  assert.deepEqual(await texts(page, question), []);
  /** @type {string[]} */
  const files = [];
  await until(async () => {
    for (const request of held.splice(0)) {
      files.push(request.url().split("/").at(-1) ?? "");
      await request.continue();
    }
    return (await texts(page, question)).length > 0;
  }, "a question is suggested");
  assert.deepEqual(files, ["entries.json", "en.json"]);
});

test("a typed point is taken for what its words say; one click says otherwise, and that is learned", async () => {
  const page = await sidebarWith(fresh.session, { name: "Ana" });
  await write(page, "textbox", "Add a talking point", "Zebra promotion");
  const chips = 'form.add [role="radiogroup"][aria-label="Aim"] label:has(:checked)';
  await says(page, chips, "Career");
  await press(page, "radio", "Connection");
  await says(page, chips, "Connection");
  await (await named(page, "textbox", "Add a talking point")).press("Enter");
  await says(page, ".point-meta", /Connection$/);
  await until(() => isGone(page, "radio", "Connection"), "the chips are gone with the text");
  await addPoints(page, "More about the zebra");
  await says(page, ".point-meta", "Connection?");
  await click(page, "button", "Details of More about the zebra");
  await says(page, ".point-details", "Guessed from: zebra");
  await write(page, "combobox", "Aim", "Team");
  await says(page, ".point-meta", /Team$/);
});

test("a ready-made agenda is one click, adds only what is missing, and can be taken back; mine comes first", async () => {
  const page = await sidebarWith(fresh.session, { name: "Ana" });
  await addPoints(page, "What is in the way");
  await page.click(".templates summary");
  await press(page, "button", "Weekly: 4 points, 22 min");
  await until(async () => (await agenda(page)).length === 4, "three were added");
  await says(page, '[role="status"]', "3 points added.");
  await press(page, "button", "Weekly: 4 points, 22 min");
  await says(page, '[role="status"]', "All of it is on the agenda already.");
  await enter(page, "Keep this agenda as …", "Ours");
  await says(page, '[role="status"]', "Kept as “Ours”.");
  const first = await until(async () => (await texts(page, ".templates .chips button"))[0] === "Ours", "mine comes first");
  assert.ok(first);
  await saved(page);
  const other = await openPage(fresh.session, "sidebar.html");
  await introduce(other, { name: "Bo" });
  await other.click(".templates summary");
  await press(other, "button", "Ours: 4 points, 19 min");
  await until(async () => (await agenda(other)).length === 4, "it is there for everyone");
  await click(other, "button", "Undo");
  await agendaReads(other);
});

test("four meetings of mostly status are told as a fact before the next one, and not during it", async () => {
  const page = await sidebarWith(fresh.session, { name: "Ana" });
  for (let meeting = 1; meeting <= 4; meeting += 1) {
    assert.deepEqual(await texts(page, ".nudge"), []);
    await addPoints(page, "Status of the launch");
    await holdMeeting(page);
  }
  await says(page, ".nudge", "Status took 100 % of the time in your last four 1:1s.");
  await press(page, "button", "Start meeting");
  await until(async () => (await texts(page, ".nudge")).length === 0, "nothing distracts in the meeting");
});

test("the compass shows what was talked about, leads to an aim's questions by mouse and keyboard, and can be read as text", async () => {
  const page = await sidebarWith(fresh.session, { name: "Ana" });
  await press(page, "tab", "Ask");
  await says(page, "section", "Nothing has been talked about yet.");
  await press(page, "tab", "Agenda");
  await addPoints(page, "My promotion");
  await holdMeeting(page);
  await press(page, "tab", "Ask");
  await until(async () => (await page.$$(sectors)).length === 8, "all aims are there");
  const labels = await page.$$eval(sectors, (found) => found.map((element) => element.getAttribute("aria-label")));
  assert.ok(labels.includes("Career: today, 100 % of the time"), String(labels));
  const groups = () => texts(page, 'ul[aria-label="Questions"] h2');
  assert.equal((await groups()).length, 7);
  const career = await page.waitForSelector('svg.compass [aria-label^="Career"]');
  await career?.evaluate((element) => /** @type {SVGElement} */ (element).focus());
  await page.keyboard.press("Enter");
  await until(async () => String(await groups()) === "Career", "only questions about careers");
  assert.equal(await career?.evaluate((element) => element.getAttribute("aria-pressed")), "true");
  await click(page, "button", "All aims");
  await until(async () => (await groups()).length === 7, "all of them again");
  await page.click(".as-text summary");
  await says(page, ".as-text tr", "Career today 100 %");
  await says(page, ".as-text caption", "One 1:1 in the last three months");

  const dashboard = await openPage(fresh.session, "dashboard.html#insights", { width: 1000 });
  await dashboard.waitForSelector(sectors);
  await dashboard.click('svg.compass [aria-label^="Status"]');
  await says(dashboard, '[role="status"]', "Status needs no question");
  await dashboard.click('svg.compass [aria-label^="Team"]');
  await until(() => dashboard.url().endsWith("#questions/team"), "its questions are opened");
  await says(dashboard, "select option:checked", "Team");
});
