// One browser for the tests of a file, and an empty store for each of them.
import { after, afterEach, before } from "node:test";
import { launch, quietPage, until } from "./browser.mjs";
import { closeOthers } from "./one-to-one.mjs";
import { permittedBuild } from "./permitted.mjs";
import { startStandIn } from "./stand-in.mjs";
import { backgroundIsDone, clear, readCalls } from "./store.mjs";

/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {import("./browser.mjs").Session} Session */
/** @typedef {Awaited<ReturnType<typeof startStandIn>>} StandIn */

/**
 * Starts a browser before the first test of the file and stops it after the last; what a test opened and stored is gone
 * before the next one begins.
 * @param {import("./browser.mjs").Options} [options] of the browser
 * @returns {{session: Session, quiet: Page}} filled before the first test; `quiet` is a page of ours that shows nothing
 */
export function freshStore(options) {
  const fresh = /** @type {{session: Session, quiet: Page}} */ ({});
  before(async () => {
    fresh.session = await launch(options);
    fresh.quiet = await quietPage(fresh.session);
  });
  after(() => fresh.session?.close());
  afterEach(async () => {
    await closeOthers(fresh.session, fresh.quiet);
    await clear(fresh.quiet);
  });
  return fresh;
}

/**
 * The same with stand-ins for the call sites; no call is on when a test begins.
 * @param {{isPermitted?: boolean, keepsStore?: boolean, prepare?: () => Promise<void>}} [options] `isPermitted` for the
 *   services that are asked for, `keepsStore` where the tests go on with what is stored, `prepare` for what is done once
 *   there is a browser (Node starts all that is to come before the tests of a file at once)
 * @returns {{session: Session, quiet: Page, standIn: StandIn}} as of [freshStore]
 */
export function freshCalls({ isPermitted = false, keepsStore = false, prepare } = {}) {
  const fresh = /** @type {{session: Session, quiet: Page, standIn: StandIn}} */ ({});
  /** @type {{close: () => Promise<unknown>}[]} */
  const opened = [];
  before(async () => {
    const build = isPermitted ? await permittedBuild() : undefined;
    if (build) opened.push({ close: build.remove });
    fresh.standIn = await startStandIn();
    opened.push(fresh.standIn);
    fresh.session = await launch({ standIn: fresh.standIn, dist: build?.dist });
    opened.push(fresh.session);
    fresh.quiet = await quietPage(fresh.session);
    await prepare?.();
  });
  after(async () => {
    for (const one of opened.reverse()) await one.close();
  });
  afterEach(async () => {
    await closeOthers(fresh.session, fresh.quiet);
    await until(async () => (await readCalls(fresh.quiet)).length === 0, "the background knows that the calls are over");
    // What it asks about a meeting that has ended it writes down after that.
    await backgroundIsDone(fresh.quiet);
    if (!keepsStore) await clear(fresh.quiet);
  });
  return fresh;
}
