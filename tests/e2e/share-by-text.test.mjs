// Two people with a browser each become one thread by texts that they paste, and no server.
import assert from "node:assert/strict";
import { test } from "node:test";
import { named, saved } from "./demo/named.mjs";
import { until } from "./support/browser.mjs";
import { agenda, agendaReads, click, says, texts } from "./support/one-to-one.mjs";
import { addPoint, atHome, inviting, joining, pasteInto, shown, twoBrowsers } from "./support/two.mjs";

const two = twoBrowsers();

/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {import("./support/browser.mjs").Session} Session */

/**
 * What a button puts on the clipboard.
 * @param {Session} session
 * @param {Page} page
 * @param {string} [button]
 */
async function copyUpdate(session, page, button = "Copy update") {
  await session.clearClipboard(page);
  await page.bringToFront();
  await click(page, "button", button);
  return until(async () => (await session.copied(page)).plain, "an update is copied");
}

test("an invitation, a reply and an update make one agenda of two", async () => {
  const { page: his, invitation } = await inviting(two.bo);
  assert.match(invitation, /^duologue-invite-1\.[\w-]+$/);
  const { page: hers, reply } = await joining(two.ana, `Here you are: ${invitation} See you!`);
  await says(hers, "h1", "Bo");

  await his.bringToFront();
  await pasteInto(his, "Their reply", "no reply at all");
  await says(his, '[role="alert"]', "There is no update in this text.");
  await pasteInto(his, "Their reply", ` ${reply}`);
  await says(his, "dialog", "You and Ana share one agenda.");
  await click(his, "button", "Close");
  await addPoint(his, "The plan for spring");
  await pasteInto(hers, "Paste update", await copyUpdate(two.bo, his));
  await says(hers, '[role="status"]', "1 new point from Bo.");
  await agendaReads(hers, "The plan for spring");
  await says(hers, ".point.theirs .point-meta", "Bo");

  await addPoint(hers, "My holidays");
  await addPoint(hers, "<b>Not markup</b>");
  const update = await copyUpdate(two.ana, hers);
  await his.bringToFront();
  await pasteInto(his, "Paste update", update);
  await says(his, '[role="status"]', "2 new points from Ana.");
  assert.deepEqual((await agenda(his)).sort(), ["<b>Not markup</b>", "My holidays", "The plan for spring"]);
  await saved(his);
  await pasteInto(his, "Paste update", update);
  await says(his, '[role="status"]', "All of it was here already.");
  assert.deepEqual(await agenda(his), await agenda(hers));

  const order = await agenda(his);
  await atHome(two.bo, his);
  await agendaReads(his, ...order);
});

test("a text that is damaged or not for us says why, and changes nothing", async () => {
  const [his] = (await two.bo.browser.pages()).filter((page) => page.url().includes("sidebar.html"));
  const [hers] = (await two.ana.browser.pages()).filter((page) => page.url().includes("sidebar.html"));
  const before = await agenda(his);
  const update = await copyUpdate(two.ana, hers);
  await his.bringToFront();
  for (const [text, reason] of [
    [update.slice(0, -9), "cut off or was changed"],
    [await copyUpdate(two.bo, his), "an update of your own"],
    [update.replace(/.{30}$/, "A".repeat(30)), "cut off or was changed"],
  ]) {
    await pasteInto(his, "Paste update", text);
    await says(his, '.update-row [role="alert"]', reason);
    const field = await named(his, "textbox", "Paste update");
    await field.evaluate((element) => {
      /** @type {HTMLInputElement} */ (element).value = "";
      element.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
  assert.deepEqual(await agenda(his), before);
});

test("a second device gets everything of mine by a code and a pasted text", async () => {
  const hers = await two.ana.browser.newPage();
  await hers.goto(two.ana.url("dashboard.html#settings"));
  await click(hers, "button", "Add a device");
  const code = await shown(hers, "Device code");
  await click(hers, "button", "Close");
  const everything = await copyUpdate(two.ana, hers, "Copy everything for my devices");

  const { launch } = await import("./support/browser.mjs");
  const second = await launch();
  try {
    const page = await second.browser.newPage();
    await page.goto(second.url("dashboard.html#settings"));
    await click(page, "button", "Join my other device");
    await pasteInto(page, "Device code", code);
    await click(page, "button", "Join");
    await pasteInto(page, "Paste from my other device", everything);
    await says(page, '[role="status"]', /document|new/i);
    await saved(page);
    await page.goto(second.url("dashboard.html"));
    await until(async () => (await texts(page, ".card h2")).includes("Bo"), "Bo is there");
    const sidebar = await atHome(second, page);
    await until(async () => (await agenda(sidebar)).length === 3, "with the agenda");
    await named(sidebar, "button", "Copy update");
  } finally {
    await second.close();
  }
});
