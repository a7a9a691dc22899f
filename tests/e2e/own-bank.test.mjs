// The user's own bank on the dashboard, packs, and the language of everything.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { named, press, saved, write } from "./demo/named.mjs";
import { noWayBefore, onlyIn, readyFrame, root, until } from "./support/browser.mjs";
import { freshStore } from "./support/fresh.mjs";
import { click, isGone, openPage, says, sidebarWith, texts, wordsOf } from "./support/one-to-one.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const wide = { width: 1000, height: 900 };
const listed = 'ul[aria-label="Questions"] > li';

const fresh = freshStore();
/** @type {string} */
let folder;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "duologue-packs-"));
});

after(() => rm(folder, { recursive: true, force: true }));

/**
 * Chooses a file as a user does.
 * @param {Page} page
 * @param {string} text
 */
async function importPack(page, text) {
  const file = join(folder, "pack.jsonl");
  await writeFile(file, text);
  const field = await page.waitForSelector('input[aria-label="Pack to import"]');
  await /** @type {import("puppeteer-core").ElementHandle<HTMLInputElement>} */ (field).uploadFile(file);
}

test("a question is written, checked, edited, hidden, shown again and deleted, with a way back", async () => {
  const page = await openPage(fresh.session, "dashboard.html#questions", wide);
  await click(page, "button", "Write a question");
  await click(page, "button", "Save");
  await says(page, '[role="alert"]', "a text has 1 to 140 characters");
  await write(page, "textbox", "Text", "Which zebra is yours?");
  await write(page, "combobox", "Aim", "Career");
  await write(page, "combobox", "Depth", "Deep");
  await click(page, "button", "Save");
  await says(page, '[role="status"]', "Saved.");
  await write(page, "combobox", "Show", "Yours");
  await says(page, listed, "Which zebra is yours? Deep · Anyone · rests for 12 meetings · Yours");

  await click(page, "button", "Edit: Which zebra is yours?");
  await write(page, "textbox", "Text", "Which lion is yours?");
  await click(page, "button", "Save");
  await says(page, listed, "Which lion is yours?");
  await click(page, "button", "Hide: Which lion is yours?");
  await write(page, "combobox", "Show", "Hidden");
  await click(page, "button", "Show again: Which lion is yours?");
  await says(page, "main", "There is no such question.");
  await write(page, "combobox", "Show", "Yours");
  await click(page, "button", "Delete: Which lion is yours?");
  await says(page, "main", "There is no such question.");
  await click(page, "button", "Undo");
  await says(page, listed, "Which lion is yours?");
  await saved(page);
  await page.reload();
  await readyFrame(page);
  await write(page, "combobox", "Show", "Yours");
  await says(page, listed, "Which lion is yours?");
});

test("one of ours that is rewritten can be as it was", async () => {
  const page = await openPage(fresh.session, "dashboard.html#questions/career", wide);
  const first = await until(async () => (await texts(page, `${listed} .question`))[0], "there are questions");
  await click(page, "button", `Edit: ${first}`);
  await write(page, "textbox", "Text", "What did you dream of?");
  await click(page, "button", "Save");
  await click(page, "button", "As it was: What did you dream of?");
  await says(page, listed, first);
  assert.ok(await isGone(page, "button", "As it was: What did you dream of?"));
});

test("a pack is brought in whole or not at all, with the line and the reason, and can be taken back", async () => {
  const page = await openPage(fresh.session, "dashboard.html#questions", wide);
  const sound = '{"duologue-pack":1}\n{"question":{"id":"z1","aim":"team","depth":1,"cooldown":5,"text":"Whose zebra?"}}\n';
  await importPack(page, `${sound}{"question":{"id":"z2","aim":"status","depth":1,"cooldown":5,"text":"How far?"}}\n`);
  await says(page, '[role="alert"]', "Nothing was imported. Line 3: a question about status is the one kind");
  await write(page, "combobox", "Show", "Yours");
  await says(page, "main", "There is no such question.");
  await importPack(page, sound);
  await says(page, '[role="status"]', "Imported: 1 new entry, 0 changed.");
  await says(page, listed, "Whose zebra?");
  await importPack(page, sound);
  await says(page, '[role="status"]', "All of it was here already.");
  await importPack(page, sound.replace("Whose", "Which"));
  await says(page, '[role="status"]', "Imported: 0 new entries, 1 changed.");
  await click(page, "button", "Undo");
  await says(page, listed, "Whose zebra?");
});

test("what is mine goes out as a file that can be read", async () => {
  const page = await openPage(fresh.session, "dashboard.html#questions", wide);
  await importPack(page, '{"duologue-pack":1}\n{"question":{"id":"z1","aim":"team","depth":1,"cooldown":5,"text":"Whose zebra?"}}');
  await says(page, '[role="status"]', "Imported: 1 new entry");
  await fresh.session.downloadTo(folder);
  await click(page, "button", "Export mine");
  const today = new Date().toISOString().slice(0, 10);
  const file = join(folder, `duologue-questions-${today}.jsonl`);
  const text = await until(() => readFile(file, "utf8").catch(() => ""), "the file is there");
  assert.deepEqual(text.trim().split("\n").map((line) => JSON.parse(line)), [
    { "duologue-pack": 1 },
    { question: { id: "z1", aim: "team", depth: 1, cooldown: 5, text: "Whose zebra?" } },
  ]);
});

test("another language is spoken at once, is remembered, and is that of the questions and the pages opened later", async () => {
  const sidebar = await sidebarWith(fresh.session, { name: "Ana" });
  const page = await openPage(fresh.session, "dashboard.html#settings", wide);
  for (const [language, tag] of [["Deutsch", "de"], ["Español", "es"], ["Français", "fr"]]) {
    const words = await wordsOf(tag);
    const label = await page.$eval("select", (list) => list.labels[0]?.textContent ?? "");
    await write(page, "combobox", label, language);
    await says(page, "h1", words["settings"]);
    assert.equal(await page.$eval("html", (html) => html.lang), tag);
    assert.equal(await page.title(), words["page-dashboard"]);
    await saved(page);

    await sidebar.bringToFront();
    await sidebar.reload();
    await readyFrame(sidebar);
    await named(sidebar, "button", words["start-meeting"]);
    const bank = JSON.parse(await readFile(join(root, `extension/bank/${tag}.json`), "utf8"));
    const suggestion = `[aria-label="${words["suggestion"]}"] .question`;
    const question = await until(async () => (await texts(sidebar, suggestion))[0], "a question is suggested");
    const spoken = Object.values(bank).map((/** @type {string} */ text) => text.replace(/\s+/g, " "));
    assert.ok(spoken.includes(question), `"${question}" is not in the bank of ${language}`);
    await page.bringToFront();
  }
  await press(page, "link", (await wordsOf("fr"))["questions"]);
  await page.waitForSelector(".question-item");
});

test("a browser that speaks one of our languages is answered in it, and any other in English", onlyIn("chromium", noWayBefore), async () => {
  for (const [language, tag] of [["de-AT", "de"], ["it", "en"]]) {
    const page = await fresh.session.browser.newPage();
    await page.evaluateOnNewDocument((spoken) => {
      Object.defineProperty(navigator, "language", { get: () => spoken });
    }, language);
    await page.goto(fresh.session.url("dashboard.html#settings"));
    await readyFrame(page);
    assert.equal(await page.$eval("html", (html) => html.lang), tag, language);
    await says(page, "h1", (await wordsOf(tag))["settings"]);
  }
});
