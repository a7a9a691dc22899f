// Every surface in every state, held against axe, light and dark, 320 pixels wide.
import assert from "node:assert/strict";
import { test } from "node:test";
import { enter, named, press, saved, write } from "./demo/named.mjs";
import { isAccessible as accessible, violations } from "./support/accessible.mjs";
import { readyFrame } from "./support/browser.mjs";
import { freshStore } from "./support/fresh.mjs";
import { addPoints, openPage, says, sidebarWith, toggleDetails } from "./support/one-to-one.mjs";
import { clear, envelope, put, text } from "./support/store.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const narrow = { width: 320, height: 760 };

const fresh = freshStore();

test("asking who the 1:1 is with, with nobody and with somebody known, is accessible", async () => {
  const page = await openPage(fresh.session, "sidebar.html", narrow);
  await readyFrame(page);
  await isAccessible(page, "nobody known");
  await press(page, "button", "Start");
  await isAccessible(page, "a missing name is pointed out");
  await write(page, "textbox", "Name", "Ana Kovač");
  await press(page, "button", "Start");
  await press(page, "button", "Start meeting");
  await saved(page);
  const again = await openPage(fresh.session, "sidebar.html", narrow);
  await readyFrame(again);
  await isAccessible(again, "somebody known");
});

test("the agenda is accessible: empty, full, with details open, live, and with a point on", async () => {
  const page = await sidebarWith(fresh.session, { name: "Ana" }, narrow);
  await isAccessible(page, "empty");
  await addPoints(page, "One", "Two", "x".repeat(500));
  await isAccessible(page, "full");
  await toggleDetails(page, "Two");
  await isAccessible(page, "details open");
  await press(page, "button", "Talk about this now");
  await named(page, "button", "Wrap up");
  await toggleDetails(page, "Two");
  await isAccessible(page, "a point is on");
  await press(page, "checkbox", "One");
  await named(page, "button", "Undo");
  await isAccessible(page, "a notice with a way back");
  await toggleDetails(page, "Two");
  await press(page, "button", "Next time");
  await isAccessible(page, "a point is put off");
  await page.click("summary[aria-label='More']");
  await isAccessible(page, "the menu is open");
  await press(page, "button", "Paste a reply");
  await named(page, "textbox", "Their reply");
  await isAccessible(page, "a reply is pasted");
});

test("sharing, joining, the relay and one's own devices are accessible", async () => {
  const page = await sidebarWith(fresh.session, { name: "Ana" }, narrow);
  await page.click("summary[aria-label='More']");
  await press(page, "button", "Share with Ana");
  await named(page, "textbox", "Invitation");
  await (await page.waitForSelector("dialog[open] details summary"))?.click();
  await named(page, "textbox", "Relay address");
  await isAccessible(page, "an invitation");
  const invitation = await page.$eval("textarea[readonly]", (field) => /** @type {HTMLTextAreaElement} */ (field).value);
  await page.keyboard.press("Escape");
  await page.click("summary[aria-label='More']");
  await press(page, "button", "Join a shared 1:1");
  await write(page, "textbox", "Invitation", invitation);
  await press(page, "button", "Join");
  await says(page, '[role="alert"]', "an invitation of your own");
  await isAccessible(page, "an invitation of one's own");
  const settings = await openPage(fresh.session, "dashboard.html#settings", narrow);
  await press(settings, "button", "Add a device");
  await named(settings, "button", "Copy device code");
  await isAccessible(settings, "a device code");
  await press(settings, "button", "Close");
  await named(settings, "textbox", "Paste from my other device");
  await isAccessible(settings, "the relay and my devices");
});

test("promises, private notes, questions, the wrap-up and what comes back are accessible", async () => {
  const page = await sidebarWith(fresh.session, { name: "Ana" }, narrow);
  await press(page, "tab", "Actions");
  await isAccessible(page, "no promises");
  await write(page, "textbox", "When", "when the release is out");
  await enter(page, "Add an action", "Write the plan");
  await named(page, "checkbox", "Write the plan");
  await isAccessible(page, "a promise");
  await press(page, "tab", "Private");
  await isAccessible(page, "private notes");
  await press(page, "tab", "Ask");
  await page.waitForSelector(".question-item");
  await isAccessible(page, "questions");
  await press(page, "button", "Start meeting");
  await press(page, "button", "Wrap up");
  await press(page, "radio", "4");
  await write(page, "textbox", "What should change next time?", "Less status");
  await isAccessible(page, "wrap-up");
  await press(page, "button", "Save");
  await page.waitForSelector(".from-last");
  await isAccessible(page, "what comes back");
});

