// What we know about Jitsi Meet. Its source is public: ids and `data-testid` stand there for its own tests.

/** @type {Provider} */
const jitsiProvider = {
  name: "jitsi",
  host: /^(?:meet\.jit\.si|8x8\.vc)$/,
  room: roomName,

  roomOf(url) {
    const address = addressAt(url, this.host);
    const parts = address && partsOf(address.pathname);
    if (!address || !parts || parts.some((part) => !part)) return null;
    // Files of the service itself, its pages after a call among them.
    if (/^(?:static|libs|css|images|sounds|fonts|lang)$/.test(parts[0])) return null;
    if (/\.(?:html|js|css|json|ico|txt)$/.test(parts.at(-1) ?? "")) return null;
    const tenant = address.host === "8x8.vc";
    if (parts.length > 2 || (tenant && parts.length !== 2)) return null;
    // Jitsi does not tell capitals from small letters in the name of a room.
    const path = parts.join("/").normalize().toLowerCase();
    return roomNamed(tenant ? `8x8.vc/${path}` : path);
  },

  phaseOf(page) {
    const { has, marks } = lookAt(page);
    const before = marks([
      ".premeeting-screen",
      "#premeeting-name-input",
      '[data-testid="prejoin.joinMeeting"]',
      ".lobby-screen",
      '#lobby-name-field, [data-testid="lobby.nameField"], [data-testid="lobby.knockButton"]',
      '.joining-message, [data-testid="lobby.joiningMessage"]',
    ]);
    // The large video and, on some servers, the hang-up button are there before one has joined; the filmstrip is not.
    const filmstrip = has("#remoteVideos, #filmstripLocalVideo, #localVideoContainer");
    if (before === 0 && filmstrip && has('.hangup-button, [data-testid="toolbox.hangup"]')) return "call";
    return before >= 2 ? "lobby" : "unknown";
  },

  peopleOf(page) {
    // The chat has a badge of the same build, but a round one inside of which the number stands.
    return agreed(lookAt(page).all(".toolbar-button-with-badge > span:not(.badge-round, :has(*))").map(jitsiPeople));
  },

  controls: [".hangup-button", '[data-testid="toolbox.hangup"]', ".toolbox-content-items .toolbox-button"],
};

/**
 * The button's label says the number too, as long as its list is closed; in any language, but in these digits.
 * @param {Element} badge
 */
function jitsiPeople(badge) {
  const count = countIn(badge.textContent);
  const label = badge.parentElement?.querySelector("[aria-label]")?.getAttribute("aria-label") ?? "";
  const said = label.match(/\d+/g);
  return !said || said.map(Number).includes(count ?? 0) ? count : null;
}
