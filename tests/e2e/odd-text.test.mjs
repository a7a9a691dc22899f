// Whatever people write stays text on every surface, makes nothing happen, and fits 320 pixels.
import assert from "node:assert/strict";
import { test } from "node:test";
import { named, press, saved } from "./demo/named.mjs";
import { readyFrame, until } from "./support/browser.mjs";
import { freshStore } from "./support/fresh.mjs";
import { fitsItsWidth, openPage, storedKeys } from "./support/one-to-one.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const narrow = { width: 320, height: 760 };

const fresh = freshStore();

for (const [kind, odd] of /** @type {const} */ ([
  ["markup", '<img src=x onerror="globalThis.harmed=1"><s>&lt;</s></textarea><script>harmed=1</script>'],
  ["a placeholder of our own messages", "{name} {n} {titles} {{x}} %s $1"],
  ["right-to-left text with marks that turn the direction", "\u202eשלום\u2066 مرحبا\u200f (1) [2]"],
  ["emoji of many parts", "👩‍👩‍👧‍👦".repeat(40)],
  ["ten thousand characters without a space", "Ж".repeat(10_000)],
  ["ten thousand words", "word ".repeat(2_000).trim()],
])) {
  test(`${kind} is shown as it was written in the sidebar, the popup, the closing question and the dashboard`, async () => {
    const page = await openPage(fresh.session, "sidebar.html", narrow);
    await put(page, "Name", odd);
    await press(page, "button", "Start");
    await named(page, "textbox", "Add a talking point");
    await put(page, "Add a talking point", odd);
    await isHarmless(page, odd, ".point-title", "the agenda");
    await page.click(".point-details-toggle");
    await put(page, "Notes", odd);
    await isHarmless(page, odd, null, "the details of a point");
    await press(page, "button", "Talk about this now");
    await named(page, "button", "Wrap up");
    await page.click(".point-details-toggle");
    await isHarmless(page, odd, null, "the point that is on");

    await press(page, "tab", "Actions");
    await put(page, "When", odd);
    await put(page, "Add an action", odd);
    await isHarmless(page, odd, ".action-title", "the actions");
    await press(page, "tab", "Private");
    await put(page, "Private notes", odd);
    await isHarmless(page, odd, null, "the private notes");
    await press(page, "button", "Wrap up");
    await put(page, "What should change next time?", odd);
    await isHarmless(page, odd, ".point-title", "the wrap-up");
    await saved(page);

    const id = (await storedKeys(page)).find((key) => key.startsWith("mine/"))?.slice("mine/".length);
    const retro = await openPage(fresh.session, `retro.html?with=${id}`, narrow);
    await isHarmless(retro, odd, ".action-title", "the closing question");
    await press(retro, "button", "Save");
    await saved(retro);
    const next = await openPage(fresh.session, `sidebar.html?with=${id}`, narrow);
    await isHarmless(next, odd, ".point-title", "what comes back");

    const popup = await openPage(fresh.session, "popup.html", narrow);
    await put(popup, "Quick note", odd);
    await isHarmless(popup, odd, ".due .name", "the popup");
    const dashboard = await openPage(fresh.session, "dashboard.html", narrow);
    await isHarmless(dashboard, odd, ".person-card h2", "the people");
    await dashboard.click(".person-card .button:nth-child(3)");
    await isHarmless(dashboard, odd, "dialog h2", "the dialog of a person");
    await dashboard.goto(fresh.session.url("dashboard.html?#history"));
    await readyFrame(dashboard);
    await dashboard.click(".meeting summary");
    await isHarmless(dashboard, odd, ".meeting .point-note", "the history");
  });
}

/**
 * Puts a text into a field at once, as by pasting; into a line it goes with Enter.
 * @param {Page} page
 * @param {string} name
 * @param {string} text
 */
async function put(page, name, text) {
  const field = await named(page, "textbox", name);
  await field.focus();
  await field.evaluate((element) => /** @type {HTMLInputElement} */ (element).select());
  await fresh.session.insert(page, text);
  if (name.startsWith("Add ")) await page.keyboard.press("Enter");
}

/**
 * @param {Page} page
 * @param {string} odd
 * @param {string | null} shown where it must be read word for word
 * @param {string} place
 */
async function isHarmless(page, odd, shown, place) {
  await page.bringToFront();
  if (shown) {
    const reads = () => page.$$eval(shown, (found, text) => found.some((one) => one.textContent === text), odd);
    await until(reads, `${place} shows the text as it was written`);
  }
  const found = await page.evaluate(() => ({
    harmed: "harmed" in globalThis,
    strange: document.body.querySelectorAll("img, s, script").length,
  }));
  assert.deepEqual(found, { harmed: false, strange: 0 }, place);
  assert.ok(await fitsItsWidth(page), `nothing sticks out of ${place}`);
}
