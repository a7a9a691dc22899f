// What the stores look at first: the linter of Firefox's store finds nothing, and what the manifests ask for is used, and
// told in docs/permissions.md. That browsers load them without a warning stands in loads.test.mjs.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "./support/browser.mjs";

const dist = { chrome: join(root, "dist/chrome"), firefox: join(root, "dist/firefox") };

/**
 * Warnings of the linter that nobody can avoid: code, file, how often, and why.
 * `UNSAFE_VAR_ASSIGNMENT`: the glue of WebAssembly has a setter for `innerHTML`, because the library that draws the
 * pages makes its templates with it. They are constants of the module; what a user wrote is set as text.
 * `UNSUPPORTED_API`: `chrome.dom` is asked only where an element does not tell of its shadow root itself; Firefox's do.
 * @type {{code: string, file: string, most: number}[]}
 */
const unavoidable = [
  { code: "UNSAFE_VAR_ASSIGNMENT", file: "call.js", most: 1 },
  { code: "UNSAFE_VAR_ASSIGNMENT", file: "dashboard.js", most: 1 },
  { code: "UNSUPPORTED_API", file: "content.js", most: 1 },
];

/** What each permission is used by; none without a sign of use in the code that is shipped. */
const signs = {
  storage: /\bchrome\.storage\.local\b/,
  unlimitedStorage: /\bchrome\.storage\.local\.set\b/,
  alarms: /\bchrome\.alarms\.create\b/,
  contextMenus: /\bchrome\.contextMenus\.create\b/,
  activeTab: /\btab\??\.title\b/,
  scripting: /\bchrome\.scripting\b/,
  sidePanel: /\bsidePanel\.open\b/,
  notifications: /\bnotifications\??\.create\b/,
};

/** Parts of `chrome` that need no permission, or are given with a key of the manifest. */
const free = ["action", "commands", "extension", "i18n", "omnibox", "permissions", "runtime", "tabs", "windows", "dom"];

/** Every key of a Chromium manifest that we may use. A misspelt one would be passed over in silence by Firefox. */
const known = [
  ...["manifest_version", "name", "short_name", "description", "version", "default_locale", "minimum_chrome_version"],
  ...["icons", "action", "storage", "options_ui", "background", "omnibox", "commands", "permissions"],
  ...["host_permissions", "optional_permissions", "optional_host_permissions", "content_scripts", "side_panel"],
  ...["web_accessible_resources", "content_security_policy", "sandbox", "incognito"],
];
const knownInFirefox = [...known, "browser_specific_settings", "sidebar_action"];

/** @param {"chrome" | "firefox"} browser */
async function manifestOf(browser) {
  return JSON.parse(await readFile(join(dist[browser], "manifest.json"), "utf8"));
}

/**
 * Every file below a folder, by its name from there.
 * @param {string} folder
 */