test("the compass, ready-made agendas and the aims of a point that is typed are accessible", async () => {
  const page = await sidebarWith(fresh.session, { name: "Ana" }, narrow);
  await page.click(".templates summary");
  await named(page, "button", "Weekly: 4 points, 22 min");
  await isAccessible(page, "ready-made agendas");
  await write(page, "textbox", "Add a talking point", "My promotion");
  await named(page, "radio", "Roadblock");
  await isAccessible(page, "a point is typed");
  await (await named(page, "textbox", "Add a talking point")).press("Enter");
  await press(page, "checkbox", "My promotion");
  await press(page, "button", "Start meeting");
  await press(page, "button", "Wrap up");
  await press(page, "button", "Skip");
  await press(page, "tab", "Ask");
  await page.waitForSelector("svg.compass");
  await page.click(".as-text summary");
  await isAccessible(page, "the compass and its text");
  await page.click('svg.compass [aria-label^="Status"]');
  await says(page, "main", "Status needs no question");
  await isAccessible(page, "an aim is chosen");

  const dashboard = await openPage(fresh.session, "dashboard.html#insights", narrow);
  await dashboard.waitForSelector("svg.compass");
  await isAccessible(dashboard, "insights");
  await dashboard.goto(fresh.session.url("dashboard.html#questions/career"));
  await dashboard.waitForSelector(".question-item");
  await isAccessible(dashboard, "the bank");
  await press(dashboard, "button", "Write a question");
  await press(dashboard, "button", "Save");
  await says(dashboard, '[role="alert"]', "a text has");
  await isAccessible(dashboard, "a question is written, with a mistake");
});

test("my record, its dialogs, check-ins and a pack are accessible", async () => {
  const sidebar = await sidebarWith(fresh.session, { name: "Ana" }, narrow);
  await addPoints(sidebar, "One");
  await toggleDetails(sidebar, "One");
  await press(sidebar, "button", "Keep for my record: One");
  await saved(sidebar);
  const days = [1, 2, 3].map((ago) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10));
  const said = { changed: 1, value: { energy: 2, workload: 4, words: "x".repeat(80) } };
  await put(fresh.quiet, Object.fromEntries(days.map((day) => [`check-in/${day}`, envelope(said)])));
  const page = await openPage(fresh.session, "dashboard.html#record", narrow);
  await page.waitForSelector(".check-in-line svg");
  await page.click(".check-in-table summary");
  await isAccessible(page, "my record, with lines and a table");
  await press(page, "button", "Edit: One");
  await named(page, "textbox", "What to keep");
  await isAccessible(page, "an entry is changed");
  await press(page, "button", "Cancel");
  await (await page.waitForSelector('.check-in-table button[aria-label^="Put on an agenda"]'))?.evaluate((button) => /** @type {HTMLElement} */ (button).click());
  await named(page, "textbox", "Point");
  await isAccessible(page, "a check-in goes on an agenda");
  await press(page, "button", "Cancel");
  await press(page, "button", "Prepare the pack");
  await named(page, "checkbox", "Open point: One");
  await isAccessible(page, "a pack");
});

test("in every language every page is accessible and nothing sticks out at 320 pixels", async () => {
  for (const language of ["de", "es", "fr"]) {
    await put(fresh.quiet, { "setting/language": text(language) });
    const sidebar = await sidebarWith(fresh.session, { name: "Ana" }, narrow, language);
    await sidebar.waitForSelector(".suggestion");
    await isAccessible(sidebar, `${language}: agenda`);
    await sidebar.click(".templates summary");
    await isAccessible(sidebar, `${language}: ready-made agendas`);
    for (const tab of [1, 2, 3]) {
      await sidebar.click(`#tab-${tab}`);
      await isAccessible(sidebar, `${language}: tab ${tab}`);
    }
    for (const section of ["people", "history", "insights", "record", "questions", "settings"]) {
      const page = await openPage(fresh.session, `dashboard.html#${section}`, narrow);
      await isAccessible(page, `${language}: ${section}`);
      await page.close();
    }
    const popup = await openPage(fresh.session, "popup.html", narrow);
    await isAccessible(popup, `${language}: popup`);
    await clear(fresh.quiet);
  }
});

test("the popup, the page of the closing question and the dashboard are accessible", async () => {
  const popup = await openPage(fresh.session, "popup.html", { width: 360, height: 600 });
  await readyFrame(popup);
  await isAccessible(popup, "popup with nobody");
  const sidebar = await sidebarWith(fresh.session, { name: "Ana" }, narrow);
  await addPoints(sidebar, "One");
  await press(sidebar, "checkbox", "One");
  await press(sidebar, "button", "Start meeting");
  const retro = await openPage(fresh.session, `retro.html?with=${await idOf(sidebar)}`, narrow);
  await readyFrame(retro);
  await isAccessible(retro, "closing question");
  await press(retro, "radio", "3");
  await press(retro, "button", "Save");
  await isAccessible(retro, "closing question answered");
  await popup.bringToFront();
  await isAccessible(popup, "popup with somebody");
  for (const section of ["people", "history", "settings"]) {
    const page = await openPage(fresh.session, `dashboard.html#${section}`, narrow);
    await readyFrame(page);
    if (section === "history") await page.click("summary");
    await isAccessible(page, section);
    if (section === "people") {
      await press(page, "button", "Edit Ana");
      await isAccessible(page, "the dialog of a person");
    }
  }
});

