// Our keyboard shortcuts: those of docs/shortcuts.md and of the manifests are the same, and are nobody else's.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "./support/browser.mjs";

/** @typedef {{suggested_key?: {default: string, mac: string}, description?: string}} Command */

/** Of each browser, most of what an extension may suggest; Chromium refuses a manifest with more. */
const mostSuggested = 4;

const keys = "[A-Z0-9]|Comma|Period|Home|End|PageUp|PageDown|Space|Insert|Delete|Up|Down|Left|Right";
const suggestible = {
  default: new RegExp(`^(?:Ctrl|Alt)(?:\\+Shift)?\\+(?:${keys})$`),
  mac: new RegExp(`^(?:MacCtrl|Command|Alt)(?:\\+Shift)?\\+(?:${keys})$`),
};

/**
 * The rows of the table under a heading, cells without the marks of code.
 * @param {string} heading
 */
async function rowsUnder(heading) {
  const text = await readFile(join(root, "docs/shortcuts.md"), "utf8");
  const [, part = ""] = text.split(`\n## ${heading}\n`);
  const lines = (part.split("\n## ")[0] ?? "").split("\n").filter((line) => line.startsWith("| "));
  return lines.slice(2).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** @param {string} cell */
function codes(cell) {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? "");
}

/** @returns {Promise<Record<"chrome" | "firefox", Record<string, Command>>>} the commands of each browser */
async function commands() {
  const read = async (/** @type {string} */ file) => JSON.parse(await readFile(join(root, file), "utf8")).commands;
  const chrome = await read("manifest.json");
  return { chrome, firefox: { ...chrome, ...(await read("extension/manifest.firefox.json")) } };
}

/** One combination, whatever order its parts are in. On a Mac, what others call Ctrl is Command. */
function combination(/** @type {string} */ keys_) {
  return keys_.split("+").sort().join("+");
}

test("the table of ours is what the manifests suggest", async () => {
  const { chrome, firefox } = await commands();
  const ours = (await rowsUnder("Ours")).map(([name = "", , other = "", mac = "", where]) => [
    ...codes(name),
    ...codes(other),
    ...codes(mac),
    where,
  ]);
  const suggested = Object.entries(firefox).map(([name, { suggested_key: key }]) => [
    name,
    key?.default,
    key?.mac,
    name in chrome ? "both" : "Firefox",
  ]);
  assert.deepEqual(ours, suggested);
});

for (const browser of /** @type {const} */ (["chrome", "firefox"])) {
  test(`${browser} can take what is suggested, and every command but the sidebar's own says what it does`, async () => {
    const own = Object.entries((await commands())[browser]);
    const suggested = own.flatMap(([, { suggested_key: key }]) => (key ? [key] : []));
    assert.ok(suggested.length > 0 && suggested.length <= mostSuggested);
    for (const key of suggested) {
      assert.match(key.default, suggestible.default);
      assert.match(key.mac, suggestible.mac);
    }
    for (const which of /** @type {const} */ (["default", "mac"])) {
      assert.equal(new Set(suggested.map((key) => combination(key[which]))).size, suggested.length);
    }
    for (const [name, { description }] of own) {
      if (name !== "_execute_sidebar_action") assert.match(description ?? "", /^__MSG_\w+__$/);
    }
  });
}

test("no shortcut of ours is one of the calls', or of the browsers'", async () => {
  const theirs = await rowsUnder("Theirs");
  const where = theirs.map(([name = ""]) => name.split(/[ ,]/)[0]);
  for (const name of ["Meet", "Zoom", "Teams", "Webex", "Jitsi", "Whereby", "Chrome", "ChromeOS", "Firefox"]) {
    assert.ok(where.includes(name), `${name} is in the table`);
  }
  const taken = new Map();
  for (const [name = "", cell = "", source = ""] of theirs) {
    assert.notEqual(source, "", `${name} has a source`);
    for (const code of codes(cell)) {
      assert.match(code, /^(?:(?:Ctrl|MacCtrl|Alt|Shift)\+)+(?:F\d+|[A-Z0-9]|[A-Z][a-z]+)$/, `${name}: ${code}`);
      taken.set(combination(code), name);
    }
  }
  assert.ok(taken.size > 100, `${taken.size}`);
  const ours = Object.values((await commands()).firefox).flatMap(({ suggested_key: key }) =>
    key ? [key.default, key.mac] : [],
  );
  assert.equal(ours.length, 8);
  for (const key of ours) assert.equal(taken.get(combination(key)), undefined, key);
});
