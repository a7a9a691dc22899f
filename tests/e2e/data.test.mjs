// The owner's data: out as files, in again by merging, and back to a day before.
import assert from "node:assert/strict";
import { mkdtemp, readFile, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import { enter, named, press, saved, write } from "./demo/named.mjs";
import { isAccessible as accessible } from "./support/accessible.mjs";
import { readyFrame, removeProfile, root, until } from "./support/browser.mjs";
import { freshStore } from "./support/fresh.mjs";
import { addPoints, agendaReads, closeOthers, openPage, says, sidebarWith, storedKeys } from "./support/one-to-one.mjs";
import { clear } from "./support/store.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const wide = { width: 1000, height: 900 };
const passphrase = "correct horse battery staple";

const fresh = freshStore();

/** @type {string} */
let downloads;

before(async () => (downloads = await mkdtemp(join(tmpdir(), "duologue-data-"))));
after(() => removeProfile(downloads));

test("a real export is as its schema says, and comes back into an empty profile as it was", async () => {
  await someoneWithAPast();
  const settings = await settingsPage();
  const file = await downloaded(() => press(settings, "button", "Export everything"), /\.json$/);
  const exported = /** @type {Record<string, unknown>} */ (JSON.parse(await readFile(file, "utf8")));
  const schema = JSON.parse(await readFile(join(root, "docs/backup.schema.json"), "utf8"));
  const holds = new Ajv2020({ allErrors: true, strict: false }).compile(schema);
  const faults = (/** @type {unknown} */ backup) => (holds(backup) ? [] : (holds.errors ?? []));
  assert.deepEqual(faults(exported), []);
  assert.ok(faults({ ...exported, threads: [{ id: "" }] }).length > 0, "the schema can say no");

  const empty = await emptied();
  await importFile(empty, file);
  await says(empty, ".notice", "Imported");
  await saved(empty);
  const again = await downloaded(() => press(empty, "button", "Export everything"), /\.json$/);
  const readable = (/** @type {any} */ backup) => backup.threads.map((/** @type {any} */ thread) => thread.readable);
  assert.deepEqual(readable(JSON.parse(await readFile(again, "utf8"))), readable(exported));
});

test("a file with a passphrase opens with it alone, in an empty profile", async () => {
  await someoneWithAPast();
  const settings = await settingsPage();
  await press(settings, "button", "With a passphrase…");
  await isAccessible(settings, "sealing");
  await fill(settings, "Passphrase", "short");
  await says(settings, "dialog[open]", "Too short");
  await fill(settings, "Passphrase", passphrase);
  await fill(settings, "Passphrase again", "another one altogether");
  await press(settings, "button", "Save file");
  await says(settings, "dialog[open] [role=alert]", "not the same");
  await fill(settings, "Passphrase again", passphrase);
  const file = await downloaded(() => press(settings, "button", "Save file"), /\.duologue$/);
  assert.ok(!(await readFile(file)).includes("Ana"));

  const empty = await emptied();
  await importFile(empty, file);
  await fill(empty, "Passphrase", "not the passphrase");
  await open(empty);
  await says(empty, "dialog[open] [role=alert]", "not the passphrase that the file was sealed with");
  await isAccessible(empty, "a wrong passphrase");
  await fill(empty, "Passphrase", passphrase);
  await open(empty);
  await says(empty, ".notice", "Imported");
  await saved(empty);
  await agendaReads(await sidebarOfAna(), "Roadmap");
});

test("one person goes back to a day that is kept, and it is taken back", async () => {
  const sidebar = await someoneWithAPast();
  // The first page may have come to rest when Ana was just added, and a day is kept once.
  await fresh.quiet.evaluate(async () => {
    const keys = await chrome.storage.local.getKeys();
    await chrome.storage.local.remove(keys.filter((key) => key.startsWith("snapshot/")));
  });
  await sidebar.reload();
  await readyFrame(sidebar);
  await until(
    async () => (await storedKeys(fresh.quiet)).some((key) => key.startsWith("snapshot/")),
    "the day is kept, once the page has come to rest",
  );
  await addPoints(sidebar, "Came later");
  await press(sidebar, "checkbox", "Roadmap");
  await saved(sidebar);

  const settings = await settingsPage();
  await press(settings, "button", "See what would change");
  await says(settings, "dialog[open]", "1 point stands as it did Roadmap");
  await says(settings, "dialog[open]", "1 point was added since, and stays Came later");
  await isAccessible(settings, "what would change");
  await press(settings, "button", "Go back");
  await says(settings, ".notice", "Everything stands as it did");
  await saved(settings);
  const isChecked = () =>
    sidebar.$$eval("[aria-label='Agenda'] input[type=checkbox]", (boxes) =>
      boxes.map((box) => /** @type {HTMLInputElement} */ (box).checked),
    );
  await until(async () => (await isChecked()).every((checked) => !checked), "the other page follows");
  await agendaReads(sidebar, "Roadmap", "Came later");
  await press(settings, "button", "Undo");
  await until(async () => (await isChecked()).some((checked) => checked), "and follows when it is taken back");
});

test("an agenda from elsewhere is looked through and put on the agenda", async () => {
  await someoneWithAPast();
  const settings = await settingsPage();
  await press(settings, "button", "Bring in…");
  await write(settings, "textbox", "Paste the agenda", "# Notes\n- Pay (Ana, 10 min)\n  - this year\n- [x] Done\n- Roadmap\n");
  await named(settings, "button", "Add 1 point");
  await isAccessible(settings, "an agenda");
  await press(settings, "button", "Add 1 point");
  await says(settings, ".notice", "1 point added.");
  await saved(settings);
  // Hers, as a report's, come first.
  await agendaReads(await sidebarOfAna(), "Pay", "Roadmap");
});

test("a table is mapped, previewed, brought in without its faulty rows, and taken back", async () => {
  await someoneWithAPast();
  const file = join(downloads, "table.csv");
  await writeFile(file, "Topic;With;Due date;Task\r\n=Pay;Ana;;\r\nUnknown;Zed;;\r\n;Ana;24.12.2026;Send it\r\n");
  const settings = await settingsPage();
  await press(settings, "button", "Open a table…");
  await upload(settings, "dialog[open] input[type=file]", file);
  await says(settings, "dialog[open]", "1 point. 1 promise.");
  await says(settings, "dialog[open]", "Line 3: nobody here is called Zed");
  await isAccessible(settings, "a table");
  await press(settings, "button", "Bring in 2 rows");
  await says(settings, ".notice", "1 point added. 1 promise added.");
  await saved(settings);
  const sidebar = await sidebarOfAna();
  await agendaReads(sidebar, "Roadmap", "=Pay");
  await settings.bringToFront();
  await press(settings, "button", "Undo");
  await agendaReads(sidebar, "Roadmap");

  const latin = join(downloads, "latin.csv");
  await writeFile(latin, Buffer.from("Topic\nM\xfcller\n", "latin1"));
  await press(settings, "button", "Open a table…");
  await upload(settings, "dialog[open] input[type=file]", latin);
  await says(settings, "dialog[open] [role=alert]", "not written in UTF-8");
});

test("a person and a meeting are saved as files to read, with what is private only if asked for", async () => {
  await someoneWithAPast();
  const history = await openPage(fresh.session, "dashboard.html#history", wide);
  await readyFrame(history);
  await press(history, "button", "Save as…");
  await isAccessible(history, "saving");
  const shared = await downloaded(() => press(history, "button", "Save file"), /Ana.*\.md$/);
  const text = await readFile(shared, "utf8");
  assert.match(text, /^# Ana\n/);
  assert.ok(!text.includes("Mine alone"));
  await press(history, "button", "Save as…");
  await press(history, "checkbox", "With what is mine alone");
  const whole = await downloaded(() => press(history, "button", "Save file"), /Ana.*\.md$/);
  assert.ok((await readFile(whole, "utf8")).includes("Mine alone"));
});

test("one meeting is saved as a page to read and as tasks for a calendar", async () => {
  const sidebar = await sidebarWith(fresh.session, { name: "Ana" });
  await addPoints(sidebar, "<b>Settled</b>");
  await press(sidebar, "button", "Start meeting");
  await press(sidebar, "checkbox", "<b>Settled</b>");
  await press(sidebar, "tab", "Actions");
  await write(sidebar, "textbox", "When", "2035-05-07");
  await enter(sidebar, "Add an action", "Send it; then call");
  await press(sidebar, "button", "Wrap up");
  await press(sidebar, "button", "Skip");
  await named(sidebar, "button", "Start meeting");
  await saved(sidebar);
  const history = await openPage(fresh.session, "dashboard.html#history", wide);
  await readyFrame(history);
  await history.waitForSelector('ol[aria-label="Meetings"] > li');
  await history.click('ol[aria-label="Meetings"] summary');
  const save = async (/** @type {string} */ form, /** @type {RegExp} */ name) => {
    const button = await history.waitForSelector('ol[aria-label="Meetings"] ::-p-aria([name="Save as…"][role="button"])');
    await button?.click();
    await write(history, "combobox", "As", form);
    return readFile(await downloaded(() => press(history, "button", "Save file"), name), "utf8");
  };
  const page = await save("Web page (HTML)", /Ana.*\.html$/);
  assert.ok(page.includes("&lt;b&gt;Settled&lt;/b&gt;") && !page.includes("<b>Settled"), "what was typed is text there");
  const tasks = await save("Tasks for a calendar (.ics)", /Ana.*\.ics$/);
  assert.match(tasks, /BEGIN:VTODO\r\n/);
  assert.match(tasks, /DUE;VALUE=DATE:20350507\r\n/);
  assert.match(tasks, /SUMMARY:.*Send it\\; then call/);
});

/** Ana, with a meeting held, a point for next time, and private notes; and the sidebar about her. */
async function someoneWithAPast() {
  const sidebar = await sidebarWith(fresh.session, { name: "Ana" });
  await addPoints(sidebar, "Settled");
  await press(sidebar, "button", "Start meeting");
  await press(sidebar, "checkbox", "Settled");
  await press(sidebar, "button", "Wrap up");
  await press(sidebar, "button", "Skip");
  await named(sidebar, "button", "Start meeting");
  await addPoints(sidebar, "Roadmap");
  await press(sidebar, "tab", "Private");
  await write(sidebar, "textbox", "Private notes", "Mine alone");
  await press(sidebar, "tab", "Agenda");
  await saved(sidebar);
  return sidebar;
}

async function settingsPage() {
  const page = await openPage(fresh.session, "dashboard.html#settings", wide);
  await readyFrame(page);
  return page;
}

/** The settings of a profile in which nothing is left. */
async function emptied() {
  await closeOthers(fresh.session, fresh.quiet);
  await clear(fresh.quiet);
  return settingsPage();
}

async function sidebarOfAna() {
  const [mine] = (await storedKeys(fresh.quiet)).filter((key) => key.startsWith("mine/"));
  const page = await openPage(fresh.session, `sidebar.html?with=${mine?.slice(5)}`);
  await readyFrame(page);
  return page;
}

/**
 * What an act downloads, once it is whole: each into a folder of its own, as browsers name a second file otherwise.
 * @param {() => Promise<unknown>} act
 * @param {RegExp} name
 */
async function downloaded(act, name) {
  const folder = await mkdtemp(join(downloads, "one-"));
  await fresh.session.downloadTo(folder);
  await act();
  const found = await until(
    async () => (await readdir(folder)).find((file) => name.test(file)),
    `${name} is in the downloads`,
  );
  const file = join(folder, found);
  let length = -1;
  await until(async () => {
    const before = length;
    length = (await readFile(file)).length;
    return length > 0 && length === before;
  }, "the file has been written");
  return file;
}

/** @param {Page} page @param {string} file */
async function importFile(page, file) {
  await upload(page, 'input[aria-label="File to import"]', file);
}

/** @param {Page} page @param {string} selector @param {string} file */
async function upload(page, selector, file) {
  const picker = await page.waitForSelector(selector);
  await /** @type {import("puppeteer-core").ElementHandle<HTMLInputElement>} */ (picker).uploadFile(file);
}

/**
 * Types into a field by its label: one for a passphrase has no role.
 * @param {Page} page
 * @param {string} label
 * @param {string} text
 */
async function fill(page, label, text) {
  const field = await until(
    () =>
      page.evaluateHandle((wanted) => {
        const labels = [...document.querySelectorAll("dialog[open] label")];
        const id = labels.find((one) => one.textContent === wanted)?.getAttribute("for");
        return id ? document.getElementById(id) : null;
      }, label).then((handle) => handle.asElement()),
    `there is a field ${label}`,
  );
  const input = /** @type {import("puppeteer-core").ElementHandle<HTMLInputElement>} */ (field);
  await input.evaluate((one) => (one.value = ""));
  await input.type(text);
}

/**
 * Sends the form of the dialog that is open.
 * @param {Page} page
 */
function open(page) {
  return page.$eval("dialog[open] form", (form) => /** @type {HTMLFormElement} */ (form).requestSubmit());
}

/**
 * @param {Page} page
 * @param {string} state
 */
function isAccessible(page, state) {
  return accessible(fresh.session, page, state);
}
