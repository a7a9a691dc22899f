// The dock in the call page: what the user sees of it, and that the page stays unharmed.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import {
  clickLauncher,
  dockByClick,
  findSidebarFrame,
  hostBox,
  launch,
  openCall,
  quietPage,
  readyFrame,
  sidebarFrame,
  until,
} from "./support/browser.mjs";
import { backwards, bodyStyle, boxWhere, dragEdge, isNarrowed, outOfReach, say, witness } from "./support/call-page.mjs";
import { chromiumDist } from "./support/chromium.mjs";
import { freshCalls } from "./support/fresh.mjs";
import { variants } from "./support/stand-in.mjs";
import { envelope, put, read, readCalls } from "./support/store.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const rooms = /** @type {const} */ ({ meet: "abc-defg-hij", zoom: "12345678901" });

const fresh = freshCalls();

for (const provider of /** @type {const} */ (["meet", "zoom"])) {
  for (const variant of variants) {
    test(`${provider}, served ${variant}: one click docks the sidebar and every control stays within reach`, async () => {
      const page = await openCall(fresh.session.browser, provider, rooms[provider], { variant });
      const launcher = await boxWhere(page, ({ width }) => width === 44, "the launcher shows");
      assert.deepEqual(await outOfReach(page), []);
      assert.ok(launcher.x > 1000, "the launcher keeps to the side");

      const frame = await dockByClick(page);
      assert.equal(new URL(frame.url()).searchParams.get("call"), `${provider}:${rooms[provider]}`);
      const right = await boxWhere(page, ({ width }) => width === 360, "the sidebar is docked");
      assert.deepEqual(await outOfReach(page), []);

      await say(frame, { type: "dock", dock: { side: "left" } });
      const left = await boxWhere(page, ({ x }) => x === 0, "the sidebar is on the left");
      assert.deepEqual(await outOfReach(page), []);

      const height = await page.evaluate(() => innerHeight);
      if (variant === "wide") {
        await until(async () => !(await isNarrowed(page)), "the page that does not follow is left as it was");
        assert.ok(right.height <= height - 96 && left.height <= height - 96, "the bar of controls stays free");
        assert.deepEqual(await outOfReach(page), []);
      } else {
        assert.equal(right.height, height);
        assert.equal(left.height, height);
      }
      const seen = await witness(page);
      assert.deepEqual([seen.violations, seen.errors, seen.messages], [[], [], 0]);
    });
  }
}

test("a control beside the dock really takes the click", async () => {
  const page = await openCall(fresh.session.browser, "meet", rooms.meet);
  await dockByClick(page);
  await page.click('[data-control="mic"]');
  assert.deepEqual((await witness(page)).clicks, ["mic"]);
});

test("the width follows the edge between 280 and 480 and is remembered over a reload", async () => {
  const page = await openCall(fresh.session.browser, "meet", rooms.meet);
  await dockByClick(page);
  await dragEdge(page, 1200, 280);
  await dragEdge(page, 300, 480);
  const dragged = 1280 - 855 + 5;
  await dragEdge(page, 855, dragged);
  await until(async () => (await read(fresh.quiet, "dock"))?.width === dragged, "the width is stored");
  assert.deepEqual(await outOfReach(page), []);

  await page.reload();
  await dockByClick(page);
  assert.equal((await hostBox(page))?.width, dragged);
});

