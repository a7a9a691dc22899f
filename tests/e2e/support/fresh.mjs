// One browser for the tests of a file, and an empty store for each of them.
import { after, afterEach, before } from "node:test";
import { launch, quietPage } from "./browser.mjs";
import { closeOthers } from "./one-to-one.mjs";
import { clear } from "./store.mjs";

/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {import("./browser.mjs").Session} Session */

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
