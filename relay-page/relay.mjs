// The only page that may open a connection. It is handed sealed bytes, and never a key.
// It believes one message, from the page of ours that frames it, and from then on only what comes over its port.
// It works without an origin alone, out of reach of storage: the manifest's sandbox gives it that in Chromium, and the
// `sandbox` of the frame in every browser.
import { wsconnect } from "@nats-io/nats-core";
import { openLine } from "./line.mjs";
import { isMember } from "./words.mjs";

/** @typedef {import("./words.mjs").Member} Member */
/** @typedef {import("./words.mjs").Said} Said */
/**
 * What a page of ours asks.
 * @typedef {{do: "connect"} & Member | {do: "put", room: string, document: string, value: Uint8Array | null, id: number}
 *   | {do: "close", room: string}} Asked
 */

/** One line for each room. @type {Map<string, import("./line.mjs").Line>} */
const lines = new Map();

/** @param {MessageEvent} event */
function meet(event) {
  const [port] = event.ports;
  const isOurs = event.source === window.parent && event.origin === location.origin;
  if (!isOurs || event.data?.type !== "duologue-relay" || port === undefined) return;
  window.removeEventListener("message", meet);
  window.addEventListener("online", () => lines.forEach((line) => line.retryNow()));
  port.onmessage = ({ data }) => answer(data, port);
}

/**
 * @param {Asked} asked
 * @param {MessagePort} port
 */
function answer(asked, port) {
  if (asked.do === "connect") return connect(asked, port);
  const line = lines.get(asked.room);
  if (asked.do === "close") {
    line?.close();
    lines.delete(asked.room);
  } else if (asked.do === "put" && line !== undefined) {
    void line.put(asked.document, asked.value, asked.id);
  } else if (asked.do === "put") {
    say(port, { said: "not-kept", room: asked.room, id: asked.id, document: asked.document, reason: "offline" });
  }
}

/**
 * Opens a room's line. A second time, for another address or credential, it takes the place of the first.
 * @param {Member} member
 * @param {MessagePort} port
 */
function connect(member, port) {
  lines.get(member.room)?.close();
  lines.delete(member.room);
  if (!isMember(member)) {
    return say(port, { said: "state", room: member.room, state: "closed", reason: "refused" });
  }
  /** @type {import("./line.mjs").Line} */
  const line = openLine(member, {
    connect: wsconnect,
    say: (said) => {
      const isReplaced = lines.has(member.room) && lines.get(member.room) !== line;
      if (!isReplaced) say(port, said);
    },
  });
  lines.set(member.room, line);
}

/**
 * @param {MessagePort} port
 * @param {Said} said
 */
function say(port, said) {
  const isWithBytes = said.said === "value" && said.value !== null;
  port.postMessage(said, isWithBytes ? [/** @type {Uint8Array} */ (said.value).buffer] : []);
}

if (window.parent !== window && self.origin === "null") {
  window.addEventListener("message", meet);
  window.parent.postMessage({ type: "duologue-relay-ready" }, "*");
}
