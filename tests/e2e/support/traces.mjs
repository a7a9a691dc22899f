// Looking for a text in all that the extension has stored, in whatever form it was written down.

/** @typedef {import("puppeteer-core").Page} Page */

/**
 * The keys of every area under which the text is: in the value, or in the bytes that it stands for.
 * @param {Page} page a page of the extension
 * @param {string} text in ASCII
 * @returns {Promise<string[]>}
 */
export function traces(page, text) {
  return page.evaluate(async (wanted) => {
    const { local, session, sync } = chrome.storage;
    const found = [];
    const bytes = (/** @type {string} */ part) => {
      try {
        return atob(part.replaceAll("-", "+").replaceAll("_", "/"));
      } catch {
        return "";
      }
    };
    for (const area of [local, session, sync]) {
      for (const [key, value] of Object.entries((await area?.get(null).catch(() => ({}))) ?? {})) {
        const raw = typeof value === "string" ? value : JSON.stringify(value);
        const parts = raw.match(/[\w-]{16,}/g) ?? [];
        if ([raw, ...parts.map(bytes)].some((part) => part.includes(wanted))) found.push(key);
      }
    }
    return found;
  }, text);
}
