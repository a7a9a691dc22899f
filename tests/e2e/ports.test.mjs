// The ports as this browser has them, held against the contract that their twins in memory keep.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { join } from "node:path";
import { launch, root, which } from "./support/browser.mjs";

/** @type {Awaited<ReturnType<typeof launch>>} */
let session;

before(async () => {
  const dist = { chromium: "dist/contract-chrome", firefox: "dist/contract-firefox" }[which];
  session = await launch({ dist: join(root, dist) });
});

after(() => session?.close());

test("storage, clock and chance of this browser keep their contract", async () => {
  const page = await session.browser.newPage();
  // Any page of ours will do; this one only has to be a page of the extension.
  await page.goto(session.url("popup.html"));
  await page.waitForSelector("html[data-ready]");
  const broken = await page.evaluate(async () => {
    const glue = await import(new URL("duologue.js", location.href).href);
    return await glue.broken_promises();
  });
  assert.deepEqual(broken, []);
});
