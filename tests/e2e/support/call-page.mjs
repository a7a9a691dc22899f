// What a test does and sees in a call page: its controls, what it witnessed, and the dock as a box with an edge.
import { hostBox, until } from "./browser.mjs";

/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {import("puppeteer-core").Frame} Frame */

/**
 * The call's own controls that a click in their middle would not reach. Throws when a control is missing.
 * @param {Page} page
 */
export function outOfReach(page) {
  return page.evaluate(() =>
    ["mic", "camera", "leave"].filter((name) => {
      const control = document.querySelector(`[data-control="${name}"]`);
      if (!control) throw new Error(`no ${name} on the page`);
      const box = control.getBoundingClientRect();
      const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      return hit?.closest("[data-control]") !== control;
    }),
  );
}

/** @param {Page} page */
export function witness(page) {
  return page.evaluate(() => /** @type {any} */ (globalThis).witness);
}

/**
 * The page's own attribute, which is never ours to touch.
 * @param {Page} page
 */
export function bodyStyle(page) {
  return page.evaluate(() => document.body.getAttribute("style"));
}

/**
 * Whether the page is shown narrower than it would be without us.
 * @param {Page} page
 */
export function isNarrowed(page) {
  return page.evaluate(() => document.body.getAnimations().length > 0);
}

/**
 * Whether anything of us can be seen or hit. Firefox leaves an empty element where it has ended us without a word.
 * @param {Page} page
 */
export function isInSight(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll("duologue-dock")].some((host) => {
      const { x, y, width, height } = host.getBoundingClientRect();
      return width > 0 && document.elementFromPoint(x + width / 2, y + height / 2) === host;
    }),
  );
}

/**
 * @param {Page} page
 * @param {(box: {x: number, y: number, width: number, height: number}) => boolean} holds
 * @param {string} what
 */
export function boxWhere(page, holds, what) {
  return until(async () => {
    const box = await hostBox(page);
    return box && holds(box) ? box : null;
  }, what);
}

/**
 * Drags the edge of the dock, which stands on the right, to a place on the page. Firefox may still take the edge to be
 * where it was when it has just moved: who misses it takes hold of it again.
 * @param {Page} page
 * @param {number} x
 * @param {number} width that the dock is to have then
 */
export async function dragEdge(page, x, width) {
  const what = `dragged to ${x} it is ${width} wide`;
  await until(async () => {
    await drag(page, x);
    return until(async () => (await hostBox(page))?.width === width, what, 2_000).catch(() => null);
  }, what);
}

/**
 * @param {Page} page
 * @param {number} x
 */
async function drag(page, x) {
  const box = await boxWhere(page, ({ width }) => width >= 280, "the sidebar is docked");
  await page.mouse.move(box.x + 5, 200);
  await page.mouse.down();
  await page.mouse.move(x, 210, { steps: 5 });
  await page.mouse.up();
}

/**
 * One stop back with the Tab key.
 * @param {Page} page
 */
export async function backwards(page) {
  await page.keyboard.down("Shift");
  await page.keyboard.press("Tab");
  await page.keyboard.up("Shift");
}

/**
 * Says something to the background from the docked page.
 * @param {Frame} frame
 * @param {object} message
 */
export function say(frame, message) {
  return frame.evaluate((said) => chrome.runtime.sendMessage(said), message);
}
