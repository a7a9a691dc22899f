// Reads what the background may read of the store: links from rooms to people, meetings that are live, the dock's shape.
// Everything else in the store belongs to the pages. What looks odd counts as not there.

const minute = 60_000;
/** `beat/<relationship id>`: when the call of a live meeting was last seen to be on. */
const beatPrefix = "beat/";

/**
 * One after another: these small changes are read-modify-write, and two events may arrive together.
 * Nothing is kept here beyond the changes that are still running.
 * @type {Promise<unknown>}
 */
let lastChange = Promise.resolve();

/**
 * @template T
 * @param {() => Promise<T>} change
 * @returns {Promise<T>}
 */
function inTurn(change) {
  const done = lastChange.then(change, change);
  lastChange = done.catch(() => {});
  return done;
}

/**
 * @param {string} key
 * @returns {Promise<any>} undefined when there is nothing
 */
async function readLocal(key) {
  return (await chrome.storage.local.get(key))[key];
}

/**
 * Opens a stored envelope, `1.<checksum>.<json>`. The pages check the sum; here a wrong value only means "unknown".
 * @param {unknown} stored
 * @returns {Record<string, unknown> | null}
 */
function opened(stored) {
  if (typeof stored !== "string") return null;
  const [, json] = /^1\.[0-9a-f]{8}\.(.*)$/s.exec(stored) ?? [];
  try {
    const value = JSON.parse(json ?? "null");
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

/**
 * What a room is known as: whose 1:1 it is, or that it is none.
 * @param {string} provider
 * @param {string} room
 * @returns {Promise<{with?: string, not?: boolean}>}
 */
async function readRoom(provider, room) {
  const link = opened(await readLocal(`room/${provider}:${room}`));
  if (link?.not === true) return { not: true };
  return typeof link?.with === "string" && link.with !== "" ? { with: link.with } : {};
}

/**
 * The user's word on whether the sidebar opens by itself in a room.
 * @param {string} provider
 * @param {string} room
 * @returns {Promise<"always" | "never" | "">}
 */
async function readWord(provider, room) {
  const word = (await readLocal(`opens/${provider}:${room}`))?.opens;
  return word === "always" || word === "never" ? word : "";
}

/**
 * @param {string} provider
 * @param {string} room
 * @param {"always" | "never" | ""} opens empty to forget it
 */
async function writeWord(provider, room, opens) {
  const key = `opens/${provider}:${room}`;
  if (opens === "") await chrome.storage.local.remove(key);
  else await chrome.storage.local.set({ [key]: { opens } });
}

/**
 * The meeting that is live with somebody, if one is.
 * @param {string} relationship
 * @returns {Promise<{meeting: number, startedAt: number, minutes?: number} | null>} the start in milliseconds since
 *   1970, and the length that was planned
 */
async function readLive(relationship) {
  const live = opened(await readLocal(`live/${relationship}`));
  if (typeof live?.meeting !== "number" || typeof live.started_at !== "number") return null;
  const { meeting, started_at: startedAt, minutes } = live;
  return { meeting, startedAt, ...(typeof minutes === "number" && minutes > 0 && { minutes }) };
}

/**
 * How the dock is to stand: as the user left it, where an administrator has not locked it; else as that one has set it.
 * @returns {Promise<DockShape>}
 */
async function readDock() {
  const { dockSide: side, dockWidth: width, locked } = await readManaged();
  const dock = shapedDock(await readLocal("dock"), shapedDock({ side, width }));
  const isLocked = (/** @type {string} */ name) => Array.isArray(locked) && locked.includes(name);
  return shapedDock(
    { side: isLocked("dockSide") ? side : undefined, width: isLocked("dockWidth") ? width : undefined },
    dock,
  );
}

/** @returns {Promise<Record<string, unknown>>} what an administrator has set about the dock; empty if there is none */
async function readManaged() {
  const { managed } = chrome.storage;
  return (await managed?.get(["dockSide", "dockWidth", "locked"]).catch(() => ({}))) ?? {};
}

/**
 * Remembers what the user changed and nothing else: what an administrator has set is never written down as the user's.
 * @param {unknown} change
 * @returns {Promise<DockShape>} the shape as it now is
 */
function rememberDock(change) {
  const has = (/** @type {unknown} */ dock, /** @type {string} */ name) =>
    typeof dock === "object" && dock !== null && Object.hasOwn(dock, name);
  return inTurn(async () => {
    const [before, { locked }] = [await readLocal("dock"), await readManaged()];
    const fixed = Array.isArray(locked) ? locked : [];
    const isFixed = (/** @type {string} */ name) =>
      (name === "side" && fixed.includes("dockSide")) || (name === "width" && fixed.includes("dockWidth"));
    const isOwn = (/** @type {string} */ name) => has(before, name) || (has(change, name) && !isFixed(name));
    const own = Object.entries(shapedDock(change, shapedDock(before))).filter(([name]) => isOwn(name));
    await chrome.storage.local.set({ dock: Object.fromEntries(own) });
    return readDock();
  });
}

/**
 * The names of all stored keys that begin with `prefix`.
 * @param {string} prefix
 * @returns {Promise<string[]>}
 */
async function keysUnder(prefix) {
  return (await chrome.storage.local.getKeys()).filter((key) => key.startsWith(prefix));
}
