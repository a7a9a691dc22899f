// The address bar, the context menu and the keyboard commands, as the browser calls them: what is stored, and what the
// pages show afterwards. Nobody can click a browser's own menus from a page: what they call is called in their place.
import assert from "node:assert/strict";
import { test } from "node:test";
import { named, press, saved } from "./demo/named.mjs";
import { awakeWorker, inBackground } from "./support/background.mjs";
import { until, which } from "./support/browser.mjs";
import { freshStore } from "./support/fresh.mjs";
import { agendaReads, held, openPage, sidebarWith, storedKeys, texts, toggleDetails } from "./support/one-to-one.mjs";
import { envelope, put, read } from "./support/store.mjs";

const fresh = freshStore();

/** Firefox lets nobody send its events, and its listeners are the functions that the other tests call. */
const onlyChromium = { skip: which === "chromium" ? false : "Firefox's events cannot be sent by hand" };

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
 * @param {string} name
 * @param {...unknown} what
 */
function background(name, ...what) {
  return inBackground(fresh.session, fresh.quiet, name, ...what);
}

/** The suggestions for a text, as the browser is given them. */
function suggested(/** @type {string} */ text, /** @type {any[]} */ people) {
  return background("suggestionsFor", text, people, true);
}

/** The sidebar about somebody new, once their name is written down for the background. */
async function sidebarFor(/** @type {string} */ name) {
  const sidebar = await sidebarWith(fresh.session, { name });
  await saved(sidebar);
  const person = await until(async () => (await background("readPeople"))[0], "the page has written the name down");
  assert.equal(person.name, name);
  return { sidebar, id: /** @type {string} */ (person.id) };
}

test("Enter in the address bar puts a point on the open agenda, and a later page finds it once", async () => {
  const { sidebar, id } = await sidebarFor("Ana");
  await background("catchTyped", "ana ask about the on-call swap");
  await agendaReads(sidebar, "ask about the on-call swap");
  await saved(sidebar);
  assert.deepEqual(await caught(), []);
  const later = await openPage(fresh.session, `sidebar.html?with=${id}`);
  await agendaReads(later, "ask about the on-call swap");
});

test("a text that names nobody waits in the popup; an empty one is nothing", async () => {
  await knows({ id: "r1", name: "Ana" });
  for (const text of ["", "  ", "ana", "bob ask about it"]) await background("catchTyped", text);
  const [note] = await until(async () => ((await caught()).length > 0 ? caught() : null), "it is caught");
  assert.deepEqual({ ...note, at: 0 }, { text: "bob ask about it", keep_as: "agenda", at: 0 });
  const popup = await openPage(fresh.session, "popup.html");
  assert.match((await texts(popup, '[aria-label="Notes without a person"] li')).join(), /^bob ask about it/);
});

test("what was typed is kept as it is, whatever it is, and read by the pages", async () => {
  const long = "x".repeat(10_240);
  const odd = ["<b>&amp;</b> 👩‍👩‍👧", "שלום \u200f1:1", long, "'; DROP --", "$1 $& %s", "a\u0000b"];
  for (const text of odd) await background("catchTyped", text);
  const notes = await until(async () => {
    const now = await caught();
    return now.length === odd.length ? now : null;
  }, "all are caught");
  const kept = notes.map(({ text }) => text).sort();
  assert.deepEqual(
    kept,
    ["<b>&amp;</b> 👩‍👩‍👧", "שלום 1:1", `${"x".repeat(9_999)}…`, "'; DROP --", "$1 $& %s", "a b"].sort(),
  );
  const popup = await openPage(fresh.session, "popup.html");
  assert.equal((await texts(popup, '[aria-label="Notes without a person"] li')).length, odd.length);
});

