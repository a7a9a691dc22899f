// Firefox with the extension, and what only Firefox's protocol can do, under the names that chromium.mjs has as well.
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import * as hands from "./firefox-hands.mjs";
import { contextOf, extension, insideFirefox, tellOfOurPages, treeOf } from "./firefox-inside.mjs";
import { killBrowser, newProfile, removeProfile, root, until } from "./ground.mjs";
import { homeWith, removeWith } from "./managed.mjs";
import { startProxy } from "./proxy.mjs";

/** @typedef {import("./browser.mjs").Options} Options */
/** @typedef {import("./browser.mjs").Session} Session */

/** The address under which the extension stands, which Firefox otherwise draws anew for each profile. */
const uuid = "0b0a5b3e-6c53-4a0e-9d0c-3f1a4d6f7a10";

/** The folder of the built extension. */
export const firefoxDist = join(root, "dist/firefox");

/**
 * Starts Firefox with the extension in `dist`.
 * @param {Options} options
 * @returns {Promise<Session>}
 */
export async function launchFirefox({ dist = firefoxDist, profile, standIn, headless = true, args = [], managed }) {
  const ownProfile = profile ?? (await newProfile());
  const proxy = await startProxy(standIn?.port);
  const home = managed && (await homeWith(managed));
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr",
    headless,
    userDataDir: ownProfile,
    ...(home && { env: { ...process.env, HOME: home } }),
    defaultViewport: null,
    acceptInsecureCerts: true,
    // Without the first, Firefox lets nobody drive a page of an extension.
    args: ["-remote-allow-system-access", "--width=1280", "--height=800", ...args],
    extraPrefsFirefox: preferences(proxy.port),
  });
  browser.once("disconnected", () => proxy.close());
  if (home) removeWith(browser, home);
  tellOfOurPages(browser);
  await browser.installExtension(dist).catch(async (cause) => {
    // A browser that is left running would keep the test run from ever ending.
    await browser.close();
    throw new Error(`Firefox does not take the extension in ${dist}: ${cause.message}`, { cause });
  });
  const backgroundRuns = async () => (await insideFirefox(browser, hands.backgroundState, extension)) !== "stopped";

  return {
    which: "firefox",
    browser,
    profile: ownProfile,
    extensionId: uuid,
    url: (path) => `moz-extension://${uuid}/${path}`,
    async close({ keepProfile = false } = {}) {
      await browser.close();
      if (!keepProfile) await removeProfile(ownProfile);
    },
    kill: () => killBrowser(browser),
    worker() {
      throw new Error("Firefox has no service worker to show: ask backgroundRuns");
    },
    backgroundRuns,
    async stopBackground() {
      await until(() => insideFirefox(browser, hands.stopBackground, extension), "the background has stopped");
    },
    popupIsOpen: () => insideFirefox(browser, hands.hasPopup, `moz-extension://${uuid}/popup.html`),
    copied: () => insideFirefox(browser, hands.copied),
    clearClipboard: () => insideFirefox(browser, hands.clearClipboard),
    downloadTo: (folder) => insideFirefox(browser, hands.downloadTo, folder),
    prefer: (page, likes) => insideFirefox(browser, hands.prefer, { context: contextOf(page), likes }),
    async insert(page, text) {
      await page.evaluate((inserted) => document.execCommand("insertText", false, inserted), text);
    },
    focusPage: () => insideFirefox(browser, hands.focusPage),
    warnings: () => insideFirefox(browser, hands.warnings, extension),
    async innards(page) {
      const context = contextOf(page);
      return [await treeOf(browser, context), await insideFirefox(browser, hands.historyOf, context)];
    },
  };
}

/**
 * @param {number} port of the proxy
 * @returns {Record<string, unknown>}
 */
function preferences(port) {
  return {
    "extensions.webextensions.uuids": JSON.stringify({ [extension]: uuid }),
    // A killed Firefox forgets an extension that was installed for the day, and what it stored with it.
    "extensions.webextensions.keepStorageOnUninstall": true,
    "extensions.webextensions.keepUuidOnUninstall": true,
    "intl.accept_languages": "en",
    "xpinstall.signatures.required": false,
    // Otherwise a page of JSON is not a page of the extension.
    "devtools.jsonview.enabled": false,
    // Processes for pages that may come cost more than they save here.
    "dom.ipc.processPrelaunch.enabled": false,
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": port,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": port,
  };
}
