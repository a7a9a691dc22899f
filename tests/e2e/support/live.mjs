// A 1:1 that is live in a call, as the background sees it, and what happens to it when the call breaks off.
import assert from "node:assert/strict";
import { openCall, stopWorker, until } from "./browser.mjs";
import { envelope, put, read, readCalls } from "./store.mjs";

/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {import("./browser.mjs").Session} Session */

export const room = "abc-defg-hij";
export const minute = 60_000;

/**
 * A room that is linked, with a meeting that is live in it since half an hour.
 * @param {Page} quiet
 */
export async function liveMeeting(quiet) {
  await put(quiet, {
    [`room/meet:${room}`]: envelope({ with: "r1" }),
    "live/r1": envelope({ meeting: 12, started_at: Date.now() - 30 * minute }),
  });
}

/**
 * A tab in which that meeting's call is on, and known to be.
 * @param {Session} session
 * @param {Page} quiet
 */
export async function joinedCall(session, quiet) {
  const page = await openCall(session.browser, "meet", room);
  await callIsOn(quiet);
  return page;
}

/** @param {Page} quiet */
export async function callIsOn(quiet) {
  await until(async () => (await readCalls(quiet)).some(({ phase }) => phase === "call"), "the call is known to be on");
  await until(() => read(quiet, "beat/r1"), "its first beat is written down");
}

/**
 * What happened is so many milliseconds longer ago: the tabs and the beats have been silent since.
 * @param {Page} quiet
 * @param {number} ago
 * @returns {Promise<number>} when the call was last seen
 */
export function silentFor(quiet, ago) {
  return quiet.evaluate(async (silence) => {
    const seen = Date.now() - silence;
    const { calls } = /** @type {{calls: Record<string, {seen: number}>}} */ (await chrome.storage.session.get("calls"));
    for (const call of Object.values(calls ?? {})) call.seen = seen;
    await chrome.storage.session.set({ calls });
    const { "beat/r1": beat } = /** @type {Record<string, object>} */ (await chrome.storage.local.get("beat/r1"));
    if (beat) await chrome.storage.local.set({ "beat/r1": { ...beat, at: seen } });
    return seen;
  }, ago);
}

/**
 * The alarm rings, as it does once a minute during a call.
 * @param {Page} quiet
 */
export function ring(quiet) {
  return quiet.evaluate(() => chrome.alarms.create("wake", { when: Date.now() + 1 }));
}

/**
 * Waits for the question about the meeting, which stands there once.
 * @param {Page} quiet
 * @returns {Promise<{meeting: number, at: number | null}>}
 */
export async function asked(quiet) {
  const ask = await until(() => read(quiet, "ended/r1"), "the end of the call is written down").catch(async (cause) => {
    const kept = () => Promise.all([chrome.storage.session.get(null), chrome.storage.local.get(null)]);
    throw new Error(`${cause.message}; kept instead: ${JSON.stringify(await quiet.evaluate(kept))}`, { cause });
  });
  assert.equal(ask.meeting, 12);
  return ask;
}

/**
 * Whether the background is awake or asleep when it happens.
 * @typedef {"awake" | "asleep"} Background
 */
export const backgrounds = /** @type {Background[]} */ (["awake", "asleep"]);

/**
 * @param {Session} session
 * @param {Background} background
 */
export async function rests(session, background) {
  if (background === "asleep") await stopWorker(session);
}
