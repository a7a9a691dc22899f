// Serves the hand-made call pages on loopback, over HTTPS, under the names of the real hosts.
// The browser is told to find those hosts here; nothing ever leaves the machine.
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:https";
import { fileURLToPath } from "node:url";
import { generate } from "selfsigned";
import { answerCalendar, calendarHost } from "./calendar-host.mjs";

const folder = new URL("../stand-in/", import.meta.url);
/**
 * The page of each host; where a path is named, only of what is found there. `talk.example` runs a Jitsi of its own.
 * @type {[host: string, page: string, path?: RegExp][]}
 */
const pages = [
  ["meet.google.com", "meet.html"],
  ["app.zoom.us", "zoom.html"],
  ["zoom.us", "launch.html", /^\/[js]\//],
  ["teams.microsoft.com", "launch.html", /^\/dl\/launcher/],
  ["teams.microsoft.com", "teams.html"],
  ["teams.cloud.microsoft", "teams.html"],
  ["teams.live.com", "teams.html"],
  ["acme.webex.com", "webex.html"],
  ["meet.jit.si", "jitsi.html"],
  ["acme.whereby.com", "whereby.html"],
  ["talk.example", "jitsi.html"],
];
const types = { html: "text/html; charset=utf-8", js: "text/javascript", css: "text/css" };

/** The hosts that the stand-in answers for: those of calls, and one that hands out a calendar. */
export const hosts = [...new Set(pages.map(([host]) => host)), calendarHost];

/**
 * What the extension calls a room of `callUrl`, in its keys and messages.
 * @param {import("./browser.mjs").Provider} provider
 * @param {string} room of lower-case letters, digits and `-`
 */
export function roomKey(provider, room) {
  const named = {
    meet: room,
    zoom: room,
    teams: `19_3ameeting_5f${room}_40thread.v2`,
    webex: `acme_2f${room}`,
    jitsi: room,
    whereby: `acme_2f${room}`,
    site: `talk.example_2f${room}`,
  };
  return `${provider}:${named[provider]}`;
}

/**
 * The ways a page is served. `wide` is a page whose layout cannot be made narrower.
 * @typedef {"plain" | "strict" | "isolated" | "wide"} Variant
 */
export const variants = /** @type {Variant[]} */ (["plain", "strict", "isolated", "wide"]);

/**
 * @param {string} variant
 * @param {string} nonce
 * @returns {Record<string, string>}
 */
function headersOf(variant, nonce) {
  if (variant === "strict") {
    return {
      "content-security-policy": [
        "default-src 'none'",
        `script-src 'nonce-${nonce}' 'strict-dynamic'`,
        "style-src 'self'",
        // For the page's own icon, which Firefox fetches and Chromium without a window does not.
        "img-src 'self'",
        "frame-src 'none'",
        "child-src 'none'",
        "object-src 'none'",
        "base-uri 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
      ].join("; "),
    };
  }
  if (variant === "isolated") {
    return {
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-embedder-policy": "require-corp",
    };
  }
  return {};
}

/**
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 */
async function answer(request, response) {
  const host = (request.headers.host ?? "").replace(/:\d+$/, "");
  const url = new URL(request.url ?? "/", `https://${host || "nowhere"}`);
  if (host === calendarHost) {
    await answerCalendar(url, request, response);
    return;
  }
  const page = pages.find(([name, , path]) => name === host && (!path || path.test(url.pathname)))?.[1] ?? "";
  const known = hosts.includes(host);
  const asset = /^\/stand-in\/([a-z]+\.(?:js|css))$/.exec(url.pathname)?.[1];
  if (!known || !(page || asset) || url.pathname === "/favicon.ico") {
    response.writeHead(404).end();
    return;
  }
  const name = asset ?? page;
  const nonce = randomBytes(12).toString("base64");
  const variant = url.searchParams.get("variant") ?? "plain";
  const text = (await readFile(fileURLToPath(new URL(name, folder)), "utf8"))
    .replaceAll("{{nonce}}", nonce)
    .replaceAll("{{layout}}", variant === "wide" ? "wide" : "fluid");
  response.writeHead(200, {
    "content-type": types[/** @type {keyof typeof types} */ (name.split(".").pop())],
    "cache-control": "no-store",
    ...(asset ? { "cross-origin-resource-policy": "same-origin" } : headersOf(variant, nonce)),
  });
  response.end(text);
}

/**
 * Starts the stand-in on a free port of loopback, with a certificate made for this run.
 * @returns {Promise<{port: number, close: () => Promise<void>}>}
 */
export async function startStandIn() {
  const certificate = await generate([{ name: "commonName", value: "stand-in" }], { keySize: 2048 });
  const server = createServer({ key: certificate.private, cert: certificate.cert }, (request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("the stand-in has no port");
  return {
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
