// A call site that the user adds: permitted once, it is noticed as long as the permission stands, and given back whole.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { callUrl, dockByClick, hostBox, launch, onlyIn, openCall, quietPage, until } from "./support/browser.mjs";
import { boxWhere } from "./support/call-page.mjs";
import { which } from "./support/ground.mjs";
import { permit } from "./support/harm.mjs";
import { permittedBuild } from "./support/permitted.mjs";
import { roomKey, startStandIn } from "./support/stand-in.mjs";
import { clear, readCalls } from "./support/store.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const jitsi = "https://meet.jit.si/*";
const own = "https://talk.example/*";

/** @type {Awaited<ReturnType<typeof startStandIn>>} */
let standIn;
/** @type {import("./support/browser.mjs").Session} */
let session;
/** @type {Awaited<ReturnType<typeof permittedBuild>>} */
let build;
/** @type {Page} */
let quiet;

before(async () => {
  standIn = await startStandIn();
  // Firefox is told what the user has permitted; Chromium's question no test can answer, so there it is so from the start.
  build = await permittedBuild([jitsi, own]);
  session = await launch({ standIn, ...(which === "chromium" && { dist: build.dist }) });
  quiet = await quietPage(session);
});

after(async () => {
  await session?.close();
  await standIn?.close();
  await build?.remove();
});

afterEach(async () => {
  for (const page of await session.browser.pages()) if (page.url().startsWith("https://")) await page.close();
  if (which === "firefox") {
    await quiet.evaluate((origins) => chrome.permissions.remove({ origins }), [jitsi, own]);
    await until(async () => (await registered()).length === 0, "nothing is registered any more");
  }
  await clear(quiet);
});

/** @returns {Promise<string[]>} the sites that our script is registered for */
function registered() {
  return quiet.evaluate(async () =>
    (await chrome.scripting.getRegisteredContentScripts()).flatMap(({ matches }) => matches ?? []),
  );
}

/** What a page of ours is told about the tab in front. */
function here() {
  return quiet.evaluate(() => chrome.runtime.sendMessage({ type: "here" }));
}

const asksUser = "Chromium asks in a bubble that no test can answer, and addHostPermission grants no optional host";

/** @param {string} origin */
async function permitted(origin) {
  if (which === "firefox") await permit(session, origin);
  await until(async () => (await registered()).includes(origin), "our script is registered");
}

test("before it is permitted nothing happens there", onlyIn("firefox", asksUser), async () => {
  const page = await openCall(session.browser, "jitsi", "weekly");
  await page.bringToFront();
  assert.deepEqual(await registered(), []);
  assert.equal(await hostBox(page), null);
  assert.deepEqual(await readCalls(quiet), []);
});

test("permitted while its call is on: the page that is open already gets the dock", onlyIn("firefox", asksUser), async () => {
  const page = await openCall(session.browser, "jitsi", "weekly");
  await permitted(jitsi);
  await page.bringToFront();
  await boxWhere(page, ({ width }) => width === 44, "the launcher shows");
  const told = await here();
  assert.deepEqual([told.call, told.provider, told.optional], [roomKey("jitsi", "weekly"), "jitsi", false]);
});

test("permitted, a site has the dock as any call host", async () => {
  await permitted(jitsi);
  const frame = await dockByClick(await openCall(session.browser, "jitsi", "weekly"));
  assert.equal(new URL(frame.url()).searchParams.get("call"), roomKey("jitsi", "weekly"));
});

test("given back: the dock goes, and the call is over for us", onlyIn("firefox", asksUser), async () => {
  await permitted(jitsi);
  const page = await openCall(session.browser, "jitsi", "weekly");
  await until(() => hostBox(page), "the launcher shows");
  await quiet.evaluate((origins) => chrome.permissions.remove({ origins }), [jitsi]);
  await until(async () => (await hostBox(page)) === null, "nothing of ours is in the page");
  await until(async () => (await readCalls(quiet)).length === 0, "the call is over for us");
  assert.deepEqual(await registered(), []);
  await permit(session, jitsi);
  await page.bringToFront();
  await until(() => hostBox(page), "permitted again, it is there again");
});

test("a site that the manifest cannot name gets a launcher, and the sidebar stands beside it", async () => {
  await permitted(own);
  const page = await session.browser.newPage();
  await page.goto(callUrl("site", "weekly"));
  const { x, y } = await boxWhere(page, ({ width }) => width === 44, "the launcher shows");
  await page.mouse.click(x + 22, y + 22);
  await until(async () => {
    const targets = session.browser.targets().map((target) => target.url());
    return targets.some((url) => url.includes("sidebar.html?surface="));
  }, "the sidebar opens in a panel, or a window of its own");
  assert.equal((await hostBox(page))?.width, 44);
});
