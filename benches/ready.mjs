// How long the sidebar, the popup and each section of the dashboard take from navigation to `ready`, beside an empty
// page of the extension in the same run, and how much memory they hold. Build first (`cargo xtask build`), then
//   node benches/ready.mjs [entries.json]
// With the entries of a sample (`cargo xtask sample --years 10 --form entries --out entries.json`) in the store, it tells
// how long the index takes and how long searches take, too.
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch } from "../tests/e2e/support/browser.mjs";
import { chromiumDist } from "../tests/e2e/support/chromium.mjs";
import { fill } from "../tests/e2e/support/sample.mjs";

const rounds = Number(process.env["ROUNDS"] ?? 20);
const sections = ["people", "history", "insights", "record", "questions", "settings"];
const pages = ["empty.html", "sidebar.html", "popup.html", ...sections.map((section) => `dashboard.html#${section}`)];
const queries = ["roadmap", "raodmap", "a", "grosse", "feedback from", '"next career step"', "採用計画", "zzzzzz", "Atlas Beacon"];

const dist = await mkdtemp(join(tmpdir(), "duologue-bench-"));
await cp(chromiumDist, dist, { recursive: true });
await writeFile(join(dist, "empty.html"), '<!doctype html><script type="module" src="empty.js"></script>');
await writeFile(join(dist, "empty.js"), 'performance.mark("ready");');

const session = await launch({ dist });
const page = await session.browser.newPage();
if (process.argv[2]) {
  await page.goto(session.url("empty.html"));
  await fill(page, process.argv[2]);
}

/** @type {Record<string, {times: number[], heap: number[]}>} */
const measured = Object.fromEntries(pages.map((name) => [name, { times: [], heap: [] }]));
// In turns, so that whatever else the machine does slows all of them alike; the first round warms up.
for (let round = 0; round <= rounds; round++) {
  for (const name of pages) {
    // From another page each time: one that differs after the # alone would not be loaded anew.
    await page.goto("about:blank");
    await page.goto(session.url(name));
    const ready = await page.waitForFunction(() => performance.getEntriesByName("ready")[0]?.startTime);
    if (round === 0) continue;
    measured[name]?.times.push(Number(await ready.jsonValue()));
    measured[name]?.heap.push((await page.metrics()).JSHeapUsedSize ?? NaN);
  }
}
if (process.argv[2]) await search();
await session.close();
await rm(dist, { recursive: true, force: true });

/** @param {number[]} values @param {number} share */
function quantile(values, share) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? NaN;
}

const empty = quantile(measured["empty.html"]?.times ?? [], 0.5);
console.log("page                      median ms   p95 ms   times the empty page   JS heap MB");
for (const [name, { times, heap }] of Object.entries(measured)) {
  const median = quantile(times, 0.5);
  const columns = [median.toFixed(1).padStart(9), quantile(times, 0.95).toFixed(1).padStart(8)];
  const rest = [(median / empty).toFixed(2).padStart(22), (quantile(heap, 0.5) / 1e6).toFixed(1).padStart(12)];
  console.log(`${name.padEnd(25)} ${columns.join(" ")} ${rest.join(" ")}`);
}

/** Searches for each of the words, from the key to the results on the screen. */
async function search() {
  await page.goto("about:blank");
  await page.goto(session.url("dashboard.html#history"));
  await page.waitForSelector("#search-everything");
  await page.evaluate(() => {
    Object.assign(globalThis, { longest: 0 });
    const note = (/** @type {PerformanceObserverEntryList} */ list) => {
      const all = [/** @type {any} */ (globalThis).longest, ...list.getEntries().map((entry) => entry.duration)];
      Object.assign(globalThis, { longest: Math.max(...all) });
    };
    new PerformanceObserver(note).observe({ type: "longtask", buffered: true });
  });
  const began = Date.now();
  await look("zzzzzz");
  await page.waitForFunction(() => document.querySelector(".empty") !== null, { timeout: 600_000 });
  console.log(`the index is whole after ${((Date.now() - began) / 1000).toFixed(1)} s`);
  console.log(`longest task meanwhile: ${await page.evaluate(() => /** @type {any} */ (globalThis).longest)} ms`);
  for (const isMore of [false, true]) {
    /** @type {number[]} */
    const times = [];
    for (const query of queries) {
      /** @type {number[]} */
      const own = [];
      for (let nth = 0; nth < 10; nth++) own.push(await look(query, isMore));
      times.push(...own);
      const count = await page.$eval('main [role="status"]', (status) => status.textContent);
      console.log(`search ${query.padEnd(24)} ${quantile(own, 0.5).toFixed(1)} ms, ${count}`);
    }
    const which = isMore ? "one more key" : "the first key";
    console.log(`search, ${which}: median ${quantile(times, 0.5).toFixed(1)} ms, p95 ${quantile(times, 0.95).toFixed(1)} ms`);
  }
  const memory = await page.evaluate(() => /** @type {any} */ (performance).memory?.usedJSHeapSize);
  console.log(`heap with the index: ${(memory / 1e6).toFixed(1)} MB of JavaScript`);
}

/**
 * From the key to the results: of the first key in a field that has been empty for some frames, or of one more key where
 * results are shown already.
 * @param {string} query
 * @param {boolean} [isMore]
 * @returns {Promise<number>} milliseconds until the frame with the results has been made
 */
function look(query, isMore = false) {
  return page.evaluate(
    async (typed, before) => {
      const field = /** @type {HTMLInputElement} */ (document.getElementById("search-everything"));
      const say = (/** @type {string} */ text) => {
        field.value = text;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      };
      const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      say(before);
      for (let nth = 0; nth < 6; nth++) await frame();
      const began = performance.now();
      say(typed);
      await frame();
      return performance.now() - began;
    },
    query,
    isMore ? query.slice(0, -1) : "",
  );
}
