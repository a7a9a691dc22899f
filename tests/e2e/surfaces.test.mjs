// The sidebar on its own, in the side panel or a window: it follows the call that the user turns to, and remembers where
// it is to stand. And the popup, which offers what the page in front makes possible.
import assert from "node:assert/strict";
import { test } from "node:test";
import { named, press, saved, write } from "./demo/named.mjs";
import { dockByClick, noWayBefore, onlyIn, openCall, pageThatOpens, readyFrame, until } from "./support/browser.mjs";
import { freshCalls } from "./support/fresh.mjs";
import { addPoints, introduce, isGone, openPage, says, sidebarWith } from "./support/one-to-one.mjs";
import { envelope, put, read, readCalls } from "./support/store.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

/** Of what the browser says to a page when it starts. */
const toldBefore = onlyIn("chromium", noWayBefore);

const [hers, his] = ["ana-aaaa-aaa", "ben-bbbb-bbb"];

const fresh = freshCalls();

/** Ana and Ben are known, each with a room of their own. */
async function anaAndBen() {
  for (const name of ["Ana", "Ben"]) {
    const page = await sidebarWith(fresh.session, { name });
    await until(async () => String(await read(fresh.quiet, "names")).includes(name), `the page has written down ${name}`);
    await page.close();
  }
  /** @type {{people: {id: string, name: string}[]}} */
  const { people } = JSON.parse(String(await read(fresh.quiet, "names")).replace(/^1\.[0-9a-f]{8}\./, ""));
  for (const { id, name } of people) await put(fresh.quiet, { [`room/meet:${name === "Ana" ? hers : his}`]: envelope({ with: id }) });
}

/**
 * A page of ours in a window of its own, as the panel is beside the window of the tabs.
 * @param {string} path
 * @returns {Promise<Page>}
 */
async function alone(path) {
  const url = fresh.session.url(path);
  const open = () => fresh.quiet.evaluate((address) => chrome.windows.create({ url: address, type: "popup", width: 400, height: 800 }), url);
  return pageThatOpens(fresh.session, open);
}

test("it turns to the call that is in front, and asks first while something is being written", async () => {
  await anaAndBen();
  // Both before the panel: Firefox's driver opens a tab in the window that was used last, also in one of ours.
  const two = await openCall(fresh.session.browser, "meet", his);
  const one = await openCall(fresh.session.browser, "meet", hers);
  const knows = async () => (await readCalls(fresh.quiet)).map(({ room }) => room).sort();
  await until(async () => String(await knows()) === String([hers, his]), "both calls are known");
  const panel = await alone("sidebar.html?surface=panel");
  await says(panel, "h1", "Ana");
  await two.bringToFront();
  await says(panel, "h1", "Ben");
  await one.bringToFront();
  await says(panel, "h1", "Ana");

  await write(panel, "textbox", "Add a talking point", "Half a sen");
  await two.bringToFront();
  await says(panel, ".place-card", "another call");
  await says(panel, "h1", "Ana");
  await press(panel, "button", "Go to this call");
  await says(panel, "h1", "Ben");
  await until(() => isGone(panel, "button", "Go to this call"), "the offer is gone");
});

test("a window is opened for a call, and a room that nobody has chosen for is asked about", async () => {
  const page = await openPage(fresh.session, `sidebar.html?surface=window&call=meet:${hers}`);
  await named(page, "heading", "Who is this 1:1 with?");
  await introduce(page, { name: "Ana" });
  await until(async () => String(await read(fresh.quiet, `room/meet:${hers}`)).includes("with"), "the room is linked");
});

test("the surface that is chosen in the menu is marked and remembered", async () => {
  const call = await openCall(fresh.session.browser, "meet", hers);
  const sidebar = await dockByClick(call);
  await introduce(sidebar, { name: "Ana" });
  const pressed = () =>
    sidebar.$$eval(".menu .choice[aria-pressed=true]", (marked) => marked.map((entry) => entry.textContent));
  await sidebar.click("summary[aria-label='More']");
  assert.deepEqual(await pressed(), ["Open by itself in this room", "Beside the call"]);
  await press(sidebar, "button", "Open by itself in this room");
  await until(async () => (await read(fresh.quiet, `opens/meet:${hers}`))?.opens === "never", "it is never to open");
  // The menu has closed over the choice.
  await sidebar.click("summary[aria-label='More']");
  await press(sidebar, "button", "Own window");
  await until(async () => (await read(fresh.quiet, "dock"))?.surface === "window", "the window is remembered");
  const opened = await until(
    async () => (await fresh.session.browser.pages()).find((page) => page.url().includes("surface=window")),
    "the window is there",
  );
  await readyFrame(opened);
  await says(opened, "h1", "Ana");
});

test("the key for wrapping up turns a page with a live meeting to the closing question, and that page says so", async () => {
  const page = await sidebarWith(fresh.session, { name: "Ana" });
  const ask = () => fresh.quiet.evaluate(() => chrome.runtime.sendMessage({ type: "wrap-up" }).catch(() => undefined));
  assert.notEqual(await ask(), true, "no meeting is on");
  await press(page, "button", "Start meeting");
  await saved(page);
  assert.equal(await ask(), true);
  await named(page, "heading", "Before you go");
});

