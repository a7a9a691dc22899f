// The address bar, the context menu and the keyboard commands, as the browser calls them: what is stored, and what the
// pages show afterwards. Nobody can click a browser's own menus from a page, so the browser's events are sent by hand.
import assert from "node:assert/strict";
import { test } from "node:test";
import { named, saved } from "./demo/named.mjs";
import { findWorker, until } from "./support/browser.mjs";
import { freshStore } from "./support/fresh.mjs";
import { agendaReads, openPage, sidebarWith, storedKeys, texts } from "./support/one-to-one.mjs";
import { envelope, put, read } from "./support/store.mjs";

const fresh = freshStore();

/** Whoever the pages would have written down. */
async function knows(/** @type {{id: string, name: string}[]} */ ...people) {
  await put(fresh.quiet, { names: envelope({ people }) });
}

/** @returns {Promise<any[]>} what waits to be filed, oldest first */
async function caught() {
  const keys = (await storedKeys(fresh.quiet)).filter((key) => key.startsWith("inbox/"));
  const notes = await Promise.all(keys.map((key) => read(fresh.quiet, key)));
  return notes.sort((a, b) => a.at - b.at);
}

/**
 * Runs code of ours in the background; a background that rests is woken up first.
 * @param {string} code
 * @returns {Promise<any>}
 */
async function inBackground(code) {
  await fresh.quiet.evaluate(() => chrome.runtime.sendMessage({ type: "wake" }).catch(() => {}));
  const target = await until(() => findWorker(fresh.session), "the background is awake");
  const worker = await target.worker();
  return worker?.evaluate(code);
}

/**
 * Sends one of the browser's events to whoever listens in the background.
 * @param {string} event
 * @param {...unknown} what
 */
function dispatch(event, ...what) {
  return inBackground(`chrome.${event}.dispatch(...${JSON.stringify(what)})`);
}

/** The person as the store knows them. */
async function idOf(/** @type {string} */ name) {
  const sidebar = await sidebarWith(fresh.session, { name });
  await saved(sidebar);
  const key = (await storedKeys(fresh.quiet)).find((one) => one.startsWith("mine/"));
  return { sidebar, id: /** @type {string} */ (key).slice("mine/".length) };
}

test("Enter in the address bar puts a point on the agenda that is open, and a page that opens later finds it once", async () => {
  const { sidebar, id } = await idOf("Ana");
  await knows({ id, name: "Ana" });
  await dispatch("omnibox.onInputEntered", "ana ask about the on-call swap", "currentTab");
  await agendaReads(sidebar, "ask about the on-call swap");
  await saved(sidebar);
  assert.deepEqual(await caught(), []);
  const later = await openPage(fresh.session, `sidebar.html?with=${id}`);
  await agendaReads(later, "ask about the on-call swap");
});

test("a text that names nobody waits in the popup; an empty one is nothing", async () => {
  await knows({ id: "r1", name: "Ana" });
  for (const text of ["", "  ", "ana", "bob ask about it"]) await dispatch("omnibox.onInputEntered", text, "currentTab");
  const [note] = await until(async () => ((await caught()).length > 0 ? caught() : null), "it is caught");
  assert.deepEqual({ ...note, at: 0 }, { text: "bob ask about it", keep_as: "agenda", at: 0 });
  const popup = await openPage(fresh.session, "popup.html");
  assert.match((await texts(popup, '[aria-label="Notes without a person"] li')).join(), /^bob ask about it/);
});

test("what was typed is kept as it is, whatever it is, and read by the pages", async () => {
  const odd = ["<b>&amp;</b> 👩‍👩‍👧", "שלום \u200f1:1", "x".repeat(10_240), "'; DROP --", "$1 $& %s", "a\u0000b"];
  for (const text of odd) await dispatch("omnibox.onInputEntered", text, "newForegroundTab");
  const notes = await until(async () => {
    const now = await caught();
    return now.length === odd.length ? now : null;
  }, "all are caught");
  const kept = notes.map(({ text }) => text).sort();
  assert.deepEqual(kept, ["<b>&amp;</b> 👩‍👩‍👧", "שלום 1:1", `${"x".repeat(9_999)}…`, "'; DROP --", "$1 $& %s", "a b"].sort());
  const popup = await openPage(fresh.session, "popup.html");
  assert.equal((await texts(popup, '[aria-label="Notes without a person"] li')).length, odd.length);
});

test("Chromium takes every suggestion, with names and texts that look like XML", async () => {
  const people = ["R&D <Lead>", "Ana", "Ana Maria", "דנה", "<match>", "]]>", "&amp;", "x".repeat(500)];
  await knows(...people.map((name, at) => ({ id: `r${at}`, name })));
  for (const text of ["", "ana <b>", "r&d </match>", "<match> hi", "]]> hi", "an", "\u0000", "y".repeat(10_240)]) {
    const said = await inBackground(`(async () => {
      const text = ${JSON.stringify(text)};
      const { first, others } = suggestionsFor(text, await readPeople());
      // The promise is refused for XML that is not well formed.
      await chrome.omnibox.setDefaultSuggestion({ description: first });
      return [first, ...others.map(({ description }) => description)];
    })()`);
    for (const description of said) {
      const failed = await fresh.quiet.evaluate((xml) => {
        const read = new DOMParser().parseFromString(`<d>${xml}</d>`, "text/xml");
        return read.querySelector("parsererror") !== null;
      }, description);
      assert.equal(failed, false, description);
    }
  }
});

