// Who may connect: the relay page, and no page that sees what the user wrote. In a real browser, to a real relay.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { after, afterEach, before, test } from "node:test";
import { dockByClick, launch, openCall, readyFrame, until } from "./support/browser.mjs";
import { DEVICES, ROOM, closeMembers, member } from "./support/member.mjs";
import { startRelay } from "./support/nats.mjs";
import { startStandIn } from "./support/stand-in.mjs";

/** @typedef {import("puppeteer-core").Frame} Frame */
/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {import("../../relay-page/words.mjs").Said} Said */

/** @type {Awaited<ReturnType<typeof startStandIn>>} */
let standIn;
/** @type {import("./support/browser.mjs").Session} */
let session;
/** @type {import("./support/nats.mjs").Relay} */
let relay;
/** A server that lets everybody in, so that only a policy can refuse. */
const open = createServer((_request, response) => response.writeHead(200, { "access-control-allow-origin": "*" }).end("in"));
let openAddress = "";

before(async () => {
  open.listen(0, "127.0.0.1");
  await once(open, "listening");
  openAddress = `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (open.address()).port}/`;
  relay = await startRelay();
  standIn = await startStandIn();
  session = await launch({ standIn });
});

after(async () => {
  await session?.close();
  await standIn?.close();
  await relay?.remove();
  open.close();
});

afterEach(async () => {
  await closeMembers();
  const [first, ...others] = await session.browser.pages();
  await Promise.all(others.map((page) => page.close()));
  await first.goto("about:blank");
});

for (const name of ["sidebar.html", "popup.html", "dashboard.html", "retro.html"]) {
  test(`${name} can neither open a WebSocket nor fetch`, async () => {
    const page = await openPage(name);
    const refused = { socket: "refused by connect-src", fetch: "refused by connect-src" };
    assert.deepEqual(await attempt(page, relay.url, openAddress), refused);
  });
}

test("the relay page opens a WebSocket to a relay, and reaches nothing else", async () => {
  const frame = await frameRelay(await openPage("dashboard.html"));
  assert.deepEqual(await attempt(frame, relay.url, openAddress), { socket: "open", fetch: "refused by connect-src" });
  const plain = relay.url.replace("127.0.0.1", "meet.google.com");
  assert.equal((await attempt(frame, plain, openAddress)).socket, "refused by connect-src");
  const reach = await frame.evaluate(() => ({
    origin: self.origin,
    storage: typeof chrome === "undefined" ? "undefined" : typeof chrome.storage,
    parent: (() => {
      try {
        return typeof window.parent.document;
      } catch {
        return "out of reach";
      }
    })(),
  }));
  assert.deepEqual(reach, { origin: "null", storage: "undefined", parent: "out of reach" });
});

test("the relay page does not work where it has an origin", async () => {
  const page = await openPage("dashboard.html");
  const said = await page.evaluate(
    () =>
      new Promise((/** @type {(heard: unknown[]) => void} */ resolve) => {
        /** @type {unknown[]} */
        const heard = [];
        const frame = Object.assign(document.createElement("iframe"), { src: "relay.html" });
        addEventListener("message", ({ source, data }) => source === frame.contentWindow && heard.push(data.type));
        // Its script runs before it has loaded, and what it said comes before what is posted from here.
        frame.onload = () => {
          addEventListener("message", ({ source }) => source === window && resolve(heard));
          postMessage("last");
        };
        document.body.append(frame);
      }),
  );
  const frame = page.frames().find((one) => one.url().endsWith("/relay.html"));
  // Chromium's manifest takes the origin from the page wherever it stands.
  const hasOrigin = (await frame?.evaluate(() => self.origin)) !== "null";
  assert.equal(hasOrigin, session.which === "firefox");
  assert.deepEqual(said, hasOrigin ? [] : ["duologue-relay-ready"]);
});

test("a page puts and hears through the relay page", async () => {
  const page = await openPage("dashboard.html");
  await talkThroughRelayPage(page);
});

