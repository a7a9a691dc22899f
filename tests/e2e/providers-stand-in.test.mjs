// The providers on the hand-made call pages: the states, comings and goings, frames, and the launch pages.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { callUrl, until } from "./support/browser.mjs";
import { bringProviders, plainBrowser, services } from "./support/providers.mjs";
import { roomKey, startStandIn, variants } from "./support/stand-in.mjs";

/** @typedef {import("./support/browser.mjs").Provider} Provider */

const rooms = /** @type {Record<Provider, string>} */ ({
  meet: "abc-defg-hij",
  zoom: "12345678901",
  teams: "weekly",
  webex: "ana",
  jitsi: "weekly",
  whereby: "weekly",
  site: "weekly",
});

/** @type {Awaited<ReturnType<typeof startStandIn>>} */
let standIn;
/** @type {import("puppeteer-core").Browser} */
let browser;
/** @type {import("puppeteer-core").Page} */
let page;

before(async () => {
  standIn = await startStandIn();
  browser = await plainBrowser({ standIn });
  page = await browser.newPage();
});

after(async () => {
  await browser?.close();
  await standIn?.close();
});

/** @param {string} url */
async function open(url) {
  await page.goto(url);
  await bringProviders(page);
}

function look() {
  return page.evaluate(() => {
    const provider = /** @type {any} */ (globalThis).providerAt(location.href, { site: true });
    const room = provider.roomOf(location.href);
    return {
      room: room && `${provider.name}:${room}`,
      phase: provider.phaseOf(document),
      people: provider.peopleOf(document),
    };
  });
}

/** @param {number} count */
const people = (count) => page.evaluate((n) => /** @type {any} */ (globalThis).people(n), count);

/** What is known of each page, and in which of them the number of people is. */
const known = /** @type {Record<Provider, {phases: Phase[], counts: boolean}>} */ ({
  meet: { phases: ["lobby", "unknown", "call", "ended"], counts: true },
  zoom: { phases: ["lobby", "unknown", "call", "ended"], counts: true },
  teams: { phases: ["lobby", "lobby", "call", "ended"], counts: true },
  webex: { phases: ["lobby", "lobby", "call", "unknown"], counts: false },
  jitsi: { phases: ["lobby", "lobby", "call", "unknown"], counts: true },
  whereby: { phases: ["unknown", "unknown", "unknown", "unknown"], counts: false },
  site: { phases: ["lobby", "lobby", "call", "unknown"], counts: false },
});

for (const service of [...services, /** @type {const} */ ("site")]) {
  const { phases, counts } = known[service];
  const room = roomKey(service, rooms[service]);

  test(`${service}: lobby, asking, call and ended, in the room that its address names`, async () => {
    for (const [index, at] of /** @type {const} */ (["lobby", "asking", "call", "ended"]).entries()) {
      await open(callUrl(service, rooms[service], { at }));
      const people = counts && at === "call" ? 2 : null;
      assert.deepEqual(await look(), { room, phase: phases[index], people }, at);
    }
  });

  test(`${service}: people come and go`, async () => {
    await open(callUrl(service, rooms[service], { people: 3 }));
    const counted = [(await look()).people];
    for (const count of [2, 1, 12, 2]) {
      await people(count);
      const { phase, people: found } = await look();
      assert.equal(phase, phases[2], `${count} people`);
      counted.push(found);
    }
    // Teams shows no number to one who is alone.
    assert.deepEqual(counted, counts ? [3, 2, service === "teams" ? null : 1, 12, 2] : [null, null, null, null, null]);
  });

  test(`${service}: the page is the same however it is served`, async () => {
    for (const variant of variants) {
      await page.goto(callUrl(service, rooms[service], { variant }));
      await until(() => page.$('[data-control="leave"]'), `${variant}: the call is on the page`);
      assert.deepEqual(await page.evaluate(() => /** @type {any} */ (globalThis).witness.errors), [], variant);
      await page.click('[data-control="mic"]');
      assert.deepEqual(await page.evaluate(() => /** @type {any} */ (globalThis).witness.clicks), ["mic"], variant);
    }
  });
}

test("a second call starts without a page load", async () => {
  for (const service of services) {
    await open(callUrl(service, rooms[service], { at: "ended" }));
    await page.click('[data-control="next"]');
    const { room, phase } = await look();
    assert.ok(room && room !== roomKey(service, rooms[service]), `${service} ${room}`);
    assert.equal(phase, known[service].phases[2], service);
  }
});

test("jitsi: leaving goes to an address without a room", async () => {
  await open(callUrl("jitsi", rooms.jitsi));
  await page.click('[data-control="leave"]');
  assert.deepEqual(await look(), { room: null, phase: "unknown", people: null });
});

test("teams: a call goes on at an address that names no room, and behind a chat", async () => {
  await open(callUrl("teams", rooms.teams, { hides: true }));
  assert.deepEqual(await look(), { room: null, phase: "call", people: 2 });
  const may = () => page.evaluate(() => /** @type {any} */ (globalThis).providerAt(location.href).mayHold(location.href));
  assert.equal(await may(), true);
  await page.click('[data-control="chat"]');
  assert.deepEqual(await look(), { room: null, phase: "unknown", people: null });
  await page.click('[data-control="back"]');
  assert.equal((await look()).phase, "call");
});

/** @type {[service: Provider, frame: string][]} */
const frames = [
  ["zoom", "webclient"],
  ["teams", "experience-container-1234"],
  ["webex", "unified-webclient-iframe"],
];
for (const [service, id] of frames) {
  test(`${service}: the client in a frame of the same origin is seen, one of another origin is not`, async () => {
    await open(callUrl(service, rooms[service], { at: "ended" }));
    const framed = (/** @type {string} */ src) =>
      page.evaluate(
        async (name, url) => {
          const frame = document.createElement("iframe");
          frame.id = name;
          frame.src = url;
          document.getElementById("stage")?.replaceChildren(frame);
          await new Promise((done) => frame.addEventListener("load", done, { once: true }));
        },
        id,
        src,
      );
    await framed(callUrl(service, rooms[service], { people: 3 }));
    const counts = known[service].counts ? 3 : null;
    assert.deepEqual(await look(), { room: roomKey(service, rooms[service]), phase: "call", people: counts });
    await framed(callUrl("jitsi", rooms.jitsi));
    assert.deepEqual(await look(), { room: roomKey(service, rooms[service]), phase: "unknown", people: null });
  });
}

test("launch pages know their room, hand over, and lead to the web client of the same room", async () => {
  const launches = /** @type {const} */ ([
    ["zoom", `https://zoom.us/j/${rooms.zoom}?at=call`],
    ["teams", `https://teams.microsoft.com/dl/launcher/launcher.html?url=%2Fl%2Fmeetup-join%2F19%3Ameeting_weekly%40thread.v2%2F0%3Fat%3Dcall`],
  ]);
  for (const [service, url] of launches) {
    await open(url);
    const launch = await page.evaluate(() => {
      const provider = /** @type {any} */ (globalThis).providerAt(location.href);
      return [provider.handsOver(location.href), provider.roomOf(location.href), provider.phaseOf(document)];
    });
    const room = roomKey(service, rooms[service]);
    assert.deepEqual(launch, [true, room.split(":")[1], "unknown"]);
    await Promise.all([page.waitForNavigation(), page.click('[data-control="in-browser"]')]);
    await bringProviders(page);
    assert.deepEqual(await look(), { room, phase: "call", people: 2 });
  }
});
