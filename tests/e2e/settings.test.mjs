// The settings: groups that links lead to, the dock, quiet hours, shortcuts, and every language.
import assert from "node:assert/strict";
import { test } from "node:test";
import { named, saved, write } from "./demo/named.mjs";
import { until } from "./support/browser.mjs";
import { freshStore } from "./support/fresh.mjs";
import { click, fitsItsWidth, openPage, says, texts, wordsOf } from "./support/one-to-one.mjs";
import { read } from "./support/store.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const narrow = { width: 320, height: 760 };

const fresh = freshStore();

test("a link at the top leads to each group, by keyboard too", async () => {
  const page = await openPage(fresh.session, "dashboard.html#settings", narrow);
  const links = await texts(page, 'nav[aria-label="Groups of settings"] a');
  assert.equal(links.length, 7);
  for (const [at, name] of links.entries()) {
    // By its place: a section of the dashboard may have the same name.
    const link = (await page.$$('nav[aria-label="Groups of settings"] a'))[at];
    await link.focus();
    await page.keyboard.press("Enter");
    const reached = () => page.evaluate(() => /** @type {HTMLElement | null} */ (document.activeElement)?.innerText);
    await until(async () => (await reached()) === name, `the focus is on ${name}`);
  }
  assert.equal(new URL(page.url()).hash, "#settings");
  assert.ok(await fitsItsWidth(page));
});

test("the side and width of the dock are remembered", async () => {
  const page = await openPage(fresh.session, "dashboard.html#settings", narrow);
  await write(page, "combobox", "Side of the docked sidebar", "Left");
  await until(async () => (await read(page, "dock"))?.side === "left", "the side is kept");
  await write(page, "spinbutton", "Width of the docked sidebar, in pixels", "420");
  await until(async () => (await read(page, "dock"))?.width === 420, "the width is kept");
});

test("quiet hours are set, and the background is told", async () => {
  const page = await openPage(fresh.session, "dashboard.html#settings", narrow);
  await click(page, "checkbox", "Quiet hours");
  await named(page, "checkbox", "Quiet hours");
  const until7 = await page.waitForSelector('input[type="time"]');
  assert.ok(until7);
  await saved(page);
  await until(async () => JSON.stringify(await read(page, "setting/quiet-hours")).includes("20:00-07:00"), "they are kept");
  await until(async () => JSON.stringify((await read(page, "reminders")) ?? "").includes("20:00-07:00"), "and handed over");
  await click(page, "checkbox", "Quiet hours");
  await until(async () => (await page.$('input[type="time"]')) === null, "they are off again");
});

test("the commands are listed with their keys", async () => {
  const page = await openPage(fresh.session, "dashboard.html#settings", narrow);
  const known = await page.evaluate(async () => (await chrome.commands.getAll()).length);
  await until(async () => (await page.$$('ul[aria-label="Keys"] > li')).length === known, "all are listed");
  await named(page, "button", "Open the browser’s page for shortcuts");
});

test("every section speaks the language that was chosen, and nothing of it is left in English", async () => {
  const english = await wordsOf("en");
  const page = await openPage(fresh.session, "dashboard.html#settings", narrow);
  for (const language of ["de", "es", "fr"]) {
    const words = await wordsOf(language);
    // Words that are the same in both are no sign of anything.
    const foreign = Object.entries(english).filter(([key, said]) => typeof said === "string" && words[key] !== said);
    const telling = foreign.map(([, said]) => said).filter((said) => said.length > 12 && !said.includes("{"));
    const select = await page.$eval(".settings select", (field) => field.id);
    await page.select(`#${select}`, String(["en", "de", "es", "fr"].indexOf(language) + 1));
    await says(page, "h1", words["settings"]);
    for (const section of ["people", "history", "insights", "questions", "settings", "privacy"]) {
      await page.evaluate((to) => (location.hash = to), section);
      await says(page, "h1", words[section]);
      const shown = await page.evaluate(() => document.body.innerText);
      const left = telling.filter((said) => shown.includes(said));
      assert.deepEqual(left, [], `${section} in ${language}`);
      assert.ok(await fitsItsWidth(page), `${section} in ${language} fits 320 pixels`);
    }
    await page.evaluate(() => (location.hash = "settings"));
    await says(page, "h1", words["settings"]);
  }
});
