// Quiet hours: the time of day at which nothing is shown or said unasked, by the clock on the wall.

/**
 * Whether it is quiet at `now`, and when that changes next.
 * @param {unknown} hours as `22:00-07:00`; anything else means that it is never quiet
 * @param {number} now in milliseconds since 1970
 * @returns {{quiet: boolean, until: number | null}} `until` in milliseconds since 1970; null if it never changes
 */
function quietAt(hours, now) {
  const [, ...parts] = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(typeof hours === "string" ? hours : "") ?? [];
  const [fromHour, fromMinute, untilHour, untilMinute] = parts.map(Number);
  if (parts.length !== 4 || fromHour > 23 || untilHour > 23 || fromMinute > 59 || untilMinute > 59) {
    return { quiet: false, until: null };
  }
  const date = new Date(now);
  const time = date.getHours() * 60 + date.getMinutes();
  const [from, until] = [fromHour * 60 + fromMinute, untilHour * 60 + untilMinute];
  if (from === until) return { quiet: false, until: null };
  const [isAfter, isBefore] = [time >= from, time < until];
  const quiet = from < until ? isAfter && isBefore : isAfter || isBefore;
  return { quiet, until: nextAt(date, quiet ? until : from) };
}

/**
 * The next time that the clock shows so many minutes after midnight. A time that a change of the clock leaves out is
 * the one that the clock jumps to.
 * @param {Date} date
 * @param {number} minutes
 */
function nextAt(date, minutes) {
  const on = (/** @type {number} */ days) =>
    new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, 0, minutes).getTime();
  return [0, 1, 2].map(on).find((at) => at > date.getTime()) ?? null;
}
