// Which tab is in which call, kept in session storage as `calls`, and how a call is seen to end.
// A tab's word counts for that tab only; whose meeting it is stands in our own store.

/**
 * `at`: since when it is in this phase. `joined`: it was on here at some time; a reload leads back to the lobby, and
 * closing the tab there still ends the call. `lost`: the page does not let our sidebar be.
 * @typedef {{provider: string, room: string, phase: Phase, at: number, joined: boolean, lost?: boolean}} Call
 */

const providers = [meetProvider, zoomProvider];
const phases = new Set(["unknown", "lobby", "call", "ended"]);

/**
 * The provider that an address belongs to.
 * @param {string | undefined} url
 */
function providerAt(url) {
  const address = URL.parse(url ?? "");
  if (address?.protocol !== "https:") return undefined;
  return providers.find(({ host }) => host.test(address.host));
}

/** @returns {Promise<Record<string, Call>>} by tab id */
async function readCalls() {
  const { calls } = await chrome.storage.session.get("calls");
  return /** @type {Record<string, Call>} */ (calls ?? {});
}

/**
 * A tab says which room it is in and how far the call is. The answer says what to show there.
 * @param {Record<string, unknown>} said
 * @param {Provider} provider
 * @param {number} tab
 */
async function callReported({ provider: name, room, phase, docked, lost }, provider, tab) {
  if (name !== provider.name || typeof room !== "string" || !provider.room.test(room)) return undefined;
  if (typeof phase !== "string" || !phases.has(phase)) return undefined;
  const now = /** @type {Phase} */ (phase);
  return inTurn(async () => {
    const calls = await readCalls();
    const before = calls[tab];
    const same = before?.provider === name && before.room === room;
    const at = same && before.phase === now ? before.at : Date.now();
    const joined = now === "call" || now === "unknown" || (now === "lobby" && same && before.joined);
    calls[tab] = { provider: provider.name, room, phase: now, at, joined };
    if (lost === true) calls[tab].lost = true;
    await chrome.storage.session.set({ calls });
    if (before && (!same || now === "ended")) await callLeft(before, calls, docked === true && same);
    const link = await readRoom(provider.name, room);
    if (link.with && now === "call") await takeBackAsk(link.with);
    const resting = now === "lobby" || now === "ended";
    const show = link.not ? "nothing" : link.with && !resting ? "sidebar" : "launcher";
    return { show, dock: await readDock() };
  });
}

/**
 * A tab was closed, or has gone to another address. A reload of the same room is no end.
 * @param {number} tab
 * @param {string | null} url empty when the browser does not say: then it is no call host; null when the tab is gone
 */
function tabLeft(tab, url) {
  return inTurn(async () => {
    const calls = await readCalls();
    const before = calls[tab];
    if (!before) return;
    const provider = url === null ? undefined : providerAt(url);
    if (url !== null && provider?.name === before.provider && provider.roomOf(url) === before.room) return;
    delete calls[tab];
    await chrome.storage.session.set({ calls });
    await callLeft(before, calls, false);
  });
}

/**
 * Asks about the meeting if this was the last tab in its call.
 * @param {Call} call as it was
 * @param {Record<string, Call>} others the tabs as they are now
 * @param {boolean} docked whether the sidebar is still open there, and asks by itself
 */
async function callLeft(call, others, docked) {
  if (!call.joined) return;
  const still = Object.values(others).some(
    (other) => other.joined && other.provider === call.provider && other.room === call.room,
  );
  if (still) return;
  const { with: relationship } = await readRoom(call.provider, call.room);
  // Not awaited: the browser may take its time, and other tabs want to be heard.
  if (relationship && (await ask(relationship, Date.now())) && !docked) void openAsk();
}
