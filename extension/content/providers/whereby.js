// What we know about Whereby: its addresses. No mark of its pages is known to us that we would believe.

/** @type {Provider} */
const wherebyProvider = {
  name: "whereby",
  host: /^(?:[a-z0-9-]+\.)?whereby\.com$/,
  room: roomName,

  roomOf(url) {
    const address = addressAt(url, this.host);
    const parts = address && partsOf(address.pathname);
    if (!address || parts?.length !== 1 || !parts[0]) return null;
    const owner = address.host.replace(/\.?whereby\.com$/, "");
    // Whereby's own pages; everybody else's first word is a room.
    if (/^(?:www|api|docs|cdn|status|help|support|blog|embed|dev)$/.test(owner)) return null;
    const room = parts[0].normalize().toLowerCase();
    return wherebyPages.has(room) ? null : roomNamed(owner ? `${owner}/${room}` : room);
  },

  phaseOf: () => "unknown",
  peopleOf: () => null,
  controls: ["footer button", '[role="toolbar"] button'],
};

const wherebyPages = new Set(
  (
    "information user users org business pricing blog embed login signin sign-in signup sign-up download search " +
    "product solutions about contact favicon.ico robots.txt"
  ).split(" "),
);
