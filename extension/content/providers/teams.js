// What we know about Microsoft Teams: screens are told apart by `data-tid`. In a call the address names no room.

/** @type {Provider} */
const teamsProvider = {
  name: "teams",
  host: /^teams\.(?:microsoft\.com|cloud\.microsoft|live\.com)$/,
  room: roomName,

  roomOf(url) {
    const address = addressAt(url, this.host);
    if (!address) return null;
    if (!teamsLaunch.test(address.pathname)) return teamsRoom(address);
    const target = URL.parse(address.searchParams.get("url") ?? "", address);
    const meant = target && addressAt(target.href, this.host);
    return meant && teamsRoom(meant);
  },

  phaseOf(page) {
    const { has, marks } = lookAt(page);
    const hangup = has('#hangup-button, [data-tid="hangup-main-btn"], [data-inp="hangup-button"]');
    const screen = has('[data-cid="call-screen-wrapper"]');
    const clock = has('[data-tid="call-duration"]');
    const roster = has("#roster-button");
    const before = has('[data-tid="calling-prejoin-screen"], [data-tid="calling-lobby-screen"]');
    const joining = before || has('[data-tid="calling-connecting-screen"], [data-tid="prejoin-join-button"]');
    const after = marks([
      "#calling-retry-screen-title",
      '[data-tid="calling-retry-screen"]',
      '[data-tid="calling-retry-rejoinbutton"]',
      '[data-tid="calling-e2ee-end-screen"]',
    ]);
    if ((screen || clock) && !joining && after < 2) {
      return [hangup, screen, clock, roster].filter(Boolean).length >= 2 ? "call" : "unknown";
    }
    if (screen || clock || roster) return "unknown";
    if (after >= 2) return joining || hangup ? "unknown" : "ended";
    const ready = has('[data-tid^="prejoin-"], [data-tid="toggle-mute"], [data-tid="toggle-video"]') || hangup;
    // Whoever turns to a chat during the call takes the call screen away: that is no end.
    return before && ready && after === 0 ? "lobby" : "unknown";
  },

  peopleOf(page) {
    // There is no badge while one is alone.
    const badges = lookAt(page).all('#roster-button [data-tid="toolbar-item-badge"]');
    return agreed(badges.map((badge) => countIn(badge.textContent)));
  },

  controls: [
    "#hangup-button",
    '[data-tid="hangup-main-btn"], [data-inp="hangup-button"]',
    "#microphone-button, #video-button, #roster-button",
  ],

  handsOver(url) {
    return teamsLaunch.test(addressAt(url, this.host)?.pathname ?? "");
  },

  hides: true,

  mayHold(url) {
    const address = addressAt(url, this.host);
    return address !== null && /^\/(?:v2|_|light-meetings|meet)?(?:\/|$)/.test(address.pathname);
  },
};

const teamsLaunch = /^\/dl\/launcher(?:\/|$)/;
const teamsThread = /^19:[\w-]+@thread\.[a-z0-9]+$/;
const teamsNumber = /^\d{10,15}$/;

/**
 * @param {URL} address
 * @returns {string | null}
 */
function teamsRoom(address) {
  // Older links carry the path behind a `#`.
  for (const path of [address.pathname, address.hash.slice(1).replace(/\?.*$/s, "")]) {
    const [first, second, third] = partsOf(path) ?? [];
    if (first === "l" && second === "meetup-join" && teamsThread.test(third ?? "")) return roomNamed(third ?? "");
    if (first === "meet" && teamsNumber.test(second ?? "")) return second ?? null;
  }
  const light = /^\/light-meetings\/launch\/?$/.test(address.pathname);
  return light ? roomInCoords(address.searchParams.get("coords") ?? "") : null;
}

/**
 * The room in what a guest's address carries: base64 of JSON, and not to be trusted.
 * @param {string} coords
 * @returns {string | null}
 */
function roomInCoords(coords) {
  try {
    const bytes = atob(coords.replaceAll("-", "+").replaceAll("_", "/").replaceAll(" ", "+").replace(/=+$/, ""));
    const { conversationId, meetingCode } = JSON.parse(bytes);
    if (typeof conversationId === "string" && teamsThread.test(conversationId)) return roomNamed(conversationId);
    return typeof meetingCode === "string" && teamsNumber.test(meetingCode) ? meetingCode : null;
  } catch {
    return null;
  }
}