/**
 * The popup over a page of which the background says this; what it sends and asks for is noted in `globalThis.said`.
 * @param {object} here
 * @param {boolean} given whether the user permits what is asked for
 */
async function popupOver(here, given = true) {
  const page = await fresh.session.browser.newPage();
  await page.setViewport({ width: 360, height: 600 });
  await page.evaluateOnNewDocument(
    (answer, permits) => {
      const { runtime, permissions } = chrome;
      const real = runtime.sendMessage.bind(runtime);
      const said = /** @type {any[]} */ ([]);
      Object.assign(globalThis, { said });
      Object.assign(runtime, {
        sendMessage: async (/** @type {any} */ message) => {
          said.push(message);
          return message.type === "here" ? answer : real(message);
        },
      });
      Object.assign(permissions, {
        request: async (/** @type {any} */ wanted) => {
          // Browsers refuse to ask outside of a click.
          said.push({ asked: wanted, within: navigator.userActivation.isActive });
          return permits;
        },
      });
    },
    here,
    given,
  );
  await page.goto(fresh.session.url("popup.html"));
  return readyFrame(page);
}

/** @param {Page} page */
const said = (page) => page.evaluate(() => /** @type {any} */ (globalThis).said);

const jitsi = { call: null, provider: "jitsi", host: "meet.jit.si", origin: "https://meet.jit.si/*", optional: true };

test("a call service that we know is offered in a card, and asked for within the click", toldBefore, async () => {
  const popup = await popupOver(jitsi);
  await says(popup, ".ask-card", "Use Duologue on meet.jit.si?");
  await (await named(popup, "button", "Use it here")).click();
  await says(popup, ".notice", "Duologue now works on meet.jit.si");
  const asked = (await said(popup)).find((/** @type {any} */ one) => one.asked);
  assert.deepEqual(asked, { asked: { origins: ["https://meet.jit.si/*"] }, within: true });
  assert.equal(await popup.$(".ask-card"), null);
});

test("what is refused is told in words, and any other page is offered in a line below the note", toldBefore, async () => {
  const other = { call: null, provider: null, host: "talk.example", origin: "https://talk.example/*", optional: true };
  const popup = await popupOver(other, false);
  await (await named(popup, "button", "Is this a call? Use Duologue on talk.example")).click();
  await says(popup, ".notice", "stays away from talk.example");
  assert.equal(await popup.$(".ask-card"), null);
});

test("there is one card at most: the closing question, else the lost dock, else the app, else the site", toldBefore, async () => {
  const all = { ...jitsi, lost: true, launch: true };
  const lost = await popupOver(all);
  await says(lost, ".ask-card", "Nothing is lost");
  await named(lost, "button", "Side panel");
  const launched = await popupOver({ ...all, lost: false });
  await says(launched, ".ask-card", "opens in an app");
  await press(launched, "button", "Open Duologue in a window beside it");
  const opened = await until(
    async () => (await fresh.session.browser.pages()).find((page) => page.url().includes("surface=window")),
    "the window is there",
  );
  await readyFrame(opened);

  const sidebar = await sidebarWith(fresh.session, { name: "Ana" });
  await addPoints(sidebar, "One");
  await press(sidebar, "button", "Start meeting");
  await saved(sidebar);
  const key = await until(
    async () => (await fresh.quiet.evaluate(() => chrome.storage.local.getKeys())).find((one) => one.startsWith("live/")),
    "the meeting is live",
  );
  await put(fresh.quiet, { [key.replace("live", "ended")]: { meeting: 1, at: Date.now() } });
  const closing = await popupOver(all);
  await says(closing, ".ask-card", "Ana");
  assert.equal((await closing.$$(".ask-card")).length, 1);
});

test("settings list the sites that were added and give one back, and reminders follow what is chosen", toldBefore, async () => {
  const page = await fresh.session.browser.newPage();
  await page.evaluateOnNewDocument(() => {
    const sites = ["https://meet.google.com/*", "https://meet.jit.si/*"];
    Object.assign(chrome.permissions, {
      getAll: async () => ({ permissions: [], origins: [...sites] }),
      remove: async (/** @type {any} */ { origins }) => sites.splice(sites.indexOf(origins[0]), 1).length === 1,
      request: async () => false,
    });
  });
  await page.goto(fresh.session.url("dashboard.html#settings"));
  await readyFrame(page);
  await press(page, "button", "Remove meet.jit.si");
  await says(page, ".notice", "does not run on meet.jit.si any more");
  await says(page, "main", "You have added no other site");

  await write(page, "combobox", "Remind me to prepare", "An hour before");
  await until(async () => String(await read(fresh.quiet, "setting/remind-ahead")).endsWith("hour"), "it is kept");
  await press(page, "checkbox", "Show reminders as notifications");
  await says(page, ".notice", "does not let Duologue show notifications");
  await until(
    () => page.$$eval("input[type=checkbox]", (boxes) => boxes.some((box) => !(/** @type {any} */ (box).checked))),
    "the box is empty again",
  );
});
