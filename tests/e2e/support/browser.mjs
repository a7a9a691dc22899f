// Starts the browser that the tests run in, with the extension on a profile of its own, and knows the way to its pages.
import { launchChromium } from "./chromium.mjs";
import { launchFirefox } from "./firefox.mjs";
import { until, which } from "./ground.mjs";

export { noWayBefore, onlyIn, removeProfile, root, until, which } from "./ground.mjs";

/** @typedef {import("puppeteer-core").Browser} Browser */
/** @typedef {import("puppeteer-core").Frame} Frame */
/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {"meet" | "zoom" | "teams" | "webex" | "jitsi" | "whereby" | "site"} Provider */

/**
 * `browser`: another than `BROWSER` says. `dist`: the folder of another build. `profile`: to start again on the data of an
 * earlier session; else a fresh one is made and removed on close.
 * @typedef {object} Options
 * @property {import("./ground.mjs").Which} [browser]
 * @property {string} [dist]
 * @property {string} [profile]
 * @property {{port: number}} [standIn]
 * @property {boolean} [headless]
 * @property {string[]} [args]
 * @property {import("./managed.mjs").Policies} [managed] what an administrator has set for this browser alone
 * @property {boolean} [welcome] leaves the page that welcomes a new user open
 */

/**
 * A running browser with the extension, the same for both.
 * @typedef {object} Session
 * @property {import("./ground.mjs").Which} which
 * @property {Browser} browser
 * @property {string} profile
 * @property {string} extensionId the host of its pages' addresses
 * @property {(path: string) => string} url the address of one of the extension's own files
 * @property {(how?: {keepProfile?: boolean}) => Promise<void>} close closes the browser, and removes its profile
 * @property {() => Promise<void>} kill as a power cut would; the profile stays for the next start
 * @property {() => import("puppeteer-core").Target | undefined} worker
 * @property {() => Promise<boolean>} backgroundRuns whether the background is awake
 * @property {() => Promise<void>} stopBackground as the browser does after half a minute of rest
 * @property {() => Promise<boolean>} popupIsOpen whether the toolbar's popup is shown
 * @property {(page: Page) => Promise<Copied>} copied what is on the clipboard; `page` is one of ours, and comes to the front
 * @property {(page: Page) => Promise<void>} clearClipboard
 * @property {(folder: string) => Promise<void>} downloadTo where files that are downloaded from now on go, unasked
 * @property {(page: Page, likes: Likes) => Promise<void>} prefer makes the user like it so, on this page
 * @property {(page: Page, text: string) => Promise<void>} insert puts a text where the cursor is, as by pasting
 * @property {() => Promise<void>} focusPage takes the keyboard from the browser's own buttons back to the page in front
 * @property {() => Promise<string[]>} warnings what the browser finds wrong with the extension, as it shows to developers
 * @property {(page: Page) => Promise<unknown>} innards the page's tree with all shadow roots, and its history
 */

/** @typedef {{plain: string, html: string}} Copied */
/** @typedef {{scheme?: "light" | "dark", motion?: "reduce", forcedColors?: boolean}} Likes */

/**
 * Starts the browser that `BROWSER` says. On a new profile the extension shows a new user around: that page is closed.
 * @param {Options} [options]
 * @returns {Promise<Session>}
 */
export async function launch(options = {}) {
  const firefox = (options.browser ?? which) === "firefox";
  const session = await (firefox ? launchFirefox(options) : launchChromium(options));
  if (!options.profile) {
    const shown = async () => (await session.browser.pages()).find((page) => page.url() === session.url("welcome.html"));
    await (await until(shown, "a new user is welcomed")).close();
  }
  return session;
}

/**
 * `hides`: once in the call, the address no longer names the room (Teams). `hostile` names what the page does against
 * the dock, see `stand-in/hostile.js`.
 * @typedef {object} CallOptions
 * @property {import("./stand-in.mjs").Variant} [variant]
 * @property {"lobby" | "asking" | "call" | "ended"} [at]
 * @property {number} [people] how many are in the call, self included
 * @property {boolean} [hides]
 * @property {string} [hostile]
 */

/**
 * The address of a room on a call host, served as `variant` and starting in state `at`.
 * @param {Provider} provider
 * @param {string} room
 * @param {CallOptions} [options]
 */
