// The generated sample in a store, for tests and benchmarks alike.
import { readFile } from "node:fs/promises";

/**
 * Puts the entries of a sample (`cargo xtask sample --form entries`) into the store, a few megabytes at a time.
 * @param {import("puppeteer-core").Page} page a page of the extension
 * @param {string} file
 */
export async function fill(page, file) {
  const entries = Object.entries(JSON.parse(await readFile(file, "utf8")));
  for (let at = 0; at < entries.length; at += 40) {
    await page.evaluate((some) => chrome.storage.local.set(Object.fromEntries(some)), entries.slice(at, at + 40));
  }
}
