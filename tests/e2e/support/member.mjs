// A member of a room as a test sees it: the relay page's line run in Node, and all that it has said.
import { openLine } from "../../../relay-page/line.mjs";
import { connectFromNode } from "../../../relay/set-up.mjs";
import { until } from "./browser.mjs";

/** @typedef {import("../../../relay-page/words.mjs").Said} Said */
/** @typedef {import("../../../relay-page/words.mjs").State} State */
/** @typedef {import("../../../relay-page/words.mjs").Reason} Reason */
/** @typedef {import("../../../relay-page/words.mjs").Member} Member */
/** @typedef {ReturnType<typeof member>} TestMember */

export const ROOM = "ourRoom-our_Room-ourRo";
export const OTHER_ROOM = "otherRoomOtherRoomOthe";

/** The device of each side. */
export const DEVICES = { a: "deviceOfADeviceOfADevi", b: "deviceOfBDeviceOfBDevi" };

/** @param {string} text */
export const bytes = (text) => new TextEncoder().encode(text);

/**
 * Opens a line as one of the two.
 * @param {Partial<Member> & {url: string, side: "a" | "b"}} who
 */
export function member(who) {
  const own = { room: ROOM, device: DEVICES[who.side], credential: null, ...who };
  /** @type {Said[]} */
  const heard = [];
  const line = openLine(own, { connect: connectFromNode, say: (said) => heard.push(said) });
  let id = 0;

  /** @param {number} from */
  const states = (from = 0) =>
    heard.slice(from).flatMap((said) => (said.said === "state" ? [[said.state, said.reason].filter(Boolean).join(": ")] : []));

  return {
    line,
    heard,
    states,
    /** Waits for a state, which may have been said before; `from` counts what had been heard until then. */
    is: (/** @type {string} */ state, from = 0) =>
      until(() => states(from).includes(state), `${own.side} is ${state}; it was ${states().join(", ")}`, 30_000),
    /** Puts a text, and gives the answer. */
    async put(/** @type {string} */ document, /** @type {string | Uint8Array} */ value) {
      const mine = ++id;
      await line.put(document, typeof value === "string" ? bytes(value) : value, mine);
      const answer = heard.find((said) => "id" in said && said.id === mine);
      if (answer === undefined || !("id" in answer)) throw new Error("a put was not answered");
      return answer.said === "kept" ? "kept" : answer.reason;
    },
    /** What was last heard of a document: its text, null if it was deleted, undefined if nothing was. */
    last(/** @type {"a" | "b"} */ side, /** @type {string} */ document, from = 0) {
      const values = heard.slice(from).filter((said) => said.said === "value");
      const value = values.findLast((said) => said.side === side && said.document === document)?.value;
      return value ? new TextDecoder().decode(value) : value;
    },
    /** Closes the line and waits until it says so. */
    async close() {
      line.close();
      await until(() => states().includes("closed"), "the line is closed");
    },
  };
}
