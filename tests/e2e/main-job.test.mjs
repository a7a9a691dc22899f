// The main job from end to end: a 1:1 in the call tab, from the first talking point to what comes back next time.
import assert from "node:assert/strict";
import { test } from "node:test";
import { enter, named, saved, write } from "./demo/named.mjs";
import { dockByClick, openCall, readyFrame, sidebarFrame, until } from "./support/browser.mjs";
import { outOfReach, witness } from "./support/call-page.mjs";
import { freshCalls } from "./support/fresh.mjs";
import { addPoints, agenda, agendaReads, click, introduce, isGone, says, texts } from "./support/one-to-one.mjs";

/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {import("puppeteer-core").Frame} Frame */

const rooms = /** @type {const} */ ({ meet: "abc-defg-hij", zoom: "12345678901" });

/** Everything that the user types in the story, each with a word that stands nowhere else. */
const words = {
  name: "Anaximandra",
  first: "Onboarding of the quokkas",
  second: "Raise in the marmalade budget",
  note: "She likes the zeppelin plan",
  action: "Book the pangolin workshop",
  when: "when the narwhal ships",
  change: "Less status, more axolotl",
  private: "Praise the calm of the wombat",
};
const telling = ["Anaximandra", "quokkas", "marmalade", "zeppelin", "pangolin", "narwhal", "axolotl", "wombat"];

const fresh = freshCalls();

for (const { provider, variant } of /** @type {const} */ ([
  { provider: "meet", variant: "plain" },
  { provider: "meet", variant: "strict" },
  { provider: "meet", variant: "isolated" },
  { provider: "zoom", variant: "plain" },
])) {
  test(`${provider}, served ${variant}: a 1:1 from linking the room to what comes back next time`, async () => {
    const call = await openCall(fresh.session.browser, provider, rooms[provider], { variant });
    const said = listenTo(call);
    const sidebar = await dockByClick(call);
    await introduce(sidebar, { name: words.name });

    await prepare(sidebar);
    const question = await talk(sidebar);
    await promise(sidebar);
    await beginWrapUp(sidebar);
    await summaryIsCopied(sidebar, question);
    await call.bringToFront();
    await wrapUp(sidebar, question);
    assert.deepEqual(await tellTales(call), [], "nothing that was typed is in the call page");

    await call.reload();
    const again = await readyFrame(await sidebarFrame(call));
    await says(again, '[role="note"]', words.change);
    await call.close();

    const next = await openCall(fresh.session.browser, provider, rooms[provider], { variant, at: "lobby" });
    const saidNext = listenTo(next);
    await next.click('[data-control="join"]');
    const back = await readyFrame(await sidebarFrame(next));
    await comesBack(back);
    assert.deepEqual(await outOfReach(next), []);
    await acknowledge(back);
    await next.reload();
    await next.click('[data-control="join"]');
    const last = await readyFrame(await sidebarFrame(next));
    await agendaReads(last, words.second);
    assert.equal(await last.$('[role="note"]'), null, "what was acknowledged stays away");

    assert.deepEqual(await tellTales(next), [], "nothing that was typed is in the next call's page either");
    const consoles = [...said, ...saidNext].join("\n");
    assert.deepEqual(telling.filter((word) => consoles.includes(word)), [], "nor on a console");
    const { keys, errors, violations, messages } = await witness(next);
    assert.deepEqual({ keys, errors, violations, messages }, { keys: [], errors: [], violations: [], messages: 0 });
  });
}

/** @param {Frame} sidebar */
async function prepare(sidebar) {
  await addPoints(sidebar, words.first, words.second);
  await agendaReads(sidebar, words.first, words.second);
  await click(sidebar, "tab", "Private");
  await write(sidebar, "textbox", "Private notes", words.private);
  await click(sidebar, "tab", "Agenda");
  await saved(sidebar);
}

/**
 * One point is talked about with notes and checked, then a question is asked.
 * @param {Frame} sidebar
 * @returns {Promise<string>} the question
 */
async function talk(sidebar) {
  await click(sidebar, "button", "Start meeting");
  await named(sidebar, "button", "Wrap up");
  await click(sidebar, "button", `Details of ${words.first}`);
  await click(sidebar, "button", "Talk about this now");
  await agendaReads(sidebar, `▶${words.first}`, words.second);
  await write(sidebar, "textbox", "Notes", words.note);
  await click(sidebar, "button", `Details of ${words.first}`);
  await click(sidebar, "checkbox", words.first);
  await agendaReads(sidebar, `✓${words.first}`, words.second);

  const question = await says(sidebar, 'section[aria-label="Suggestion"] .question', /\?$/);
  await click(sidebar, "button", "Ask now");
  await until(async () => (await agenda(sidebar)).includes(`▶${question}`), "the question is on now");
  await says(sidebar, 'section[aria-label="Time"]', /Now: /);
  await click(sidebar, "checkbox", question);
  await until(async () => (await agenda(sidebar)).includes(`✓${question}`), "the question is discussed");
  return question;
}

