// What is shown after the installation: from nothing to a first 1:1, and a call to practise with that stores nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { named, press, write } from "./demo/named.mjs";
import { isAccessible } from "./support/accessible.mjs";
import { readyFrame, until } from "./support/browser.mjs";
import { freshStore } from "./support/fresh.mjs";
import { fitsItsWidth, openPage, says, storedKeys, wordsOf } from "./support/one-to-one.mjs";
import { put, text } from "./support/store.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const fresh = freshStore();

/**
 * Waits until the sidebar to practise with can be used and shows a text. It is read through the page around it, which is
 * of the same origin: Firefox does not tell of a frame in a page of an extension.
 * @param {Page} page
 * @param {string} words
 */
function practiceShows(page, words) {
  const shows = (/** @type {string} */ wanted) => {
    const inside = document.querySelector("iframe")?.contentDocument;
    // While another page comes into the frame, there is neither.
    return inside?.documentElement?.hasAttribute("data-ready") && inside.body?.innerText.includes(wanted);
  };
  return until(() => page.evaluate(shows, words), `the practice shows ${words}`);
}

/**
 * Presses what has this text on or beside it in the sidebar to practise with.
 * @param {Page} page
 * @param {string} selector
 * @param {string} words
 */
function pressInPractice(page, selector, words) {
  const pressed = (/** @type {string} */ which, /** @type {string} */ wanted) => {
    const all = [...(document.querySelector("iframe")?.contentDocument?.querySelectorAll(which) ?? [])];
    const found = /** @type {HTMLElement | undefined} */ (all.find((one) => one.textContent?.trim() === wanted));
    found?.click();
    return found !== undefined;
  };
  return until(() => page.evaluate(pressed, selector, words), `${words} is pressed`);
}

test("a name and a role are enough for a first 1:1", async () => {
  const page = await openPage(fresh.session, "welcome.html", { width: 1280, height: 900 });
  await press(page, "button", "Start");
  await says(page, '[role="alert"]', /name/i);
  await write(page, "textbox", "Name", "Ana");
  await write(page, "combobox", "They are my", "Manager");
  await Promise.all([page.waitForNavigation(), press(page, "button", "Start")]);
  await readyFrame(page);
  await says(page, "h1", "Ana");
  await named(page, "button", "Start meeting");
});

test("leaving the drawn call leads to the closing question, and nothing of it is stored", async () => {
  const before = await storedKeys(fresh.quiet);
  const page = await openPage(fresh.session, "welcome.html", { width: 1280, height: 900 });
  await practiceShows(page, "Kim");
  await pressInPractice(page, "label", "The launch moved by a week");
  await press(page, "button", "Leave the call");
  await practiceShows(page, "Before you go");
  await pressInPractice(page, "label", "5");
  await pressInPractice(page, "button", "Save");
  await practiceShows(page, "Start meeting");
  // What would be handed to the background goes half a second later.
  const began = Date.now();
  await until(() => Date.now() > began + 1_500, "there was time to store something");
  const added = (await storedKeys(fresh.quiet)).filter((key) => !before.includes(key));
  assert.deepEqual(added.filter((key) => key !== "schema"), []);
  await press(page, "button", "Begin again");
  await practiceShows(page, "Wrap up");
});

test("it is accessible, light and dark, and hangs over no edge from 320 to 1440 pixels in four languages", async () => {
  for (const language of ["en", "de", "es", "fr"]) {
    await put(fresh.quiet, { "setting/language": text(language) });
    const words = await wordsOf(language);
    for (const width of [320, 400, 760, 1440]) {
      const page = await openPage(fresh.session, "welcome.html", { width, height: 900 });
      assert.ok(await fitsItsWidth(page), `${language} at ${width}`);
      const overflowing = await page.evaluate(() =>
        [...document.querySelectorAll("main *")]
          .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5 && !element.closest(".visually-hidden"))
          .map((element) => element.className || element.tagName),
      );
      assert.deepEqual(overflowing, [], `${language} at ${width}`);
      if (width === 1440) await practiceShows(page, words["practice-point-one"]);
      await page.close();
    }
  }
  await put(fresh.quiet, { "setting/language": text("en") });
  for (const width of [320, 1280]) {
    const page = await openPage(fresh.session, "welcome.html", { width, height: 900 });
    await practiceShows(page, "Kim");
    await isAccessible(fresh.session, page, `the call is on, at ${width}`);
    await press(page, "button", "Leave the call");
    await named(page, "button", "Begin again");
    await isAccessible(fresh.session, page, `left, at ${width}`);
    await page.close();
  }
});