test("the browser takes every description, with names and texts that look like XML", async () => {
  const names = ["R&D <Lead>", "Ana", "Ana Maria", "דנה", "<match>", "]]>", "&amp;", "x".repeat(500)];
  const people = names.map((name, at) => ({ id: `r${at}`, name }));
  // In Chromium a description that is no XML is refused; Firefox knows only plain text, and takes everything.
  assert.equal(await background("refusesBrokenXml"), which === "chromium");
  for (const text of ["", "ana <b>", "r&d </match>", "<match> hi", "]]> hi", "an", "\u0000", "y".repeat(10_240)]) {
    const { first, others } = await suggested(text, people);
    for (const description of [first, ...others.map((/** @type {any} */ other) => other.description)]) {
      await fresh.quiet.evaluate((said) => chrome.omnibox.setDefaultSuggestion({ description: said }), description);
    }
  }
});

test("typing completes names, and says what Enter will do", async () => {
  const people = [
    { id: "r1", name: "Ana Becker" },
    { id: "r2", name: "Ana Costa" },
  ];
  const { others } = await suggested("an", people);
  assert.deepEqual(
    others.map((/** @type {any} */ { content }) => content),
    ["Ana Becker: ", "Ana Costa: "],
  );
  const { first } = await suggested("ana swap", people);
  assert.equal(first, "Add to the 1:1 with \u2068Ana Becker\u2069: \u2068swap\u2069");
});

test("a selection becomes a point that keeps its page, a link and a page too", async () => {
  const { sidebar, id } = await sidebarFor("Ana");
  const url = "https://wiki.example/swaps#october";
  const tab = { id: -1, title: "Swaps & shifts", url };
  await background(
    "catchClicked",
    { menuItemId: `with/${id}`, selectionText: "Who swaps\nin October?", pageUrl: url },
    tab,
  );
  await agendaReads(sidebar, "Who swaps in October?");
  await background("catchClicked", { menuItemId: `with/${id}`, linkUrl: "https://l.example/plan", pageUrl: url }, tab);
  await agendaReads(sidebar, "Who swaps in October?", "l.example/plan");
  await background("catchClicked", { menuItemId: "later", pageUrl: url }, tab);
  const [note] = await until(async () => ((await caught()).length > 0 ? caught() : null), "the page waits");
  assert.deepEqual(
    { ...note, at: 0 },
    { text: "Swaps & shifts", keep_as: "agenda", at: 0, source: { title: "Swaps & shifts", url } },
  );
});

test("the page of a point stands in its notes", async () => {
  const { sidebar, id } = await sidebarFor("Ana");
  const url = "https://wiki.example/swaps";
  await background(
    "catchClicked",
    { menuItemId: `with/${id}`, selectionText: "Who swaps?", pageUrl: url },
    { id: -1, title: "Swaps", url },
  );
  await agendaReads(sidebar, "Who swaps?");
  await toggleDetails(sidebar, "Who swaps?");
  assert.equal(await held(sidebar, "textbox", "Notes"), `Swaps – ${url}`);
});

test("the menu follows the names, also when they change many times at once", async () => {
  const changes = Array.from({ length: 20 }, (_, at) =>
    envelope({
      people: [
        { id: `r${at}`, name: `Name ${at}` },
        { id: "r", name: "Always" },
      ],
    }),
  );
  await fresh.quiet.evaluate(async (all) => {
    await Promise.all(all.map((names) => chrome.storage.local.set({ names })));
  }, changes);
  await background("renewMenus");
  // An update of what is not there fails, and so tells what is.
  const there = (/** @type {string} */ id) =>
    fresh.quiet.evaluate(
      (entry) =>
        chrome.contextMenus.update(entry, { visible: true }).then(
          () => true,
          () => false,
        ),
      id,
    );
  for (const id of ["add", "later", "with/r", "with/r19"]) assert.equal(await there(id), true, id);
  for (const gone of ["with/r0", "with/r18"]) assert.equal(await there(gone), false, gone);
});

test("asked for many times at once, the menu is made without an entry that is there twice", onlyChromium, async () => {
  await knows({ id: "r1", name: "Ana" });
  const worker = await awakeWorker(fresh.session, fresh.quiet);
  const faults = await worker.evaluate(`(async () => {
    const faults = [];
    const create = chrome.contextMenus.create.bind(chrome.contextMenus);
    chrome.contextMenus.create = (entry, made) => create(entry, () => {
      if (chrome.runtime.lastError) faults.push(chrome.runtime.lastError.message);
      made();
    });
    await Promise.all(Array.from({ length: 25 }, () => renewMenus()));
    chrome.contextMenus.create = create;
    return faults;
  })()`);
  assert.deepEqual(faults, []);
});

