// What we know about Google Meet, as data and pure functions. Nothing here looks at translated text.
// Names in `jsname` and icon ligatures have stood for years; classes and labels change every few months.

/** @typedef {"unknown" | "lobby" | "call" | "ended"} Phase */

/**
 * One call host: how its rooms and its moments are told apart.
 * @typedef {object} Provider
 * @property {string} name
 * @property {RegExp} host the host names it lives on
 * @property {RegExp} room what the name of a room looks like
 * @property {(url: string) => string | null} roomOf the stable name of the room at an address
 * @property {(page: Document) => Phase} phaseOf believed only when two signals agree
 * @property {(page: Document) => number | null} [peopleOf] how many are in the room, the user included
 * @property {boolean} [hides] whether its address does not always tell the room
 * @property {(url: string) => boolean} [mayHold] whether a call may be on at an address that tells no room
 * @property {(url: string) => boolean} [handsOver] whether the page at an address hands the call over to an app
 * @property {string[]} controls selectors of what must stay within reach while the sidebar is docked
 */

/** @type {Provider} */
const meetProvider = {
  name: "meet",
  host: /^meet\.google\.com$/,
  room: /^[a-z]{3}-[a-z]{4}-[a-z]{3}$/,

  roomOf(url) {
    const address = URL.parse(url);
    if (address?.protocol !== "https:" || !this.host.test(address.host)) return null;
    const first = address.pathname.replace(/^\/|\/$/g, "");
    return this.room.test(first) ? first : null;
  },

  phaseOf(page) {
    const has = (/** @type {string} */ selector) => page.querySelector(selector) !== null;
    // Leaving keeps the room in the address, so only the exit hall itself says that the call is over.
    // Accounts see different versions of it: any two of its marks will do.
    const exitMarks = [
      '[jsname="r4nke"]:not([data-is-muted])',
      'button[jsname="EszDse"], button[jsname="W6suGc"]',
      '[jsname="WIVZEd"], [data-mdc-dialog-action="returnToHomePage"]',
      '[data-call-ended="true"]',
    ].filter(has).length;
    const tile = has("[data-participant-id][data-tile-media-id]");
    if (exitMarks >= 2 && !tile) return "ended";
    // The leave button is there while one still asks to be let in; the tiles are not.
    const icons = [...page.querySelectorAll(".google-symbols")];
    const leave = has('[jsname="CQylAd"]') || icons.some((icon) => icon.textContent?.trim() === "call_end");
    if (leave && tile) return "call";
    const join = has('[jsname="Qx7uuf"], [jsname="z0F4cd"]');
    if (join && has("[data-is-muted]") && !tile && !leave) return "lobby";
    return "unknown";
  },

  controls: ['[jsname="CQylAd"]', "button[data-is-muted]", "button[data-avatar-count]"],
};
