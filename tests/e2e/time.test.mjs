// The time is right in every window and after every reload.
import assert from "node:assert/strict";
import { test } from "node:test";
import { named, press, saved } from "./demo/named.mjs";
import { noWayBefore, onlyIn, readyFrame, until } from "./support/browser.mjs";
import { freshStore } from "./support/fresh.mjs";
import {
  addPoints,
  agendaReads,
  isGone,
  says,
  sidebarWith,
  storedKeys,
  texts,
} from "./support/one-to-one.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const minute = 60_000;

const fresh = freshStore();

/** Of the tests with a page whose clock is ahead. */
const aheadOfTime = onlyIn("chromium", noWayBefore);

test("the time left is the same in two windows, after a reload, and when the clock has gone on", aheadOfTime, async () => {
  const page = await sidebarWith(fresh.session, { name: "Ana" });
  await press(page, "button", "Start meeting");
  await says(page, ".time-left", "30 min left");
  await saved(page);
  const later = await laterPage(12 * minute);
  await says(later, ".time-left", /^(17|18) min left$/);
  const same = await laterPage(12 * minute);
  assert.deepEqual(await texts(same, ".time-left"), await texts(later, ".time-left"));
  await later.reload();
  await readyFrame(later);
  await says(later, ".time-left", /^(17|18) min left$/);
});

test("the closing minutes show seconds, and overtime is stated calmly", aheadOfTime, async () => {
  const page = await sidebarWith(fresh.session, { name: "Ana" });
  await press(page, "button", "Start meeting");
  await saved(page);
  const closing = await laterPage(27 * minute);
  await says(closing, ".time-left", /^2:\d\d left to close well$/);
  const over = await laterPage(33 * minute);
  await says(over, ".time-left", "3 min over");
  assert.equal(await over.$(".time.is-over") !== null, true);
});

test("when the rest runs short, points are proposed to be put off, and go to next time", aheadOfTime, async () => {
  const page = await sidebarWith(fresh.session, { name: "Ana" });
  await addPoints(page, "One", "Two", "Three");
  await press(page, "button", "Start meeting");
  await saved(page);
  assert.ok(await isGone(page, "button", "Not now"));
  const later = await laterPage(13 * minute);
  await says(later, ".propose", "“Three”");
  await press(later, "button", "Next time");
  await agendaReads(later, "One", "Two");
  await until(async () => (await later.$(".propose")) === null, "the proposal has gone");
  await saved(later);
  await press(later, "button", "Take back");
  await agendaReads(later, "One", "Two", "Three");
});

test("a point that is talked about shows its time and, past it, a fresh.quiet mark", aheadOfTime, async () => {
  const page = await sidebarWith(fresh.session, { name: "Ana" });
  await addPoints(page, "The move");
  await press(page, "button", "Details of The move");
  await press(page, "button", "Talk about this now");
  await named(page, "button", "Wrap up");
  await saved(page);
  const later = await laterPage(7 * minute);
  await says(later, ".time-now", "Now: The move, 7 of 5 min");
  await says(later, ".point-meta", "longer than planned");
});

/**
 * A page about Ana whose clock is ahead.
 * @param {number} ahead in milliseconds
 */
async function laterPage(ahead) {
  const [key] = (await storedKeys(fresh.quiet)).filter((name) => name.startsWith("mine/"));
  const page = await fresh.session.browser.newPage();
  await page.evaluateOnNewDocument((by) => {
    const Real = Date;
    globalThis.Date = /** @type {any} */ (
      class extends Real {
        /** @param {any[]} given */
        constructor(...given) {
          // @ts-expect-error whatever Date takes
          super(...(given.length ? given : [Real.now() + by]));
        }
        static now() {
          return Real.now() + by;
        }
      }
    );
  }, ahead);
  await page.goto(fresh.session.url(`sidebar.html?with=${key?.slice(5)}`));
  await readyFrame(page);
  return page;
}
