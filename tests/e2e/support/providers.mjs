// A plain Chromium page in which the providers' own files run, as in a call page, and the saved pages to hold them against.
import { readFile } from "node:fs/promises";
import puppeteer from "puppeteer-core";
import { hosts } from "./stand-in.mjs";

/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {"meet" | "zoom" | "teams" | "webex" | "jitsi" | "whereby"} Service */
/** @typedef {{service: Service, state: string, is: "before" | "call" | "after" | "neither", phase: Phase, people: number | null}} Expected */

const checkout = new URL("../../../", import.meta.url);
const fixtures = new URL("tests/fixtures/calls/", checkout);

export const services = /** @type {Service[]} */ (["meet", "zoom", "teams", "webex", "jitsi", "whereby"]);
export const languages = /** @type {const} */ (["en", "de", "ja", "ar"]);

/** @param {string} name */
async function fixture(name) {
  return JSON.parse(await readFile(new URL(name, fixtures), "utf8"));
}

/** @returns {Promise<Expected[]>} what each saved page is, and what may be said of it */
export const expected = () => fixture("expected.json");

/** @returns {Promise<[service: string, url: string, room: string | null][]>} */
export const addresses = () => fixture("addresses.json");

/**
 * The saved pages of a service in one language, by state. `{{word}}` is a text, `{{>part}}` another template.
 * @param {Service} service
 * @param {string} language
 * @returns {Promise<Record<string, string>>}
 */
export async function pagesOf(service, language) {
  const source = await readFile(new URL(`${service}/states.html`, fixtures), "utf8");
  const words = (await fixture("words.json"))[language];
  const templates = Object.fromEntries(
    [...source.matchAll(/<template id="([\w-]+)">(.*?)<\/template>/gs)].map(([, id, text]) => [id, text.trim()]),
  );
  /** @type {(text: string) => string} */
  const filled = (text) =>
    text.replace(/\{\{(>?)([\w-]+)\}\}/g, (whole, isPart, name) => {
      const found = isPart ? templates[`part-${name}`] : words[name];
      if (found === undefined) throw new Error(`${service}: nothing is called ${whole}`);
      return isPart ? filled(found) : found;
    });
  const states = Object.entries(templates).filter(([id]) => !id.startsWith("part-"));
  return Object.fromEntries(states.map(([id, text]) => [id, filled(text)]));
}

/** The provider files, in the order in which the manifest brings them. */
export async function providerFiles() {
  const manifest = JSON.parse(await readFile(new URL("manifest.json", checkout), "utf8"));
  const names = /** @type {string[]} */ (manifest.content_scripts[0].js).filter((name) => name.includes("/providers/"));
  return Promise.all(names.map((name) => readFile(new URL(`extension/${name}`, checkout), "utf8")));
}

/**
 * Brings the providers into a page. They are there as on a call page: as names that every script sees.
 * @param {Page} page
 */
export async function bringProviders(page) {
  await page.evaluate(`${(await providerFiles()).join("\n")}
    globalThis.providerNamed = (name) => [...providers, siteProvider].find((one) => one.name === name);
    globalThis.providerAt = providerAt;
    Object.assign(globalThis, { countIn, roomNamed });`);
}

/**
 * Starts Chromium without the extension. Pages of `standIn` are found under the names of the real hosts.
 * @param {{standIn?: {port: number}}} [options]
 */
export async function plainBrowser({ standIn } = {}) {
  const map = standIn ? hosts.map((host) => `MAP ${host}:443 127.0.0.1:${standIn.port}`).join(", ") : "";
  return puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    pipe: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--ignore-certificate-errors",
      `--host-resolver-rules=${map ? `${map}, ` : ""}MAP * ~NOTFOUND`,
    ],
  });
}

/**
 * What is done inside the page, with the saved pages at hand as `globalThis.saved[language][state]`.
 * @param {Page} page
 * @param {Service} service
 */
export async function bringPages(page, service) {
  const saved = Object.fromEntries(
    await Promise.all(languages.map(async (language) => [language, await pagesOf(service, language)])),
  );
  await page.evaluate((all) => Object.assign(globalThis, { saved: all }), saved);
}
