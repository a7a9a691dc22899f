// The badge, the reminders, and the one alarm: what to show and say now, and when to wake up next.
// Facts in, effects out: `badgeNow` and `nextWake` decide, `plan` does.

const wakeAlarm = "wake";
/** A reminder that could not be given for this long is of no use any more. */
const remindWithin = 12 * 60 * minute;

/** @typedef {{at: number, with: string, title: string, text: string}} Told */
/** @typedef {{from: number, until: number, points: number}} Waiting */

/**
 * Everything that the badge and the alarm depend on. `ends` are when open asks grow too old, `leftUntil` when live
 * meetings are to end, both in milliseconds since 1970; `on` says that a call is on, `quiet` when it is to be quiet.
 * @typedef {{ends: number[], leftUntil: number[], on: boolean, quiet?: unknown, told: Told[], waiting: Waiting[]}} Facts
 */

/** Shows what is to be shown, says what is to be said, and sets the alarm. Called after whatever may change that. */
async function plan() {
  const now = Date.now();
  const facts = await readFacts(now);
  const { text, color } = badgeNow(facts, now);
  await chrome.action.setBadgeBackgroundColor({ color });
  await chrome.action.setBadgeTextColor({ color: "#ffffff" });
  await chrome.action.setBadgeText({ text });
  const wake = nextWake(facts, now);
  if (wake !== null) await chrome.alarms.create(wakeAlarm, { when: wake });
  else await chrome.alarms.clear(wakeAlarm);
}

/**
 * @param {Facts} facts
 * @param {number} now
 */
function badgeNow({ ends, leftUntil, quiet, waiting }, now) {
  const asks = ends.filter((end) => end > now).length;
  const points = waiting.reduce((sum, { from, until, points: few }) => (from <= now && now < until ? sum + few : sum), 0);
  if (leftUntil.length > 0) {
    const left = Math.max(0, Math.ceil((Math.min(...leftUntil) - now) / minute));
    return { text: String(left), color: "#0b6e69" };
  }
  // What is left of a meeting is no noise: whoever is in one wants to know it.
  if (quietAt(quiet, now).quiet) return { text: "", color: "#666158" };
  if (asks > 0) return { text: String(asks), color: "#a8480f" };
  return { text: points > 0 ? (points > 99 ? "99+" : String(points)) : "", color: "#666158" };
}

/**
 * @param {Facts} facts
 * @param {number} now
 * @returns {number | null} in milliseconds since 1970
 */
function nextWake({ ends, leftUntil, on, quiet, told, waiting }, now) {
  const moments = [...ends, ...told.map(({ at }) => at), ...waiting.flatMap(({ from, until }) => [from, until])];
  const { until } = quietAt(quiet, now);
  // Whatever would be shown or said then is shown or said once it is quiet no more, and taken away once it is.
  if (until !== null && (ends.length > 0 || told.length > 0 || waiting.length > 0)) moments.push(until);
  // Minutes are shown, and silence is noticed, from minute to minute.
  if (on || leftUntil.length > 0) moments.push(now + minute);
  const ahead = moments.filter((moment) => moment > now);
  return ahead.length > 0 ? Math.min(...ahead) : null;
}

/**
 * @param {number} now
 * @returns {Promise<Facts>}
 */
async function readFacts(now) {
  const keys = await chrome.storage.local.getKeys();
  const asked = keys.filter((key) => key.startsWith(askPrefix));
  const live = keys.filter((key) => key.startsWith("live/")).map((key) => key.slice("live/".length));
  const ends = (await Promise.all(asked.map(endOfAsk))).filter((end) => end > now);
  const going = await Promise.all(live.filter((id) => !asked.includes(askPrefix + id)).map(readLive));
  const leftUntil = going.flatMap((meeting) =>
    meeting?.minutes !== undefined ? [meeting.startedAt + meeting.minutes * minute] : [],
  );
  const on = Object.values(await readCalls()).some(isOn);
  return { ends, leftUntil, on, ...(await readReminders()) };
}

/** @returns {Promise<{notify: boolean, quiet: unknown, told: Told[], waiting: Waiting[]}>} with everything odd left out */
async function readReminders() {
  const stored = opened(await readLocal("reminders"));
  const list = (/** @type {unknown} */ value) => (Array.isArray(value) ? value : []);
  return {
    notify: stored?.notify === true,
    quiet: stored?.quiet,
    told: list(stored?.told).filter(
      (one) => Number.isFinite(one?.at) && typeof one.title === "string" && typeof one.text === "string",
    ),
    waiting: list(stored?.waiting).filter((one) =>
      [one?.from, one?.until, one?.points].every((number) => Number.isFinite(number)),
    ),
  };
}

/**
 * Says what is due, if the user wants to be told and is not in a call. What is told is told once.
 * @param {number} now
 */
async function remind(now) {
  const { on, leftUntil } = await readFacts(now);
  const { notify, quiet, told } = await readReminders();
  if (quietAt(quiet, now).quiet) return;
  const until = await readLocal("reminded");
  const since = typeof until === "number" ? until : 0;
  const due = told.filter(({ at }) => at > since && at <= now && now - at < remindWithin);
  if (due.length === 0 || on || leftUntil.length > 0) return;
  await chrome.storage.local.set({ reminded: now });
  const { notifications } = /** @type {any} */ (chrome);
  if (!notify || !notifications) return;
  for (const { with: relationship, title, text } of due) {
    const shown = { type: "basic", iconUrl: chrome.runtime.getURL("icons/icon-128.png"), title, message: text };
    await notifications.create(`1:1/${relationship}`, shown);
  }
}

/** The user clicked on a reminder: shows the 1:1 that it is about. */
function followReminders() {
  const { notifications } = /** @type {any} */ (chrome);
  notifications?.onClicked?.addListener((/** @type {string} */ id) => {
    if (!id.startsWith("1:1/")) return;
    void chrome.tabs.create({ url: `sidebar.html?with=${encodeURIComponent(id.slice("1:1/".length))}` });
    void notifications.clear(id);
  });
}

followReminders();
chrome.alarms.onAlarm.addListener(({ name }) => {
  if (name !== wakeAlarm) return;
  void inTurn(async () => {
    await findSilent(Date.now());
    await remind(Date.now());
    await plan();
  });
});
chrome.storage.onChanged.addListener((changes, area) => {
  const moves = (/** @type {string} */ key) => key === "reminders" || key.startsWith(askPrefix) || key.startsWith("live/");
  if (area === "local" && Object.keys(changes).some(moves)) void inTurn(plan);
});
