// A site that the user has added by hand: the page is the room. Only a Jitsi on a server of one's own is recognised.

/** @type {Provider} */
const siteProvider = {
  name: "site",
  host: /^[a-z0-9.-]+$/,
  room: roomName,

  roomOf(url) {
    const address = addressAt(url, this.host);
    if (!address) return null;
    // What is encoded stays so; only how the encoding is spelt makes no difference.
    const path = address.pathname.replace(/\/$/, "").replace(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase());
    return roomNamed(address.host + path);
  },

  phaseOf: (page) => jitsiProvider.phaseOf(page),
  peopleOf: () => null,
  controls: [...jitsiProvider.controls, "footer button", '[role="toolbar"] button'],
};
