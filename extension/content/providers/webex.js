// What we know about Webex: its client names its parts in `data-test`. How it looks after a call we do not know.

/** @type {Provider} */
const webexProvider = {
  name: "webex",
  host: /^(?:[a-z0-9-]+\.)*webex\.com$/,
  room: roomName,

  roomOf(url) {
    const address = addressAt(url, this.host);
    const parts = address && partsOf(address.pathname);
    if (!address || !parts) return null;
    const site = address.host.replace(/\.?webex\.com$/, "");
    const [first, second] = parts;
    if (parts.length !== 2 || !second) return null;
    // A personal room. The same name on another site is somebody else's.
    if (/^(?:meet|join)$/.test(first)) return roomNamed(`${site}/${second.toLowerCase()}`);
    const meeting = address.searchParams.get("MTID") ?? "";
    const invited = second === "j.php" && /^m[0-9a-f]{32}$/i.test(meeting);
    return invited ? roomNamed(`${site}/j/${meeting.toLowerCase()}`) : null;
  },

  phaseOf(page) {
    const { has } = lookAt(page);
    const stage = has(
      '[data-test="grid-layout"], [data-test$="-video-pane-container"], [data-test$="-participant-label"]',
    );
    const toolbar = has('[data-test="participants-toggle-button"], [data-test="in-meeting-chat-toggle-button"]');
    const join = has('[data-test="join-button"]');
    const waiting = has('[data-test="call_lobby_content"]');
    if (stage) return toolbar && !join && !waiting ? "call" : "unknown";
    const devices = has('[data-test="microphone-button"], [data-test="camera-button"]');
    return (join || waiting) && devices ? "lobby" : "unknown";
  },

  // The labels on the tiles are fewer than the people where not everybody is shown.
  peopleOf: () => null,

  controls: ['[data-test="leave-button"]', '[data-test="microphone-button"]', '[data-test="camera-button"]'],

  handsOver(url) {
    return /^\/(?:webappng|wbxmjs)\/.*\/download\//.test(addressAt(url, this.host)?.pathname ?? "");
  },

  hides: true,

  mayHold(url) {
    const address = addressAt(url, this.host);
    if (!address) return false;
    return /^(?:web|app)\./.test(address.host) || /^\/(?:webappng|wbxmjs)\//.test(address.pathname);
  },
};
