// A call page that fights the dock: it costs the dock and nothing else, and the badge says so.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { named, saved } from "./demo/named.mjs";
import { findSidebarFrame, onlyIn, until } from "./support/browser.mjs";
import { boxWhere, isNarrowed, outOfReach, say } from "./support/call-page.mjs";
import { freshCalls } from "./support/fresh.mjs";
import {
  badgeOf,
  beginFight,
  fightBy,
  isLost,
  looksPass,
  lostCalls,
  nothingIsLeaked,
  personWithRoom,
  stands,
} from "./support/hostile.mjs";
import { readCalls } from "./support/store.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

let person = "";

const fresh = freshCalls({
  keepsStore: true,
  prepare: async () => void (person = await personWithRoom(fresh.session, fresh.quiet)),
});

/** What the page may do as it likes: our look is said from inside, and one look a second makes up for the rest. */
const harmless = ["style", "hide once", "rules", "animate", "attributes", "popover", "stop clicks", "events", "storm"];

describe("the dock stands and works", () => {
  for (const way of [...harmless, "remove once", "move once", "swap the root", "swap the body"]) {
    test(`against "${way}"`, async () => {
      const fight = await beginFight(fresh.session, fresh.quiet, person);
      await fightBy(fight, way);
      await looksPass(2);
      await stands(fight);
      await nothingIsLeaked(fight);
    });
  }

  test("against all that is harmless at once, for longer than it would take to give up", async () => {
    const fight = await beginFight(fresh.session, fresh.quiet, person);
    for (const way of harmless) await fightBy(fight, way);
    await looksPass(12);
    await stands(fight);
    await nothingIsLeaked(fight);
  });

  for (const way of ["define", "a name of ours", "patch"]) {
    test(`where the page was there first with "${way}"`, async () => {
      const fight = await beginFight(fresh.session, fresh.quiet, person, { hostile: way });
      await looksPass(2);
      await stands(fight);
      await nothingIsLeaked(fight);
      const { caught, seen } = await fight.page.evaluate(() => {
        const { witness } = /** @type {any} */ (globalThis);
        const roots = witness.caught.filter((/** @type {unknown} */ root) => root !== null);
        return { caught: roots.length, seen: witness.seen };
      });
      assert.equal(caught, 0, "the page has got hold of our shadow root");
      const ours = /^(attachShadow|adoptNode|replaceSync|checkVisibility|moveBefore|removeAttribute|new )/;
      assert.deepEqual(seen.filter((/** @type {string} */ call) => ours.test(call)), []);
    });
  }

  test("when the user leaves it with the Tab key again and again", async () => {
    const fight = await beginFight(fresh.session, fresh.quiet, person);
    const field = await named(fight.sidebar, "textbox", "Add a talking point");
    // From its last stop Tab leads into the page, or in Firefox into the browser's own window, as the dock comes last.
    const hasLeft = () => fight.sidebar.evaluate(() => !document.hasFocus());
    for (let round = 0; round < 6; round += 1) {
      // From the browser's own window no click in a page leads back.
      await fresh.session.focusPage();
      await field.click();
      await until(async () => !(await hasLeft()), "the focus is in the sidebar");
      await until(async () => {
        await fight.page.keyboard.press("Tab", { delay: 200 }); // as a finger does
        return hasLeft();
      }, "Tab has led out of it");
    }
    await looksPass(2);
    await stands(fight);
  });

  test("in colours that a dark mode has turned around", async () => {
    const fight = await beginFight(fresh.session, fresh.quiet, person);
    await fight.page.evaluate(() => {
      document.documentElement.style.filter = "invert(100%) hue-rotate(180deg) contrast(90%) brightness(110%)";
    });
    await looksPass(11);
    await stands(fight);
    await nothingIsLeaked(fight);
  });

  const typing = onlyIn("chromium", "the driver's keys go through the page's own process, and wait until it moves again");
  test("while the page is frozen for ten seconds, and what is typed meanwhile is kept", typing, async () => {
    const fight = await beginFight(fresh.session, fresh.quiet, person);
    const field = await named(fight.sidebar, "textbox", "Add a talking point");
    await field.click();
    const frozen = fightBy(fight, "freeze");
    await fight.page.keyboard.type("typed in the cold");
    await fight.page.keyboard.press("Enter");
    await until(
      () => fight.sidebar.evaluate(() => document.body.textContent?.includes("typed in the cold")),
      "the point is on the agenda",
    );
    const kept = saved(fight.sidebar).then(() => "kept");
    assert.equal(await Promise.race([frozen, kept]), "kept", "while the page was still frozen");
    await frozen;
    await stands(fight);
    await nothingIsLeaked(fight);
  });
});

