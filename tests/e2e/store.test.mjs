// What is written down stays: in step between pages, through a killed browser, a refusing and a damaged store.
import assert from "node:assert/strict";
import { mkdtemp, readFile, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { enter, named, press, saved, write } from "./demo/named.mjs";
import { launch, readyFrame, removeProfile, root, until } from "./support/browser.mjs";
import { freshStore } from "./support/fresh.mjs";
import {
  addPoints,
  agendaReads,
  closeOthers,
  held,
  openPage,
  says,
  sidebarWith,
  storedKeys,
  toggleDetails,
} from "./support/one-to-one.mjs";
import { clear, envelope, put, read } from "./support/store.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const ana = { name: "Ana" };

const fresh = freshStore();

test("two pages that are open at once keep in step", async () => {
  const { page: one, path } = await known();
  const other = await openPage(fresh.session, path);
  await readyFrame(other);
  await one.bringToFront();
  await addPoints(one, "From the one");
  await other.bringToFront();
  await named(other, "checkbox", "From the one");
  await addPoints(other, "From the other");
  await agendaReads(one, "From the one", "From the other");
  await press(other, "button", "Start meeting");
  await one.bringToFront();
  await named(one, "button", "Wrap up");
  await press(one, "checkbox", "From the other");
  await other.bringToFront();
  await until(
    async () => (await named(other, "checkbox", "From the other")).evaluate((box) => /** @type {any} */ (box).checked),
    "the other page shows it as discussed",
  );
});

test("after the browser was killed, everything that was acknowledged is there", async () => {
  const before = await launch();
  /** @type {string | undefined} */
  let key;
  try {
    const page = await sidebarWith(before, ana);
    await addPoints(page, "First", "Second");
    await toggleDetails(page, "First");
    await write(page, "textbox", "Notes", "Written just before the end");
    await press(page, "tab", "Private");
    await write(page, "textbox", "Private notes", "Mine alone");
    await saved(page);
    [key] = (await storedKeys(page)).filter((name) => name.startsWith("mine/"));
  } finally {
    await before.kill();
  }

  const again = await launch({ profile: before.profile });
  try {
    const reopened = await openPage(again, `sidebar.html?with=${key?.slice(5)}`);
    await readyFrame(reopened);
    await agendaReads(reopened, "First", "Second");
    await says(reopened, ".point-note", "Written just before the end");
    await press(reopened, "tab", "Private");
    assert.equal(await held(reopened, "textbox", "Private notes"), "Mine alone");
  } finally {
    await again.close();
    await removeProfile(before.profile);
  }
});

test("when storage refuses to write, the user is told, and trying again saves", async () => {
  const { page } = await known();
  await page.evaluate(() => {
    const { local } = chrome.storage;
    const set = local.set.bind(local);
    Object.assign(globalThis, { allowWriting: () => Object.assign(local, { set }) });
    Object.assign(local, { set: () => Promise.reject(new Error("quota exceeded")) });
  });
  await enter(page, "Add a talking point", "On the way");
  await says(page, '[role="alert"]', "storage for this extension is full");
  assert.notEqual(await page.$eval("html", (root) => root.getAttribute("data-unsaved")), "0");
  await page.evaluate(() => /** @type {any} */ (globalThis).allowWriting());
  await press(page, "button", "Try again");
  await saved(page);
  await until(async () => (await page.$(".alert button")) === null, "the alert has gone");
  await page.reload();
  await agendaReads(page, "On the way");
});

test("a garbled value is named and kept, and the rest opens", async () => {
  const { page, path } = await known();
  await addPoints(page, "Still here");
  await saved(page);
  await page.close();
  const key = `shared/${path.split("=")[1]}/m1/log/garbled`;
  await put(fresh.quiet, { [key]: "1.00000000.!!!" });
  const again = await openPage(fresh.session, path);
  await agendaReads(again, "Still here");
  await says(again, ".faults", "One stored value could not be used");
  await again.$eval(".faults", (faults) => faults.setAttribute("open", ""));
  await says(again, ".faults", "garbled");
  assert.equal(await read(fresh.quiet, key), "1.00000000.!!!");
});

test("a store of a newer version can be read and not changed", async () => {
  const { page, path } = await known();
  await addPoints(page, "From before");
  await saved(page);
  await page.close();
  await put(fresh.quiet, { schema: envelope(99) });
  const keys = (await storedKeys(fresh.quiet)).sort();
  const again = await openPage(fresh.session, path);
  await agendaReads(again, "From before");
  await says(again, '[role="alert"]', "A newer Duologue has written here");
  await write(again, "textbox", "Add a talking point", "Not to be kept");
  await (await named(again, "textbox", "Add a talking point")).press("Enter");
  await agendaReads(again, "From before");
  assert.deepEqual((await storedKeys(fresh.quiet)).sort(), keys);
});

test("everything is exported to one file and imported by merging, the same file twice without a change", async () => {
  const downloads = await mkdtemp(join(tmpdir(), "duologue-downloads-"));
  const { page } = await known();
  await addPoints(page, "To be taken along");
  await saved(page);
  const dashboard = await openPage(fresh.session, "dashboard.html#settings", { width: 1000, height: 800 });
  await fresh.session.downloadTo(downloads);
  await press(dashboard, "button", "Export everything");
  const isWhole = (/** @type {string} */ name) => /^duologue-.*\.json$/.test(name);
  const name = await until(async () => (await readdir(downloads)).find(isWhole), "the file is in the downloads");
  const file = join(downloads, name);
  const exported = JSON.parse(await until(() => readFile(file, "utf8"), "the file has been written"));
  assert.equal(exported.format, "duologue-backup");

  await closeOthers(fresh.session, fresh.quiet);
  await clear(fresh.quiet);
  const empty = await openPage(fresh.session, "dashboard.html#settings", { width: 1000, height: 800 });
  await readyFrame(empty);
  await importFile(empty, file);
  await says(empty, ".notice", "Imported");
  await saved(empty);
  const keys = await until(async () => {
    const all = await storedKeys(fresh.quiet);
    return ["names", "reminders"].every((key) => all.includes(key)) ? all : null;
  }, "what is drawn from it for the popup and the background has been written, too");
  await importFile(empty, file);
  await says(empty, ".notice", "All of it was here already");
  assert.deepEqual((await storedKeys(fresh.quiet)).sort(), keys.sort());
  const [mine] = keys.filter((key) => key.startsWith("mine/"));
  const sidebar = await openPage(fresh.session, `sidebar.html?with=${mine?.slice(5)}`);
  await agendaReads(sidebar, "To be taken along");
  await removeProfile(downloads);
});

test("a file that is no backup changes nothing, and says so", async () => {
  const { page } = await known();
  await saved(page);
  const dashboard = await openPage(fresh.session, "dashboard.html#settings", { width: 1000, height: 800 });
  await readyFrame(dashboard);
  await importFile(dashboard, join(root, "package.json"));
  await says(dashboard, ".notice", "Nothing was imported");
});

/** A page about Ana, saved, and its address. */
async function known() {
  const page = await sidebarWith(fresh.session, ana);
  await saved(page);
  const [key] = (await storedKeys(page)).filter((name) => name.startsWith("mine/"));
  const path = `sidebar.html?with=${key?.slice(5)}`;
  await page.goto(fresh.session.url(path));
  await readyFrame(page);
  return { page, path };
}

/** @param {Page} page @param {string} file */
async function importFile(page, file) {
  const picker = await page.waitForSelector('input[type="file"]');
  await /** @type {import("puppeteer-core").ElementHandle<HTMLInputElement>} */ (picker).uploadFile(file);
}
