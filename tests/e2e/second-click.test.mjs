// In somebody else's page, which could guide one click, what cannot be taken back acts on the second one; and what is
// shared is decided in a page of our own.
import assert from "node:assert/strict";
import { test } from "node:test";
import { enter, named, press, saved } from "./demo/named.mjs";
import { dockByClick, hostBox, openCall, pageThatOpens, until } from "./support/browser.mjs";
import { freshCalls } from "./support/fresh.mjs";
import { addPoints, agendaReads, introduce, isGone, says, sidebarWith, toggleDetails } from "./support/one-to-one.mjs";
import { read } from "./support/store.mjs";

/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {import("puppeteer-core").Frame} Frame */
/** @typedef {{call: Page, sidebar: Frame}} Docked */

const room = "two-clic-kss";

const fresh = freshCalls();

async function docked() {
  const call = await openCall(fresh.session.browser, "meet", room);
  return { call, sidebar: await dockByClick(call) };
}

async function withAna() {
  const place = await docked();
  await introduce(place.sidebar, { name: "Ana" });
  return place;
}

const isLinked = async () => String(await read(fresh.quiet, `room/meet:${room}`)).includes("with");

/**
 * Every control of the docked page that cannot be taken back as easily as it is pressed: how to come to it, its name, and
 * what shows that it has acted.
 * @type {{what: string, name: string, reach: () => Promise<Docked>, acted: (docked: Docked) => Promise<boolean>}[]}
 */
const controls = [
  {
    what: "this room is no 1:1, before anyone is chosen",
    name: "Not a 1:1",
    reach: docked,
    acted: async ({ call }) => (await hostBox(call)) === null,
  },
  {
    what: "this room is no 1:1, from the menu",
    name: "Not a 1:1",
    reach: async () => {
      const place = await withAna();
      await until(isLinked, "the room is linked");
      await place.sidebar.click("summary[aria-label='More']");
      return place;
    },
    acted: async ({ call }) => (await hostBox(call)) === null,
  },
  {
    what: "a point is dropped",
    name: "Drop",
    reach: async () => {
      const place = await withAna();
      await addPoints(place.sidebar, "Keep me");
      await toggleDetails(place.sidebar, "Keep me");
      return place;
    },
    acted: ({ sidebar }) => isGone(sidebar, "checkbox", "Keep me"),
  },
  {
    what: "a promise is dropped",
    name: "Drop Write the plan",
    reach: async () => {
      const place = await withAna();
      await press(place.sidebar, "tab", "Actions");
      await enter(place.sidebar, "Add an action", "Write the plan");
      return place;
    },
    acted: ({ sidebar }) => isGone(sidebar, "checkbox", "Write the plan"),
  },
  {
    what: "a question is put away for good",
    name: "Not for us",
    reach: withAna,
    acted: async ({ sidebar }) => (await sidebar.$eval(".notice", (notice) => notice.textContent)) !== "",
  },
  {
    what: "a meeting is closed without an answer",
    name: "Skip",
    reach: async () => {
      const place = await withAna();
      await press(place.sidebar, "button", "Start meeting");
      await press(place.sidebar, "button", "Wrap up");
      return place;
    },
    acted: ({ sidebar }) => isGone(sidebar, "heading", "Before you go"),
  },
];

for (const { what, name, reach, acted } of controls) {
  test(`${what} by two clicks that are half a second apart, and not by one`, async () => {
    const place = await reach();
    const { sidebar } = place;
    const button = await named(sidebar, "button", name);
    const twice = await button.evaluate((element) => {
      const began = performance.now();
      /** @type {HTMLElement} */ (element).click();
      /** @type {HTMLElement} */ (element).click();
      return began;
    });
    const again = await named(sidebar, "button", `${name}: click again`);
    await says(sidebar, '[role="status"]', "Click again within five seconds");
    assert.equal(await acted(place), false, "a double click is one");
    let pressed = twice;
    await until(async () => {
      if (await acted(place)) return true;
      pressed = await again.evaluate((element) => {
        /** @type {HTMLElement} */ (element).click();
        return performance.now();
      }).catch(() => pressed);
      return acted(place);
    }, "the second click acts");
    assert.ok(pressed - twice >= 500, `after ${pressed - twice} ms`);
  });
}

test("a first click is forgotten after five seconds", async () => {
  const { call, sidebar } = await docked();
  await press(sidebar, "button", "Not a 1:1");
  await named(sidebar, "button", "Not a 1:1: click again");
  const began = Date.now();
  await named(sidebar, "button", "Not a 1:1");
  assert.ok(Date.now() - began > 3_000);
  assert.notEqual(await hostBox(call), null);
});

test("who shares from the docked page goes on in a page of our own", async () => {
  const { sidebar } = await withAna();
  for (const [entry, field] of [["Share with Ana", "Invitation"], ["Join a shared 1:1", "Invitation"]]) {
    const page = await pageThatOpens(fresh.session, async () => {
      await sidebar.click("summary[aria-label='More']");
      await press(sidebar, "button", entry);
    });
    await named(page, "textbox", field);
    assert.equal(await sidebar.$("dialog[open]"), null);
    await page.close();
  }
});

test("the dashboard opens from the docked page, in a tab of its own", async () => {
  const { sidebar } = await withAna();
  const page = await pageThatOpens(fresh.session, async () => {
    await sidebar.click("summary[aria-label='More']");
    await press(sidebar, "button", "Open dashboard");
  });
  await says(page, 'ul[aria-label="People"]', "Ana");
});

test("in a page of our own one click is enough", async () => {
  const page = await sidebarWith(fresh.session, { name: "Ana" });
  await addPoints(page, "Drop me");
  await toggleDetails(page, "Drop me");
  await press(page, "button", "Drop");
  await agendaReads(page);
  await saved(page);
});
