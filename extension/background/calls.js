// Which tab is in which call, kept in session storage as `calls`, and how a call is seen to end.
// A tab's word counts for that tab only; whose meeting it is stands in our own store.

/**
 * `room` is empty while a page that hides it has not told it. `at`: since when it is in this phase. `joined`: it was on
 * here at some time; a reload leads back to the lobby, and closing the tab there still ends the call. `seen`: when the
 * tab last said that the call is on. `resumed`: it said so after a long silence, as a computer does that slept.
 * `people`: how many are there, null if the page does not tell, absent while we do not know yet. `opened`: the sidebar
 * has opened by itself in this call. `lost`: the page does not let the dock stand.
 * @typedef {object} Call
 * @property {string} provider
 * @property {string} room
 * @property {Phase} phase
 * @property {number} at
 * @property {boolean} joined
 * @property {number} seen
 * @property {{at: number, from: number}} [resumed]
 * @property {number | null} [people]
 * @property {boolean} [opened]
 * @property {boolean} [lost]
 */

const phases = new Set(["unknown", "lobby", "call", "ended"]);
/** Tabs say once a minute that the call is on. Longer silence than this means that nobody knows what happened in it. */
const longSilence = 3 * minute;
/** A call that ends this soon after a long silence ended in the silence: the page only needed a moment to notice. */
const settlesWithin = 2 * minute;

/** @returns {Promise<Record<string, Call>>} by tab id */
async function readCalls() {
  const { calls } = await chrome.storage.session.get("calls");
  return /** @type {Record<string, Call>} */ (calls ?? {});
}

/** @param {Record<string, Call>} calls */
function writeCalls(calls) {
  return chrome.storage.session.set({ calls });
}

/**
 * Whether a call is on, as far as anybody knows.
 * @param {Call} call
 */
function isOn({ joined, phase }) {
  return joined && phase !== "ended";
}

/**
 * A tab says which room it is in and how far the call is. The answer says what to show there.
 * @param {Record<string, unknown>} said
 * @param {Provider} provider
 * @param {chrome.tabs.Tab} tab
 */
async function callReported(said, provider, tab) {
  const { provider: name, phase, people, docked, online, lost } = said;
  const id = tab.id;
  if (name !== provider.name || id === undefined) return undefined;
  if (typeof phase !== "string" || !phases.has(phase)) return undefined;
  const now = /** @type {Phase} */ (phase);
  return inTurn(async () => {
    const calls = await readCalls();
    const before = calls[id];
    const room = roomSaid(said.room, provider, before);
    if (room === null) return undefined;
    const same = before?.provider === name && before.room === room;
    const call = nextCall(same ? before : undefined, { provider: provider.name, room, now, online: online !== false });
    if (people === null || Number.isSafeInteger(people)) call.people = /** @type {number | null} */ (people);
    call.lost = lost === true;
    calls[id] = call;
    const link = await readRoom(provider.name, room);
    const view = showIn(call, link, { word: await readWord(provider.name, room), docks: docksAt(tab.url) });
    const dock = await readDock();
    const opensWindow = view.opens && !call.opened && !(view.docks && dock.surface === "dock");
    if (view.opens) call.opened = true;
    await writeCalls(calls);
    if (before && (!same || now === "ended")) await callLeft(before, calls, docked === true && same);
    if (link.with && isOn(call)) await noteCall(link.with, call);
    if (opensWindow && dock.surface === "window") void openWindow(`${call.provider}:${call.room}`, false);
    await plan();
    return { room, show: view.show, why: view.why, docks: view.docks, dock };
  });
}

/**
 * The room that a tab says it is in; where the page hides it, the one that the tab was last seen to go to.
 * @param {unknown} said
 * @param {Provider} provider
 * @param {Call | undefined} before
 * @returns {string | null} null for what is no room
 */
function roomSaid(said, provider, before) {
  if (typeof said !== "string") return null;
  if (said !== "") return provider.room.test(said) ? said : null;
  if (!provider.hides) return null;
  if (before?.provider !== provider.name) return "";
  // Soon after the end it is the same call again; later it may be any other.
  return before.phase === "ended" && Date.now() - before.at > rejoinWithin ? "" : before.room;
}

