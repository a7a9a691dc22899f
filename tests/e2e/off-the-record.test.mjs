// Off the record: what is typed is on screen and nowhere else. And what fades, as it is chosen and told on screen.
import assert from "node:assert/strict";
import { test } from "node:test";
import { enter, named, saved, write } from "./demo/named.mjs";
import { readyFrame, until } from "./support/browser.mjs";
import { freshStore } from "./support/fresh.mjs";
import { addPoints, agendaReads, click, fitsItsWidth, holds, isGone, openPage, says, sidebarWith, toggleDetails } from "./support/one-to-one.mjs";
import { traces } from "./support/traces.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const fresh = freshStore();

/** @param {Page} page */
async function goOff(page) {
  await page.click("summary[aria-label='More']");
  await click(page, "button", "Off the record …");
  await click(page, "button", "Go off the record");
  await says(page, 'section[aria-label="Off the record"]', "memory of this page only");
  await saved(page);
}

test("off the record, what is typed is nowhere in storage, and is gone with the page", async () => {
  const page = await sidebarWith(fresh.session, { name: "Ana" }, { width: 320 });
  await addPoints(page, "Prepared");
  await goOff(page);
  assert.ok(await fitsItsWidth(page));
  await click(page, "button", "Start meeting");
  await addPoints(page, "ospreypoint");
  await toggleDetails(page, "ospreypoint");
  await write(page, "textbox", "Notes", "heronnotes");
  await toggleDetails(page, "ospreypoint");
  await click(page, "tab", "Actions");
  await enter(page, "Add an action", "ploveraction");
  await named(page, "checkbox", "ploveraction");
  await click(page, "tab", "Private");
  await write(page, "textbox", "Private notes", "curlewprivate");
  await saved(page);
  for (const word of ["osprey", "heron", "plover", "curlew"]) assert.deepEqual(await traces(page, word), [], word);
  assert.notDeepEqual(await traces(page, "Prepared"), [], "the search finds what is kept");
  await click(page, "tab", "Agenda");
  await agendaReads(page, "Prepared", "ospreypoint");

  await page.reload();
  await readyFrame(page);
  await says(page, '[role="note"]', "Off the record");
  await agendaReads(page, "Prepared");
  await click(page, "button", "Wrap up");
  await says(page, "main", "nothing is asked about it");
  assert.ok(await isGone(page, "radio", "4"));
  await click(page, "button", "End the meeting");
  await named(page, "button", "Start meeting");
  await saved(page);
  assert.equal(await page.$('section[aria-label="Off the record"]'), null, "the next one is as any other");
});

test("what was typed before it went off the record is taken out of storage", async () => {
  const page = await sidebarWith(fresh.session, { name: "Ana" });
  await click(page, "button", "Start meeting");
  await addPoints(page, "ospreypoint");
  await toggleDetails(page, "ospreypoint");
  await write(page, "textbox", "Notes", "heronnotes");
  await saved(page);
  assert.notDeepEqual(await traces(page, "ospreypoint"), []);
  await goOff(page);
  for (const word of ["osprey", "heron"]) {
    await until(async () => (await traces(page, word)).length === 0, `${word} is nowhere`);
  }
  await agendaReads(page);
});

test("a point and private notes say when they fade, and can be kept after all", async () => {
  const page = await sidebarWith(fresh.session, { name: "Ana" }, { width: 320 });
  await addPoints(page, "For a while");
  await toggleDetails(page, "For a while");
  await write(page, "combobox", "Stays", "For three months");
  await says(page, ".point-meta", /Fades on .*\d{4}/);
  await write(page, "combobox", "Stays", "Until this meeting is over");
  await says(page, ".point-meta", "Fades when this meeting is over");
  assert.ok(await fitsItsWidth(page));
  await saved(page);
  await page.reload();
  await readyFrame(page);
  await says(page, ".point-meta", "Fades when this meeting is over");
  await click(page, "tab", "Private");
  await write(page, "textbox", "Private notes", "curlewprivate");
  await write(page, "combobox", "Stays", "Until this meeting is over");
  await says(page, ".private", "Fades when this meeting is over");
  await saved(page);
  await click(page, "button", "Start meeting");
  await click(page, "button", "Wrap up");
  await click(page, "button", "Skip");
  await named(page, "button", "Start meeting");
  await saved(page);
  await page.reload();
  await readyFrame(page);
  await agendaReads(page);
  for (const word of ["For a while", "curlew"]) {
    await until(async () => (await traces(page, word)).length === 0, `${word} has faded from storage`);
  }
  await click(page, "tab", "Private");
  await holds(page, "textbox", "Private notes", "");
  await openPage(fresh.session, "dashboard.html#history");
});
