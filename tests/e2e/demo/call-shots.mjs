// A picture of the dock on the stand-in page of each call service, in the browser that `BROWSER` says.
//
//   node tests/e2e/demo/call-shots.mjs DIR
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { dockByClick, launch, openCall } from "../support/browser.mjs";
import { permittedBuild } from "../support/permitted.mjs";
import { startStandIn } from "../support/stand-in.mjs";

/** @type {[import("../support/browser.mjs").Provider, string][]} */
const calls = [
  ["meet", "abc-defg-hij"],
  ["zoom", "12345678901"],
  ["teams", "weekly"],
  ["webex", "weekly"],
  ["jitsi", "weekly"],
  ["whereby", "weekly"],
];

const folder = process.argv[2];
if (!folder) throw new Error("say where the pictures go");
await mkdir(folder, { recursive: true });
const standIn = await startStandIn();
const build = await permittedBuild();
const session = await launch({ dist: build.dist, standIn });
try {
  for (const [service, room] of calls) {
    const page = await openCall(session.browser, service, room);
    await page.setViewport({ width: 1000, height: 640 });
    await dockByClick(page);
    const path = join(folder, `${service}-${session.which}.png`);
    await page.screenshot({ path: /** @type {`${string}.png`} */ (path) });
    console.log(path);
    await page.close();
  }
} finally {
  await session.close();
  await standIn.close();
  await build.remove();
}
