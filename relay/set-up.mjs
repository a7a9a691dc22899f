// Makes the stream of a relay, or brings it to what stream.json says. It may be run again at any time.
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { wsconnect } from "@nats-io/nats-core";
import { JetStreamApiError, jetstreamManager } from "@nats-io/jetstream";
import WebSocket from "ws";
import { optionsOf } from "../relay-page/credential.mjs";

const USAGE = `Usage: node relay/set-up.mjs ADDRESS [REPLICAS] [CREDENTIAL_FILE]
  ADDRESS          such as wss://relay.example.org
  REPLICAS         1 for one node (as it is), 3 for three
  CREDENTIAL_FILE  what an administrator of the account shows: a .creds file, a token, or user:password`;

const NO_STREAM = 10059;
/** A cluster that has just started has no leader yet. */
const ANSWER_WITHIN = 10_000;

/** @typedef {import("@nats-io/nats-core").ConnectionOptions} ConnectionOptions */

/**
 * NATS's client over a WebSocket in Node, which has one of its own only from version 22 on.
 * @param {ConnectionOptions} options
 */
export function connectFromNode(options) {
  const wsFactory = (/** @type {string} */ address) =>
    Promise.resolve({ socket: new WebSocket(address), encrypted: address.startsWith("wss:") });
  return wsconnect(/** @type {any} */ ({ ...options, wsFactory }));
}

/**
 * Makes or updates the stream, and returns its configuration as the relay has it.
 * @param {{url: string, credential?: string | null, replicas?: number}} relay
 */
export async function setUp({ url, credential = null, replicas = 1 }) {
  const text = await readFile(new URL("stream.json", import.meta.url), "utf8");
  const wanted = { ...JSON.parse(text), num_replicas: replicas };
  const connection = await connectFromNode({ servers: [url], reconnect: false, ...optionsOf(credential) });
  try {
    const { streams } = await jetstreamManager(connection, { checkAPI: false, timeout: ANSWER_WITHIN });
    const isThere = await streams.info(wanted.name).then(
      () => true,
      (error) => {
        if (error instanceof JetStreamApiError && error.code === NO_STREAM) return false;
        throw error;
      },
    );
    const { config } = await (isThere ? streams.update(wanted.name, wanted) : streams.add(wanted));
    if (config.allow_rollup_hdrs) throw new Error("the relay did not take allow_rollup_hdrs=false: do not use it");
    return config;
  } finally {
    await connection.close();
  }
}

async function main() {
  const [url, replicas = "1", file] = process.argv.slice(2);
  if (url === undefined) return fail(USAGE);
  const credential = file === undefined ? null : await readFile(file, "utf8");
  const { name, num_replicas: copies } = await setUp({ url, credential, replicas: Number(replicas) });
  console.log(`The stream ${name} is set up, with ${copies} ${copies === 1 ? "copy" : "copies"}.`);
}

/** @param {string} text */
function fail(text) {
  console.error(text);
  process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await main().catch((error) => fail(`The relay could not be set up: ${error.message}`));
}
