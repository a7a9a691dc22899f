// Handing over to a new manager, each in a browser of their own: an item is in the pack while both agree.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { named, press, saved, write } from "./demo/named.mjs";
import { until } from "./support/browser.mjs";
import { startRelay } from "./support/nats.mjs";
import { click, openPage, says } from "./support/one-to-one.mjs";
import { addPoint, inviting, joining, twoBrowsers } from "./support/two.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const two = twoBrowsers();
const wide = { width: 900, height: 900 };
const items = "dialog .pack-items > li";
/** @type {Awaited<ReturnType<typeof startRelay>>} */
let relay;
/** @type {string} */
let folder;
/** @type {Page} */
let his;
/** @type {Page} */
let hers;

before(async () => {
  relay = await startRelay();
  folder = await mkdtemp(join(tmpdir(), "duologue-pack-"));
});

after(async () => {
  await relay?.remove();
  await rm(folder, { recursive: true, force: true });
});

test("what only he knew is on her screen once he proposes it, and not before", async () => {
  const settings = await openPage(two.bo, "dashboard.html#settings", wide);
  await write(settings, "textbox", "Relay address", relay.url);
  await click(settings, "button", "Save relay");
  await saved(settings);
  await settings.close();
  const { page, invitation } = await inviting(two.bo);
  await joining(two.ana, invitation);
  await says(page, "dialog", "You and Ana share one agenda.");
  await click(page, "button", "Close");
  await addPoint(page, "The budget");

  his = await openPage(two.bo, "dashboard.html#record", wide);
  for (const text of ["Launched in spring", "Kept to myself"]) {
    await click(his, "button", "Add an entry");
    await write(his, "textbox", "What to keep", text);
    await write(his, "textbox", "With", "Ana");
    await click(his, "button", "Save");
    await says(his, ".record-entry", text);
  }
  hers = await openPage(two.ana, "dashboard.html#record", wide);
  await click(hers, "button", "Prepare the pack");
  await says(hers, "dialog", "Nothing is proposed yet.");
  await his.bringToFront();
  await click(his, "button", "Prepare the pack");
  await says(his, "dialog", "What you propose from your record, Ana sees at once.");
  await click(his, "button", "Propose: Win: Launched in spring");
  await click(his, "button", "Propose: Open point: The budget");
  await says(his, items, /Win: Launched in spring You agree\. Ana has not said yet\./);
  await says(his, "dialog", "0 items are in the pack.");
  await hers.bringToFront();
  await says(hers, items, /Win: Launched in spring Bo agrees\. It is up to you\./);
});

test("both agree, and the pack has it with a cover that says who agreed and when", async () => {
  await press(hers, "checkbox", "Win: Launched in spring");
  await says(hers, "dialog", "1 item is in the pack.");
  await his.bringToFront();
  await says(his, items, /Win: Launched in spring In the pack: you both agree\./);
  await two.bo.downloadTo(folder);
  await click(his, "button", "Save as Markdown");
  const today = new Date();
  const day = [today.getFullYear(), today.getMonth() + 1, today.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  const text = await until(() => readFile(join(folder, `duologue-hand-over-${day}.md`), "utf8").catch(() => ""), "the file is there");
  assert.match(text, /^# Hand-over: Bo and Ana\n\nBo agreed on .+\n\nAna agreed on .+\n\nOnly what both agreed to is in here\.\n\n## Wins\n\n- [-\d]+: Launched in spring\n$/);
});

test("who takes it back takes it out, and her screen has nothing of his any more", async () => {
  await press(his, "checkbox", "Win: Launched in spring");
  await says(his, "dialog", "0 items are in the pack.");
  await hers.bringToFront();
  await until(async () => !(await hers.evaluate(() => document.body.innerText)).includes("Launched in spring"), "it is gone from her screen");
  await says(hers, items, /Open point: The budget Bo agrees\. It is up to you\./);
  assert.ok(!(await hers.evaluate(() => document.body.innerText)).includes("Kept to myself"));
  await named(hers, "checkbox", "Open point: The budget");
});