describe("the dock is gone and the badge says so", () => {
  for (const way of [
    "remove",
    "remove at once",
    "move",
    "inert",
    "inert root",
    "opacity of html",
    "filter of html",
    "transform of html",
    "clip of html",
    "hide html",
    "cover",
    "cover as popover",
    "cover that lets clicks through",
  ]) {
    const seen = way.includes("through") ? onlyIn("chromium", "Firefox does not tell what is covered in that way") : {};
    test(`against "${way}"`, seen, async () => {
      const fight = await beginFight(fresh.session, fresh.quiet, person);
      await fightBy(fight, way);
      await isLost(fight);
      await nothingIsLeaked(fight);
    });
  }

  for (const way of ["steal the focus", "hide"]) {
    const blurs = way === "hide" ? onlyIn("chromium", "there, the focus leaves what is marked as hidden, shown or not") : {};
    test(`against "${way}", where nothing can be typed any more`, blurs, async () => {
      const fight = await beginFight(fresh.session, fresh.quiet, person);
      await fightBy(fight, way);
      const field = await named(fight.sidebar, "textbox", "Add a talking point");
      await until(async () => {
        if (!fight.sidebar.detached) await field.click().catch(() => {}); // the frame may go meanwhile
        return (await badgeOf(fight)) === "!";
      }, "the badge says that the dock is lost");
      await isLost(fight);
      await nothingIsLeaked(fight);
    });
  }

  test("under a modal dialog that stays, but not under one that is only shown for a while", async () => {
    const fight = await beginFight(fresh.session, fresh.quiet, person);
    await fightBy(fight, "dialog");
    await looksPass(12);
    assert.notEqual(await badgeOf(fight), "!");
    await fight.page.evaluate(() => document.querySelector("dialog")?.close());
    await stands(fight);
    await fightBy(fight, "dialog");
    await isLost(fight, 60_000);
    await nothingIsLeaked(fight);
  });
});

describe("after it was lost", () => {
  test("the call is still followed, and the user may try again", async () => {
    const fight = await beginFight(fresh.session, fresh.quiet, person);
    await fightBy(fight, "remove once");
    await boxWhere(fight.page, ({ width }) => width >= 280, "it was put back");
    await fightBy(fight, "cover");
    await isLost(fight);
    await fight.page.evaluate(() => document.documentElement.lastElementChild?.remove());
    await fight.page.click('[data-control="leave"]');
    await until(async () => (await readCalls(fresh.quiet))[0]?.phase === "ended", "the end is noticed");
    await fight.page.click('[data-control="rejoin"]');
    await until(async () => (await readCalls(fresh.quiet))[0]?.phase === "call", "the call is on again");
    assert.equal((await lostCalls(fresh.quiet))[0].lost, true);
    assert.equal(findSidebarFrame(fight.page), undefined, "it does not come back by itself");

    await fight.page.bringToFront();
    await fresh.quiet.evaluate(() => chrome.runtime.sendMessage({ type: "open-sidebar" }));
    await stands(fight);
    assert.deepEqual((await lostCalls(fresh.quiet)).map(({ lost }) => lost === true), [false]);
  });

  test("a reload tries again, and so does the next call without one", async () => {
    const fight = await beginFight(fresh.session, fresh.quiet, person);
    await fightBy(fight, "remove");
    await isLost(fight);
    await fight.page.reload();
    await stands(fight);

    await fightBy(fight, "inert root");
    await isLost(fight);
    await fight.page.evaluate(() => {
      document.documentElement.inert = false;
      /** @type {any} */ (globalThis).stage("ended");
    });
    await fight.page.click('[data-control="next"]');
    await boxWhere(fight.page, ({ width }) => width === 44, "the launcher shows in the next room");
    await until(async () => (await badgeOf(fight)) !== "!", "the badge says so no more");
    assert.deepEqual((await lostCalls(fresh.quiet)).map(({ lost }) => lost === true), [false]);
  });

  test("the launcher gives up as the sidebar does", async () => {
    const fight = await beginFight(fresh.session, fresh.quiet, person);
    // The frame goes before it hears the answer.
    await say(fight.sidebar, { type: "dock", show: "launcher" }).catch(() => {});
    await boxWhere(fight.page, ({ width }) => width === 44, "the launcher is back");
    await fightBy(fight, "cover");
    await isLost(fight);
    assert.equal(await isNarrowed(fight.page), false);
    await fight.page.evaluate(() => document.documentElement.lastElementChild?.remove());
    assert.deepEqual(await outOfReach(fight.page), []);
  });
});
