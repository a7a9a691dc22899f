// Runs the extension's classic scripts without a browser, to try what decides in them on facts of our own.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { root } from "./ground.mjs";

/** Anything that is asked of the browser while a script loads: answers with more of itself, and promises nothing. */
function silence() {
  /** @type {any} */
  const silent = new Proxy(() => {}, {
    get: (_, name) => (name === "then" ? (/** @type {(value: unknown) => void} */ done) => done({}) : silent),
    apply: () => silent,
  });
  return silent;
}

/**
 * @param {string[]} files below `extension/`, in their order
 * @param {object} [more] what else they find in their world
 * @returns {Promise<any>} their functions by name
 */
export async function classic(files, more = {}) {
  const world = createContext({ chrome: silence(), URL, TextEncoder, setTimeout, console, ...more });
  for (const file of files) runInContext(await readFile(join(root, "extension", file), "utf8"), world, { filename: file });
  return world;
}
