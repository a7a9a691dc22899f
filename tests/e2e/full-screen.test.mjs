// The page fills the screen: the dock goes along where a frame survives that, and else waits with all that was typed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { named } from "./demo/named.mjs";
import { onlyIn, until, which } from "./support/browser.mjs";
import { boxWhere } from "./support/call-page.mjs";
import { freshCalls } from "./support/fresh.mjs";
import { badgeOf, beginFight, looksPass, nothingIsLeaked, personWithRoom, stands } from "./support/hostile.mjs";
import { held } from "./support/one-to-one.mjs";

/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {import("puppeteer-core").Frame} Frame */

let person = "";

const fresh = freshCalls({
  keepsStore: true,
  prepare: async () => void (person = await personWithRoom(fresh.session, fresh.quiet)),
});

/**
 * A call with a half-written point in the sidebar, which is in no store: only a frame that lives on still has it.
 * @param {Parameters<typeof beginFight>[3]} [options]
 */
async function halfWritten(options) {
  const fight = await beginFight(fresh.session, fresh.quiet, person, options);
  const field = await named(fight.sidebar, "textbox", "Add a talking point");
  await field.click();
  await fight.page.keyboard.type("half a tho");
  return fight;
}

/** @param {Frame} sidebar */
function stillHeld(sidebar) {
  return held(sidebar, "textbox", "Add a talking point");
}

/**
 * Lets an element of the page fill the screen, as a click on a button of the page's would.
 * @param {Page} page
 * @param {string} selector
 */
async function fill(page, selector) {
  await page.evaluate((wanted) => {
    addEventListener("dblclick", () => void document.querySelector(wanted)?.requestFullscreen(), { once: true });
  }, selector);
  await page.mouse.click(200, 200, { count: 2 });
  await page.waitForFunction(() => document.fullscreenElement !== null);
}

/** @param {Page} page */
function leave(page) {
  return page.evaluate(() => document.exitFullscreen());
}

/**
 * The local name, or the id, of what our element is in.
 * @param {Page} page
 */
function parentOfOurs(page) {
  return page.evaluate(() => {
    const parent = document.querySelector("duologue-dock")?.parentElement;
    return parent?.id || parent?.localName;
  });
}

/**
 * @param {Page} page
 * @param {string} parent
 */
function comesInto(page, parent) {
  return until(async () => (await parentOfOurs(page)) === parent, `ours is in ${parent}`);
}

const goesAlong = onlyIn("chromium", "Firefox loads a frame anew that is moved, or cannot move it at all");

for (const selector of ["#stage", "body"]) {
  test(`in ${selector} the dock goes along, can be used, and comes back, with what is half written`, goesAlong, async () => {
    const fight = await halfWritten();
    await fill(fight.page, selector);
    await comesInto(fight.page, selector.replace("#", ""));
    assert.equal(await stillHeld(fight.sidebar), "half a tho");
    const box = await boxWhere(fight.page, ({ width }) => width >= 280, "it is there");
    const hit = await fight.page.evaluate((x) => document.elementFromPoint(x, 300)?.localName, box.x + 100);
    assert.equal(hit, "duologue-dock");
    await (await named(fight.sidebar, "textbox", "Add a talking point")).click();
    await fight.page.keyboard.press("End");
    await fight.page.keyboard.type("ught");
    assert.equal(await stillHeld(fight.sidebar), "half a thought");
    await looksPass(3);
    assert.equal(await parentOfOurs(fight.page), selector.replace("#", ""));

    await leave(fight.page);
    await comesInto(fight.page, "html");
    assert.equal(await stillHeld(fight.sidebar), "half a thought");
    await boxWhere(fight.page, ({ height }) => height > 500, "it stands beside the call again");
    await nothingIsLeaked(fight);
  });
}

test("in the whole page nothing has to move", async () => {
  const fight = await halfWritten();
  await fill(fight.page, "html");
  await looksPass(2);
  assert.equal(await parentOfOurs(fight.page), "html");
  assert.equal(await stillHeld(fight.sidebar), "half a tho");
  await leave(fight.page);
  await nothingIsLeaked(fight);
});

/**
 * Makes the content script's own world one in which nothing can be moved.
 * @param {Page} page
 */
async function forgetMoving(page) {
  const client = await page.createCDPSession();
  /** @type {number[]} */
  const worlds = [];
  client.on("Runtime.executionContextCreated", ({ context }) => {
    if (context.auxData?.type === "isolated" && context.origin.startsWith("chrome-extension://")) worlds.push(context.id);
  });
  await client.send("Runtime.enable");
  assert.equal(worlds.length, 1);
  await client.send("Runtime.evaluate", { contextId: worlds[0], expression: "delete Element.prototype.moveBefore" });
}

