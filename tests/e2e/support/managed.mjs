// Sets what an administrator sets, by each browser's own way that holds for one process and leaves the machine as it is.
import { rmSync } from "node:fs";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { extension } from "./firefox-inside.mjs";

/** @typedef {import("puppeteer-core").Browser} Browser */
/** @typedef {Record<string, unknown>} Policies by the names in `extension/managed.json` */

/**
 * A home folder of its own for a Firefox, with the file in which an administrator of this user's account would set them.
 * @param {Policies} policies
 */
export async function homeWith(policies) {
  const home = await mkdtemp(join(tmpdir(), "duologue-home-"));
  const folder = join(home, ".mozilla/managed-storage");
  const manifest = { name: extension, description: "what a test sets", type: "storage", data: policies };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${extension}.json`), JSON.stringify(manifest));
  return home;
}

/**
 * Removes the home folder as soon as the browser has ended, in whatever way it did.
 * @param {Browser} browser
 * @param {string} home
 */
export function removeWith(browser, home) {
  browser.process()?.once("exit", () => rmSync(home, { recursive: true, force: true, maxRetries: 10 }));
}

/**
 * Sets them in Chromium on its own page to try policies, and returns when the extension would read them: the files of an
 * administrator are in /etc, and hold for every Chromium of the machine. What is of another type than the schema says
 * Chromium leaves out, as it would leave it out of a file.
 * @param {Browser} browser
 * @param {string} id of the extension
 * @param {Policies} policies
 */
export async function setInChromium(browser, id, policies) {
  // As of a platform (2), for this user (0), and not to be overruled (1).
  const named = Object.entries(policies).map(([name, value]) => ({ namespace: id, name, value, source: 2, scope: 0, level: 1 }));
  const page = await browser.newPage();
  try {
    await page.goto("chrome://policy/test");
    const isSet = await page.evaluate(async (json) => {
      // A name that is built, as the type checker would look for the file.
      const { sendWithPromise } = await import(["chrome:", "", "resources", "js", "cr.js"].join("/"));
      return sendWithPromise("setLocalTestPolicies", json, "");
    }, JSON.stringify(named));
    if (isSet !== true) throw new Error("Chromium does not take the policies");
  } finally {
    await page.close();
  }
}
