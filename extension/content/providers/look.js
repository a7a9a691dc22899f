// What every call provider is made of: how an address is read, how a page is looked at, how people are counted.
// Nothing in `providers/` looks at translated text; what is not known is "unknown", or null.

/** @typedef {"unknown" | "lobby" | "call" | "ended"} Phase */

/**
 * One call service: how its rooms and its moments are told apart.
 * @typedef {object} Provider
 * @property {string} name
 * @property {RegExp} host the host names it lives on
 * @property {RegExp} room what the name of a room looks like
 * @property {(url: string) => string | null} roomOf the stable name of the room at an address
 * @property {(page: ParentNode) => Phase} phaseOf believed only when two signals agree; absence is no end
 * @property {(page: ParentNode) => number | null} peopleOf how many are in the room, self included
 * @property {string[]} controls selectors of what must stay within reach while the sidebar is docked
 * @property {(url: string) => boolean} [handsOver] whether it is a launch page, which hands the call to a desktop app
 * @property {boolean} [hides] whether a call may go on at addresses that do not name its room
 * @property {(url: string) => boolean} [mayHold] whether this may be such an address
 */

/** What a room may be called; it becomes part of a key. */
const roomName = /^[A-Za-z0-9._-]{1,200}$/;

/** Frames in which some services show their whole client. Where one is of another origin, nobody can look inside. */
const clientFrames = 'iframe#webclient, iframe[id^="experience-container"], iframe#unified-webclient-iframe';

/** The zeros of the digits that people write numbers with, for counters that follow the language. */
const zeros = "0٠۰०০੦૦୦௦౦೦൦๐໐༠၀០᠐０";

/**
 * An address of one of these hosts, if it is beyond doubt: no other port, no name before the host.
 * @param {string} url
 * @param {RegExp} host
 * @returns {URL | null}
 */
function addressAt(url, host) {
  const address = URL.parse(url);
  if (address?.protocol !== "https:" || address.username || address.password) return null;
  return host.test(address.host) ? address : null;
}

/**
 * The parts of a path, decoded; null if one of them cannot be, or hides a slash.
 * @param {string} path
 * @returns {string[] | null}
 */
function partsOf(path) {
  try {
    const parts = path.replace(/^\/|\/$/g, "").split("/").map(decodeURIComponent);
    return parts.some((part) => part.includes("/")) ? null : parts;
  } catch {
    return null;
  }
}

/**
 * Any text as the name of a room, no two texts as the same one; null if that is too long.
 * @param {string} text
 * @returns {string | null}
 */
function roomNamed(text) {
  let name = "";
  for (const byte of new TextEncoder().encode(text)) {
    const letter = String.fromCharCode(byte);
    name += /[A-Za-z0-9.-]/.test(letter) ? letter : `_${byte.toString(16).padStart(2, "0")}`;
    if (name.length > 200) return null;
  }
  return name || null;
}

/**
 * Looks at a page, and at the frames in it that may hold the call.
 * @param {ParentNode} page
 */
function lookAt(page) {
  const places = [page];
  for (const frame of page.querySelectorAll(clientFrames)) {
    try {
      const inside = /** @type {HTMLIFrameElement} */ (frame).contentDocument;
      if (inside) places.push(inside);
    } catch {
      // Of another origin: what is in it stays unknown.
    }
  }
  const all = (/** @type {string} */ selector) => places.flatMap((place) => [...place.querySelectorAll(selector)]);
  const has = (/** @type {string} */ selector) => places.some((place) => place.querySelector(selector) !== null);
  /** How many of these are to be seen; each selector counts once. */
  const marks = (/** @type {string[]} */ selectors) => selectors.filter(has).length;
  return { all, has, marks };
}

/**
 * The number in a counter. "99+" says that there are at least so many: enough to know that they are more than two.
 * @param {string | null | undefined} text
 * @returns {number | null} null for what is no number of people in a room where somebody is
 */
function countIn(text) {
  // Counters in a language that is written from the right carry marks that nobody sees.
  const plain = (text ?? "").replace(/[\u061c\u200e\u200f\u2066-\u2069]/g, "").trim();
  const digits = plain.replace(/\+$/, "");
  if (!/^\p{Nd}{1,4}$/u.test(digits)) return null;
  let count = 0;
  let script = "";
  for (const digit of digits) {
    const zero = [...zeros].find((one) => digit >= one && digit.charCodeAt(0) - one.charCodeAt(0) < 10);
    if (!zero || (script && zero !== script)) return null;
    script = zero;
    count = count * 10 + digit.charCodeAt(0) - zero.charCodeAt(0);
  }
  const least = digits === plain ? 1 : 3;
  return count >= least ? count : null;
}

/**
 * What all counters on a page say; null if there is none, or if two differ.
 * @param {(number | null)[]} counts
 * @returns {number | null}
 */
function agreed(counts) {
  return counts.length > 0 && counts.every((count) => count === counts[0]) ? counts[0] : null;
}