for (const kind of ["video", "iframe", "canvas"]) {
  test(`behind a ${kind}, which holds no children, the dock waits with all that was typed`, async () => {
    const fight = await halfWritten({ variant: "plain" });
    await fight.page.evaluate((name) => {
      const element = document.createElement(name);
      element.id = "filled";
      element.setAttribute("allow", "fullscreen");
      document.getElementById("stage")?.append(element);
    }, kind);
    await fill(fight.page, "#filled");
    // Longer than it takes to give up a page that covers us.
    await looksPass(11);
    assert.equal(await parentOfOurs(fight.page), "html");
    assert.notEqual(await badgeOf(fight), "!");
    await leave(fight.page);
    assert.equal(await stillHeld(fight.sidebar), "half a tho");
    await stands(fight);
  });
}

test("behind an element that draws only children of its own choice, the dock waits", async () => {
  const fight = await halfWritten();
  await fight.page.evaluate(() => {
    const picky = document.createElement("div");
    picky.id = "filled";
    picky.attachShadow({ mode: "closed" });
    document.getElementById("stage")?.append(picky);
  });
  await fill(fight.page, "#filled");
  await looksPass(3);
  assert.equal(await parentOfOurs(fight.page), "html");
  await leave(fight.page);
  assert.equal(await stillHeld(fight.sidebar), "half a tho");
  await stands(fight);
});

test("one element after the other fills the screen, and the dock goes from one to the next", goesAlong, async () => {
  const fight = await halfWritten();
  await fill(fight.page, "#stage");
  await comesInto(fight.page, "stage");
  await fight.page.evaluate(() => document.querySelector(".tiles")?.setAttribute("id", "tiles"));
  await fill(fight.page, "#tiles");
  await comesInto(fight.page, "tiles");
  assert.equal(await stillHeld(fight.sidebar), "half a tho");
  await leave(fight.page);
  await comesInto(fight.page, "stage");
  await leave(fight.page);
  await comesInto(fight.page, "html");
  assert.equal(await stillHeld(fight.sidebar), "half a tho");
  await stands(fight);
});

test("when the page throws away the element that we are in, the dock is back", goesAlong, async () => {
  const fight = await halfWritten();
  await fight.page.evaluate(() => {
    const box = document.createElement("div");
    box.id = "filled";
    document.body.append(box);
  });
  await fill(fight.page, "#filled");
  await comesInto(fight.page, "filled");
  await fight.page.evaluate(() => document.getElementById("filled")?.remove());
  await comesInto(fight.page, "html");
  await stands(fight);
  await nothingIsLeaked(fight);
});

test("a page that lets our own element fill the screen is stopped", async () => {
  const fight = await halfWritten();
  await fight.page.evaluate(() => {
    /** @type {(string | null)[]} */
    const changes = [];
    Object.assign(globalThis, { changes });
    document.addEventListener("fullscreenchange", () => changes.push(document.fullscreenElement?.localName ?? null));
    const dock = document.querySelector("duologue-dock");
    addEventListener("dblclick", () => void dock?.requestFullscreen());
  });
  const seen = () => fight.page.evaluate(() => /** @type {any} */ (globalThis).changes);
  // A click right after a frame has moved may be lost; no hand is that fast, and it is made again.
  await until(async () => {
    if ((await seen()).length === 0) await fight.page.mouse.click(200, 200, { count: 2 });
    return (await seen()).length >= 2;
  }, "the dock has filled the screen, and has left it");
  assert.deepEqual((await seen()).slice(0, 2), ["duologue-dock", null]);
  assert.equal(await stillHeld(fight.sidebar), "half a tho");
  await stands(fight);
});

test("where a frame would not survive the move, the dock stays, and what is half written with it", async () => {
  const fight = await halfWritten();
  if (which === "chromium") await forgetMoving(fight.page);
  await fill(fight.page, "#stage");
  await looksPass(11);
  assert.equal(await parentOfOurs(fight.page), "html");
  assert.notEqual(await badgeOf(fight), "!");
  await leave(fight.page);
  assert.equal(await stillHeld(fight.sidebar), "half a tho");
  await stands(fight);
});

test("while the page has a window of its own in the picture, the dock works on", async () => {
  const fight = await halfWritten();
  await fight.page.evaluate(() => {
    const open = async () => {
      const small = await /** @type {any} */ (globalThis).documentPictureInPicture.requestWindow();
      small.document.body.append(document.querySelector(".tiles"));
    };
    addEventListener("dblclick", () => void open(), { once: true });
  });
  await fight.page.mouse.click(200, 200, { count: 2 });
  await fight.page.waitForFunction(() => /** @type {any} */ (globalThis).documentPictureInPicture.window !== null);
  await looksPass(2);
  assert.equal(await stillHeld(fight.sidebar), "half a tho");
  await fight.page.evaluate(() => /** @type {any} */ (globalThis).documentPictureInPicture.window.close());
  await stands(fight);
});
