// The question "was it worth your time?" for a call that ended without it: asked once, shown by the badge for a day.
// An ask is `ended/<relationship id>`, a plain `{meeting, at}`; the pages remove it when it is answered or skipped.

const askPrefix = "ended/";
/** For how long an ask is shown. Later than that, nobody remembers the meeting well enough. */
const askFor = 24 * 60 * minute;
/** Who comes back into the room this soon was only away for a moment. */
const rejoinWithin = 10 * minute;
/** Where the end is unknown because the browser was killed: no 1:1 lasts longer than this. */
const longestMeeting = 180 * minute;

/**
 * Asks about the meeting that is live with somebody, unless it has been asked about.
 * @param {string} relationship
 * @param {number | null} at when the call ended, in milliseconds since 1970; null when nobody knows
 * @returns {Promise<boolean>} whether this is a new ask
 */
async function ask(relationship, at) {
  const live = await readLive(relationship);
  if (!live) return false;
  const key = askPrefix + relationship;
  const before = await readLocal(key);
  if (before?.meeting === live.meeting) return false;
  await chrome.storage.local.set({ [key]: { meeting: live.meeting, at } });
  return true;
}

/** Tries to ask right away. The browser refuses when its window is not in front; the badge still shows. */
async function openAsk() {
  try {
    await chrome.action.openPopup();
  } catch {
    // Refused: nothing is lost, and asking a second time would be nagging.
  }
}

/**
 * The call goes on after all: takes the question back.
 * @param {string} relationship
 */
async function takeBackAsk(relationship) {
  const key = askPrefix + relationship;
  const before = await readLocal(key);
  if (!before) return;
  const live = await readLive(relationship);
  const goesOn =
    typeof before.at === "number"
      ? Date.now() - before.at < rejoinWithin
      : live !== null && Date.now() - live.startedAt < longestMeeting;
  if (goesOn) await chrome.storage.local.remove(key);
}

/**
 * When an ask stops being shown. Without a known end, the day is counted from the meeting's start.
 * @param {string} key
 * @returns {Promise<number>} in milliseconds since 1970; 0 for what is no ask
 */
async function endOfAsk(key) {
  const at = (await readLocal(key))?.at;
  if (typeof at === "number") return at + askFor;
  const live = at === null ? await readLive(key.slice(askPrefix.length)) : null;
  return live ? live.startedAt + askFor : 0;
}