/**
 * The call as it is after a tab's word.
 * @param {Call | undefined} before what was known about the same call
 * @param {{provider: string, room: string, now: Phase, online: boolean}} word
 * @returns {Call}
 */
function nextCall(before, { provider, room, now, online }) {
  const time = Date.now();
  const joined = now === "call" || now === "unknown" || (now === "lobby" && before?.joined === true);
  const at = before?.phase === now ? before.at : time;
  // Without a network the page still says "call"; nobody hears anybody.
  const seen = online || !before ? time : before.seen;
  const silent = before && isOn(before) && time - before.seen > longSilence;
  const resumed = online && silent ? { at: time, from: before.seen } : before?.resumed;
  return { ...before, provider, room, phase: now, at, joined, seen, ...(resumed && { resumed }) };
}

/**
 * The call of a live meeting is on: notes when that was last seen, and takes back a question about its end.
 * @param {string} relationship
 * @param {Call} call
 */
async function noteCall(relationship, call) {
  if (call.phase === "call") await takeBackAsk(relationship);
  await writeBeat(relationship, call.seen);
}

/**
 * A tab was closed, or has gone to another address. A reload of the same room is no end.
 * @param {number} tab
 * @param {string | null} url empty when the browser does not say: then it is no call host; null when the tab is gone
 */
function tabWent(tab, url) {
  return inTurn(async () => {
    const before = (await readCalls())[tab];
    if (before && (url === null || !staysIn(before, url))) await leave(tab);
    const provider = providerAt(url ?? "");
    const room = provider?.hides ? provider.roomOf(url ?? "") : null;
    // The page will not tell it later.
    if (provider && room !== null) await enterRoom(tab, provider.name, room);
    // It may have been the last page that an update waited for; the browser takes a moment to forget it.
    if (url === null) setTimeout(() => void inTurn(updateIfQuiet), 1_000);
  });
}

/**
 * A tab goes to a room that its page may hide from then on. Nobody has joined anything yet.
 * @param {number} tab
 * @param {string} provider
 * @param {string} room
 */
async function enterRoom(tab, provider, room) {
  const calls = await readCalls();
  if (calls[tab]) return;
  const now = Date.now();
  calls[tab] = { provider, room, phase: "lobby", at: now, joined: false, seen: now };
  await writeCalls(calls);
}

/**
 * Whether an address is still that of the call.
 * @param {Call} call
 * @param {string} url
 */
function staysIn(call, url) {
  const provider = providerAt(url, { site: true });
  if (provider?.name !== call.provider) return false;
  const room = provider.roomOf(url);
  return room === call.room || (room === null && provider.hides === true && provider.mayHold?.(url) === true);
}

/**
 * Forgets a tab's call, and asks about the meeting if that was its end. Only in turn.
 * @param {number} tab
 */
async function leave(tab) {
  const calls = await readCalls();
  const before = calls[tab];
  if (!before) return;
  delete calls[tab];
  await writeCalls(calls);
  await callLeft(before, calls, false);
  await plan();
}

/**
 * Asks about the meeting if this was the last tab in its call.
 * @param {Call} call as it was
 * @param {Record<string, Call>} others the tabs as they are now
 * @param {boolean} docked whether the sidebar is still open there, and asks by itself
 */
async function callLeft(call, others, docked) {
  if (!call.joined || call.room === "") return;
  const still = Object.values(others).some(
    (other) => isOn(other) && other.provider === call.provider && other.room === call.room,
  );
  if (still) return;
  const { with: relationship } = await readRoom(call.provider, call.room);
  // Not awaited: the browser may take its time, and other tabs want to be heard.
  if (relationship && (await ask(relationship, endOf(call, Date.now()))) && !docked) void openAsk();
}

/**
 * When a call ended that is now found to be over.
 * @param {Call} call
 * @param {number} now in milliseconds since 1970
 * @returns {number} in milliseconds since 1970
 */
function endOf({ seen, resumed }, now) {
  if (resumed && now - resumed.at < settlesWithin) return resumed.from;
  return now - seen > longSilence ? seen : now;
}
