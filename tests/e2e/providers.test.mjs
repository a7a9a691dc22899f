// What is known about each call host, held against pages and addresses: rather "unknown" than wrong.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { startStandIn } from "./support/stand-in.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const files = /** @type {const} */ ({ meet: "meetProvider", zoom: "zoomProvider" });
const homes = { meet: "https://meet.google.com/landing", zoom: "https://app.zoom.us/wc/home" };

/** @type {Awaited<ReturnType<typeof startStandIn>>} */
let standIn;
/** @type {import("./support/browser.mjs").Session} */
let session;

before(async () => {
  standIn = await startStandIn();
  session = await launch({ standIn });
});

after(async () => {
  await session?.close();
  await standIn?.close();
});

/**
 * A page of the host, with the provider's own file run in it as `provider`.
 * @param {keyof typeof files} name
 * @returns {Promise<Page>}
 */
async function pageWith(name) {
  const source = await readFile(new URL(`../../extension/content/${name}.js`, import.meta.url), "utf8");
  const page = await session.browser.newPage();
  await page.goto(homes[name]);
  await page.evaluate(`${source}; globalThis.provider = ${files[name]};`);
  return page;
}

/** @type {{name: keyof typeof files, url: string, room: string | null}[]} */
const addresses = [
  { name: "meet", url: "https://meet.google.com/abc-defg-hij", room: "abc-defg-hij" },
  { name: "meet", url: "https://meet.google.com/abc-defg-hij/?authuser=1#x", room: "abc-defg-hij" },
  { name: "meet", url: "https://meet.google.com/", room: null },
  { name: "meet", url: "https://meet.google.com/landing", room: null },
  { name: "meet", url: "https://meet.google.com/lookup/abc-defg-hij", room: null },
  { name: "meet", url: "https://meet.google.com/ABC-DEFG-HIJ", room: null },
  { name: "meet", url: "https://meet.google.com/abc-defg-hijk", room: null },
  { name: "meet", url: "http://meet.google.com/abc-defg-hij", room: null },
  { name: "meet", url: "https://meet.google.com.evil.example/abc-defg-hij", room: null },
  { name: "meet", url: "https://meet.google.com@evil.example/abc-defg-hij", room: null },
  { name: "meet", url: "https://meet.google.com:8443/abc-defg-hij", room: null },
  { name: "meet", url: "not an address", room: null },
  { name: "zoom", url: "https://us05web.zoom.us/j/12345678901?pwd=x", room: "12345678901" },
  { name: "zoom", url: "https://zoom.us/s/123456789", room: "123456789" },
  { name: "zoom", url: "https://app.zoom.us/wc/12345678901/start", room: "12345678901" },
  { name: "zoom", url: "https://app.zoom.us/wc/12345678901/join?fromPWA=1", room: "12345678901" },
  { name: "zoom", url: "https://zoom.us/wc/join/12345678901", room: "12345678901" },
  { name: "zoom", url: "https://acme.zoom.com/w/12345678901", room: "12345678901" },
  { name: "zoom", url: "https://app.zoom.us/wc/home", room: null },
  { name: "zoom", url: "https://app.zoom.us/wc/leave", room: null },
  { name: "zoom", url: "https://zoom.us/postattendee?id=12345678901", room: null },
  { name: "zoom", url: "https://zoom.us/j/12345678", room: null },
  { name: "zoom", url: "https://zoom.us/j/123456789012", room: null },
  { name: "zoom", url: "https://notzoom.us/j/12345678901", room: null },
  { name: "zoom", url: "https://zoom.us.evil.example/j/12345678901", room: null },
];

for (const name of /** @type {const} */ (["meet", "zoom"])) {
  test(`${name}: the room is read from the address, and from nothing that only looks like one`, async () => {
    const page = await pageWith(name);
    const cases = addresses.filter((address) => address.name === name);
    const rooms = await page.evaluate(
      (urls) => urls.map((url) => /** @type {any} */ (globalThis).provider.roomOf(url)),
      cases.map(({ url }) => url),
    );
    assert.deepEqual(
      cases.map(({ url }, index) => ({ url, room: rooms[index] })),
      cases.map(({ url, room }) => ({ url, room })),
    );
    await page.close();
  });

  test(`${name}: every selector can be parsed`, async () => {
    const page = await pageWith(name);
    const parsed = await page.evaluate(() => {
      const { provider } = /** @type {any} */ (globalThis);
      provider.phaseOf(document);
      return provider.controls.map((/** @type {string} */ selector) => document.querySelectorAll(selector).length);
    });
    assert.ok(parsed.length > 0);
    await page.close();
  });
}

for (const { name, state, phase } of /** @type {const} */ ([
  { name: "meet", state: "lobby", phase: "lobby" },
  { name: "meet", state: "asking", phase: "unknown" },
  { name: "meet", state: "call", phase: "call" },
  { name: "meet", state: "ended", phase: "ended" },
  { name: "zoom", state: "lobby", phase: "lobby" },
  { name: "zoom", state: "call", phase: "call" },
  { name: "zoom", state: "ended", phase: "ended" },
])) {
  test(`${name}: the ${state} page is "${phase}"; with any one part missing it is that or unknown`, async () => {
    const page = await pageWith(name);
    const found = await page.evaluate((id) => {
      const { provider, stage } = /** @type {any} */ (globalThis);
      stage(id);
      const whole = provider.phaseOf(document);
      const count = document.querySelectorAll("#stage *").length;
      const lacking = [];
      for (let part = 0; part < count; part += 1) {
        stage(id);
        document.querySelectorAll("#stage *")[part].remove();
        lacking.push(provider.phaseOf(document));
      }
      return { whole, lacking };
    }, state);
    assert.equal(found.whole, phase);
    assert.ok(found.lacking.length > 2);
    assert.deepEqual(found.lacking.filter((one) => one !== phase && one !== "unknown"), []);
    await page.close();
  });
}
