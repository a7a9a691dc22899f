// My record and my check-ins: kept from the sidebar, written on the dashboard, taken along as a file, and shown to nobody.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { enter, named, press, saved, write } from "./demo/named.mjs";
import { readyFrame, until } from "./support/browser.mjs";
import { freshStore } from "./support/fresh.mjs";
import { addPoints, agendaReads, click, fitsItsWidth, isGone, openPage, says, sidebarWith, storedKeys, texts, toggleDetails } from "./support/one-to-one.mjs";
import { envelope, put } from "./support/store.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const wide = { width: 1000, height: 900 };
const entries = ".record-entry > p";

const fresh = freshStore();
/** @type {string} */
let folder;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "duologue-record-"));
});

after(() => rm(folder, { recursive: true, force: true }));

/**
 * A tap on a scale of the check-in.
 * @param {Page} page
 * @param {string} scale
 * @param {string} step
 */
async function tap(page, scale, step) {
  const group = await page.waitForSelector(`::-p-aria([name="${scale}"][role="radiogroup"])`);
  const radio = await group?.waitForSelector(`::-p-aria([name="${step}"][role="radio"])`);
  await radio?.evaluate((element) => /** @type {HTMLElement} */ (element).click());
}

/** @param {number} ago in days */
function dayAgo(ago) {
  const day = new Date();
  day.setDate(day.getDate() - ago);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

test("a point, a kept promise and what was heard are kept with one action each, once, and can be taken back", async () => {
  const page = await sidebarWith(fresh.session, { name: "Ana", role: "Manager" });
  await addPoints(page, "The launch");
  await toggleDetails(page, "The launch");
  await click(page, "button", "Keep for my record: The launch");
  await says(page, '[role="status"]', "Kept for your record, as: Win.");
  await click(page, "button", "Dismiss");
  await click(page, "button", "Keep for my record: The launch");
  await says(page, '[role="status"]', "It is in your record already.");
  await press(page, "tab", "Actions");
  await enter(page, "Add an action", "Write the plan");
  await press(page, "checkbox", "Write the plan");
  await click(page, "button", "Keep for my record: Write the plan");
  await says(page, '[role="status"]', "Kept for your record, as: Win.");
  await click(page, "button", "Undo");
  await saved(page);

  const dashboard = await openPage(fresh.session, "dashboard.html#record", wide);
  await says(dashboard, entries, "The launch");
  assert.deepEqual(await texts(dashboard, entries), ["The launch"]);
  await page.bringToFront();
  await click(page, "button", "Keep for my record: Write the plan");
  await dashboard.bringToFront();
  await says(dashboard, entries, "Write the plan");
});

test("entries are written, found, changed, deleted with a way back, and taken along as Markdown", async () => {
  const page = await openPage(fresh.session, "dashboard.html#record", wide);
  await says(page, "main", "Nothing kept yet");
  const add = async (/** @type {string} */ text, /** @type {string} */ kind, /** @type {string} */ name) => {
    await click(page, "button", "Add an entry");
    await write(page, "textbox", "What to keep", text);
    const dialog = await page.waitForSelector("dialog[open]");
    const list = await dialog?.waitForSelector("select");
    await list?.evaluate((element, label) => {
      const select = /** @type {HTMLSelectElement} */ (element);
      select.value = [...select.options].find((option) => option.label === label)?.value ?? "";
      select.dispatchEvent(new Event("change"));
    }, kind);
    await write(page, "textbox", "With", name);
    await (await named(page, "textbox", "With")).press("Enter");
    await says(page, entries, text);
  };
  await click(page, "button", "Add an entry");
  await click(page, "button", "Save");
  await says(page, '[role="alert"]', "Write a few words first.");
  await click(page, "button", "Cancel");
  await add("Shipped *it*", "Win", "Bo Berg");
  await add("Say no more often", "Feedback", "Cleo");

  await write(page, "searchbox", "Search my record", "SHIPPED berg");
  await until(async () => (await texts(page, entries)).length === 1, "one entry is found");
  await write(page, "searchbox", "Search my record", "zebra");
  await says(page, "main", "No entry fits that.");
  const search = await named(page, "searchbox", "Search my record");
  await search.evaluate((field) => {
    /** @type {HTMLInputElement} */ (field).value = "";
    field.dispatchEvent(new Event("input"));
  });
  await write(page, "combobox", "Kind", "Feedback");
  await until(async () => (await texts(page, entries)).join() === "Say no more often", "one kind is shown");
  await write(page, "combobox", "Kind", "All");

  await click(page, "button", "Edit: Say no more often");
  await write(page, "textbox", "What to keep", "Say no, kindly");
  await click(page, "button", "Save");
  await says(page, entries, "Say no, kindly");
  await click(page, "button", "Delete: Shipped *it*");
  await until(async () => (await texts(page, entries)).length === 1, "it is gone");
  await click(page, "button", "Undo");
  await says(page, entries, "Shipped *it*");
  await saved(page);

  await fresh.session.downloadTo(folder);
  await click(page, "button", "Export as Markdown");
  const file = join(folder, `duologue-record-${dayAgo(0)}.md`);
  const text = await until(() => readFile(file, "utf8").catch(() => ""), "the file is there");
  const year = dayAgo(0).slice(0, 4);
  assert.equal(text, `# My record\n\n## ${year}\n\n### Wins\n\n- ${dayAgo(0)}, Bo Berg: Shipped \\*it\\*\n\n### Feedback\n\n- ${dayAgo(0)}, Cleo: Say no, kindly\n`);
  await click(page, "button", "Copy as Markdown");
  await says(page, '[role="status"]', "Copied.");
  assert.equal((await fresh.session.copied(page)).plain.replaceAll("\r\n", "\n").trim(), text.trim());

  await page.reload();
  await readyFrame(page);
  await until(async () => (await texts(page, entries)).length === 2, "both are there after a reload");
});

test("a check-in is two taps in the sidebar, stands under its own key alone, and the popup asks once a day", async () => {
  const popup = await openPage(fresh.session, "popup.html", { width: 360, height: 600 });
  await says(popup, "h2", "How are you today?");
  await saved(popup);
  await popup.close();
  const again = await openPage(fresh.session, "popup.html", { width: 360, height: 600 });
  await named(again, "textbox", "Quick note");
  assert.ok(await isGone(again, "heading", "How are you today?"), "once is enough");
  await again.close();

  const page = await sidebarWith(fresh.session, { name: "Ana" });
  await press(page, "tab", "Private");
  await tap(page, "Energy", "2");
  await tap(page, "Workload", "5, too much");
  await write(page, "textbox", "In a few words", "launch week");
  await saved(page);
  const keys = (await storedKeys(page)).filter((key) => key.startsWith("check-in/"));
  assert.deepEqual(keys, [`check-in/${dayAgo(0)}`]);
  const others = await page.evaluate(async () => {
    const all = await chrome.storage.local.get(null);
    return Object.entries(all).filter(([key]) => !key.startsWith("check-in/")).map(([, value]) => String(value));
  });
  const decoded = others.map((value) => Buffer.from(value.split(".").slice(2).join("."), "base64url").toString("latin1"));
  assert.ok(![...others, ...decoded].some((value) => value.includes("launch week")));

  await page.reload();
  await readyFrame(page);
  await press(page, "tab", "Private");
  const words = await named(page, "textbox", "In a few words");
  assert.equal(await words.evaluate((field) => /** @type {HTMLInputElement} */ (field).value), "launch week");
  await click(page, "button", "Take back");
  await until(() => isGone(page, "textbox", "In a few words"), "it is taken back");
});

test("check-ins are lines with gaps and a table, and one is put on an agenda in words that were seen before", async () => {
  const sidebar = await sidebarWith(fresh.session, { name: "Ana" });
  const page = await openPage(fresh.session, "dashboard.html#record", wide);
  await says(page, "main", "With three days or more there is a line here.");
  const value = (/** @type {number} */ ago, /** @type {object} */ said) => [`check-in/${dayAgo(ago)}`, envelope({ changed: 1, value: said })];
  await put(fresh.quiet, Object.fromEntries([
    value(40, { energy: 4, workload: 3 }),
    value(39, { energy: 4, workload: 4 }),
    value(3, { energy: 2, workload: 5, words: "launch week" }),
    value(2, { energy: 3 }),
  ]));
  await page.reload();
  await readyFrame(page);
  await page.waitForSelector(".check-in-line svg");
  const strokes = await page.$$eval(".line-strokes", (paths) => paths.map((path) => path.getAttribute("d")?.match(/M/g)?.length));
  assert.deepEqual(strokes, [2, 2], "a month of silence is a gap");
  const names = await page.$$eval(".check-in-line svg", (pictures) => pictures.map((picture) => picture.getAttribute("aria-label")));
  assert.deepEqual(names, ["Energy: 4 days, 3.3 on average, from 2 to 4", "Workload: 3 days, 4 on average, from 3 to 5"]);
  await page.click(".check-in-table summary");
  await says(page, ".check-in-table tbody tr", /2 5 launch week/);
  const tells = await page.$$('.check-in-table button[aria-label^="Put on an agenda"]');
  await tells[1].click();
  const field = await named(page, "textbox", "Point");
  assert.match(await field.evaluate((input) => /** @type {HTMLInputElement} */ (input).value), /energy 2 of 5, workload 5 of 5, launch week$/);
  await says(page, "dialog", "You do not share that one.");
  await write(page, "textbox", "Point", "My workload");
  await click(page, "button", "Add to agenda");
  await says(page, '[role="status"]', "On the agenda with Ana.");
  await saved(page);
  await sidebar.bringToFront();
  await agendaReads(sidebar, "My workload");

  await page.bringToFront();
  await press(page, "checkbox", "Ask me in the popup, once a day");
  await saved(page);
  const popup = await openPage(fresh.session, "popup.html", { width: 360, height: 600 });
  await named(popup, "textbox", "Quick note");
  assert.ok(await isGone(popup, "heading", "How are you today?"), "never again");
});

test("where nothing is shared the pack is what I choose, and says so", async () => {
  const sidebar = await sidebarWith(fresh.session, { name: "Ana", role: "Manager" });
  await addPoints(sidebar, "The budget", "My review");
  const page = await openPage(fresh.session, "dashboard.html#record", { width: 320, height: 760 });
  assert.ok(await fitsItsWidth(page));
  await click(page, "button", "Prepare the pack");
  await says(page, "dialog", "so the pack is one-sided");
  await press(page, "checkbox", "Open point: The budget");
  await says(page, "dialog", "1 item is in the pack.");
  await enter(page, "How we work, in your words", "Written before spoken");
  await says(page, "dialog", "2 items are in the pack.");
  await fresh.session.downloadTo(folder);
  await click(page, "button", "Save as a page to print");
  const file = join(folder, `duologue-hand-over-${dayAgo(0)}.html`);
  const text = await until(() => readFile(file, "utf8").catch(() => ""), "the file is there");
  assert.ok(text.includes("One-sided: chosen by Me alone") && text.includes("The budget") && text.includes("Written before spoken"));
  assert.ok(!text.includes("My review"), "what was not chosen is not in it");
});
