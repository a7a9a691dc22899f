// What we know about the Zoom web client, as data and pure functions. Nothing here looks at translated text.
// Calls in Zoom's own app are out of sight of any extension.

/** @type {Provider} */
const zoomProvider = {
  name: "zoom",
  host: /^(?:[a-z0-9-]+\.)*zoom\.(?:us|com)$/,
  room: /^\d{9,11}$/,

  roomOf(url) {
    const address = URL.parse(url);
    if (address?.protocol !== "https:" || !this.host.test(address.host)) return null;
    // The launch page, the web client's two forms, and the old one. The number is the room everywhere.
    const match = /^\/(?:(?:j|s|w)\/(\d{9,11})|wc\/(\d{9,11})(?:\/.*)?|wc\/join\/(\d{9,11}))\/?$/.exec(address.pathname);
    return match ? match[1] ?? match[2] ?? match[3] : null;
  },

  phaseOf(page) {
    const has = (/** @type {string} */ selector) => page.querySelector(selector) !== null;
    const client = has("#wc-footer") || has(".meeting-app");
    const leave = has(".footer__leave-btn-container button");
    const counter = Number.parseInt(page.querySelector("#participant .footer-button__number-counter")?.textContent ?? "", 10);
    const present = counter >= 1 || has(".speaker-active-container__video-frame, video-player[node-id]");
    if (client && present) return "call";
    const previewMarks = ["#preview-video-player", "button.preview-join-button", "#input-for-name"].filter(has).length;
    if (previewMarks >= 2) return "lobby";
    // The closing words stand in a dialog; other dialogs do too, but only over a client that is still there.
    if (has(".zm-modal-body-title") && !client && !leave && previewMarks === 0) return "ended";
    return "unknown";
  },

  controls: [".footer__leave-btn-container button", "#wc-footer button"],
};
