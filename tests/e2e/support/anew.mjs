// The extension loaded anew, as by an update, and there again with its background.
import { until } from "./browser.mjs";

/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {import("./browser.mjs").Session} Session */

/**
 * Loads the extension anew, which takes its open pages away.
 * @param {Session} session
 * @param {Page} quiet a page of ours
 * @returns {Promise<Page>} another one that shows nothing
 */
export async function loadAnew(session, quiet) {
  await quiet.evaluate(() => chrome.runtime.reload()).catch(() => {}); // the page goes with the extension
  return thereAgain(session);
}

/**
 * A page of ours that shows nothing, as soon as the extension is there again and its background answers.
 *
 * On a busy machine, Chromium now and then loses the service worker of an unpacked extension that is loaded anew: none is
 * registered any more, and what is said to it is never answered. Then it is loaded once more.
 * @param {Session} session
 * @returns {Promise<Page>}
 */
export async function thereAgain(session) {
  for (let nth = 0; nth < 3; nth++) {
    const page = await pageAgain(session);
    if (await hasBackground(page)) return page;
    await page.evaluate(() => chrome.runtime.reload()).catch(() => {});
  }
  throw new Error("the extension was loaded three times, and its background never answered");
}

/**
 * What is opened while the extension starts may never arrive: it is given up after three seconds, and opened anew. So is
 * a tab that goes before it is there, as Firefox takes away what is of the extension.
 * @param {Session} session
 * @returns {Promise<Page>}
 */
function pageAgain(session) {
  return until(
    async () => {
      const page = await session.browser.newPage().catch(() => null);
      if (!page) return null;
      page.goto(session.url("manifest.json")).catch(() => {});
      const works = () => page.evaluate(() => typeof chrome?.storage?.local === "object").catch(() => false);
      const arrived = until(works, "the page is there", 3_000).catch(() => false);
      const late = new Promise((resolve) => setTimeout(() => resolve(false), 4_000));
      if (await Promise.race([arrived, late])) return page;
      page.close().catch(() => {});
      return null;
    },
    "the extension has started again",
    30_000,
  );
}

/** @param {Page} page */
function hasBackground(page) {
  let answered = false;
  const ask = () => chrome.runtime.sendMessage({ type: "here" });
  page.evaluate(ask).then(() => (answered = true), () => {});
  return until(() => answered, "the background answers", 10_000).catch(() => false);
}