test("the keyboard reaches the launcher and the edge, and opening by hand leads inside", async () => {
  const page = await openCall(fresh.session.browser, "meet", rooms.meet);
  await boxWhere(page, ({ width }) => width === 44, "the launcher shows");
  await backwards(page);
  assert.equal(await page.evaluate(() => document.activeElement?.localName), "duologue-dock");
  await page.keyboard.press("Enter");
  const frame = await readyFrame(await sidebarFrame(page));
  await until(() => frame.evaluate(() => document.hasFocus()), "the focus is in the sidebar");
  await frame.focus("input");
  await until(() => frame.evaluate(() => document.activeElement?.localName === "input"), "the first field has the focus");
  await backwards(page);
  // The focus goes from one process to another: a key that is pressed meanwhile is nobody's, and is pressed again.
  await until(async () => {
    await page.keyboard.press("ArrowLeft");
    return until(async () => (await hostBox(page))?.width === 376, "a step", 1_000).catch(() => null);
  }, "one step wider");
  await page.keyboard.press("Home");
  await boxWhere(page, ({ width }) => width === 280, "as narrow as can be");
  await page.keyboard.press("Enter");
  await boxWhere(page, ({ width }) => width === 32, "collapsed");
  const onTab = () => page.evaluate(() => document.hasFocus() && document.activeElement?.localName === "duologue-dock");
  await until(onTab, "the focus is on the tab that is left");
  await page.keyboard.press("Enter");
  await boxWhere(page, ({ width }) => width === 280, "open again");
});

test("collapsed it is a tab of 32 px, the page has its width back, and the sidebar keeps its state", async () => {
  const page = await openCall(fresh.session.browser, "meet", rooms.meet);
  const frame = await dockByClick(page);
  await frame.evaluate(() => document.body.setAttribute("data-kept", "yes"));
  const box = await boxWhere(page, ({ width }) => width === 360, "the sidebar is docked");
  await page.mouse.click(box.x + 5, 200);
  const tab = await boxWhere(page, ({ width }) => width === 32, "the sidebar is a tab");
  assert.equal(tab.x + tab.width, 1280);
  assert.equal(await isNarrowed(page), false);
  await until(async () => (await read(fresh.quiet, "dock"))?.collapsed === true, "collapsed is remembered");

  await clickLauncher(page);
  await boxWhere(page, ({ width }) => width === 360, "the sidebar is back");
  assert.equal(await frame.evaluate(() => document.body.getAttribute("data-kept")), "yes");

  await say(frame, { type: "dock", dock: { collapsed: true } });
  await boxWhere(page, ({ width }) => width === 32, "the sidebar's own page can collapse it, too");
});

test("the dock keeps beside the call when the window changes its size", async () => {
  const page = await openCall(fresh.session.browser, "meet", rooms.meet, { variant: "wide" });
  await dockByClick(page);
  await until(async () => !(await isNarrowed(page)), "the page has refused to be narrower");
  // From here on the page can follow: a smaller window makes us ask it again.
  await page.evaluate(() => document.documentElement.setAttribute("data-layout", "fluid"));
  await page.setViewport({ width: 1000, height: 700 });
  const box = await boxWhere(page, ({ height }) => height === 700, "the sidebar stands beside the page");
  assert.equal(box.x, 640);
  assert.deepEqual(await outOfReach(page), []);
});

/** @param {Page} page */
function bodyBox(page) {
  return page.$eval("body", (body) => body.getBoundingClientRect().toJSON());
}

test("closing leaves the launcher, and the page exactly as it was", async () => {
  const page = await openCall(fresh.session.browser, "meet", rooms.meet);
  const style = "margin-right: 4px; color: rgb(1, 2, 3)";
  await page.evaluate((text) => document.body.setAttribute("style", text), style);
  const before = await bodyBox(page);
  const frame = await dockByClick(page);
  await until(async () => (await bodyBox(page)).width === 1280 - 360, "the page has made room");
  assert.equal(await bodyStyle(page), style);
  await say(frame, { type: "dock", show: "launcher" }).catch(() => {}); // the frame goes before it hears the answer
  await boxWhere(page, ({ width }) => width === 44, "the launcher is back");
  assert.deepEqual(await bodyBox(page), before);
  assert.equal(await bodyStyle(page), style);
});

