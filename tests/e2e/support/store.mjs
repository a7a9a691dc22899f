// Writes and reads the stored things that the shell looks at, as the WASM side would.
import { crc32 } from "node:zlib";

/** @typedef {import("puppeteer-core").Page} Page */

/**
 * The stored form of a value: version, checksum, text.
 * @param {unknown} value
 */
export function envelope(value) {
  return text(JSON.stringify(value));
}

/**
 * The stored form of a setting.
 * @param {string} setting
 */
export function text(setting) {
  return `1.${crc32(setting).toString(16).padStart(8, "0")}.${setting}`;
}

/**
 * @param {Page} page a page of the extension
 * @param {Record<string, unknown>} values
 */
export function put(page, values) {
  return page.evaluate((entries) => chrome.storage.local.set(entries), values);
}

/**
 * @param {Page} page a page of the extension
 * @param {string} key
 * @returns {Promise<any>} undefined when there is nothing
 */
export function read(page, key) {
  return page.evaluate(async (name) => (await chrome.storage.local.get(name))[name], key);
}

/**
 * The calls that the background knows of, without their tabs' numbers.
 * @param {Page} page a page of the extension
 * @returns {Promise<{provider: string, room: string, phase: string, at: number, seen: number, people?: number | null}[]>}
 */
export async function readCalls(page) {
  const { calls } = await page.evaluate(() => chrome.storage.session.get("calls"));
  return Object.values(calls ?? {});
}

/**
 * Waits until the background has done what it has begun: it takes one thing after the other, and what is said here last.
 * @param {Page} page a page of the extension
 */
export async function backgroundIsDone(page) {
  // A room that nobody is in has no word, and is given none.
  const said = { type: "opens", call: "meet:nobody", value: "" };
  await page.evaluate((message) => chrome.runtime.sendMessage(message), said);
}

/** @param {Page} page a page of the extension */
export function badge(page) {
  return page.evaluate(() => chrome.action.getBadgeText({}));
}

/** @param {Page} page a page of the extension */
export function clear(page) {
  return page.evaluate(() => chrome.storage.local.clear());
}
