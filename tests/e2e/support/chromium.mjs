// Chromium with the extension, and what only Chromium's protocol can do, under the names that firefox.mjs has as well.
import { join } from "node:path";
import puppeteer, { ProtocolError } from "puppeteer-core";
import { killBrowser, newProfile, removeProfile, root, until } from "./ground.mjs";
import { setInChromium } from "./managed.mjs";
import { hosts } from "./stand-in.mjs";

/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {import("puppeteer-core").Target} Target */
/** @typedef {import("./browser.mjs").Options} Options */
/** @typedef {import("./browser.mjs").Session} Session */

/** The folder of the built extension: `DUOLOGUE_DIST`, else `dist/chrome`. */
export const chromiumDist = process.env.DUOLOGUE_DIST ?? join(root, "dist/chrome");

/**
 * Starts the system's Chromium with the extension in `dist`.
 * @param {Options} options
 * @returns {Promise<Session>}
 */
export async function launchChromium({ dist = chromiumDist, profile, standIn, headless = true, args = [], managed }) {
  const ownProfile = profile ?? (await newProfile());
  const map = standIn ? hosts.map((host) => `MAP ${host}:443 127.0.0.1:${standIn.port}`).join(", ") : "";
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless,
    pipe: true,
    enableExtensions: true,
    userDataDir: ownProfile,
    defaultViewport: null,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--window-size=1280,800",
      "--lang=en",
      "--ignore-certificate-errors",
      ...(map ? [`--host-resolver-rules=${map}`] : []),
      ...args,
    ],
  });
  const isOurs = (/** @type {Target} */ target) =>
    target.type() === "service_worker" && target.url().startsWith("chrome-extension://");
  const started = install(browser, dist).then(() => browser.waitForTarget(isOurs));
  const worker = await started.catch(async (cause) => {
    // A browser that is left running would keep the test run from ever ending.
    await browser.close();
    throw new Error(`the extension in ${dist} does not start: is it built?`, { cause });
  });
  const extensionId = new URL(worker.url()).host;
  if (managed) {
    await setInChromium(browser, extensionId, managed).catch(async (cause) => {
      await browser.close();
      throw new Error("this Chromium lets nobody try policies", { cause });
    });
  }
  const url = (/** @type {string} */ path) => `chrome-extension://${extensionId}/${path}`;
  const running = () =>
    browser.targets().find((target) => target.type() === "service_worker" && target.url().includes(extensionId));

  return {
    which: "chromium",
    browser,
    profile: ownProfile,
    extensionId,
    url,
    async close({ keepProfile = false } = {}) {
      await browser.close();
      if (!keepProfile) await removeProfile(ownProfile);
    },
    kill: () => killBrowser(browser),
    worker: running,
    backgroundRuns: async () => running() !== undefined,
    async stopBackground() {
      // A message that is under way wakes it again at once: then it is stopped once more. One that ends while it is
      // being stopped takes its session along, and the command that is under way fails: what counts is that none runs.
      await until(async () => {
        try {
          await (await running()?.worker())?.close();
        } catch (error) {
          if (!(error instanceof ProtocolError)) throw error;
        }
        return !running();
      }, "the service worker has stopped");
    },
    popupIsOpen: async () => browser.targets().some((target) => target.url() === url("popup.html")),
    async copied(page) {
      await allow(browser, url(""), ["clipboard-read"]);
      await page.bringToFront();
      return page.evaluate(copied);
    },
    async clearClipboard(page) {
      await allow(browser, url(""), ["clipboard-read", "clipboard-write"]);
      await page.bringToFront();
      await page.evaluate(() => navigator.clipboard.writeText(""));
    },
    async downloadTo(folder) {
      const client = await browser.target().createCDPSession();
      await client.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder });
    },
    prefer,
    // The keyboard's word for what an input method or a paste brings in.
    insert: (page, text) => page.keyboard.sendCharacter(text),
    // From the last stop of a page, the Tab key leads to its first.
    focusPage: async () => {},
    warnings: () => warnings(browser, extensionId),
    innards,
  };
}

/**
 * Installs the extension, unless the profile has it from an earlier run. Then the browser has started it already, as it
 * does for a user; a second installation, while its background starts, may leave that hanging for ever.
 * @param {import("puppeteer-core").Browser} browser
 * @param {string} dist
 */
async function install(browser, dist) {
  const known = [...(await browser.extensions()).values()];
  if (!known.some(({ path, enabled }) => path === dist && enabled)) await browser.installExtension(dist);
}

/**
 * Allows our pages this, and nothing else that a page has to ask for.
 * @param {import("puppeteer-core").Browser} browser
 * @param {string} url
 * @param {import("puppeteer-core").Permission[]} permissions
 */
function allow(browser, url, permissions) {
  return browser.defaultBrowserContext().overridePermissions(url.replace(/\/$/, ""), permissions);
}

/** Runs in the page. */
async function copied() {
  const [item] = await navigator.clipboard.read();
  const textOf = async (/** @type {string} */ kind) =>
    item?.types.includes(kind) ? (await item.getType(kind)).text() : "";
  return { plain: await textOf("text/plain"), html: await textOf("text/html") };
}

/** What was liked last holds as long as its connection. @type {WeakMap<Page, import("puppeteer-core").CDPSession>} */
const likes = new WeakMap();

/**
 * @param {Page} page
 * @param {import("./browser.mjs").Likes} liked
 */
async function prefer(page, { scheme, motion, forcedColors }) {
  const client = likes.get(page) ?? (await page.createCDPSession());
  likes.set(page, client);
  const features = [
    { name: "prefers-color-scheme", value: scheme ?? "" },
    { name: "prefers-reduced-motion", value: motion ?? "" },
    { name: "forced-colors", value: forcedColors ? "active" : "" },
  ];
  await client.send("Emulation.setEmulatedMedia", { features });
}

/**
 * What chrome://extensions says after it has read the extension once more, with the eye of a developer.
 * @param {import("puppeteer-core").Browser} browser
 * @param {string} id
 * @returns {Promise<string[]>}
 */
async function warnings(browser, id) {
  const page = await browser.newPage();
  await page.goto("chrome://extensions");
  const found = await page.evaluate(async (extension) => {
    const { developerPrivate } = /** @type {any} */ (chrome);
    await developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
    const refused = await developerPrivate.reload(extension, { failQuietly: true, populateErrorForUnpacked: true });
    const { manifestErrors, runtimeErrors, installWarnings, runtimeWarnings } = await developerPrivate.getExtensionInfo(extension);
    return [refused, ...manifestErrors, ...runtimeErrors, ...(installWarnings ?? []), ...(runtimeWarnings ?? [])].filter((fault) => fault);
  }, id);
  await page.close();
  return found.map((fault) => (typeof fault === "string" ? fault : (fault.message ?? JSON.stringify(fault))));
}

/** @param {Page} page */
async function innards(page) {
  const client = await page.createCDPSession();
  const tree = await client.send("DOM.getDocument", { depth: -1, pierce: true });
  const { entries } = await client.send("Page.getNavigationHistory");
  await client.detach();
  return [tree, entries];
}
