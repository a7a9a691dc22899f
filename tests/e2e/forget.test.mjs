// Deleting everything, as the background does it: on a browser of our own making, where a page may still be writing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { classic } from "./support/classic.mjs";

/** @param {Record<string, unknown>} values */
function areaOf(values) {
  const kept = new Map(Object.entries(values));
  const area = {
    late: /** @type {string[]} */ ([]),
    get: async (/** @type {string | null} */ key) =>
      Object.fromEntries([...kept].filter(([name]) => key === null || name === key)),
    getKeys: async () => [...kept.keys()],
    set: async (/** @type {object} */ more) => Object.entries(more).forEach(([key, value]) => kept.set(key, value)),
    remove: async (/** @type {string} */ key) => void kept.delete(key),
    clear: async () => {
      kept.clear();
      const late = area.late.shift();
      if (late !== undefined) kept.set(late, "late");
    },
    kept,
  };
  return area;
}

/** A browser with something of everything in it. */
async function browser() {
  const local = areaOf({ schema: "1", "shared/r/about/log/u": "x", dock: {}, "unknown to us": 1 });
  const session = areaOf({ started: true, calls: { 7: {} } });
  const sync = areaOf({ left: "over" });
  const done = /** @type {string[]} */ ([]);
  const note = (/** @type {string} */ what) => async (/** @type {unknown} */ given) => {
    done.push(given === undefined ? what : `${what} ${JSON.stringify(given)}`);
  };
  const chrome = {
    storage: { local, session, sync, onChanged: { addListener() {} } },
    runtime: {
      getManifest: () => ({ host_permissions: ["https://meet.google.com/*"], optional_permissions: ["notifications"] }),
      sendMessage: async (/** @type {{type: string}} */ said) => note(`says ${said.type}`)(undefined),
    },
    permissions: {
      getAll: async () => ({
        origins: ["https://meet.google.com/*", "https://meet.example/*"],
        permissions: ["storage", "notifications"],
      }),
      remove: note("gives back"),
    },
    scripting: {
      getRegisteredContentScripts: async () => [{ id: "sites" }],
      unregisterContentScripts: note("unregisters"),
    },
    alarms: { clearAll: note("clears the alarms") },
    contextMenus: { removeAll: note("clears the menus") },
    notifications: { getAll: async () => ({ "1:1/r": true }), clear: note("takes away") },
  };
  const shell = await classic(["content/shape.js", "background/stored.js", "background/forget.js"], {
    chrome,
    plan: note("plans"),
  });
  return { local, session, sync, done, shell };
}

test("every area is emptied, and everything given is given back, before the pages start afresh", async () => {
  const { local, session, sync, done, shell } = await browser();
  assert.deepEqual([...(await shell.forgetEverything()).left], []);
  assert.deepEqual([local.kept.size, sync.kept.size], [0, 0]);
  assert.deepEqual([...session.kept], [["started", true]]);
  assert.deepEqual(done, [
    "says shut",
    'gives back {"origins":["https://meet.example/*"]}',
    'gives back {"permissions":["notifications"]}',
    'unregisters {"ids":["sites"]}',
    "clears the alarms",
    "clears the menus",
    'takes away "1:1/r"',
    "plans",
    "says forgotten",
  ]);
});

test("what a page had begun to write before it heard is cleared again", async () => {
  const { local, shell } = await browser();
  local.late = ["sent/a", "live/r"];
  assert.deepEqual([...(await shell.forgetEverything()).left], []);
  assert.equal(local.kept.size, 0);
});

test("what cannot be cleared is told", async () => {
  const { local, shell } = await browser();
  local.clear = async () => {};
  assert.equal((await shell.forgetEverything()).left.length, 4);
});
