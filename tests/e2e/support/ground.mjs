// What every test stands on: the checkout, the browser that is meant, the one clock, and profiles.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** @typedef {"chromium" | "firefox"} Which */

/** The checkout. */
export const root = fileURLToPath(new URL("../../../", import.meta.url));

/** The browser that the tests run in: `BROWSER`, else Chromium. */
export const which = asWhich(process.env.BROWSER ?? "chromium");

/**
 * @param {string} name
 * @returns {Which}
 */
function asWhich(name) {
  if (name !== "chromium" && name !== "firefox") throw new Error(`BROWSER is ${name}, and not chromium or firefox`);
  return name;
}

/**
 * The options of a test that is possible in one browser alone; in the other it is shown as skipped, with the reason.
 * @param {Which} browser
 * @param {string} reason what was measured in the other
 * @returns {import("node:test").TestOptions}
 */
export function onlyIn(browser, reason) {
  return { skip: which !== browser && `only in ${browser}: ${reason}` };
}

/** Why a test that changes what a page of ours finds when it starts, or what it fetches, is none for Firefox. */
export const noWayBefore = "Firefox runs no script of the driver's before a page of an extension, and shows it no request of one";

/**
 * Waits until `probe` gives something truthy, and returns it. The only clock in the tests.
 * @template T
 * @param {() => T | Promise<T>} probe
 * @param {string} what
 * @param {number} [timeout] in milliseconds
 * @returns {Promise<NonNullable<T>>}
 */
export async function until(probe, what, timeout = 15_000) {
  const end = Date.now() + timeout;
  for (;;) {
    const found = await probe();
    if (found) return /** @type {NonNullable<T>} */ (found);
    if (Date.now() > end) throw new Error(`never came true: ${what}`);
    await new Promise((next) => setTimeout(next, 50));
  }
}

/** A folder for a new profile. */
export function newProfile() {
  return mkdtemp(join(tmpdir(), "duologue-profile-"));
}

/**
 * Removes a profile that a killed session left behind.
 * @param {string} profile
 */
export async function removeProfile(profile) {
  await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

/**
 * Kills a browser as a power cut would, by its own process's number.
 * @param {import("puppeteer-core").Browser} browser
 */
export async function killBrowser(browser) {
  const child = browser.process();
  if (!child?.pid) throw new Error("the browser has no process");
  const gone = new Promise((resolve) => child.once("exit", resolve));
  process.kill(child.pid, "SIGKILL");
  await gone;
  await browser.disconnect().catch(() => {});
}
