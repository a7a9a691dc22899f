// What `cargo xtask demo` shows: the extension on a stand-in call, in a window or as pictures.
//
//   node tests/e2e/demo.mjs               opens a browser and waits until it is closed
//   node tests/e2e/demo.mjs --shots DIR   writes a PNG of each surface, light and dark
import { rmSync } from "node:fs";
import { mkdir, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { room, tellSample } from "./demo/sample.mjs";
import { surfaces } from "./demo/surfaces.mjs";
import { dockByClick, launch, openCall } from "./support/browser.mjs";
import { startStandIn } from "./support/stand-in.mjs";

/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {Awaited<ReturnType<typeof startStandIn>>} StandIn */

const schemes = ["light", "dark"];
const height = 760;

const { shots } = parseArgs({ options: { shots: { type: "string" } } }).values;
const standIn = await startStandIn();
await (shots === undefined ? show(standIn) : picture(standIn, shots));
await standIn.close();

/**
 * Tells the sample out of sight, then opens the window on a call that knows its room.
 * @param {StandIn} standIn
 */
async function show(standIn) {
  const profile = await mkdtemp(join(tmpdir(), "duologue-demo-"));
  process.on("exit", () => rmSync(profile, { recursive: true, force: true, maxRetries: 10 }));

  const before = await launch({ profile, standIn });
  const call = await openCall(before.browser, "meet", room);
  const sidebar = await dockByClick(call);
  // Nothing is drawn in a page behind another one, and a new page need not come in front.
  await call.bringToFront();
  await tellSample(sidebar);
  await before.close({ keepProfile: true });

  const { browser } = await launch({ profile, standIn, headless: false });
  const [empty] = await browser.pages();
  await openCall(browser, "meet", room);
  await empty?.close();
  console.log("The call is open. Close the browser to end the demo.");
  await new Promise((closed) => browser.once("disconnected", closed));
}

/**
 * Walks the main flow once, and writes each surface down on the way.
 * @param {StandIn} standIn
 * @param {string} folder
 */
async function picture(standIn, folder) {
  await mkdir(folder, { recursive: true });
  const session = await launch({ standIn });
  try {
    const call = await openCall(session.browser, "meet", room);
    for (const surface of surfaces) {
      const page = await surface.reach({ session, call });
      await writeDown(page, join(folder, surface.name), surface.widths);
      if (page !== call) await page.close();
    }
  } finally {
    await session.close();
  }
}

/**
 * @param {Page} page
 * @param {string} path without its ending
 * @param {number[]} widths in CSS pixels
 */
async function writeDown(page, path, widths) {
  await page.bringToFront();
  for (const scheme of schemes) {
    await prefer(page, scheme);
    for (const width of widths) {
      await page.setViewport({ width, height });
      await page.screenshot({ path: `${path}-${scheme}-${width}.png` });
      console.log(`${path}-${scheme}-${width}.png`);
    }
  }
}

/**
 * Chooses light or dark for the page and for the docked sidebar, which runs in a process of its own:
 * so puppeteer's word for pages does not reach it, and its frames have none.
 * @param {Page} page
 * @param {string} scheme
 */
async function prefer(page, scheme) {
  const features = [
    { name: "prefers-color-scheme", value: scheme },
    // Nothing is caught half-way through a change of colour.
    { name: "prefers-reduced-motion", value: "reduce" },
  ];
  for (const frame of page.frames()) {
    const { client } = /** @type {{client: import("puppeteer-core").CDPSession}} */ (/** @type {unknown} */ (frame));
    await client.send("Emulation.setEmulatedMedia", { features });
  }
}