test("so does the sidebar that is docked in a call", async () => {
  const call = await openCall(session.browser, "meet", "abc-defg-hij");
  await talkThroughRelayPage(await dockByClick(call));
});

test("the relay page believes the first message of the page that frames it, and no other", async () => {
  const page = await openPage("dashboard.html");
  await frameRelay(page);
  await introduce(page);
  await page.evaluate(() => {
    const [frame] = document.getElementsByTagName("iframe");
    const { port1, port2 } = new MessageChannel();
    Object.assign(window, { second: [] });
    port1.onmessage = ({ data }) => /** @type {any} */ (window).second.push(data);
    frame.contentWindow?.postMessage({ type: "duologue-relay" }, "*", [port2]);
    port1.postMessage({ do: "put", room: "x", document: "x", value: new Uint8Array(1), id: 1 });
  });
  await ask(page, { do: "put", room: "none", document: "about", id: 7 });
  await until(async () => (await said(page)).length > 0, "the first port is answered");
  const answer = { said: "not-kept", room: "none", id: 7, document: "about", reason: "offline" };
  assert.deepEqual(await said(page), [answer]);
  assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).second), []);
});

test("a call page that frames the relay page is not believed", async () => {
  const call = await openCall(session.browser, "meet", "abc-defg-hij");
  await call.evaluate(
    (src) =>
      new Promise((/** @type {(value?: undefined) => void} */ ready) => {
        addEventListener("message", ({ data }) => data?.type === "duologue-relay-ready" && ready());
        const frame = document.createElement("iframe");
        frame.setAttribute("sandbox", "allow-scripts");
        document.body.append(Object.assign(frame, { id: "stolen", src }));
      }),
    session.url("relay.html"),
  );
  const frame = await until(() => call.frames().find((one) => one.url().endsWith("/relay.html")), "it is framed");
  const heard = frame.evaluate(
    () => new Promise((resolve) => addEventListener("message", ({ data }) => data === "last" && resolve("heard"))),
  );
  // The listener is there before anything is sent: the frame takes what it is asked in order.
  await frame.evaluate(() => 0);
  await call.evaluate(() => {
    const to = /** @type {HTMLIFrameElement} */ (document.getElementById("stolen")).contentWindow;
    const { port1, port2 } = new MessageChannel();
    Object.assign(window, { stolen: [] });
    port1.onmessage = ({ data }) => /** @type {any} */ (window).stolen.push(data);
    to?.postMessage({ type: "duologue-relay" }, "*", [port2]);
    port1.postMessage({ do: "put", room: "x", document: "x", value: new Uint8Array(1), id: 1 });
    to?.postMessage("last", "*");
  });
  assert.equal(await heard, "heard");
  await frame.evaluate(() => 0);
  assert.deepEqual(await call.evaluate(() => /** @type {any} */ (window).stolen), []);
});

test("names that would reach beyond the room are refused", async () => {
  const page = await openPage("dashboard.html");
  await frameRelay(page);
  await introduce(page);
  const room = "*".repeat(22);
  await ask(page, { do: "connect", room, side: "a", device: DEVICES.a, url: relay.url, credential: null });
  await until(async () => (await said(page)).length > 0, "it is answered");
  assert.deepEqual(await said(page), [{ said: "state", room, state: "closed", reason: "refused" }]);
});

/** @param {Page | Frame} page */
async function talkThroughRelayPage(page) {
  const partner = member({ url: relay.url, side: "b" });
  await partner.is("caught-up");
  await frameRelay(page);
  await introduce(page);
  await ask(page, { do: "connect", room: ROOM, side: "a", device: DEVICES.a, url: relay.url, credential: null });
  const states = async () => (await said(page)).flatMap((one) => (one.said === "state" ? [one.state] : []));
  await until(async () => (await states()).includes("caught-up"), "the page is caught up");
  assert.deepEqual(await states(), ["connecting", "connected", "caught-up"]);

  await ask(page, { do: "put", room: ROOM, document: "about", id: 1, text: "from the page" });
  await until(() => partner.last("a", "about") === "from the page", "the partner hears it");
  assert.equal(await partner.put("about", "from the partner"), "kept");
  const heard = async () => (await said(page)).some((one) => one.said === "value" && one.side === "b");
  await until(heard, "the page hears the partner");
  assert.ok((await said(page)).some((one) => one.said === "kept" && one.id === 1));

  await ask(page, { do: "close", room: ROOM });
  await until(async () => (await states()).at(-1) === "closed", "the line is closed");
}

