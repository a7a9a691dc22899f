// What befalls a call and the extension from outside: a crash, being switched off, permissions given and taken away.
import { extension, insideFirefox } from "./firefox-inside.mjs";

/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {import("./browser.mjs").Session} Session */

/**
 * Kills the process that shows a page; its tab stays.
 * @param {Session} session
 * @param {Page} page
 */
export async function crash({ which, browser }, page) {
  if (which === "chromium") {
    const client = await page.createCDPSession();
    const crashed = new Promise((resolve) => page.once("error", resolve));
    // It cannot answer any more.
    void client.send("Page.crash").catch(() => {});
    await crashed;
    return;
  }
  const process_ = await insideFirefox(browser, processOf, page.url());
  process.kill(process_, "SIGKILL");
}

/**
 * Switches the extension off or on, as the user does on the browser's page about extensions.
 * @param {Session} session
 * @param {boolean} enabled
 */
export async function setEnabled({ which, browser, extensionId }, enabled) {
  if (which === "firefox") return insideFirefox(browser, switchAddon, extension, enabled);
  const page = await browser.newPage();
  await page.goto("chrome://extensions");
  await page.evaluate((id, on) => /** @type {any} */ (chrome).management.setEnabled(id, on), extensionId, enabled);
  await page.close();
}

/**
 * The user removes the extension.
 * @param {Session} session
 */
export function uninstall({ which, browser, extensionId }) {
  return browser.uninstallExtension(which === "firefox" ? extension : extensionId);
}

/**
 * The user takes the permission for all call hosts away.
 * @param {Session} session
 * @param {Page} quiet a page of ours
 */
export async function takeHostsAway({ which, browser, extensionId }, quiet) {
  if (which === "firefox") {
    await quiet.evaluate(async () => {
      const { origins } = await chrome.permissions.getAll();
      await chrome.permissions.remove({ origins });
    });
    return;
  }
  const page = await browser.newPage();
  await page.goto("chrome://extensions");
  await page.evaluate(
    (id) =>
      /** @type {any} */ (chrome).developerPrivate.updateExtensionConfiguration({ extensionId: id, hostAccess: "ON_CLICK" }),
    extensionId,
  );
  await page.close();
}

/**
 * The user permits one more site, as if they had said yes to Firefox's question. Chromium's cannot be answered by a test.
 * @param {Session} session
 * @param {string} origin as a match pattern
 */
export function permit({ browser }, origin) {
  return insideFirefox(browser, addOrigin, extension, origin);
}

/**
 * The user lets Duologue send what Firefox asks about, as if they had said yes to its question, which no test can answer.
 * Other browsers do not ask.
 * @param {Session} session
 */
export async function consent({ which, browser }) {
  if (which === "firefox") await insideFirefox(browser, addConsent, extension);
}

// What follows runs in Firefox's own window.

/** @param {string} id */
async function addConsent(id) {
  const { ChromeUtils, WebExtensionPolicy } = /** @type {any} */ (globalThis);
  const { ExtensionPermissions } = ChromeUtils.importESModule("resource://gre/modules/ExtensionPermissions.sys.mjs");
  const { extension } = WebExtensionPolicy.getByID(id);
  const { optional } = extension.manifest.browser_specific_settings.gecko.data_collection_permissions;
  await ExtensionPermissions.add(id, { permissions: [], origins: [], data_collection: optional }, extension);
}

/**
 * @param {string} id
 * @param {string} origin
 */
async function addOrigin(id, origin) {
  const { ChromeUtils, WebExtensionPolicy } = /** @type {any} */ (globalThis);
  const { ExtensionPermissions } = ChromeUtils.importESModule("resource://gre/modules/ExtensionPermissions.sys.mjs");
  const { extension } = WebExtensionPolicy.getByID(id);
  await ExtensionPermissions.add(extension.id, { permissions: [], origins: [origin] }, extension);
}

/** @param {string} url */
function processOf(url) {
  const { browsers } = /** @type {any} */ (globalThis).gBrowser;
  const shown = browsers.find((/** @type {any} */ browser) => browser.currentURI.spec === url);
  return shown.frameLoader.remoteTab.osPid;
}

/**
 * @param {string} id
 * @param {boolean} enabled
 */
async function switchAddon(id, enabled) {
  const { AddonManager } = /** @type {any} */ (globalThis).ChromeUtils.importESModule(
    "resource://gre/modules/AddonManager.sys.mjs",
  );
  const addon = await AddonManager.getAddonByID(id);
  await (enabled ? addon.enable() : addon.disable());
}
