// The dock on every call service, as it is once the user has permitted them all: it is let in, and nothing is in its way.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { dockByClick, hostBox, launch, openCall, quietPage, until } from "./support/browser.mjs";
import { boxWhere, outOfReach, witness } from "./support/call-page.mjs";
import { permittedBuild } from "./support/permitted.mjs";
import { roomKey, startStandIn, variants } from "./support/stand-in.mjs";
import { clear, readCalls } from "./support/store.mjs";

/** @typedef {import("./support/browser.mjs").Provider} Provider */

/** @type {Awaited<ReturnType<typeof startStandIn>>} */
let standIn;
/** @type {import("./support/browser.mjs").Session} */
let session;
/** @type {import("puppeteer-core").Page} */
let quiet;
/** @type {Awaited<ReturnType<typeof permittedBuild>>} */
let build;

before(async () => {
  build = await permittedBuild();
  standIn = await startStandIn();
  session = await launch({ dist: build.dist, standIn });
  quiet = await quietPage(session);
});

after(async () => {
  await session?.close();
  await standIn?.close();
  await build?.remove();
});

afterEach(async () => {
  for (const page of await session.browser.pages()) {
    if (page.url().startsWith("https://")) await page.close();
  }
  await until(async () => (await readCalls(quiet)).length === 0, "the background knows that the calls are over");
  await clear(quiet);
});

for (const service of /** @type {const} */ (["teams", "webex", "jitsi", "whereby"])) {
  for (const variant of variants) {
    test(`${service}, served ${variant}: one click docks the sidebar and every control stays within reach`, async () => {
      const page = await openCall(session.browser, service, "weekly", { variant });
      await boxWhere(page, ({ width }) => width === 44, "the launcher shows");
      assert.deepEqual(await outOfReach(page), []);

      const frame = await dockByClick(page);
      assert.equal(new URL(frame.url()).searchParams.get("call"), roomKey(service, "weekly"));
      await boxWhere(page, ({ width }) => width >= 280, "the sidebar is docked");
      await until(async () => (await outOfReach(page)).length === 0, "every control is within reach");
      const seen = await witness(page);
      assert.deepEqual([seen.violations, seen.errors, seen.messages], [[], [], 0]);
    });
  }
}

test("the background is told the service, the room and the phase of each", async () => {
  for (const [service, phase] of /** @type {[Provider, Phase][]} */ ([
    ["teams", "call"],
    ["webex", "call"],
    ["jitsi", "call"],
    ["whereby", "unknown"],
  ])) {
    const page = await openCall(session.browser, service, "weekly");
    const isIt = (/** @type {{provider: string, phase: string}} */ one) => one.provider === service && one.phase === phase;
    const call = await until(async () => (await readCalls(quiet)).find(isIt), `${service} is in phase ${phase}`);
    assert.equal(`${service}:${call.room}`, roomKey(service, "weekly"));
    await page.close();
  }
});

test("jitsi: hanging up leads to an address without a room, and the dock goes", async () => {
  const page = await openCall(session.browser, "jitsi", "weekly");
  await boxWhere(page, ({ width }) => width === 44, "the launcher shows");
  await page.click('[data-control="leave"]');
  await until(async () => (await hostBox(page)) === null, "the dock has gone");
  await until(async () => (await readCalls(quiet)).length === 0, "the background knows that the call is over");
});