test("the page never hears a key that is typed in the sidebar", async () => {
  const page = await openCall(fresh.session.browser, "meet", rooms.meet);
  const frame = await dockByClick(page);
  const input = await frame.waitForSelector("input");
  await input?.click();
  await page.keyboard.type("Ana asked for more d");
  await page.keyboard.down("Control");
  await page.keyboard.press("e");
  await page.keyboard.up("Control");
  assert.equal(await input?.evaluate((element) => element.value), "Ana asked for more d");
  assert.deepEqual((await witness(page)).keys, []);

  await page.click('[data-control="mic"]');
  await page.keyboard.press("m");
  assert.deepEqual((await witness(page)).keys, ["m", "m"], "the witness hears what is typed in the page");
});

test("nothing but the host element is added, and it says nothing", async () => {
  const page = await openCall(fresh.session.browser, "meet", rooms.meet);
  await dockByClick(page);
  const found = await page.evaluate(() => {
    const host = document.querySelector("duologue-dock");
    return {
      besideBody: [...document.documentElement.children].map((element) => element.localName),
      attributes: host?.getAttributeNames(),
      shadow: host?.shadowRoot ?? null,
      inside: host?.childNodes.length,
      scheme: host && getComputedStyle(host).colorScheme,
      frames: window.length,
      resources: performance.getEntriesByType("resource").filter(({ name }) => !name.startsWith(location.origin)).length,
    };
  });
  assert.deepEqual(found, {
    besideBody: ["head", "body", "duologue-dock"],
    attributes: [],
    shadow: null,
    inside: 0,
    scheme: "light dark",
    frames: 0,
    resources: 0,
  });
});

test("a room that is no 1:1 shows nothing", async () => {
  await put(fresh.quiet, { [`room/meet:${rooms.meet}`]: envelope({ not: true }) });
  const page = await openCall(fresh.session.browser, "meet", rooms.meet);
  await until(async () => (await readCalls(fresh.quiet))[0]?.phase === "call", "the background has answered");
  await page.click('[data-control="leave"]');
  await until(async () => (await readCalls(fresh.quiet))[0]?.phase === "ended", "and once more");
  assert.equal(await hostBox(page), null);

  await page.click('[data-control="next"]');
  await boxWhere(page, ({ width }) => width === 44, "another room is asked about as ever");
});

test("saying that it is no 1:1 takes the dock away", async () => {
  const page = await openCall(fresh.session.browser, "meet", rooms.meet);
  const frame = await dockByClick(page);
  await say(frame, { type: "dock", show: "nothing" }).catch(() => {}); // the frame goes before it hears the answer
  await until(async () => (await hostBox(page)) === null, "nothing shows");
  assert.equal(await isNarrowed(page), false);
});

describe("a linked room", () => {
  test("opens the sidebar by itself in the call, not in the lobby, and takes no focus", async () => {
    await put(fresh.quiet, { [`room/meet:${rooms.meet}`]: envelope({ with: "r1" }) });
    const page = await openCall(fresh.session.browser, "meet", rooms.meet, { at: "lobby" });
    await boxWhere(page, ({ width }) => width === 44, "the launcher shows in the lobby");
    await page.click('[data-control="join"]');
    await readyFrame(await sidebarFrame(page));
    assert.equal(await page.evaluate(() => document.activeElement?.localName), "body");
    assert.deepEqual(await outOfReach(page), []);
  });

  test("does not open again after the user has closed it", async () => {
    await put(fresh.quiet, { [`room/meet:${rooms.meet}`]: envelope({ with: "r1" }) });
    const page = await openCall(fresh.session.browser, "meet", rooms.meet);
    const frame = await readyFrame(await sidebarFrame(page));
    await say(frame, { type: "dock", show: "launcher" }).catch(() => {}); // the frame goes before it hears the answer
    await boxWhere(page, ({ width }) => width === 44, "the launcher is back");
    await page.click('[data-control="leave"]');
    await until(async () => (await readCalls(fresh.quiet))[0]?.phase === "ended", "the page has been looked at again");
    assert.equal(findSidebarFrame(page), undefined);
    assert.equal((await hostBox(page))?.width, 44);
  });

  test("an odd link counts as none", async () => {
    await put(fresh.quiet, { [`room/meet:${rooms.meet}`]: '1.00000000.{"with":' });
    const page = await openCall(fresh.session.browser, "meet", rooms.meet);
    await boxWhere(page, ({ width }) => width === 44, "the launcher shows");
    assert.equal(findSidebarFrame(page), undefined);
  });
});