/** @param {Frame} sidebar */
async function promise(sidebar) {
  await click(sidebar, "tab", "Actions");
  await write(sidebar, "combobox", "Owner", words.name);
  await write(sidebar, "textbox", "When", words.when);
  await enter(sidebar, "Add an action", words.action);
  await named(sidebar, "checkbox", words.action);
  await says(sidebar, 'ul[aria-label="Actions"] > li', words.when);
}

/** @param {Frame} sidebar */
async function beginWrapUp(sidebar) {
  await click(sidebar, "button", "Wrap up");
  await named(sidebar, "heading", "Before you go");
  assert.deepEqual(await texts(sidebar, 'ul[aria-label="Carry over"] .point-title'), [words.second]);
  assert.deepEqual(await texts(sidebar, 'ul[aria-label="Actions"] .action-title'), [words.action]);
}

/**
 * What is pasted elsewhere holds what was shared, plain and as HTML, and nothing private.
 * @param {Frame} sidebar
 * @param {string} question
 */
async function summaryIsCopied(sidebar, question) {
  await click(sidebar, "button", "Copy summary");
  await says(sidebar, '[role="status"]', "Copied.");
  const { plain, html } = await fresh.session.copied(fresh.quiet);
  const lines = plain.split("\n").map((line) => line.trimEnd());
  const [title, ...rest] = lines.filter((line) => line !== "");
  assert.match(title, new RegExp(`^# 1:1 with ${words.name}, `));
  assert.deepEqual(rest, [
    "## Discussed",
    `- ${question} (Me)`,
    `- ${words.first} (Me)`,
    `  ${words.note}`,
    "## Actions",
    `- ${words.name}: ${words.action} (${words.when})`,
    "## Next time",
    `- ${words.second} (Me)`,
  ]);
  assert.match(html, new RegExp(`<li>${words.first} \\(Me\\)<br>${words.note}</li>`));
  assert.ok(!`${plain}${html}`.includes(words.private), "private notes stay private");
}

/**
 * @param {Frame} sidebar
 * @param {string} question
 */
async function wrapUp(sidebar, question) {
  await click(sidebar, "radio", "4");
  await click(sidebar, "checkbox", "Felt heard");
  await write(sidebar, "textbox", "What should change next time?", words.change);
  await click(sidebar, "button", "Save");
  await named(sidebar, "button", "Start meeting");
  await saved(sidebar);
  await agendaReads(sidebar, words.second);
  assert.ok(!(await agenda(sidebar)).includes(question), "what was asked does not come over");
}

/** @param {Frame} sidebar */
async function comesBack(sidebar) {
  assert.deepEqual(await texts(sidebar, '[role="note"] li'), [
    `You asked for: ${words.change}`,
    `${words.name}: ${words.action} (${words.when})`,
  ]);
  await agendaReads(sidebar, words.second);
}

/** @param {Frame} sidebar */
async function acknowledge(sidebar) {
  await click(sidebar, "button", "Got it");
  await until(() => isGone(sidebar, "button", "Got it"), "the note is gone");
  await saved(sidebar);
  await click(sidebar, "tab", "Actions");
  await named(sidebar, "checkbox", words.action);
}

/**
 * All that is said on the consoles of the page and its frames from now on.
 * @param {Page} page
 */
function listenTo(page) {
  /** @type {string[]} */
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  return said;
}

/**
 * The user's words that can be found in the call page: its tree with every shadow root, its address and history, and
 * all that it could have kept.
 * @param {Page} page
 */
async function tellTales(page) {
  const innards = await fresh.session.innards(page);
  assert.match(JSON.stringify(innards), /sidebar\.html/, "the tree includes what is in our shadow root");
  const kept = await page.evaluate(() => [
    document.title,
    window.name,
    document.cookie,
    JSON.stringify(history.state),
    JSON.stringify({ ...localStorage, ...sessionStorage }),
    JSON.stringify(performance.getEntries()),
  ]);
  const found = JSON.stringify([innards, page.url(), page.frames().map((frame) => frame.url()), kept]);
  return telling.filter((word) => found.includes(word));
}
