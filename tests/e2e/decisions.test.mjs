// What decides in the background and the content script, on facts of our own: no browser is needed for it.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { before, test } from "node:test";
import { runInContext } from "node:vm";
import { classic } from "./support/classic.mjs";
import { root } from "./support/ground.mjs";

const minute = 60_000;
const start = 1_700_000_000_000;

/** @type {any} */
let shell;
let now = start;

before(async () => {
  const Date = { now: () => now };
  const files = ["stored", "asks", "calls", "opens", "quiet", "plan"].map((name) => `background/${name}.js`);
  shell = await classic(["content/shape.js", ...files], { Date });
});

const two = { phase: "call", people: 2 };
const linked = { with: "r1" };

/** @type {{name: string, call?: object, link?: object, known?: object, view: object}[]} */
const views = [
  { name: "two people in a room of theirs", view: { show: "sidebar", opens: true, why: "" } },
  { name: "two people in a room that nobody has linked", link: {}, view: { show: "launcher", opens: false, why: "" } },
  { name: "one who waits alone", call: { people: 1 }, view: { show: "launcher", opens: false, why: "" } },
  { name: "three people", call: { people: 3 }, view: { show: "launcher", opens: false, why: "many" } },
  { name: "a hundred people", call: { people: 100 }, view: { show: "launcher", opens: false, why: "many" } },
  { name: "nobody knows yet how many", call: { people: undefined }, view: { show: "launcher", opens: false, why: "" } },
  { name: "the page does not tell how many", call: { people: null }, view: { show: "sidebar", opens: true, why: "" } },
  { name: "a lobby with two", call: { phase: "lobby" }, view: { show: "launcher", opens: false, why: "" } },
  { name: "a call that has ended", call: { phase: "ended" }, view: { show: "launcher", opens: false, why: "" } },
  { name: "a room that is no 1:1", link: { not: true }, view: { show: "nothing", opens: false, why: "" } },
  { name: "three, and the user's word is always", call: { people: 3 }, known: { word: "always" }, view: { show: "sidebar", opens: true, why: "" } },
  { name: "two, and the user's word is never", known: { word: "never" }, view: { show: "launcher", opens: false, why: "" } },
  { name: "three, and the user's word is never", call: { people: 3 }, known: { word: "never" }, view: { show: "launcher", opens: false, why: "" } },
  { name: "always does not open a room that is nobody's", link: {}, known: { word: "always" }, view: { show: "launcher", opens: false, why: "" } },
  { name: "a page that fights", call: { lost: true }, view: { show: "launcher", opens: false, why: "" } },
];
for (const { name, call = {}, link = linked, known = {}, view } of views) {
  test(`${name}: ${JSON.stringify(view)}`, () => {
    const seen = shell.showIn({ ...two, ...call }, link, { word: "", docks: true, ...known });
    assert.deepEqual({ show: seen.show, opens: seen.opens, why: seen.why }, view);
  });
}

/** A call that has been on for a while, and was last seen so long ago. */
function seenAgo(/** @type {number} */ ago, more = {}) {
  return { provider: "meet", room: "a", phase: "call", at: start, joined: true, seen: now - ago, ...more };
}

test("a call that was seen a moment ago ends when its end is seen", () => {
  assert.equal(shell.endOf(seenAgo(minute), now), now);
});

test("a call that was last seen long ago ended then", () => {
  assert.equal(shell.endOf(seenAgo(60 * minute), now), now - 60 * minute);
});

test("a call that ends right after a long silence ended when the silence began", () => {
  const asleep = seenAgo(90 * minute);
  const awake = shell.nextCall(asleep, { provider: "meet", room: "a", now: "call", online: true });
  assert.equal(awake.seen, now);
  assert.deepEqual({ ...awake.resumed }, { at: now, from: asleep.seen });
  assert.equal(shell.endOf(awake, now + minute), asleep.seen);
});

test("a call that goes on after a long silence ends when its end is seen", () => {
  const awake = shell.nextCall(seenAgo(10 * minute), { provider: "meet", room: "a", now: "call", online: true });
  assert.equal(shell.endOf({ ...awake, seen: now + 20 * minute }, now + 20 * minute), now + 20 * minute);
});

test("without a network a call counts as not seen", () => {
  const before = seenAgo(4 * minute);
  const offline = shell.nextCall(before, { provider: "meet", room: "a", now: "call", online: false });
  assert.equal(offline.seen, before.seen);
  assert.equal(shell.endOf(offline, now), before.seen);
});

test("who is led back to the lobby by a reload has still been in the call", () => {
  const { joined } = shell.nextCall(seenAgo(0), { provider: "meet", room: "a", now: "lobby", online: true });
  assert.equal(joined, true);
  assert.equal(shell.nextCall(undefined, { provider: "meet", room: "a", now: "lobby", online: true }).joined, false);
});

const nothing = { ends: [], leftUntil: [], on: false, told: [], waiting: [] };