for (const { provider, next } of /** @type {const} */ ([
  { provider: "meet", next: "nxt-room-two" },
  { provider: "zoom", next: "98765432109" },
])) {
  test(`${provider}: a second call without a page load is a call of its own`, async () => {
    await put(fresh.quiet, { [`room/${provider}:${next}`]: envelope({ with: "r2" }) });
    const page = await openCall(fresh.session.browser, provider, rooms[provider]);
    await dockByClick(page);
    await page.click('[data-control="leave"]');
    if (provider === "zoom") await page.click('[data-control="confirm-leave"]');
    await until(async () => (await readCalls(fresh.quiet))[0]?.phase === "ended", "the first call has ended");
    assert.ok(findSidebarFrame(page), "the sidebar stays, to ask its question");
    await page.click('[data-control="next"]');
    const address = `call=${encodeURIComponent(`${provider}:${next}`)}`;
    await until(() => findSidebarFrame(page)?.url().endsWith(address), "the sidebar of the second room");
    await page.waitForSelector("duologue-dock");
    assert.equal(page.frames().filter((frame) => frame.url().includes("sidebar.html")).length, 1);
  });
}

test("asking to be let in is not yet a call", async () => {
  const page = await openCall(fresh.session.browser, "meet", rooms.meet, { at: "asking" });
  await until(async () => (await readCalls(fresh.quiet)).length > 0, "the page has been understood as far as it goes");
  assert.equal((await readCalls(fresh.quiet))[0].phase, "unknown");
  await boxWhere(page, ({ width }) => width === 44, "the launcher is there all the same");
});

test("a page of the call host that is no room shows nothing", async () => {
  const page = await openCall(fresh.session.browser, "meet", "landing");
  const room = await openCall(fresh.session.browser, "meet", rooms.meet);
  await boxWhere(room, ({ width }) => width === 44, "the launcher shows in a room opened later");
  assert.equal(await hostBox(page), null);
});

test("when the extension is reloaded, nothing of it stays in the page", async () => {
  const own = await launch({ standIn: fresh.standIn });
  try {
    const page = await openCall(own.browser, "meet", rooms.meet);
    await dockByClick(page);
    assert.equal(await isNarrowed(page), true);
    const other = await quietPage(own);
    await other.evaluate(() => chrome.runtime.reload()).catch(() => {}); // the page goes with the extension
    // Firefox starts the new copy in the page at once, which shows its launcher; Chromium with the next load.
    const expected = own.which === "firefox" ? [44] : [];
    const hosts = () =>
      page.evaluate(() => [...document.querySelectorAll("duologue-dock")].map((host) => host.getBoundingClientRect().width));
    await until(async () => String(await hosts()) === String(expected), "what the old copy showed is gone");
    await until(async () => !(await isNarrowed(page)), "the page has its width back");
    assert.equal(await bodyStyle(page), null);
    assert.deepEqual((await witness(page)).errors, []);
  } finally {
    await own.close();
  }
});

test("a call page gets one script, of less than 15 KB gzipped", async () => {
  const manifest = JSON.parse(await readFile(join(chromiumDist, "manifest.json"), "utf8"));
  const scripts = manifest.content_scripts.flatMap((/** @type {{js: string[]}} */ { js }) => js);
  assert.deepEqual(scripts, ["content.js"]);
  const zipped = gzipSync(await readFile(join(chromiumDist, "content.js"))).length;
  assert.ok(zipped > 5_000 && zipped < 15_000, `${zipped} bytes`);
});
