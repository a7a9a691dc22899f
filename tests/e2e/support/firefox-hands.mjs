// What runs in Firefox's own window, see `insideFirefox`: each function stands alone there, with nothing of this file.

/** @typedef {any} Chrome what Firefox's own code has: Services, ChromeUtils, WebExtensionPolicy */

/** @param {string} id */
export function backgroundState(id) {
  return /** @type {Chrome} */ (globalThis).WebExtensionPolicy.getByID(id).extension.backgroundState;
}

/** @param {string} id */
export async function stopBackground(id) {
  const { extension } = /** @type {Chrome} */ (globalThis).WebExtensionPolicy.getByID(id);
  await extension.terminateBackground({ ignoreDevToolsAttached: true });
  if (extension.backgroundState !== "stopped") throw new Error(`the background is ${extension.backgroundState}`);
}

/** @param {string} url */
export function hasPopup(url) {
  const popups = document.querySelectorAll(".webextension-popup-browser");
  return [...popups].some((popup) => /** @type {Chrome} */ (popup).currentURI.spec === url);
}

export async function copied() {
  const [item] = await navigator.clipboard.read();
  const textOf = async (/** @type {string} */ kind) =>
    item?.types.includes(kind) ? (await item.getType(kind)).text() : "";
  return { plain: await textOf("text/plain"), html: await textOf("text/html") };
}

export function clearClipboard() {
  const { clipboard } = /** @type {Chrome} */ (globalThis).Services;
  clipboard.emptyClipboard(clipboard.kGlobalClipboard);
}

/** @param {string} folder */
export function downloadTo(folder) {
  const { prefs } = /** @type {Chrome} */ (globalThis).Services;
  prefs.setIntPref("browser.download.folderList", 2);
  prefs.setStringPref("browser.download.dir", folder);
  prefs.setBoolPref("browser.download.useDownloadDir", true);
}

/** @param {{context: string, likes: import("./browser.mjs").Likes}} given */
export function prefer({ context, likes: { scheme, motion, forcedColors } }) {
  const { ChromeUtils, Services } = /** @type {Chrome} */ (globalThis);
  const { NavigableManager } = ChromeUtils.importESModule("chrome://remote/content/shared/NavigableManager.sys.mjs");
  const page = NavigableManager.getBrowsingContextById(context);
  page.prefersColorSchemeOverride = scheme ?? "none";
  page.forcedColorsOverride = forcedColors ? "active" : "none";
  Services.prefs.setIntPref("ui.prefersReducedMotion", motion === "reduce" ? 1 : 0);
}

/** @param {string} context */
export function historyOf(context) {
  const { ChromeUtils } = /** @type {Chrome} */ (globalThis);
  const { NavigableManager } = ChromeUtils.importESModule("chrome://remote/content/shared/NavigableManager.sys.mjs");
  const { sessionHistory } = NavigableManager.getBrowsingContextById(context);
  return Array.from({ length: sessionHistory.count }, (_, index) => {
    const { URI, title } = sessionHistory.getEntryAtIndex(index);
    return { url: URI.spec, title };
  });
}
