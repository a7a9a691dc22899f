// Which service and which room an address belongs to, and that nothing which only looks like one is taken for one.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { addresses, bringProviders, plainBrowser, services } from "./support/providers.mjs";

/** @type {import("puppeteer-core").Browser} */
let browser;
/** @type {import("puppeteer-core").Page} */
let page;
const table = await addresses();

before(async () => {
  browser = await plainBrowser();
  page = await browser.newPage();
  await bringProviders(page);
});

after(() => browser?.close());

/**
 * @param {string[]} urls
 * @param {boolean} site
 * @returns {Promise<(string | null)[][]>} the names of the service and the room
 */
function read(urls, site) {
  return page.evaluate(
    (all, asked) =>
      all.map((url) => {
        const provider = /** @type {any} */ (globalThis).providerAt(url, asked ? { site: true } : undefined);
        return [provider?.name ?? null, provider?.roomOf(url) ?? null];
      }),
    urls,
    site,
  );
}

for (const service of [...services, "site", null]) {
  const rows = table.filter(([name]) => name === service);
  test(`${service ?? "no service"}: ${rows.length} addresses`, async () => {
    assert.ok(rows.length > 10 && table.length >= 150);
    const found = await read(rows.map(([, url]) => url), service === "site");
    assert.deepEqual(rows.map(([, url], index) => [found[index][0], url, found[index][1]]), rows);
  });
}

test("another site is one only where it is asked for", async () => {
  const rows = table.filter(([name]) => name === "site");
  for (const [name] of await read(rows.map(([, url]) => url), false)) assert.equal(name, null);
});

test("no provider reads a room from an address of another one", async () => {
  const strays = await page.evaluate(
    (rows, names) =>
      rows.flatMap(([owner, url]) =>
        names.filter((name) => name !== owner && /** @type {any} */ (globalThis).providerNamed(name).roomOf(url) !== null),
      ),
    table,
    services,
  );
  assert.deepEqual(strays, []);
});

test("every room can be a part of a key, and different places are different rooms", async () => {
  const rooms = table.filter(([, , room]) => room !== null);
  for (const [name, url, room] of rooms) assert.match(room ?? "", /^[A-Za-z0-9._-]{1,200}$/, `${name} ${url}`);
  const texts = ["a/b", "a_2fb", "a%2Fb", "a_b", "a b", "a-b", "a.b", "A/b", "ä", "a\u0308", "_", "__", "_5f", "\u{1f600}", "\ud800"];
  const names = await page.evaluate(
    (all) => all.map((text) => /** @type {any} */ (globalThis).roomNamed(text)),
    texts,
  );
  assert.equal(new Set(names).size, texts.length, JSON.stringify(names));
});

test("an address of 100 KB is read as quickly as any other", async () => {
  const long = "a".repeat(100_000);
  const urls = [
    `https://meet.google.com/abc-defg-hij?x=${long}`,
    `https://meet.google.com/${long}`,
    `https://app.zoom.us/wc/12345678901/${long}`,
    `https://zoom.us/j/${"1".repeat(100_000)}`,
    `https://teams.microsoft.com/light-meetings/launch?coords=${long}`,
    `https://teams.microsoft.com/l/meetup-join/19:${long}@thread.v2/0`,
    `https://teams.microsoft.com/dl/launcher/?url=${"%2F".repeat(33_000)}`,
    `https://acme.webex.com/meet/${long}`,
    `https://acme.webex.com/webappng/${"/download".repeat(11_000)}`,
    `https://meet.jit.si/${"%C3%A4".repeat(16_000)}`,
    `https://acme.whereby.com/${long}`,
    `https://${"a.".repeat(50_000)}zoom.us/j/12345678901`,
  ];
  const { rooms, took } = await page.evaluate((all) => {
    const { providerAt } = /** @type {any} */ (globalThis);
    const start = performance.now();
    const rooms = all.map((url) => {
      const provider = providerAt(url, { site: true });
      provider?.handsOver?.(url);
      provider?.mayHold?.(url);
      return provider?.roomOf(url) ?? null;
    });
    return { rooms, took: performance.now() - start };
  }, urls);
  assert.deepEqual(rooms, ["abc-defg-hij", null, "12345678901", ...Array(8).fill(null), "12345678901"]);
  assert.ok(took < 1_000, `${took} ms`);
});

/** @type {[url: string, handsOver: boolean, mayHold: boolean][]} */
const others = [
  ["https://us05web.zoom.us/j/12345678901?pwd=x", true, false],
  ["https://zoom.us/s/12345678901", true, false],
  ["https://app.zoom.us/wc/12345678901/join", false, false],
  ["https://zoom.us/wc/join/12345678901", false, false],
  ["https://teams.microsoft.com/dl/launcher/launcher.html?url=x", true, false],
  ["https://teams.live.com/dl/launcher/?url=x", true, false],
  ["https://teams.microsoft.com/dl/launcherx/", false, false],
  ["https://teams.microsoft.com/v2/", false, true],
  ["https://teams.microsoft.com/v2", false, true],
  ["https://teams.microsoft.com/_#/x", false, true],
  ["https://teams.cloud.microsoft/", false, true],
  ["https://teams.microsoft.com/light-meetings/launch?anon=true", false, true],
  ["https://teams.microsoft.com/v2x/", false, false],
  ["https://teams.microsoft.com/l/message/x", false, false],
  ["https://acme.webex.com/webappng/sites/acme/meeting/download/x?launchApp=true", true, true],
  ["https://acme.webex.com/wbxmjs/joinservice/sites/acme/meeting/download/x", true, true],
  ["https://acme.webex.com/webappng/sites/acme/meeting/info/x", false, true],
  ["https://web.webex.com/meetings", false, true],
  ["https://acme.webex.com/meet/ana", false, false],
  ["https://meet.google.com/landing", false, false],
  ["https://meet.jit.si/talk", false, false],
  ["https://acme.whereby.com/room", false, false],
];

test("launch pages, and addresses at which a call may go on without its room, are told apart", async () => {
  const found = await page.evaluate(
    (urls) =>
      urls.map((url) => {
        const provider = /** @type {any} */ (globalThis).providerAt(url);
        return [url, provider.handsOver?.(url) ?? false, (provider.hides && provider.mayHold(url)) ?? false];
      }),
    others.map(([url]) => url),
  );
  assert.deepEqual(found, others);
});
