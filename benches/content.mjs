// What our scripts cost a call page with the sidebar docked: at load, while the call goes on, and while the page changes
// itself two thousand times a second. Beside it, at the same time, the same page in a browser without the scripts.
// Build first (`cargo xtask build`), then: node benches/content.mjs [--minutes 5]
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { callUrl, dockByClick, launch } from "../tests/e2e/support/browser.mjs";
import { chromiumDist } from "../tests/e2e/support/chromium.mjs";
import { startStandIn } from "../tests/e2e/support/stand-in.mjs";

const { values } = parseArgs({ options: { minutes: { type: "string", default: "5" } } });
const minutes = Number(values.minutes);
/** How often the profiler looks, in microseconds. What a look of ours takes is less, but there are many looks. */
const interval = 500;

const manifest = JSON.parse(await readFile(join(chromiumDist, "manifest.json"), "utf8"));
/** @type {string[]} */
const files = manifest.content_scripts.find((/** @type {any} */ { matches }) => /meet/.test(matches)).js;
const bytes = gzipSync(Buffer.concat(await Promise.all(files.map((file) => readFile(join(chromiumDist, file)))))).length;
console.log(`${files.length} files, ${bytes} bytes gzipped as one`);

const bare = await mkdtemp(join(tmpdir(), "duologue-bench-"));
await cp(chromiumDist, bare, { recursive: true });
await writeFile(join(bare, "manifest.json"), JSON.stringify({ ...manifest, content_scripts: [], host_permissions: [] }));

const standIn = await startStandIn();
const [ours, theirs] = await Promise.all([launch({ standIn }), launch({ standIn, dist: bare })]);
try {
  const [withUs, without] = await Promise.all([openCall(ours), openCall(theirs)]);
  for (const [name, call] of /** @type {const} */ ([["with us", withUs], ["without us", without]])) {
    const { said } = await measured(call, () => call.page.goto(callUrl("meet", "abc-defg-hij")));
    console.log(`at load, ${name}: ${said}`);
  }
  await dockByClick(withUs.page);
  // The page that changes things changes this element, too.
  await without.page.evaluate(() => document.documentElement.append(document.createElement("duologue-dock")));
  const rest = (/** @type {number} */ long) => () => new Promise((done) => setTimeout(done, long * 60_000));
  await both(`${minutes} min of a call, sidebar docked`, withUs, without, rest(minutes));
  for (const { page } of [withUs, without]) {
    await page.evaluate(() => /** @type {any} */ (globalThis).witness.fight("storm"));
  }
  const short = Math.min(minutes, 1);
  await both(`${short} min of 2,000 changes a second`, withUs, without, rest(short));
} finally {
  await Promise.all([ours.close(), theirs.close()]);
  await standIn.close();
  await rm(bare, { recursive: true, force: true });
}

/** @param {import("../tests/e2e/support/browser.mjs").Session} session */
async function openCall({ browser }) {
  const page = await browser.newPage();
  await page.evaluateOnNewDocument(() => {
    const long = (/** @type {any} */ (globalThis).long = /** @type {number[]} */ ([]));
    new PerformanceObserver((list) => long.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: "longtask",
    });
  });
  const client = await page.createCDPSession();
  // What the thread itself has used: the machine may be busy with other things.
  await client.send("Performance.setTimeDomain", { timeDomain: "threadTicks" });
  await client.send("Performance.enable");
  await client.send("Profiler.enable");
  await client.send("Profiler.setSamplingInterval", { interval });
  return { page, client };
}

/**
 * @param {string} what
 * @param {Awaited<ReturnType<typeof openCall>>} withUs
 * @param {Awaited<ReturnType<typeof openCall>>} without
 * @param {() => Promise<unknown>} meanwhile
 */
async function both(what, withUs, without, meanwhile) {
  const [a, b] = await Promise.all([measured(withUs, meanwhile), measured(without, meanwhile)]);
  console.log(`\n${what}\n  with us:    ${a.said}\n  without us: ${b.said}`);
}

/**
 * @param {Awaited<ReturnType<typeof openCall>>} call
 * @param {() => Promise<unknown>} meanwhile
 */
async function measured({ page, client }, meanwhile) {
  const metrics = async () => {
    const { metrics: list } = await client.send("Performance.getMetrics");
    return Object.fromEntries(list.map(({ name, value }) => [name, value]));
  };
  const before = await metrics();
  const longBefore = await page.evaluate(() => /** @type {any} */ (globalThis).long?.length ?? 0);
  await client.send("Profiler.start");
  const started = performance.now();
  await meanwhile();
  const took = (performance.now() - started) / 1_000;
  const { profile } = await client.send("Profiler.stop");
  const now = await metrics();
  const long = (await page.evaluate(() => /** @type {any} */ (globalThis).long)).slice(took > 10 ? longBefore : 0);
  const spent = (/** @type {string} */ name) => ((now[name] - before[name]) * 1_000) / took;
  const { total, longest } = ownTime(profile);
  return {
    said: [
      `our scripts ${(total / 1_000).toFixed(1)} ms in ${took.toFixed(0)} s (${((total / 1_000 / took) / 10).toFixed(3)} %)`,
      `at most ${(longest / 1_000).toFixed(1)} ms at once`,
      `main thread ${spent("TaskDuration").toFixed(2)} ms/s`,
      `script ${spent("ScriptDuration").toFixed(2)}`,
      `layout and style ${(spent("LayoutDuration") + spent("RecalcStyleDuration")).toFixed(2)}`,
      `long tasks ${long.length}${long.length ? ` (up to ${Math.max(...long).toFixed(0)} ms)` : ""}`,
    ].join(", "),
  };
}

/**
 * The time in which a function of ours was running, or something that it had called, in microseconds.
 * @param {import("puppeteer-core").Protocol.Profiler.Profile} profile
 */
function ownTime({ nodes, samples = [], timeDeltas = [] }) {
  /** @type {Set<number>} */
  const own = new Set();
  // Parents come before their children.
  for (const { id, callFrame, children = [] } of nodes) {
    if (callFrame.url.startsWith("chrome-extension://")) own.add(id);
    if (own.has(id)) for (const child of children) own.add(child);
  }
  let [total, longest, run] = [0, 0, 0];
  samples.forEach((id, index) => {
    // The profiler is late when the machine is busy: a sample counts for no more than a few of its intervals.
    const delta = Math.min(timeDeltas[index] ?? 0, interval * 4);
    run = own.has(id) ? run + delta : 0;
    if (own.has(id)) total += delta;
    longest = Math.max(longest, run);
  });
  return { total, longest };
}
