// The background from the inside: calls its functions as the browser's own menus and keys would have them called.
import { until } from "./ground.mjs";

/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {import("./browser.mjs").Session} Session */

/**
 * Calls a function of the background, and gives back what it answers.
 * @param {Session} session
 * @param {Page} quiet a page of ours that shows nothing
 * @param {string} name
 * @param {...unknown} what
 * @returns {Promise<any>}
 */
export async function inBackground(session, quiet, name, ...what) {
  if (session.which === "firefox") {
    return quiet.evaluate(
      async (called, given) => {
        const { runtime } = /** @type {any} */ (chrome);
        return (await runtime.getBackgroundPage())[called](...given);
      },
      name,
      what,
    );
  }
  const worker = await awakeWorker(session, quiet);
  const call = (/** @type {string} */ called, /** @type {unknown[]} */ given) =>
    /** @type {any} */ (globalThis)[called](...given);
  return worker.evaluate(call, name, what);
}

/**
 * Chromium's service worker, woken up if it rests.
 * @param {Session} session
 * @param {Page} quiet
 */
export async function awakeWorker(session, quiet) {
  await quiet.evaluate(() => chrome.runtime.sendMessage({ type: "wake" }).catch(() => {}));
  const target = await until(() => session.worker(), "the background is awake");
  const worker = await target.worker();
  if (!worker) throw new Error("the service worker cannot be looked into");
  return worker;
}