test("whatever the Tab key reaches in the sidebar shows that it has the focus", async () => {
  const page = await sidebarWith(fresh.session, { name: "Ana" }, narrow);
  await addPoints(page, "One");
  // From the top: the key goes on from where the focus was.
  await page.goto(fresh.session.url(`sidebar.html?with=${await idOf(page)}`));
  await readyFrame(page);
  await page.waitForSelector(".suggestion");
  const seen = new Set();
  for (let step = 0; step < 40; step++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const outlined = [element, element.closest("label, .add")].some((shown) => {
        if (!shown) return false;
        const { outlineStyle, outlineWidth } = getComputedStyle(shown);
        return outlineStyle !== "none" && outlineWidth !== "0px";
      });
      return { name: element.outerHTML.slice(0, 120), outlined };
    });
    if (stop === null) break;
    assert.ok(stop.outlined, `no focus is to be seen on ${stop.name}`);
    seen.add(stop.name);
  }
  // The menu, the start, a point with its details, a new point and whose it is, the suggestion, and the tabs.
  assert.ok(seen.size >= 12, `only ${seen.size} stops`);
});

test("with the user's own colours the agenda is accessible, and the focus shows", async () => {
  const page = await sidebarWith(fresh.session, { name: "Ana" }, narrow);
  await addPoints(page, "One");
  await fresh.session.prefer(page, { forcedColors: true });
  assert.ok(await page.evaluate(() => matchMedia("(forced-colors: active)").matches), "the colours are the user's");
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press("Tab");
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle);
  assert.equal(outline, "solid");
});

test("the privacy page, its question, and a meeting off the record are accessible", async () => {
  const page = await sidebarWith(fresh.session, { name: "Ana" }, narrow);
  await addPoints(page, "For a while");
  await toggleDetails(page, "For a while");
  await write(page, "combobox", "Stays", "For three months");
  await isAccessible(page, "a point that fades");
  await page.click("summary[aria-label='More']");
  await press(page, "button", "Off the record …");
  await named(page, "button", "Go off the record");
  await isAccessible(page, "what off the record means");
  await press(page, "button", "Go off the record");
  await says(page, '[role="note"]', "Off the record");
  await isAccessible(page, "off the record");
  await press(page, "button", "Start meeting");
  await press(page, "button", "Wrap up");
  await named(page, "button", "End the meeting");
  await isAccessible(page, "its end");
  const privacy = await openPage(fresh.session, "dashboard.html#privacy", narrow);
  await privacy.waitForSelector(".stored-kind > summary");
  await privacy.click(".stored-kind > summary");
  await isAccessible(privacy, "what is stored");
  await press(privacy, "button", "Delete everything …");
  await named(privacy, "button", "Delete everything now");
  await isAccessible(privacy, "the question before everything is deleted");
});

test("a card that asks, a note that waits and a proposal to put off are accessible", async () => {
  const popup = await openPage(fresh.session, "popup.html", narrow);
  await write(popup, "textbox", "Quick note", "x".repeat(300));
  await press(popup, "button", "Save");
  await popup.waitForSelector('[aria-label="Notes without a person"] li');
  await isAccessible(popup, "a note waits");

  const sidebar = await sidebarWith(fresh.session, { name: "Ana", minutes: 15 }, narrow);
  await addPoints(sidebar, "One", "Two", "Three", "Four", "Five");
  await press(sidebar, "button", "Start meeting");
  await sidebar.waitForSelector(".propose");
  await isAccessible(sidebar, "a proposal to put off");

  await put(fresh.quiet, { [`ended/${await idOf(sidebar)}`]: { meeting: 1, at: Date.now() } });
  await popup.waitForSelector(".ask-card");
  await isAccessible(popup, "a card that asks");
});

/** @param {Page} page */
async function idOf(page) {
  await saved(page);
  const keys = await page.evaluate(() => chrome.storage.local.getKeys());
  return keys.find((key) => key.startsWith("mine/"))?.slice(5);
}

/**
 * @param {Page} page
 * @param {string} state
 */
function isAccessible(page, state) {
  return accessible(fresh.session, page, state);
}
