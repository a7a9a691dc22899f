// Who may frame our pages, and that whatever is said to them, or to our script in the call, has no effect.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, test } from "node:test";
import { callUrl, hostBox, readyFrame, sidebarFrame, until, which } from "./support/browser.mjs";
import { boxWhere, witness } from "./support/call-page.mjs";
import { freshCalls } from "./support/fresh.mjs";
import { beginFight, nothingIsLeaked, personWithRoom, room, stands } from "./support/hostile.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

let person = "";
/** A site that is no call host. */
const elsewhere = createServer((_, response) => response.setHeader("content-type", "text/html").end("<!doctype html>"));
let elsewhereUrl = "";

const fresh = freshCalls({
  keepsStore: true,
  async prepare() {
    person = await personWithRoom(fresh.session, fresh.quiet);
    await new Promise((done) => elsewhere.listen(0, "127.0.0.1", () => done(undefined)));
    const address = elsewhere.address();
    if (!address || typeof address === "string") throw new Error("the other site has no port");
    elsewhereUrl = `http://127.0.0.1:${address.port}/`;
  },
});

after(() => void elsewhere.close());

/**
 * Lets a page frame an address, and waits until the browser has decided. Firefox tells nothing of a frame that it
 * refuses outright: there the decision has fallen when a frame that was asked for later has come.
 * @param {import("puppeteer-core").Frame | Page} page
 * @param {string} url
 */
async function frameIn(page, url) {
  await page.evaluate(
    (address, later) =>
      new Promise((done) => {
        const frame = (/** @type {string} */ src, /** @type {string} */ name) => {
          const made = document.createElement("iframe");
          made.addEventListener("load", () => done(undefined), { once: true });
          // Without it the relay page would not listen, and nothing would be tried.
          if (src.endsWith("/relay.html")) made.setAttribute("sandbox", "allow-scripts");
          made.src = src;
          made.name = name;
          document.body.append(made);
        };
        frame(address, "framed");
        if (later) frame(later, "later");
      }),
    url,
    which === "firefox" ? "data:text/html,later" : "",
  );
  await page.evaluate(() => document.querySelector("iframe[name=later]")?.remove());
}

/** @param {Page} page */
function framedPagesOfOurs(page) {
  return page.frames().filter((frame) => frame.url().startsWith(fresh.session.url(""))).length;
}

const ours = ["sidebar.html", "relay.html", "popup.html", "dashboard.html", "retro.html"];

for (const path of ours) {
  test(`another site cannot frame ${path}`, async () => {
    const page = await fresh.session.browser.newPage();
    await page.goto(elsewhereUrl);
    await frameIn(page, fresh.session.url(path));
    assert.equal(await page.$$eval("iframe[name=framed]", (framed) => framed.length), 1);
    assert.equal(framedPagesOfOurs(page), 0);
  });
}

test("nor can a call page that stands in another site, where we do not dock either", async () => {
  const page = await fresh.session.browser.newPage();
  await page.goto(elsewhereUrl);
  await frameIn(page, callUrl("meet", room));
  const call = await until(
    () => page.frames().find((frame) => frame.url().startsWith("https://meet.google.com/")),
    "the call page stands in the other site",
  );
  await frameIn(call, fresh.session.url("sidebar.html"));
  assert.equal(await call.$$eval("iframe[name=framed]", (framed) => framed.length), 1);
  assert.equal(framedPagesOfOurs(page), 0);
  assert.equal(await call.evaluate(() => document.querySelector("duologue-dock")), null);
});

test("a call page can frame the sidebar, which the dock needs, and no page that deletes or hands over", async () => {
  const { page } = await beginFight(fresh.session, fresh.quiet, person, { variant: "plain" });
  assert.equal(framedPagesOfOurs(page), 1);
  for (const path of ["popup.html", "dashboard.html", "retro.html"]) await frameIn(page, fresh.session.url(path));
  assert.equal(framedPagesOfOurs(page), 1);
  await frameIn(page, fresh.session.url("sidebar.html"));
  await until(() => framedPagesOfOurs(page) === 2, "the sidebar is framed by the page, too");
});

test("three thousand odd messages from the page, to itself and to frames of ours, change nothing", async () => {
  const fight = await beginFight(fresh.session, fresh.quiet, person, { variant: "plain" });
  const { page } = fight;
  await frameIn(page, fresh.session.url(`sidebar.html?with=${person}`));
  await frameIn(page, fresh.session.url("relay.html"));
  const framed = await until(
    () => page.frames().find((frame) => frame.parentFrame() === page.mainFrame() && frame.url().includes("with=")),
    "the page has framed a sidebar",
  );
  await readyFrame(framed);
  const box = await boxWhere(page, ({ width }) => width >= 280, "the dock stands");
  const all = () => fresh.quiet.evaluate(async () => [await chrome.storage.local.get(), await chrome.storage.session.get()]);
  const before = await all();

  const sent = await page.evaluate(async (id) => {
    let seed = 20_261_125;
    const draw = (/** @type {number} */ below) => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((seed / 2 ** 32) * below);
    };
    const one = (/** @type {unknown[]} */ list) => list[draw(list.length)];
    const types = "dock call call-lost open open-sidebar are-you-there fought wrap-up here opens surface".split(" ");
    const words = ["", "nothing", "launcher", "sidebar", "ended", "meet", id, "x".repeat(9_000)];
    const values = [null, true, NaN, -1, 1e9, [], {}, { width: 1 }, ...words];
    const names = "show dock phase room provider lost docked value call surface port __proto__".split(" ");
    const message = () => {
      const made = /** @type {Record<string, unknown>} */ ({ type: one(types) });
      for (let more = draw(5); more > 0; more -= 1) made[String(one(names))] = one(values);
      return one([made, JSON.stringify(made), [made], { data: made }, one(values)]);
    };
    const frames = [window, ...[...document.querySelectorAll("iframe")].map((frame) => frame.contentWindow)];
    let count = 0;
    for (let round = 0; round < 1_000; round += 1) {
      for (const to of frames) {
        const { port1 } = new MessageChannel();
        if (draw(4) === 0) to?.postMessage(message(), "*", [port1]);
        else to?.postMessage(message(), "*");
        count += 1;
      }
      dispatchEvent(new CustomEvent(String(one(types)), { detail: message() }));
      document.querySelector("duologue-dock")?.dispatchEvent(new MessageEvent("message", { data: message() }));
      // So that every message is handled on its own and not in one heap.
      if (round % 100 === 0) await new Promise((next) => setTimeout(next));
    }
    return { count, runtime: typeof /** @type {any} */ (globalThis).chrome?.runtime?.sendMessage };
  }, person);
  assert.deepEqual(sent, { count: 3_000, runtime: "undefined" });
  await until(async () => (await witness(page)).messages >= 1_000, "the page has heard its own messages");
  await framed.evaluate(() => new Promise((next) => setTimeout(next)));

  assert.deepEqual(await all(), before);
  assert.deepEqual(await hostBox(page), box);
  await page.evaluate(() => document.querySelectorAll("iframe").forEach((frame) => frame.remove()));
  await readyFrame(await sidebarFrame(page));
  await stands(fight);
  await nothingIsLeaked(fight);
});
