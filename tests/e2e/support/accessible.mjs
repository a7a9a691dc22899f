// Holds a page against axe, light and dark, and against its width.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./ground.mjs";
import { fitsItsWidth } from "./one-to-one.mjs";

/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {import("./browser.mjs").Session} Session */

const axe = await readFile(join(root, "node_modules/axe-core/axe.min.js"), "utf8");

/**
 * No violation, light and dark, and nothing sticks out. What stands in a frame is looked at on a page of its own.
 * @param {Session} session
 * @param {Page} page
 * @param {string} state
 */
export async function isAccessible(session, page, state) {
  await page.bringToFront();
  for (const scheme of /** @type {const} */ (["light", "dark"])) {
    await session.prefer(page, { scheme, motion: "reduce" });
    assert.deepEqual(await violations(page), [], `${state}, ${scheme}`);
  }
  assert.ok(await fitsItsWidth(page), `${state}: nothing sticks out`);
}

/**
 * What axe finds wrong once every colour has arrived: one that is still on its way to another is neither.
 * A page on which it found nothing to look at counts as wrong, too.
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export async function violations(page) {
  if (!(await page.evaluate(() => Object.hasOwn(globalThis, "axe")))) await page.evaluate(axe);
  return page.evaluate(async () => {
    const onTheirWay = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
    await Promise.allSettled(onTheirWay.map(({ finished }) => finished));
    const { violations, passes } = await /** @type {any} */ (globalThis).axe.run(document, { iframes: false });
    if (passes.length < 5) return ["there was next to nothing to look at"];
    return violations.map((/** @type {any} */ fault) => `${fault.id}: ${fault.nodes.map((/** @type {any} */ node) => node.html).join(" | ")}`);
  });
}
