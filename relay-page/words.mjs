// The words between a page of ours and the relay page, what may stand in a key, and what went wrong in one word. Pure.
import { errors } from "@nats-io/nats-core";
import { JetStreamApiError } from "@nats-io/jetstream";
import { hasEnded } from "./credential.mjs";

/** @typedef {"connecting" | "connected" | "caught-up" | "offline" | "closed"} State */
/** @typedef {"unreachable" | "refused" | "expired" | "not-set-up" | "lost"} Reason */
/** @typedef {"too-large" | "refused" | "timeout" | "offline"} NotKept */
/**
 * One member of one room, and the relay to meet at. `url` is one address, or several with commas between.
 * @typedef {{room: string, side: "a" | "b", device: string, url: string, credential: string | null}} Member
 */
/**
 * What the relay page says.
 * @typedef {{said: "state", room: string, state: State, reason: Reason | null}
 *   | {said: "value", room: string, side: string, device: string, document: string, value: Uint8Array | null,
 *      revision: number, created: number}
 *   | {said: "kept", room: string, id: number, document: string, revision: number}
 *   | {said: "not-kept", room: string, id: number, document: string, reason: NotKept}} Said
 */

/** The stream behind the bucket `rooms`. */
export const STREAM = "KV_rooms";

const KEYS = "$KV.rooms.room";
const NAME = /^[A-Za-z0-9_-]{22}$/;
const DOCUMENT = /^[A-Za-z0-9_-]+$/;

/** JetStream's own numbers for what went wrong. */
const TOO_LARGE = 10054;
const NO_STREAM = 10059;
const NOT_FOR_ACCOUNT = 10039;
const NOT_NOW = 503;

/**
 * Whether the names may become part of a key. A dot or a star in one would reach beyond the room.
 * @param {Pick<Member, "room" | "side" | "device">} member
 */
export function isMember({ room, side, device }) {
  return NAME.test(room) && (side === "a" || side === "b") && NAME.test(device);
}

/** @param {unknown} document */
export function isDocument(document) {
  return typeof document === "string" && DOCUMENT.test(document);
}

/** @param {string} room */
export function subjectOfRoom(room) {
  return `${KEYS}.${room}.>`;
}

/**
 * @param {Pick<Member, "room" | "side" | "device">} member
 * @param {string} document
 */
export function subjectOf({ room, side, device }, document) {
  return `${KEYS}.${room}.${side}.${device}.${document}`;
}

/**
 * Whose document it is; null for a key that is none of ours.
 * @param {string} subject
 */
export function partsOf(subject) {
  const [room, side, device, document, more] = subject.slice(KEYS.length + 1).split(".");
  const known = more === undefined && isMember({ room, side: /** @type {"a"} */ (side), device }) && isDocument(document);
  return known ? { side, device, document } : null;
}

/**
 * Why a line is down.
 * @param {unknown} error
 * @param {Reason} otherwise
 * @param {string | null} credential
 * @param {number} now in milliseconds
 * @returns {Reason}
 */
export function reasonOf(error, otherwise, credential, now) {
  const causes = causesOf(error);
  const isOne = (/** @type {Function[]} */ ...kinds) => causes.some((cause) => kinds.some((kind) => cause instanceof kind));
  if (isOne(errors.UserAuthenticationExpiredError)) return "expired";
  if (isOne(errors.AuthorizationError)) return hasEnded(credential, now) ? "expired" : "refused";
  if (isOne(errors.PermissionViolationError)) return "refused";
  const code = codeOf(causes)?.code;
  const isNotSetUp = isOne(errors.NoRespondersError) || code === NO_STREAM || code === NOT_FOR_ACCOUNT;
  return isNotSetUp ? "not-set-up" : otherwise;
}

/**
 * Why a value was not kept.
 * @param {unknown} error
 * @returns {NotKept}
 */
export function whyNotKept(error) {
  const causes = causesOf(error);
  const answer = codeOf(causes);
  if (answer) return answer.code === TOO_LARGE ? "too-large" : answer.status === NOT_NOW ? "offline" : "refused";
  if (causes.some((cause) => cause instanceof errors.PermissionViolationError)) return "refused";
  return causes.some((cause) => cause instanceof errors.TimeoutError) ? "timeout" : "offline";
}

/** @param {unknown[]} causes */
function codeOf(causes) {
  const answer = causes.find((cause) => cause instanceof JetStreamApiError);
  if (!(answer instanceof JetStreamApiError)) return undefined;
  return { code: answer.code, status: answer.status };
}

/**
 * The error and what it came from, outermost first.
 * @param {unknown} error
 * @returns {unknown[]}
 */
function causesOf(error) {
  return error instanceof Error ? [error, ...causesOf(error.cause)] : [];
}