/** @type {{name: string, facts: object, text: string}[]} */
const badges = [
  { name: "nothing at all", facts: {}, text: "" },
  { name: "two asks", facts: { ends: [start + 1, start + 2] }, text: "2" },
  { name: "an ask that is too old", facts: { ends: [start - 1] }, text: "" },
  { name: "minutes left, begun ones counted", facts: { leftUntil: [start + 4 * minute + 1] }, text: "5" },
  { name: "minutes left come before asks", facts: { leftUntil: [start + minute], ends: [start + 1] }, text: "1" },
  { name: "over time", facts: { leftUntil: [start - 5 * minute] }, text: "0" },
  { name: "of two meetings the one that ends first", facts: { leftUntil: [start + 9 * minute, start + 3 * minute] }, text: "3" },
  { name: "points that wait now", facts: { waiting: [{ from: start - 1, until: start + 1, points: 3 }, { from: start, until: start + 1, points: 2 }] }, text: "5" },
  { name: "points that wait later", facts: { waiting: [{ from: start + 1, until: start + 2, points: 3 }] }, text: "" },
  { name: "asks come before points", facts: { ends: [start + 1], waiting: [{ from: start, until: start + 1, points: 3 }] }, text: "1" },
  { name: "more than fits", facts: { waiting: [{ from: start, until: start + 1, points: 120 }] }, text: "99+" },
];
for (const { name, facts, text } of badges) {
  test(`the badge shows ${name}: "${text}"`, () => {
    assert.equal(shell.badgeNow({ ...nothing, ...facts }, start).text, text);
  });
}

/** @type {{name: string, facts: object, wake: number | null}[]} */
const wakes = [
  { name: "nothing is ahead", facts: {}, wake: null },
  { name: "the first of all moments", facts: { ends: [start + 9], told: [{ at: start + 5 }], waiting: [{ from: start + 7, until: start + 8 }] }, wake: start + 5 },
  { name: "what is past does not wake", facts: { ends: [start - 9], told: [{ at: start - 5 }] }, wake: null },
  { name: "a call wakes every minute", facts: { on: true, ends: [start + 9 * minute] }, wake: start + minute },
  { name: "a live meeting wakes every minute", facts: { leftUntil: [start + 30 * minute] }, wake: start + minute },
  { name: "points stop waiting", facts: { waiting: [{ from: start - 1, until: start + 3 }] }, wake: start + 3 },
];
for (const { name, facts, wake } of wakes) {
  test(`the one alarm: ${name}`, () => assert.equal(shell.nextWake({ ...nothing, ...facts }, start), wake));
}

test("a count is believed when two looks agree, stands through a gap, and is null when the page never tells", async () => {
  const world = await classic(["content/headcount.js"]);
  const Counts = runInContext("Headcount", world);
  const looks = (/** @type {(number | null)[]} */ ...seen) => {
    const headcount = new Counts();
    return seen.map((people, second) => headcount.look(people, 1 + second * 1_000));
  };
  assert.deepEqual(looks(2, 2, null, 2), [undefined, 2, 2, 2]);
  assert.deepEqual(looks(1, 2, 1, 2, 2), [undefined, undefined, undefined, undefined, 2]);
  assert.deepEqual(looks(2, 2, 3, 2, 3, 3), [undefined, 2, 2, 2, 2, 3]);
  const silent = Array(10).fill(null);
  assert.deepEqual(looks(...silent).slice(7), [undefined, undefined, null]);
  assert.equal(looks(...silent, 2, 2).at(-1), 2);
});

test("where our pages may be framed is read from the manifest, whole hosts only", () => {
  assert.equal(shell.hostFits("meet.google.com", "https://meet.google.com/*"), true);
  assert.equal(shell.hostFits("us05web.zoom.us", "https://*.zoom.us/*"), true);
  assert.equal(shell.hostFits("zoom.us", "https://*.zoom.us/*"), true);
  assert.equal(shell.hostFits("notzoom.us", "https://*.zoom.us/*"), false);
  assert.equal(shell.hostFits("zoom.us.evil.example", "https://*.zoom.us/*"), false);
  assert.equal(shell.hostFits("meet.google.com", "https://*/*"), false);
});

test("no two classic scripts share a name: the later one would silently take the place of the earlier", async () => {
  const folders = ["", "background/", "content/", "content/providers/"];
  const named = await Promise.all(
    folders.map(async (folder) => {
      const files = (await readdir(join(root, "extension", folder))).filter((file) => /\.js$/.test(file) && file !== "page.js");
      const texts = await Promise.all(files.map((file) => readFile(join(root, "extension", folder, file), "utf8")));
      return texts.flatMap((text) => [...text.matchAll(/^(?:async )?(?:function|const|let|class) +(\w+)/gm)].map(([, name]) => name));
    }),
  );
  const names = named.flat();
  assert.ok(names.length > 100, "they have been found");
  assert.deepEqual(names.filter((name, place) => names.indexOf(name) !== place), []);
});
