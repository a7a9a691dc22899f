// Decides what a call's tab shows: the sidebar by itself for two people who have this room, else the launcher.
// What the user has said about a room comes before everything that is counted or guessed.

/**
 * @typedef {object} View
 * @property {"sidebar" | "launcher" | "nothing"} show
 * @property {"" | "many"} why why it stays shut, for the launcher's label
 * @property {boolean} opens whether the sidebar is to open by itself, on whatever surface
 * @property {boolean} docks whether it can stand in this page at all
 */

/**
 * @param {Call} call
 * @param {{with?: string, not?: boolean}} link whose room it is
 * @param {{word: "always" | "never" | "", docks: boolean}} known the user's word for this room; and whether our pages
 *   may be framed there
 * @returns {View}
 */
function showIn({ phase, people, lost }, link, { word, docks }) {
  const shut = /** @type {const} */ ({ show: "launcher", why: "", opens: false, docks });
  if (link.not) return { ...shut, show: "nothing" };
  if (phase === "lobby" || phase === "ended" || lost) return shut;
  if (word === "never" || !link.with) return shut;
  // Not known yet is not the same as "the page does not tell": the first will be known in a moment.
  const two = people === 2 || people === null;
  if (word === "always" || two) return { ...shut, show: "sidebar", opens: true };
  return typeof people === "number" && people > 2 ? { ...shut, why: "many" } : shut;
}

/**
 * The user has opened the sidebar with their own hand. Where it would stay shut, that is their word for this room.
 * @param {number} tab
 */
function openedByHand(tab) {
  return inTurn(async () => {
    const call = (await readCalls())[tab];
    if (!call || !call.room || typeof call.people !== "number" || call.people < 3) return;
    const { with: relationship } = await readRoom(call.provider, call.room);
    if (relationship) await writeWord(call.provider, call.room, "always");
  });
}

/**
 * Reads or sets the user's word for a room.
 * @param {Record<string, unknown>} said
 */
async function wordOn({ call, value }) {
  const [, provider, room] = /^([a-z]+):([A-Za-z0-9._-]{1,200})$/.exec(typeof call === "string" ? call : "") ?? [];
  if (!provider || !room) return undefined;
  if (value === "always" || value === "never" || value === "") await inTurn(() => writeWord(provider, room, value));
  return { value: await readWord(provider, room) };
}

/**
 * Whether our pages may be framed at an address, as the manifest lists it.
 * @param {string | undefined} url
 */
function docksAt(url) {
  const { web_accessible_resources: listed } = chrome.runtime.getManifest();
  const host = URL.parse(url ?? "")?.host ?? "";
  return (listed ?? []).some((entry) =>
    (typeof entry === "string" ? [] : (entry.matches ?? [])).some((pattern) => hostFits(host, pattern)),
  );
}

/**
 * @param {string} host
 * @param {string} pattern a match pattern over whole hosts, as the manifest has them
 */
function hostFits(host, pattern) {
  const [, stars, rest] = /^https:\/\/(\*\.)?([^/*]+)\/\*$/.exec(pattern) ?? [];
  return rest !== undefined && (host === rest || (stars !== undefined && host.endsWith(`.${rest}`)));
}