/** @param {string} name */
async function openPage(name) {
  const page = await session.browser.newPage();
  await page.goto(session.url(name));
  // A page that starts clears its body, and with it a frame that a test has put there.
  return readyFrame(page);
}

/**
 * Tries both ways out, and says what became of each.
 * @param {Page | Frame} page
 * @param {string} socketTo
 * @param {string} fetchFrom
 */
function attempt(page, socketTo, fetchFrom) {
  const tryBoth = async (/** @type {string} */ to, /** @type {string} */ from) => {
    const outcome = async (/** @type {() => Promise<string>} */ trying) => {
      // The violation is told in a task of its own, which may come after the failure.
      const refusal = new Promise((/** @type {(text: string) => void} */ resolve) => {
        const note = (/** @type {SecurityPolicyViolationEvent} */ event) => resolve(`refused by ${event.effectiveDirective}`);
        document.addEventListener("securitypolicyviolation", note, { once: true });
      });
      const became = await trying();
      const noRefusal = new Promise((resolve) => setTimeout(resolve, 5_000, "failed without a policy"));
      return became === "failed" ? Promise.race([refusal, noRefusal]) : became;
    };
    const socket = await outcome(() =>
      new Promise((resolve) => {
        try {
          const opening = new WebSocket(to);
          opening.onopen = () => (opening.close(), resolve("open"));
          opening.onerror = () => resolve("failed");
        } catch {
          resolve("failed");
        }
      }),
    );
    const fetched = await outcome(() => fetch(from).then(() => "open", () => "failed"));
    return { socket, fetch: fetched };
  };
  return page.evaluate(tryBoth, socketTo, fetchFrom);
}

/**
 * Frames the relay page and waits until it says that it is ready.
 * @param {Page | Frame} page
 * @returns {Promise<Frame>}
 */
async function frameRelay(page) {
  await page.evaluate(
    () =>
      new Promise((/** @type {(value?: undefined) => void} */ ready) => {
        const frame = document.createElement("iframe");
        frame.setAttribute("sandbox", "allow-scripts");
        frame.src = "relay.html";
        addEventListener("message", ({ source, data }) => {
          if (source === frame.contentWindow && data?.type === "duologue-relay-ready") ready();
        });
        document.body.append(frame);
      }),
  );
  const frames = () => ("childFrames" in page ? page.childFrames() : page.frames());
  return until(() => frames().find((frame) => frame.url().endsWith("/relay.html")), "the relay page is framed");
}

/**
 * Hands the framed relay page its port, and keeps what it says.
 * @param {Page | Frame} page
 */
function introduce(page) {
  return page.evaluate(() => {
    const frame = document.querySelector("iframe[src='relay.html']");
    const { port1, port2 } = new MessageChannel();
    Object.assign(window, { relayPort: port1, relaySaid: [] });
    port1.onmessage = ({ data }) => /** @type {any} */ (window).relaySaid.push(data);
    /** @type {HTMLIFrameElement} */ (frame).contentWindow?.postMessage({ type: "duologue-relay" }, "*", [port2]);
  });
}

/**
 * @param {Page | Frame} page
 * @param {{do: string, room: string, text?: string} & Record<string, unknown>} asked `text` is sent as its bytes
 */
function ask(page, asked) {
  return page.evaluate(({ text, ...rest }) => {
    const value = new TextEncoder().encode(text ?? "");
    /** @type {any} */ (window).relayPort.postMessage(rest.do === "put" ? { ...rest, value } : rest);
  }, asked);
}

/**
 * @param {Page | Frame} page
 * @returns {Promise<Said[]>}
 */
function said(page) {
  return page.evaluate(() => /** @type {any} */ (window).relaySaid);
}