test("typing completes names, and says what Enter will do", async () => {
  await knows({ id: "r1", name: "Ana Becker" }, { id: "r2", name: "Ana Costa" });
  const offered = await inBackground(`new Promise((suggest) => void suggestFor("an", suggest))`);
  assert.deepEqual(offered.map((/** @type {{content: string}} */ { content }) => content), ["Ana Becker: ", "Ana Costa: "]);
  const { first } = await inBackground(`readPeople().then((people) => suggestionsFor("ana swap", people))`);
  assert.equal(first, "Add to the 1:1 with \u2068Ana Becker\u2069: \u2068swap\u2069");
});

test("a selection becomes a point that keeps its page, a link and a page too", async () => {
  const { sidebar, id } = await idOf("Ana");
  await knows({ id, name: "Ana" });
  const url = "https://wiki.example/swaps#october";
  const tab = { id: -1, title: "Swaps & shifts", url };
  await dispatch("contextMenus.onClicked", { menuItemId: `with/${id}`, selectionText: "Who swaps\nin October?", pageUrl: url }, tab);
  await agendaReads(sidebar, "Who swaps in October?");
  await dispatch("contextMenus.onClicked", { menuItemId: `with/${id}`, linkUrl: "https://l.example/plan", pageUrl: url }, tab);
  await agendaReads(sidebar, "Who swaps in October?", "l.example/plan");
  await dispatch("contextMenus.onClicked", { menuItemId: "later", pageUrl: url }, tab);
  const [note] = await until(async () => ((await caught()).length > 0 ? caught() : null), "the page waits");
  assert.deepEqual({ ...note, at: 0 }, { text: "Swaps & shifts", keep_as: "agenda", at: 0, source: { title: "Swaps & shifts", url } });
});

test("the page of a point stands in its notes", async () => {
  const { sidebar, id } = await idOf("Ana");
  await knows({ id, name: "Ana" });
  const url = "https://wiki.example/swaps";
  await dispatch("contextMenus.onClicked", { menuItemId: `with/${id}`, selectionText: "Who swaps?", pageUrl: url }, { id: -1, title: "Swaps", url });
  await agendaReads(sidebar, "Who swaps?");
  const point = await named(sidebar, "button", "Edit: Who swaps?");
  await point.click();
  const notes = await named(sidebar, "textbox", "Notes");
  assert.equal(await notes.evaluate((field) => /** @type {HTMLTextAreaElement} */ (field).value), `Swaps – ${url}`);
});

test("the menu follows the names, also when they change many times at once", async () => {
  const changes = Array.from({ length: 20 }, (_, at) => envelope({ people: [{ id: `r${at}`, name: `Name ${at}` }, { id: "r", name: "Always" }] }));
  await fresh.quiet.evaluate(async (all) => {
    await Promise.all(all.map((names) => chrome.storage.local.set({ names })));
  }, changes);
  // An update of what is not there fails, and so tells what is.
  const there = (/** @type {string} */ id) =>
    inBackground(`renewMenus().then(() => chrome.contextMenus.update(${JSON.stringify(id)}, {})).then(() => true, () => false)`);
  assert.ok(await there("add"));
  assert.ok(await there("later"));
  assert.ok(await there("with/r"));
  assert.ok(await there("with/r19"));
  for (const gone of ["with/r0", "with/r18"]) assert.equal(await there(gone), false, gone);
});

test("asked for many times at once, the menu is made without one entry that is there twice", async () => {
  await knows({ id: "r1", name: "Ana" });
  const faults = await inBackground(`(async () => {
    const faults = [];
    const create = chrome.contextMenus.create.bind(chrome.contextMenus);
    chrome.contextMenus.create = (entry, made) => create(entry, () => {
      if (chrome.runtime.lastError) faults.push(chrome.runtime.lastError.message);
      made();
    });
    await Promise.all(Array.from({ length: 25 }, () => renewMenus()));
    delete chrome.contextMenus.create;
    return faults;
  })()`);
  assert.deepEqual(faults, []);
});

test("Chromium gives our commands the keys that we ask for", async () => {
  const commands = await fresh.quiet.evaluate(() => chrome.commands.getAll());
  const keys = Object.fromEntries(commands.map(({ name, shortcut }) => [name, shortcut]));
  assert.deepEqual(keys, { _execute_action: "Alt+Shift+K", "open-sidebar": "Alt+Shift+Y", "wrap-up": "Alt+Shift+J" });
});

test("the wrap-up command goes to the page that answers, else it opens the popup", async () => {
  const popups = () => fresh.session.browser.targets().filter((target) => target.url().endsWith("popup.html"));
  await fresh.quiet.evaluate(() => {
    chrome.runtime.onMessage.addListener((message, _sender, answer) => {
      if (message.type !== "wrap-up") return;
      document.documentElement.dataset.asked = "yes";
      answer(true);
    });
  });
  await dispatch("commands.onCommand", "wrap-up");
  await until(() => fresh.quiet.evaluate(() => document.documentElement.dataset.asked), "the page was asked");
  assert.equal(await inBackground("wrapUp()"), true);
  assert.equal(popups().length, 0);
  await fresh.quiet.reload();
  await fresh.quiet.bringToFront();
  assert.equal(await inBackground("wrapUp()"), false);
  await until(() => popups().length === 1, "the popup has opened");
});

test("the command for the sidebar calls what opens it", async () => {
  const called = await inBackground(`(() => {
    const before = openSidebar;
    let calls = 0;
    globalThis.openSidebar = () => (calls += 1);
    chrome.commands.onCommand.dispatch("open-sidebar");
    chrome.commands.onCommand.dispatch("unknown");
    globalThis.openSidebar = before;
    // Within the key's own turn, or the browser refuses its side panel.
    return calls;
  })()`);
  assert.equal(called, 1);
});
