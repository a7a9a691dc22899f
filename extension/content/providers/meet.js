// What we know about Google Meet.
// Names in `jsname` and icon ligatures have stood for years; classes and labels change every few months.

/** @type {Provider} */
const meetProvider = {
  name: "meet",
  host: /^meet\.google\.com$/,
  room: /^[a-z]{3}-[a-z]{4}-[a-z]{3}$/,

  roomOf(url) {
    const first = addressAt(url, this.host)?.pathname.replace(/^\/|\/$/g, "") ?? "";
    return this.room.test(first) ? first : null;
  },

  phaseOf(page) {
    const { all, has, marks } = lookAt(page);
    // The leave button is there while one still asks to be let in; the tiles are not.
    const icons = all(".google-symbols");
    const leave = has('[jsname="CQylAd"]') || icons.some((icon) => icon.textContent?.trim() === "call_end");
    const tile = has("[data-participant-id][data-tile-media-id]");
    // Leaving keeps the room in the address, so only the exit hall itself says that the call is over.
    // Accounts see different versions of it: any two of its marks will do.
    const exit = marks([
      '[jsname="r4nke"]:not([data-is-muted])',
      'button[jsname="EszDse"], button[jsname="W6suGc"]',
      '[jsname="WIVZEd"], [data-mdc-dialog-action="returnToHomePage"]',
      '[data-call-ended="true"]',
    ]);
    if (exit >= 2) return tile || leave ? "unknown" : "ended";
    const join = has('[jsname="Qx7uuf"], [jsname="z0F4cd"]');
    if (leave && tile) return join ? "unknown" : "call";
    return join && has("[data-is-muted]") && !tile && !leave ? "lobby" : "unknown";
  },

  peopleOf(page) {
    const badges = lookAt(page).all("[data-avatar-count]");
    return agreed(badges.map((badge) => countIn(badge.getAttribute("data-avatar-count"))));
  },

  controls: ['[jsname="CQylAd"]', "button[data-is-muted]", "button[data-avatar-count]"],
};