async function filesIn(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

/** The code of ours that is shipped: our scripts, and what the module may reach. */
async function shippedCode() {
  const scripts = (await filesIn(join(root, "extension"))).filter((file) => file.endsWith(".js"));
  const module = (await filesIn(join(root, "src/platform"))).map((file) => `../src/platform/${file}`);
  const texts = [...scripts, ...module].map((file) => readFile(join(root, "extension", file), "utf8"));
  // A comment is no use, in either language.
  return (await Promise.all(texts)).join("\n").replace(/^\s*(?:\/\/|\*|\/\*).*$/gm, "");
}

/**
 * The first cells of all tables of a page, without the marks of code.
 * @param {string} text
 */
function firstCells(text) {
  const rows = text.split("\n").filter((line) => /^\| `/.test(line));
  return rows.map((row) => {
    const [, cell = "", why = ""] = row.split("|").map((part) => part.trim());
    return { names: [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? ""), why };
  });
}

test("the linter of Firefox's store has nothing to say that can be avoided", async () => {
  /** @type {{errors: any[], warnings: any[], summary: object}} */
  const told = await new Promise((done, failed) => {
    const args = [join(root, "node_modules/addons-linter/bin/addons-linter"), "--output", "json", dist.firefox];
    execFile(process.execPath, args, { maxBuffer: 32 * 1024 * 1024 }, (error, out) => {
      // It ends with a failure when it has found an error; then what it found is the better message.
      if (out.startsWith("{")) done(JSON.parse(out));
      else failed(error ?? new Error("it said nothing"));
    });
  });
  assert.deepEqual(told.errors, []);
  for (const { code, file, most } of unavoidable) {
    const found = told.warnings.filter((warning) => warning.code === code && warning.file === file);
    assert.equal(found.length, most, `${code} in ${file}: it is listed as unavoidable`);
  }
  const others = told.warnings.filter(
    (one) => !unavoidable.some(({ code, file }) => code === one.code && file === one.file),
  );
  assert.deepEqual(others, []);
});

for (const browser of /** @type {const} */ (["chrome", "firefox"])) {
  test(`${browser}: every key of the manifest is known, and every file that it names is there`, async () => {
    const manifest = await manifestOf(browser);
    const keys = Object.keys(manifest);
    assert.deepEqual(
      keys.filter((key) => !(browser === "chrome" ? known : knownInFirefox).includes(key)),
      [],
    );
    const files = new Set(await filesIn(dist[browser]));
    /** @type {string[]} */
    const named = [];
    JSON.stringify(manifest, (_key, value) => {
      if (typeof value === "string" && /^[\w/-]+\.(?:js|html|css|png|svg|json)$/.test(value)) named.push(value);
      return value;
    });
    assert.ok(named.length > 10, `${named.length}`);
    assert.deepEqual(
      named.filter((file) => !files.has(file)),
      [],
    );
    for (const language of await readdir(join(dist[browser], "_locales"))) {
      assert.ok((await stat(join(dist[browser], "_locales", language, "messages.json"))).size > 0, language);
    }
  });

  test(`${browser}: every permission is used, and nothing is used without one`, async () => {
    const manifest = await manifestOf(browser);
    const code = await shippedCode();
    const asked = [...manifest.permissions, ...(manifest.optional_permissions ?? [])];
    assert.equal(new Set(asked).size, asked.length);
    for (const permission of asked) {
      const sign = /** @type {Record<string, RegExp>} */ (signs)[permission];
      assert.ok(sign, `${permission}: say here by which sign one sees that it is used`);
      assert.ok(sign.test(code), `${permission} is asked for and not used`);
    }
    const used = new Set([...code.matchAll(/\bchrome\s*\??\.\s*(\w+)/g)].map(([, name]) => name ?? ""));
    assert.ok(used.has("storage") && used.has("omnibox"));
    assert.deepEqual(
      [...used].filter((name) => !asked.includes(name) && !free.includes(name)),
      [],
    );
  });

  test(`${browser}: docs/permissions.md tells every permission and site of the manifest`, async () => {
    const manifest = await manifestOf(browser);
    const told = new Set(
      firstCells(await readFile(join(root, "docs/permissions.md"), "utf8")).flatMap(({ names }) => names),
    );
    const missing = asked(manifest).filter((name) => !told.has(name));
    assert.deepEqual(missing, []);
  });
}

test("docs/permissions.md tells nothing that no manifest asks for, each once and with a reason", async () => {
  const [chrome, firefox] = await Promise.all([manifestOf("chrome"), manifestOf("firefox")]);
  const rows = firstCells(await readFile(join(root, "docs/permissions.md"), "utf8"));
  const names = rows.flatMap((row) => row.names);
  assert.deepEqual([...names].sort(), [...new Set([...asked(chrome), ...asked(firefox)])].sort());
  for (const { names: told, why } of rows) assert.ok(why.split(" ").length >= 4, `${told.join()}: ${why}`);
});

/**
 * All that a manifest asks for and a reader may wonder about, with the browsers' oldest versions.
 * @param {any} manifest
 * @returns {string[]}
 */
function asked(manifest) {
  const gecko = manifest.browser_specific_settings?.gecko ?? {};
  const { required = [], optional = [] } = gecko.data_collection_permissions ?? {};
  const versions = [
    manifest.minimum_chrome_version && `minimum_chrome_version ${manifest.minimum_chrome_version}`,
    gecko.strict_min_version && `strict_min_version ${gecko.strict_min_version}`,
  ];
  return [
    ...manifest.permissions,
    ...(manifest.optional_permissions ?? []),
    ...manifest.host_permissions,
    ...(manifest.optional_host_permissions ?? []),
    ...[...required, ...optional].map((name) => `data: ${name}`),
    ...versions.filter(Boolean),
  ];
}
