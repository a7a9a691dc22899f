// The ports as this browser has them, held against the contract that their twins in memory keep.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { join } from "node:path";
import { launch, quietPage, root, which } from "./support/browser.mjs";

/** @type {Awaited<ReturnType<typeof launch>>} */
let session;

before(async () => {
  const dist = { chromium: "dist/contract-chrome", firefox: "dist/contract-firefox" }[which];
  session = await launch({ dist: join(root, dist) });
});

after(() => session?.close());

test("storage, clock and chance of this browser keep their contract", async () => {
  const page = await quietPage(session);
  const broken = await page.evaluate(async () => {
    const glue = await import(new URL("contract.js", location.href).href);
    await glue.default({ module_or_path: new URL("contract_bg.wasm", location.href) });
    return await glue.broken_promises();
  });
  assert.deepEqual(broken, []);
});
