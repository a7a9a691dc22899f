// Mints the credential of one member of one room: a bearer token that the relay believes until it ends.
// The account's signing key stays with whoever runs this, and never comes near the extension.
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { encodeUser } from "@nats-io/jwt";
import { createUser, fromSeed } from "@nats-io/nkeys";

const USAGE = `Usage: node relay/mint.mjs ROOM SIDE DAYS SEED_FILE [ACCOUNT]
  ROOM       the room's id, 22 characters, as Duologue shows it
  SIDE       a or b
  DAYS       how long the credential holds
  SEED_FILE  holds the seed of the account's key or of one of its signing keys (it begins with SA)
  ACCOUNT    the account's public key (it begins with A), if the seed is that of a signing key`;

const ROOM = /^[A-Za-z0-9_-]{22}$/;
const SECONDS_A_DAY = 86_400;

/**
 * All that a member may do: read its room, write what is its own.
 * No word of it has a wildcard in the place of the room: with one, a member could list every room there is.
 * @param {string} room
 * @param {string} side
 */
export function permissionsOf(room, side) {
  if (!ROOM.test(room)) throw new Error("a room's id has 22 characters: letters, digits, - and _");
  if (side !== "a" && side !== "b") throw new Error("a side is a or b");
  return {
    pub: {
      allow: [
        `$KV.rooms.room.${room}.${side}.>`,
        `$JS.API.CONSUMER.CREATE.KV_rooms.*.$KV.rooms.room.${room}.>`,
        "$JS.FC.KV_rooms.>",
      ],
    },
    sub: { allow: [`_INBOX.${room}.${side}.>`] },
  };
}

/**
 * @param {{room: string, side: string, seed: string, expires: number, account?: string}} member
 *   `expires` in seconds since 1970; `account` is the account's public key if `seed` is that of a signing key.
 */
export async function mint({ room, side, seed, expires, account }) {
  const permissions = permissionsOf(room, side);
  const signer = fromSeed(new TextEncoder().encode(seed.trim()));
  const user = {
    ...permissions,
    ...(account === undefined ? {} : { issuer_account: account }),
    bearer_token: true,
    allowed_connection_types: [/** @type {const} */ ("WEBSOCKET")],
  };
  return encodeUser(`${room}.${side}`, createUser(), signer, user, { exp: expires });
}

async function main() {
  const [room, side, days, file, account] = process.argv.slice(2);
  const expires = Math.floor(Date.now() / 1000 + Number(days) * SECONDS_A_DAY);
  if (file === undefined || !(Number(days) > 0)) return fail(USAGE);
  console.log(await mint({ room, side, seed: await readFile(file, "utf8"), expires, account }));
}

/** @param {string} text */
function fail(text) {
  console.error(text);
  process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await main().catch((error) => fail(`No credential was minted: ${error.message}`));
}
