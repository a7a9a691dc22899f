// The dock on every call service, as it is once the user has permitted them all: it is let in, and nothing is in its way.
import assert from "node:assert/strict";
import { test } from "node:test";
import { dockByClick, hostBox, openCall, until } from "./support/browser.mjs";
import { boxWhere, outOfReach, witness } from "./support/call-page.mjs";
import { freshCalls } from "./support/fresh.mjs";
import { roomKey, variants } from "./support/stand-in.mjs";
import { readCalls } from "./support/store.mjs";

/** @typedef {import("./support/browser.mjs").Provider} Provider */

const fresh = freshCalls({ isPermitted: true });

for (const service of /** @type {const} */ (["teams", "webex", "jitsi", "whereby"])) {
  for (const variant of variants) {
    test(`${service}, served ${variant}: one click docks the sidebar and every control stays within reach`, async () => {
      const page = await openCall(fresh.session.browser, service, "weekly", { variant });
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
    const page = await openCall(fresh.session.browser, service, "weekly");
    const isIt = (/** @type {{provider: string, phase: string}} */ one) => one.provider === service && one.phase === phase;
    const call = await until(async () => (await readCalls(fresh.quiet)).find(isIt), `${service} is in phase ${phase}`);
    assert.equal(`${service}:${call.room}`, roomKey(service, "weekly"));
    await page.close();
  }
});

test("jitsi: hanging up leads to an address without a room, and the dock goes", async () => {
  const page = await openCall(fresh.session.browser, "jitsi", "weekly");
  await boxWhere(page, ({ width }) => width === 44, "the launcher shows");
  await page.click('[data-control="leave"]');
  await until(async () => (await hostBox(page)) === null, "the dock has gone");
  await until(async () => (await readCalls(fresh.quiet)).length === 0, "the background knows that the call is over");
});
