// Starts Chromium with the extension on a profile of its own, and knows the way to its pages.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";
import { hosts } from "./stand-in.mjs";

/** @typedef {import("puppeteer-core").Browser} Browser */
/** @typedef {import("puppeteer-core").Frame} Frame */
/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {"meet" | "zoom" | "teams" | "webex" | "jitsi" | "whereby" | "site"} Provider */
/** @typedef {Awaited<ReturnType<typeof launch>>} Session */

/** The checkout. */
export const root = fileURLToPath(new URL("../../../", import.meta.url));

/** The folder of the built extension: `DUOLOGUE_DIST`, else `dist/chrome`. */
export const defaultDist = resolve(process.env.DUOLOGUE_DIST ?? join(root, "dist/chrome"));

/**
 * Waits until `probe` gives something truthy, and returns it. The only clock in the tests.
 * @template T
 * @param {() => T | Promise<T>} probe
 * @param {string} what
 * @param {number} [timeout] in milliseconds
 * @returns {Promise<NonNullable<T>>}
 */
export async function until(probe, what, timeout = 15_000) {
  const end = Date.now() + timeout;
  for (;;) {
    const found = await probe();
    if (found) return /** @type {NonNullable<T>} */ (found);
    if (Date.now() > end) throw new Error(`never came true: ${what}`);
    await new Promise((next) => setTimeout(next, 50));
  }
}

/**
 * Starts the system's Chromium with the extension in `dist`.
 * Give `profile` to start again on the data of an earlier session; else a fresh one is made and removed on close.
 * @param {{dist?: string, profile?: string, standIn?: {port: number}, headless?: boolean, args?: string[]}} [options]
 */
export async function launch({ dist = defaultDist, profile, standIn, headless = true, args = [] } = {}) {
  const ownProfile = profile ?? (await mkdtemp(join(tmpdir(), "duologue-profile-")));
  const map = standIn ? hosts.map((host) => `MAP ${host}:443 127.0.0.1:${standIn.port}`).join(", ") : "";
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless,
    pipe: true,
    enableExtensions: [dist],
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
  const isOurs = (/** @type {import("puppeteer-core").Target} */ target) =>
    target.type() === "service_worker" && target.url().startsWith("chrome-extension://");
  const worker = await browser.waitForTarget(isOurs).catch(async (cause) => {
    // A browser that is left running would keep the test run from ever ending.
    await browser.close();
    throw new Error(`the extension in ${dist} does not start: is it built?`, { cause });
  });
  const extensionId = new URL(worker.url()).host;

  return {
    browser,
    profile: ownProfile,
    extensionId,
    /** The address of one of the extension's own files. */
    url: (/** @type {string} */ path) => `chrome-extension://${extensionId}/${path}`,
    /** Closes the browser and removes its profile, unless `keepProfile`. */
    async close({ keepProfile = false } = {}) {
      await browser.close();
      if (!keepProfile) await removeProfile(ownProfile);
    },
    /** Kills the browser as a power cut would; the profile stays for the next start. */
    async kill() {
      const child = browser.process();
      if (!child?.pid) throw new Error("the browser has no process");
      const gone = new Promise((resolve) => child.once("exit", resolve));
      process.kill(child.pid, "SIGKILL");
      await gone;
      await browser.disconnect().catch(() => {});
    },
  };
}

/**
 * Removes a profile that a killed session left behind.
 * @param {string} profile
 */
export async function removeProfile(profile) {
  await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

/**
 * The address of a room on a call host, served as `variant`, starting in state `at`, with `people` in the call.
 * `hides`: once in the call, the address no longer names the room (Teams).
 * @param {Provider} provider
 * @param {string} room
 * @param {{variant?: import("./stand-in.mjs").Variant, at?: "lobby" | "asking" | "call" | "ended", people?: number, hides?: boolean}} [options]
 */
export function callUrl(provider, room, { variant = "plain", at = "call", people = 2, hides = false } = {}) {
  const query = `?variant=${variant}&at=${at}&people=${people}${hides ? "&hides" : ""}`;
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
  return page.frames().find((frame) => /^chrome-extension:\/\/[a-p]{32}\/sidebar\.html/.test(frame.url()));
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
 * Stops the extension's service worker, as the browser does after half a minute of rest.
 * @param {Session} session
 */
export async function stopWorker(session) {
  const target = findWorker(session);
  const worker = await target?.worker();
  await worker?.close();
  await until(() => !findWorker(session), "the service worker has stopped");
}

/**
 * The target of the running service worker, or undefined while it rests.
 * @param {Session} session
 */
export function findWorker({ browser, extensionId }) {
  return browser
    .targets()
    .find((target) => target.type() === "service_worker" && target.url().includes(extensionId));
}
