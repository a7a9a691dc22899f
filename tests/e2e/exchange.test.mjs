// The agenda with someone who does not have Duologue: out as text, and their reply in again.
import assert from "node:assert/strict";
import { test } from "node:test";
import { saved, write } from "./demo/named.mjs";
import { freshStore } from "./support/fresh.mjs";
import { until } from "./support/browser.mjs";
import { addPoints, agendaReads, click, says, sidebarWith } from "./support/one-to-one.mjs";

const fresh = freshStore();

test("the agenda is copied as text, and a reply in the same shape comes back as points of theirs", async () => {
  const page = await sidebarWith(fresh.session, { name: "Ana" });
  await addPoints(page, "The plan for spring");
  await page.click("summary[aria-label='More']");
  await click(page, "button", "Copy as text");
  await says(page, '[role="status"]', "Copied.");
  const text = await until(async () => (await fresh.session.copied(page)).plain, "there is something to paste");
  assert.match(text, /^Agenda for our 1:1\n\n- The plan for spring \(Me, 5 min\)\n\nAdd your points below/);

  await page.click("summary[aria-label='More']");
  await click(page, "button", "Paste a reply");
  await write(page, "textbox", "Their reply", "See you tomorrow!");
  await click(page, "button", "Add points");
  await says(page, '[role="alert"]', "No point was found");
  await write(page, "textbox", "Their reply", `> ${text.replaceAll("\n", "\n> ")}\n- My first offer (10 min)\n- <b>Not markup</b>\n`);
  await click(page, "button", "Add points");
  await says(page, '[role="status"]', "2 new points from Ana.");
  await agendaReads(page, "My first offer", "<b>Not markup</b>", "The plan for spring");
  await says(page, ".point.theirs .point-meta", /Ana 10 min/);
  await saved(page);

  await page.click("summary[aria-label='More']");
  await click(page, "button", "Paste a reply");
  await write(page, "textbox", "Their reply", text);
  await click(page, "button", "Add points");
  await says(page, '[role="status"]', "All of it was here already.");
});

test("points that came in with a reply can be taken back, and the dialog is left with Escape", async () => {
  const page = await sidebarWith(fresh.session, { name: "Ana" });
  await page.click("summary[aria-label='More']");
  await click(page, "button", "Paste a reply");
  await page.keyboard.press("Escape");
  await until(async () => (await page.$("dialog[open]")) === null, "the dialog is shut");
  await page.click("summary[aria-label='More']");
  await click(page, "button", "Paste a reply");
  await write(page, "textbox", "Their reply", "1. One\n2. Two");
  await click(page, "button", "Add points");
  await agendaReads(page, "One", "Two");
  await click(page, "button", "Undo");
  await agendaReads(page);
});
