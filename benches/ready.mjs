// How long the sidebar and the popup take from navigation to `ready`, beside an empty page of the extension in the same
// run. Build first (`cargo xtask build`), then: node benches/ready.mjs
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch } from "../tests/e2e/support/browser.mjs";
import { chromiumDist } from "../tests/e2e/support/chromium.mjs";

const rounds = 20;
const pages = ["empty.html", "sidebar.html", "popup.html"];

const dist = await mkdtemp(join(tmpdir(), "duologue-bench-"));
await cp(chromiumDist, dist, { recursive: true });
await writeFile(join(dist, "empty.html"), '<!doctype html><script type="module" src="empty.js"></script>');
await writeFile(join(dist, "empty.js"), 'performance.mark("ready");');

const session = await launch({ dist });
const page = await session.browser.newPage();
/** @type {Record<string, number[]>} */
const times = Object.fromEntries(pages.map((name) => [name, []]));
// In turns, so that whatever else the machine does slows all of them alike; the first round warms up.
for (let round = 0; round <= rounds; round++) {
  for (const name of pages) {
    await page.goto(session.url(name));
    const ready = await page.waitForFunction(() => performance.getEntriesByName("ready")[0]?.startTime);
    if (round > 0) times[name]?.push(Number(await ready.jsonValue()));
  }
}
await session.close();
await rm(dist, { recursive: true, force: true });

/** @param {number[]} values @param {number} share */
const quantile = (values, share) => [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? NaN;
const empty = quantile(times["empty.html"] ?? [], 0.5);
console.log("page           median ms   p95 ms   times the empty page");
for (const [name, values] of Object.entries(times)) {
  const median = quantile(values, 0.5);
  const columns = [median.toFixed(1).padStart(9), quantile(values, 0.95).toFixed(1).padStart(8)];
  console.log(`${name.padEnd(14)} ${columns.join(" ")} ${(median / empty).toFixed(2).padStart(22)}`);
}
