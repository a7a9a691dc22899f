// What we know about the Zoom web client. Calls in Zoom's own app are out of sight of any extension.

/** @type {Provider} */
const zoomProvider = {
  name: "zoom",
  host: /^(?:[a-z0-9-]+\.)*zoom\.(?:us|com)$/,
  room: /^\d{9,11}$/,

  roomOf(url) {
    // The launch page, the web client's two forms, and the old one. The number is the room everywhere.
    const path = addressAt(url, this.host)?.pathname ?? "";
    const match = /^\/(?:(?:j|s|w)\/(\d{9,11})|wc\/(\d{9,11})(?:\/.*)?|wc\/join\/(\d{9,11}))\/?$/.exec(path);
    return match ? match[1] ?? match[2] ?? match[3] : null;
  },

  phaseOf(page) {
    const { all, has, marks } = lookAt(page);
    const client = has("#wc-footer, .meeting-app");
    const tile = has(".speaker-active-container__video-frame, video-player[node-id]");
    const present = tile || all(zoomCounter).some((counter) => countIn(counter.textContent) !== null);
    const preview = marks(["#preview-video-player", "button.preview-join-button", "#input-for-name"]);
    if (client && present && preview < 2) return "call";
    const leave = has(".footer__leave-btn-container, .leave-meeting-options__btn, #participant");
    if (client || present || leave) return "unknown";
    if (preview >= 2) return "lobby";
    // A notice that has one answer, and nothing left of the client. Other dialogs look alike, but stand over a call.
    const notice = has(".zm-modal:not([hidden]) .zm-modal-body-title") && all(".zm-modal button").length === 1;
    return notice && preview === 0 && !has("video, canvas, audio") ? "ended" : "unknown";
  },

  peopleOf(page) {
    return agreed(lookAt(page).all(zoomCounter).map(zoomPeople));
  },

  controls: [".footer__leave-btn-container button", "#wc-footer button"],

  // Both try to start Zoom's own app.
  handsOver(url) {
    return /^\/[js]\/\d{9,11}\/?$/.test(addressAt(url, this.host)?.pathname ?? "");
  },
};

const zoomCounter = "#participant .footer-button__number-counter";

/**
 * The host's counter also counts who waits to be let in; only the button's label tells how many that are.
 * Zoom does not translate that label, and misspells it; a label that we do not understand makes the count unknown.
 * @param {Element} counter
 */
function zoomPeople(counter) {
  const count = countIn(counter.textContent);
  const label = counter.closest("button, [aria-label]")?.getAttribute("aria-label") ?? "";
  const said = /,\[?(\d+)\]? partici?pants?(?:,(\d+) (?:people are|person is) in waiting room)?$/.exec(label);
  if (count === null || !said) return null;
  const inside = count - Number(said[2] ?? 0);
  return inside >= 1 && [count, inside].includes(Number(said[1])) ? inside : null;
}
