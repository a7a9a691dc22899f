// What a member shows a relay: the forms a credential may have, and when one ends. Pure.
import { errors, jwtAuthenticator } from "@nats-io/nats-core";

/** @typedef {import("@nats-io/nats-core").ConnectionOptions} ConnectionOptions */

/** How the JSON of a token's header begins, in base64url. */
const TOKEN_START = "ey";

/** The two parts of a .creds file, also where a field of one line has swallowed its line ends. */
const TOKEN_PART = /BEGIN NATS USER JWT-+\s*([\w.-]+?)\s*-{3,}END/;
const SEED_PART = /BEGIN USER NKEY SEED-+\s*(\w+)/;

/**
 * The options with which NATS's client shows the credential.
 * It is the text of a .creds file, a bearer token of one user, `user:password`, or any other token; or null for none.
 * @param {string | null} credential
 * @returns {Pick<ConnectionOptions, "authenticator" | "user" | "pass" | "token">}
 * @throws an `AuthorizationError` if it is half a .creds file
 */
export function optionsOf(credential) {
  const text = credential?.trim() ?? "";
  if (text === "") return {};
  const token = TOKEN_PART.exec(text)?.[1];
  if (token !== undefined) return { authenticator: signing(token, SEED_PART.exec(text)?.[1] ?? "") };
  if (text.startsWith(TOKEN_START)) return { authenticator: jwtAuthenticator(text) };
  const colon = text.indexOf(":");
  // A password may have a colon, a name may not.
  return colon > 0 ? { user: text.slice(0, colon), pass: text.slice(colon + 1) } : { token: text };
}

/**
 * @param {string} token
 * @param {string} seed
 */
function signing(token, seed) {
  const authenticator = jwtAuthenticator(token, new TextEncoder().encode(seed));
  try {
    // Later, in the middle of connecting, nobody would catch what a damaged seed throws.
    authenticator("nonce");
  } catch {
    throw new errors.AuthorizationError("the credential is damaged");
  }
  return authenticator;
}

/**
 * Whether the credential says of itself that it has ended.
 * The relay refuses an old one in the words in which it refuses any other, so only the credential can tell.
 * @param {string | null} credential
 * @param {number} now in milliseconds
 */
export function hasEnded(credential, now) {
  const text = credential?.trim() ?? "";
  const token = TOKEN_PART.exec(text)?.[1] ?? text;
  if (!token.startsWith(TOKEN_START)) return false;
  try {
    const claims = JSON.parse(atob(token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/")));
    return typeof claims.exp === "number" && claims.exp * 1000 <= now;
  } catch {
    return false;
  }
}
