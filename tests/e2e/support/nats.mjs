// Starts relays of our own on loopback: one, or three that stand in for each other. Each can be stopped and killed.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeKeys } from "../../../relay/keys.mjs";
import { mint } from "../../../relay/mint.mjs";
import { setUp } from "../../../relay/set-up.mjs";
import { until } from "./browser.mjs";

/** @typedef {Awaited<ReturnType<typeof startRelay>>} Relay */
/** @typedef {Awaited<ReturnType<typeof startCluster>>} Cluster */
/** @typedef {{name: string, port: number, ws: number, routes: number}} Ports */

/** The server's program: what `NATS_SERVER` says, which `cargo xtask test` sets. */
const program = process.env.NATS_SERVER ?? "nats-server";

/** How many ports are free, each another. @param {number} count */
async function freePorts(count) {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, "127.0.0.1");
      await once(server, "listening");
      return server;
    }),
  );
  const ports = servers.map((server) => /** @type {import("node:net").AddressInfo} */ (server.address()).port);
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  return ports;
}

/** @param {string} name */
async function portsOf(name) {
  const [port, ws, routes] = await freePorts(3);
  return { name, port, ws, routes };
}

/**
 * @param {string} folder
 * @param {Ports} own
 * @param {Ports[]} all empty for a relay that stands alone
 * @param {string} access who may do what
 */
function configOf(folder, own, all, access) {
  const routes = all.map(({ routes: port }) => `"nats://127.0.0.1:${port}"`);
  const cluster = `cluster { name: test, host: 127.0.0.1, port: ${own.routes}, routes: [${routes.join(", ")}] }`;
  return [
    `server_name: ${own.name}`,
    "host: 127.0.0.1",
    `port: ${own.port}`,
    `jetstream { store_dir: "${join(folder, own.name)}" }`,
    `websocket { host: 127.0.0.1, port: ${own.ws}, no_tls: true }`,
    all.length > 0 ? cluster : "",
    access,
  ].join("\n");
}

/**
 * One server: a program that runs, or does not.
 * @param {string} folder
 * @param {Ports} own
 * @param {string} config
 */
async function serverOf(folder, own, config) {
  const file = join(folder, `${own.name}.conf`);
  await writeFile(file, config);
  /** @type {import("node:child_process").ChildProcess | null} */
  let child = null;
  let log = "";
  const server = {
    name: own.name,
    /** The address that a page connects to. */
    url: `ws://127.0.0.1:${own.ws}`,
    /** Starts it on the data that is there, and waits until it takes connections. */
    async start() {
      const started = spawn(program, ["-c", file], { stdio: ["ignore", "ignore", "pipe"] });
      child = started;
      log = "";
      started.stderr.on("data", (bytes) => (log += bytes));
      started.once("error", (error) => (log += `${program} does not start: ${error.message}`));
      await until(() => log.includes("Server is ready"), `${own.name} is ready`).catch((cause) => {
        throw new Error(`${cause.message}\n${log}`);
      });
    },
    /** Ends it as its operator would; it closes its files first. */
    stop: () => end("SIGTERM"),
    /** Ends it as a power cut would. */
    kill: () => end("SIGKILL"),
    /** What it has logged since it was started. */
    log: () => log,
    /** Removes its data. Only while it does not run. */
    forget: () => rm(join(folder, own.name), { recursive: true, force: true }),
    isRunning: () => child !== null,
  };
  /** @param {NodeJS.Signals} signal */
  async function end(signal) {
    if (child === null) return;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
    child = null;
  }
  return server;
}

/**
 * Who may do what on a relay, and how a member gets its credential.
 * @param {boolean} withTokens
 */
async function accessOf(withTokens) {
  const keys = withTokens ? await makeKeys() : null;
  return {
    config: keys?.config ?? "",
    /** What an administrator shows; null where nobody is asked. */
    admin: keys?.admin ?? null,
    /**
     * The credential of one member.
     * @param {{room: string, side: string, seconds?: number}} member `seconds` from now it ends
     */
    async mint({ room, side, seconds = 3600 }) {
      if (keys === null) return null;
      return mint({ room, side, seed: keys.seed, expires: Math.floor(Date.now() / 1000) + seconds });
    },
  };
}

/**
 * Starts one relay on free ports of loopback, in a folder of its own, with the stream set up.
 * @param {{withTokens?: boolean, withStream?: boolean, started?: boolean}} [options]
 *   `withTokens`: members must show a credential; `withStream: false` leaves the stream out;
 *   `started: false` only prepares it.
 */
export async function startRelay({ withTokens = false, withStream = true, started = true } = {}) {
  const folder = await mkdtemp(join(tmpdir(), "duologue-relay-"));
  const own = await portsOf("relay");
  const access = await accessOf(withTokens);
  const server = await serverOf(folder, own, configOf(folder, own, [], access.config));
  const relay = {
    ...server,
    admin: access.admin,
    mint: access.mint,
    /** Makes the stream, as an operator does once. */
    setUp: () => setUp({ url: server.url, credential: access.admin }),
    /** Stops it and removes all that it wrote. */
    async remove() {
      await server.kill();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  if (started) await relay.start();
  if (started && withStream) await relay.setUp();
  return relay;
}

/**
 * Starts three relays that hold every value three times.
 * @param {{withTokens?: boolean}} [options]
 */
export async function startCluster({ withTokens = false } = {}) {
  const folder = await mkdtemp(join(tmpdir(), "duologue-cluster-"));
  const all = await Promise.all(["relay-1", "relay-2", "relay-3"].map(portsOf));
  const access = await accessOf(withTokens);
  await mkdir(folder, { recursive: true });
  const servers = await Promise.all(all.map((own) => serverOf(folder, own, configOf(folder, own, all, access.config))));
  await Promise.all(servers.map((server) => server.start()));
  const [first] = servers;
  // The three choose a leader only once they have found each other.
  await until(() => setUp({ url: first.url, credential: access.admin, replicas: 3 }).catch(() => null), "a stream of three");
  return {
    servers,
    admin: access.admin,
    mint: access.mint,
    /** All addresses, as a setting would name them. */
    url: servers.map(({ url }) => url).join(","),
    async remove() {
      await Promise.all(servers.map((server) => server.kill()));
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