export function callUrl(provider, room, { variant = "plain", at = "call", people = 2, hides = false, hostile } = {}) {
  const query = `?variant=${variant}&at=${at}&people=${people}${hides ? "&hides" : ""}${hostile ? `&hostile=${hostile}` : ""}`;
  const places = {
    meet: `meet.google.com/${room}`,
    zoom: `app.zoom.us/wc/${room}/join`,
    teams: `teams.microsoft.com/l/meetup-join/19%3ameeting_${room}%40thread.v2/0`,
    webex: `acme.webex.com/meet/${room}`,
    jitsi: `meet.jit.si/${room}`,
    whereby: `acme.whereby.com/${room}`,
    site: `talk.example/${room}`,
  };
  return `https://${places[provider]}${query}`;
}

/**
 * Opens a call in a new tab.
 * @param {Browser} browser
 * @param {Provider} provider
 * @param {string} room
 * @param {Parameters<typeof callUrl>[2]} [options]
 * @returns {Promise<Page>}
 */
export async function openCall(browser, provider, room, options) {
  const page = await browser.newPage();
  await page.goto(callUrl(provider, room, options));
  return page;
}

/**
 * The box of `<duologue-dock>` as the page sees it, or null while there is none.
 * @param {Page} page
 */
export function hostBox(page) {
  return page.evaluate(() => {
    const host = document.querySelector("duologue-dock");
    if (!host) return null;
    const { x, y, width, height } = host.getBoundingClientRect();
    return width && height ? { x, y, width, height } : null;
  });
}

/**
 * Clicks the middle of the launcher, where a user would: its shadow root is closed to everybody.
 * The browser routes clicks by where frames stood a moment ago, so a click right after a frame went may be lost;
 * no hand is that fast, and the click is made again.
 * @param {Page} page
 */
export async function clickLauncher(page) {
  const box = await until(() => hostBox(page), "the launcher is on the page");
  await until(async () => {
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    const opened = async () => (await hostBox(page))?.width !== box.width;
    return until(opened, "the click has opened something", 1_000).catch(() => false);
  }, "the launcher takes a click");
}

/**
 * The docked sidebar's frame, once it is there.
 * @param {Page} page
 * @returns {Promise<Frame>}
 */
export function sidebarFrame(page) {
  return until(() => findSidebarFrame(page), "the sidebar is docked");
}

/**
 * The docked sidebar's frame, or undefined.
 * @param {Page} page
 */
export function findSidebarFrame(page) {
  return page.frames().find((frame) => /^(chrome|moz)-extension:\/\/[^/]+\/sidebar\.html/.test(frame.url()));
}

/**
 * Docks the sidebar with a click and waits until its page says that it is ready.
 * @param {Page} page
 * @returns {Promise<Frame>}
 */
export async function dockByClick(page) {
  await clickLauncher(page);
  return readyFrame(await sidebarFrame(page));
}

/**
 * Waits until an extension page or frame has its stored state on screen.
 * @template {Frame | Page} T
 * @param {T} frame
 * @returns {Promise<T>}
 */
export async function readyFrame(frame) {
  await frame.waitForSelector("html[data-ready]", { timeout: 15_000 });
  return frame;
}

/**
 * The page of ours that opens by itself when something is done. Looked for, as Firefox does not tell of each.
 * @param {Session} session
 * @param {() => Promise<unknown>} act
 * @returns {Promise<Page>}
 */
export async function pageThatOpens(session, act) {
  const before = await session.browser.pages();
  await act();
  const isIt = (/** @type {Page} */ page) => !before.includes(page) && page.url().startsWith(session.url(""));
  return readyFrame(await until(async () => (await session.browser.pages()).find(isIt), "a page of ours opens"));
}

/**
 * A page of the extension that runs none of its code, to look into storage and to send messages from.
 * @param {Session} session
 * @returns {Promise<Page>}
 */
export async function quietPage(session) {
  const page = await session.browser.newPage();
  await page.goto(session.url("manifest.json"));
  return page;
}

/**
 * Stops the extension's background, as the browser does after half a minute of rest.
 * @param {Session} session
 */
export function stopWorker(session) {
  return session.stopBackground();
}

/**
 * Whether the background is awake.
 * @param {Session} session
 */
export function backgroundRuns(session) {
  return session.backgroundRuns();
}

/**
 * In Chromium, the target of the running service worker, or undefined while it rests.
 * @param {Session} session
 */
export function findWorker(session) {
  return session.worker();
}
