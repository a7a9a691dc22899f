// Every page, from a phone's width to a desk's, in all four languages: nothing is too wide for its place, and no short word breaks.
import assert from "node:assert/strict";
import { test } from "node:test";
import { named, press, saved, write } from "./demo/named.mjs";
import { holdFirstMeeting } from "./demo/sample.mjs";
import { readyFrame, until } from "./support/browser.mjs";
import { freshStore } from "./support/fresh.mjs";
import { addPoints, openPage, says, sidebarWith, storedKeys, toggleDetails, wordsOf } from "./support/one-to-one.mjs";
import { overhanging } from "./support/overhanging.mjs";
import { envelope, put, text } from "./support/store.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const widths = [320, 800, 1440];
const sections = ["people", "history", "insights", "record", "questions", "settings", "privacy"];
const longName = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh";
const longWord = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";

const fresh = freshStore();

test("nothing hangs over an edge at 320, 800 and 1,440 pixels, in any language", async () => {
  const id = await someoneWithAPast();
  const page = await openPage(fresh.session, "dashboard.html", { width: 320, height: 900 });
  /** @type {string[]} */
  const faults = [];
  const look = async (/** @type {string} */ place) => {
    for (const width of widths) {
      faults.push(...(await overhanging(page, width)).map((fault) => `${place} at ${width}: ${fault}`));
    }
  };
  for (const language of ["en", "de", "es", "fr"]) {
    const words = await wordsOf(language);
    await put(fresh.quiet, { "setting/language": text(language) });
    const go = async (/** @type {string} */ path) => {
      // An address that differs in nothing but its end is the same page.
      await page.goto(fresh.session.url(path.replace("#", `?${language}#`)));
      await readyFrame(page);
      assert.equal(await page.$eval("html", (root) => root.lang), language, path);
    };
    await go("dashboard.html#people");
    for (const section of sections) {
      await page.evaluate((to) => (location.hash = to), section);
      await says(page, "h1", words[section]);
      await page.$$eval("details", (all) => all.forEach((details) => (details.open = true)));
      await look(`${section} in ${language}`);
    }
    await go(`sidebar.html?with=${id}`);
    for (const tab of [0, 1, 2, 3]) {
      await page.click(`#tab-${tab}`);
      await page.waitForSelector(`#tab-${tab}[aria-selected="true"]`);
      await look(`tab ${tab} of the sidebar in ${language}`);
    }
    for (const path of [`retro.html?with=${id}`, "popup.html", "sidebar.html", "welcome.html"]) {
      await go(path);
      if (path.startsWith("retro")) await named(page, "textbox", words["what-to-change"]);
      await look(`${path.split("?")[0]} in ${language}`);
    }
  }
  // A difference of lists is cut short, and all of it is wanted.
  assert.equal(faults.length, 0, faults.join("\n"));
});

/**
 * A 1:1 with a long name and long words in it, of which a meeting was held and the next one is on; somebody else;
 * something in my record; and how I was on two days.
 */
async function someoneWithAPast() {
  await sidebarWith(fresh.session, { name: "Ana Kovač" });
  const ana = await storedKeys(fresh.quiet);
  const page = await openPage(fresh.session, "sidebar.html?new");
  await write(page, "textbox", "Name", longName);
  await press(page, "button", "Start");
  const isNew = (/** @type {string} */ key) => key.startsWith("mine/") && !ana.includes(key);
  const key = await until(async () => (await storedKeys(fresh.quiet)).find(isNew), "the second is known");
  const id = key.slice("mine/".length);
  await page.goto(fresh.session.url(`sidebar.html?with=${id}`));
  await readyFrame(page);
  await holdFirstMeeting(page);
  await addPoints(page, longWord, "A point in short words, and so many of them that they need more than one line to stand on");
  await toggleDetails(page, longWord);
  await press(page, "button", `Keep for my record: ${longWord}`);
  await press(page, "button", "Start meeting");
  await named(page, "button", "Wrap up");
  await saved(page);
  const days = [1, 2].map((ago) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10));
  const said = { changed: 1, value: { energy: 2, workload: 4, words: longWord } };
  await put(fresh.quiet, Object.fromEntries(days.map((day) => [`check-in/${day}`, envelope(said)])));
  return id;
}
