// Quiet hours in the background, over midnight and both changes of the clock: rules alone, without a browser.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { classic } from "./support/classic.mjs";

// Where the clock goes forward on 29 March 2026 at 2:00 and back on 25 October at 3:00. Set before any date is made.
process.env.TZ = "Europe/Berlin";

const hour = 3_600_000;

/** @type {any} */
let shell;

before(async () => {
  const files = ["stored", "asks", "calls", "opens", "quiet", "plan"].map((name) => `background/${name}.js`);
  shell = await classic(["content/shape.js", ...files], { Date });
});

const at = (/** @type {string} */ civil) => new Date(civil).getTime();

/** @type {[hours: unknown, now: string, quiet: boolean, until: string | null][]} */
const table = [
  ["22:00-07:00", "2026-11-26T21:59", false, "2026-11-26T22:00"],
  ["22:00-07:00", "2026-11-26T22:00", true, "2026-11-27T07:00"],
  ["22:00-07:00", "2026-11-27T00:00", true, "2026-11-27T07:00"],
  ["22:00-07:00", "2026-11-27T06:59", true, "2026-11-27T07:00"],
  ["22:00-07:00", "2026-11-27T07:00", false, "2026-11-27T22:00"],
  ["12:00-13:30", "2026-11-26T12:30", true, "2026-11-26T13:30"],
  ["12:00-13:30", "2026-11-26T13:30", false, "2026-11-27T12:00"],
  ["22:00-07:00", "2026-12-31T23:00", true, "2027-01-01T07:00"],
  ["22:00-07:00", "2028-02-28T23:00", true, "2028-02-29T07:00"],
  ["", "2026-11-26T22:00", false, null],
  [undefined, "2026-11-26T22:00", false, null],
  ["25:00-07:00", "2026-11-26T22:00", false, null],
  ["07:00-07:00", "2026-11-26T07:00", false, null],
];
for (const [hours, now, quiet, until] of table) {
  test(`${hours || "none"} at ${now}: ${quiet ? "quiet" : "not quiet"} until ${until}`, () => {
    const seen = shell.quietAt(hours, at(now));
    assert.deepEqual({ ...seen }, { quiet, until: until && at(until) });
  });
}

test("a night is an hour shorter or longer when the clock changes, and ends by the clock on the wall", () => {
  const night = (/** @type {string} */ evening) => shell.quietAt("22:00-07:00", at(evening)).until - at(evening);
  assert.equal(night("2026-03-28T22:00"), 8 * hour);
  assert.equal(night("2026-10-24T22:00"), 10 * hour);
  assert.equal(night("2026-11-26T22:00"), 9 * hour);
});

test("an end that the clock leaves out is the time that it jumps to", () => {
  const { quiet, until } = shell.quietAt("01:00-02:30", at("2026-03-29T01:15"));
  assert.deepEqual([quiet, until], [true, at("2026-03-29T03:30")]);
});

const waits = { ends: [], leftUntil: [], on: false, told: [], waiting: [{ from: 0, until: at("2030-01-01T00:00"), points: 3 }] };

test("while it is quiet no badge asks or counts, but a meeting that is on shows its minutes", () => {
  const night = at("2026-11-26T23:00");
  const quiet = { ...waits, ends: [night + hour], quiet: "22:00-07:00" };
  assert.equal(shell.badgeNow(quiet, night).text, "");
  assert.equal(shell.badgeNow({ ...quiet, quiet: undefined }, night).text, "1");
  assert.equal(shell.badgeNow({ ...waits, quiet: "22:00-07:00" }, at("2026-11-26T21:00")).text, "3");
  assert.equal(shell.badgeNow({ ...quiet, leftUntil: [night + 5 * 60_000] }, night).text, "5");
});

test("it wakes when quiet hours begin and end, so that what waits is hidden and shown in time", () => {
  assert.equal(shell.nextWake({ ...waits, quiet: "22:00-07:00" }, at("2026-11-26T21:00")), at("2026-11-26T22:00"));
  assert.equal(shell.nextWake({ ...waits, quiet: "22:00-07:00" }, at("2026-11-26T23:00")), at("2026-11-27T07:00"));
  const nothing = { ends: [], leftUntil: [], on: false, told: [], waiting: [], quiet: "22:00-07:00" };
  assert.equal(shell.nextWake(nothing, at("2026-11-26T23:00")), null, "there is nothing to wake for");
});
