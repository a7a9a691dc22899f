// How long until the other sees it: a point, from Enter to the other's screen, over a relay on loopback.
// Two browsers with a profile each, a real nats-server between them. Measures and asserts nothing.
// Run `cargo xtask build` first. `node benches/live.mjs [rounds]`
import { launch } from "../tests/e2e/support/browser.mjs";
import { startRelay } from "../tests/e2e/support/nats.mjs";
import { click, openPage } from "../tests/e2e/support/one-to-one.mjs";
import { inviting, joining } from "../tests/e2e/support/two.mjs";
import { enter, saved, write } from "../tests/e2e/demo/named.mjs";

const rounds = Number(process.argv[2] ?? 40);
const [relay, bo, ana] = await Promise.all([startRelay(), launch(), launch()]);
try {
  const settings = await openPage(bo, "dashboard.html#settings", { width: 900 });
  await write(settings, "textbox", "Relay address", relay.url);
  await click(settings, "button", "Save relay");
  await saved(settings);
  await settings.close();
  const { page: his, invitation } = await inviting(bo);
  const { page: hers } = await joining(ana, invitation);
  await his.waitForSelector('html[data-in-step="true"]');
  await click(his, "button", "Close");
  /** Both pages are on one machine and read one clock. */
  await his.evaluate(() => {
    const seen = (/** @type {any} */ (globalThis).seen = /** @type {Record<string, number>} */ ({}));
    new MutationObserver(() => {
      for (const box of document.querySelectorAll(".point .point-title")) {
        const title = box.textContent ?? "";
        // On screen is after the next frame has been drawn.
        if (!(title in seen)) requestAnimationFrame(() => (seen[title] ??= Date.now()));
      }
    }).observe(document.body, { childList: true, subtree: true });
  });
  await hers.evaluate(() => {
    const sent = (/** @type {any} */ (globalThis).sent = /** @type {number[]} */ ([]));
    addEventListener("keydown", (event) => event.key === "Enter" && sent.push(Date.now()), true);
  });
  for (let round = 0; round < rounds; round += 1) {
    await enter(hers, "Add a talking point", `Point ${round}`);
    await his.waitForFunction((title) => title in /** @type {any} */ (globalThis).seen, {}, `Point ${round}`);
  }
  const sent = await hers.evaluate(() => /** @type {any} */ (globalThis).sent);
  const seen = await his.evaluate(() => /** @type {any} */ (globalThis).seen);
  const took = sent.map((/** @type {number} */ at, /** @type {number} */ round) => seen[`Point ${round}`] - at);
  took.sort((/** @type {number} */ a, /** @type {number} */ b) => a - b);
  const part = (/** @type {number} */ share) => took[Math.floor((took.length - 1) * share)];
  console.log(`Enter to the other's screen, ${took.length} points: median ${part(0.5)} ms, 95 in 100 within ${part(0.95)} ms`);
} finally {
  await Promise.all([bo.close(), ana.close(), relay.remove()]);
}
