// For whom the sidebar opens by itself: for two in a room of theirs, unless the user has said otherwise.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clickLauncher, openCall, readyFrame, sidebarFrame, until } from "./support/browser.mjs";
import { boxWhere } from "./support/call-page.mjs";
import { freshCalls } from "./support/fresh.mjs";
import { roomKey } from "./support/stand-in.mjs";
import { envelope, put, read, readCalls } from "./support/store.mjs";

/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {import("./support/browser.mjs").Provider} Provider */

/** The services whose pages tell how many are there. */
const counting = /** @type {Provider[]} */ (["meet", "zoom", "teams", "jitsi"]);

const fresh = freshCalls({ isPermitted: true });

/** @param {Provider} service */
function roomOf(service) {
  return service === "meet" ? "abc-defg-hij" : service === "zoom" ? "12345678901" : "weekly";
}

/** @param {Provider} service */
function keyOf(service) {
  return service === "meet" || service === "zoom" ? `${service}:${roomOf(service)}` : roomKey(service, roomOf(service));
}

/**
 * A call in a room of ours with so many people in it, once the background knows how many.
 * @param {Provider} service
 * @param {number | null} people
 */
async function callOf(service, people) {
  await put(fresh.quiet, { [`room/${keyOf(service)}`]: envelope({ with: "r1" }) });
  const page = await openCall(fresh.session.browser, service, roomOf(service), { people: people ?? 2 });
  await until(async () => (await readCalls(fresh.quiet))[0]?.people === people, `${people} are known to be there`);
  return page;
}

/** @param {Page} page */
const isShut = (page) => boxWhere(page, ({ width }) => width === 44, "the launcher shows, and no more");
/** @param {Page} page */
const isOpen = (page) => boxWhere(page, ({ width }) => width >= 280, "the sidebar has opened by itself");

for (const service of counting) {
  test(`${service}: it opens for two, and stays shut for three`, async () => {
    const two = await callOf(service, 2);
    await isOpen(two);
    await two.close();
    await until(async () => (await readCalls(fresh.quiet)).length === 0, "the call is over");
    await isShut(await callOf(service, 3));
  });
}

test("where the page does not tell how many are there, it opens after a while", async () => {
  await isOpen(await callOf("webex", null));
});

test("it opens when the second one comes, and stays open when a third does", async () => {
  const page = await callOf("meet", 1);
  await isShut(page);
  await page.evaluate(() => /** @type {any} */ (globalThis).people(2));
  await isOpen(page);
  await page.evaluate(() => /** @type {any} */ (globalThis).people(3));
  await until(async () => (await readCalls(fresh.quiet))[0]?.people === 3, "the third is known to be there");
  await isOpen(page);
});

test("who opens it by hand among three has said that this room is theirs, and it opens by itself next time", async () => {
  const page = await callOf("meet", 3);
  await clickLauncher(page);
  await readyFrame(await sidebarFrame(page));
  await until(async () => (await read(fresh.quiet, `opens/${keyOf("meet")}`))?.opens === "always", "the word is remembered");
  await page.close();
  await until(async () => (await readCalls(fresh.quiet)).length === 0, "the call is over");
  await isOpen(await callOf("meet", 3));
});

test("opening it by hand for two is no word about the room", async () => {
  const page = await openCall(fresh.session.browser, "meet", roomOf("meet"));
  await until(async () => (await readCalls(fresh.quiet))[0]?.people === 2, "two are known to be there");
  await clickLauncher(page);
  await readyFrame(await sidebarFrame(page));
  assert.equal(await read(fresh.quiet, `opens/${keyOf("meet")}`), undefined);
});

test("once closed by hand it does not open again in this call, whoever comes and goes", async () => {
  const page = await callOf("meet", 2);
  await isOpen(page);
  const frame = await readyFrame(await sidebarFrame(page));
  await frame.evaluate(() => void chrome.runtime.sendMessage({ type: "dock", show: "launcher" }));
  await isShut(page);
  for (const people of [3, 2]) {
    await page.evaluate((count) => /** @type {any} */ (globalThis).people(count), people);
    await until(async () => (await readCalls(fresh.quiet))[0]?.people === people, `${people} are known to be there`);
  }
  await isShut(page);
});

test("a page that hides its room goes on being in the room that its tab went to", async () => {
  await put(fresh.quiet, { [`room/${keyOf("teams")}`]: envelope({ with: "r1" }) });
  const page = await openCall(fresh.session.browser, "teams", "weekly", { hides: true });
  await isOpen(page);
  const frame = await readyFrame(await sidebarFrame(page));
  assert.equal(new URL(frame.url()).searchParams.get("call"), keyOf("teams"));
});