test("the browser's own events reach us", onlyChromium, async () => {
  await knows({ id: "r1", name: "Ana" });
  const worker = await awakeWorker(fresh.session, fresh.quiet);
  const offered = await worker.evaluate(`new Promise((offered) => {
    chrome.omnibox.onInputStarted.dispatch();
    chrome.omnibox.onInputChanged.dispatch("an", offered);
  })`);
  assert.equal(/** @type {any[]} */ (offered).length, 1);
  await worker.evaluate(`
    chrome.omnibox.onInputEntered.dispatch("bob one", "currentTab");
    chrome.contextMenus.onClicked.dispatch({ menuItemId: "later", selectionText: "two", pageUrl: "https://a.example" });
    chrome.contextMenus.onClicked.dispatch({ menuItemId: "of another", selectionText: "three" });
  `);
  const notes = await until(async () => ((await caught()).length > 1 ? caught() : null), "both are caught");
  assert.deepEqual(notes.map(({ text }) => text).sort(), ["bob one", "two"]);
});

test("the browser gives our commands the keys that we ask for", async () => {
  const commands = await fresh.quiet.evaluate(() => chrome.commands.getAll());
  const own = which === "firefox" ? { _execute_sidebar_action: "Alt+Shift+U" } : {};
  const keys = Object.fromEntries(commands.map(({ name, shortcut }) => [name, shortcut]));
  assert.deepEqual(keys, {
    _execute_action: "Alt+Shift+K",
    "open-sidebar": "Alt+Shift+Y",
    "wrap-up": "Alt+Shift+J",
    ...own,
  });
});

test("wrapping up turns the sidebar of the meeting that is on to its closing question", async () => {
  const { sidebar } = await sidebarFor("Ana");
  await press(sidebar, "button", "Start meeting");
  await saved(sidebar);
  assert.equal(await background("wrapUp"), true);
  await named(sidebar, "textbox", "What should change next time?");
  assert.equal(await fresh.session.popupIsOpen(), false);
});

// Last of those that look for a popup: in Firefox it stays until somebody clicks elsewhere.
test("wrapping up goes to the page that answers, else it opens the popup", async () => {
  await fresh.quiet.bringToFront();
  await fresh.quiet.evaluate(() => {
    chrome.runtime.onMessage.addListener((message, _sender, answer) => {
      if (message.type !== "wrap-up") return;
      document.documentElement.dataset.asked = "yes";
      answer(true);
    });
  });
  // In Firefox the call comes from that page, and nobody hears their own message.
  if (which === "chromium") {
    assert.equal(await background("wrapUp"), true);
    assert.equal(await fresh.quiet.evaluate(() => document.documentElement.dataset.asked), "yes");
    assert.equal(await fresh.session.popupIsOpen(), false);
  }
  await fresh.quiet.reload();
  assert.equal(await background("wrapUp"), false);
  await until(() => fresh.session.popupIsOpen(), "the popup has opened");
});

test("the commands call what they are there for, within the key's own turn", onlyChromium, async () => {
  const worker = await awakeWorker(fresh.session, fresh.quiet);
  const called = await worker.evaluate(`(() => {
    const before = [openSidebar, wrapUp];
    const called = [];
    globalThis.openSidebar = (tab) => called.push(["openSidebar", tab.id]);
    globalThis.wrapUp = () => called.push(["wrapUp"]);
    for (const name of ["open-sidebar", "wrap-up", "unknown"]) chrome.commands.onCommand.dispatch(name, { id: 7 });
    [globalThis.openSidebar, globalThis.wrapUp] = before;
    // Without a turn in between, or the browser refuses its side panel.
    return called;
  })()`);
  assert.deepEqual(called, [["openSidebar", 7], ["wrapUp"]]);
});
