// What runs in Firefox's own window, see `insideFirefox`: each function stands alone there, with nothing of this file.

/** @typedef {any} Chrome what Firefox's own code has: Services, ChromeUtils, WebExtensionPolicy */

/** @param {string} id */
export function backgroundState(id) {
  return /** @type {Chrome} */ (globalThis).WebExtensionPolicy.getByID(id).extension.backgroundState;
}

/**
 * @param {string} id
 * @returns {Promise<boolean>} whether it is stopped: a message that is under way wakes it again at once
 */
export async function stopBackground(id) {
  const { extension } = /** @type {Chrome} */ (globalThis).WebExtensionPolicy.getByID(id);
  await extension.terminateBackground({ ignoreDevToolsAttached: true });
  return extension.backgroundState === "stopped";
}

/**
 * What about:debugging says of the extension, and what the console has from it.
 * @param {string} id
 * @returns {string[]}
 */
export function warnings(id) {
  const { Services, WebExtensionPolicy } = /** @type {Chrome} */ (globalThis);
  const { extension, mozExtensionHostname } = WebExtensionPolicy.getByID(id);
  // How Firefox takes a listener away from a page that is left; and that somebody, here the test, was early.
  const ofFirefoxItself = [" on closed conduit ", "Layout was forced before the page was fully loaded"];
  const ofOurs = Services.console
    .getMessageArray()
    .map((/** @type {Chrome} */ said) => `${said.sourceName ?? ""} ${said.errorMessage ?? said.message}`.trim())
    .filter((/** @type {string} */ text) => text.includes(id) || text.includes(mozExtensionHostname))
    .filter((/** @type {string} */ text) => !ofFirefoxItself.some((words) => text.includes(words)));
  return [...extension.warnings, ...extension.errors, ...ofOurs];
}

export function focusPage() {
  /** @type {Chrome} */ (globalThis).gBrowser.selectedBrowser.focus();
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
