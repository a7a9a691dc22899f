// One room's line to the relay: opened again for ever, each time with everything that is there read anew.
// It never queues: what cannot be kept now is answered so, and whoever asked has it still.
import { AckPolicy, DeliverPolicy, ReplayPolicy, jetstreamManager } from "@nats-io/jetstream";
import { headers, nanos, nuid } from "@nats-io/nats-core";
import { optionsOf } from "./credential.mjs";
import { STREAM, isDocument, partsOf, reasonOf, subjectOf, subjectOfRoom, whyNotKept } from "./words.mjs";

/** @typedef {import("@nats-io/nats-core").ConnectionOptions} ConnectionOptions */
/** @typedef {import("@nats-io/nats-core").NatsConnection} NatsConnection */
/** @typedef {import("@nats-io/jetstream").JsMsg} JsMsg */
/** @typedef {import("@nats-io/jetstream").JetStreamManager} JetStreamManager */
/** @typedef {import("./words.mjs").Reason} Reason */
/** @typedef {import("./words.mjs").State} State */
/**
 * How a line reaches the network, tells what happened, and gets time and chance.
 * @typedef {{connect: (options: ConnectionOptions) => Promise<NatsConnection>,
 *   say: (said: import("./words.mjs").Said) => void, now?: () => number, random?: () => number}} Outside
 */
/** @typedef {ReturnType<typeof openLine>} Line */

/** In milliseconds. A leader of three is replaced within these, most often. */
const KEPT_WITHIN = 4_000;
/** Three without a leader may give a watch to the one that has just died, and never answer: so ask again soon. */
const WATCH_WITHIN = 2_500;
const CONNECT_WITHIN = 10_000;
const PING_EVERY = 30_000;
/** The relay speaks at least so often; a watch that is silent for two or three of these is gone. */
const BEAT_EVERY = 3_000;
/** The relay forgets a watch that nobody has listened to for so long. */
const FORGET_AFTER = 60_000;
const FIRST_WAIT = 250;
const LONGEST_WAIT = 10_000;
/** A relay that took the connection is there, and only a moment away from working. */
const LONGEST_WAIT_WHEN_LOST = 1_000;
/** A credential does not become good by being shown again; its user may get a new one. */
const WAIT_WHEN_REFUSED = 30_000;

/**
 * How long to wait before the next try, in milliseconds. Chance keeps a whole company from coming back at one instant.
 * @param {Reason} reason
 * @param {number} failures in a row before this one
 * @param {number} chance from 0 to 1
 */
export function waitAfter(reason, failures, chance) {
  if (reason === "expired" || reason === "refused") return WAIT_WHEN_REFUSED;
  const longest = reason === "lost" ? LONGEST_WAIT_WHEN_LOST : LONGEST_WAIT;
  return Math.min(longest, FIRST_WAIT * 2 ** failures) * (0.5 + chance / 2);
}

/** As NATS marks a key that was deleted: those who watch are told, and its last value is no longer kept. */
function markGone() {
  const marks = headers();
  marks.set("KV-Operation", "DEL");
  return marks;
}

/**
 * Opens a line and keeps it open until it is closed.
 * @param {import("./words.mjs").Member} member
 * @param {Outside} outside
 */
export function openLine(member, { connect, say, now = Date.now, random = Math.random }) {
  const { room, credential } = member;
  const addresses = member.url.split(",").map((address) => address.trim());
  /** @type {{connection: NatsConnection, manager: JetStreamManager} | null} */
  let live = null;
  /** @type {NatsConnection | null} */
  let current = null;
  let isClosed = false;
  let tries = 0;
  let failures = 0;
  let endWait = () => {};
  let told = "";
  void keepOpen();

  async function keepOpen() {
    tell("connecting", null);
    while (!isClosed) {
      const reason = await holdOnce();
      if (isClosed) break;
      tell("offline", reason);
      await wait(waitAfter(reason, failures++, random()));
    }
    tell("closed", null);
  }

  /** Connects, watches, and returns why it ended. */
  async function holdOnce() {
    const why = (/** @type {unknown} */ error, /** @type {Reason} */ otherwise) =>
      reasonOf(error, otherwise, credential, now());
    try {
      current = await connect({
        servers: [addresses[tries++ % addresses.length]],
        ...optionsOf(credential),
        inboxPrefix: `_INBOX.${room}.${member.side}`,
        // A new connection is a new watch that reads everything: so a relay that lost its data is noticed, too.
        reconnect: false,
        ignoreClusterUpdates: true,
        timeout: CONNECT_WITHIN,
        pingInterval: PING_EVERY,
      });
    } catch (error) {
      return why(error, "unreachable");
    }
    const connection = current;
    try {
      if (!isClosed) await watch(connection);
    } catch (error) {
      await connection.close();
      return why(error, "lost");
    }
    const error = await connection.closed();
    live = null;
    return why(error, "lost");
  }

  /**
   * Asks for every document of the room as it is, and as it becomes.
   * NATS's own key-value watch hides when an empty room is read, and notices a lost watch only after a minute.
   * @param {NatsConnection} connection
   */
  async function watch(connection) {
    const manager = await jetstreamManager(connection, { checkAPI: false, timeout: WATCH_WITHIN });
    const config = {
      name: nuid.next(),
      deliver_subject: `_INBOX.${room}.${member.side}.${nuid.next()}`,
      filter_subject: subjectOfRoom(room),
      deliver_policy: DeliverPolicy.LastPerSubject,
      ack_policy: AckPolicy.None,
      replay_policy: ReplayPolicy.Instant,
      max_deliver: 1,
      flow_control: true,
      idle_heartbeat: nanos(BEAT_EVERY),
      inactive_threshold: nanos(FORGET_AFTER),
      num_replicas: 1,
      mem_storage: true,
    };
    const info = await manager.consumers.add(STREAM, config);
    if (isClosed || connection.isClosed()) return;
    live = { connection, manager };
    tell("connected", null);
    if (info.num_pending === 0) caughtUp();

    let delivered = 0;
    const consumer = manager.jetstream().consumers.getBoundPushConsumer(config);
    const messages = await (await consumer).consume({
      callback: (message) => {
        // One that is missing can only be had by reading anew.
        if (message.info.deliverySequence !== ++delivered) void connection.close();
        else hear(message);
        if (message.info.pending === 0) caughtUp();
      },
    });
    void (async () => {
      for await (const { type } of messages.status()) {
        if (type === "heartbeats_missed" || type === "consumer_deleted") await connection.close();
        // The relay has nothing to send, so we have everything.
        if (type === "heartbeat") caughtUp();
      }
    })();
    void messages.closed().then(() => connection.close());
  }

  /** @param {JsMsg} message */
  function hear(message) {
    const parts = partsOf(message.subject);
    if (isClosed || parts === null) return;
    const isGone = message.headers?.has("KV-Operation") ?? false;
    // A copy: the bytes are a part of the network's own buffer.
    const value = isGone ? null : message.data.slice();
    say({ said: "value", room, ...parts, value, revision: message.seq, created: message.time.getTime() });
  }

  function caughtUp() {
    if (live === null || told === "caught-up null") return;
    failures = 0;
    tell("caught-up", null);
  }

  /**
   * @param {State} state
   * @param {Reason | null} reason
   */
  function tell(state, reason) {
    const telling = `${state} ${reason}`;
    if (telling !== told) say({ said: "state", room, state, reason });
    told = telling;
  }

  /** @param {number} milliseconds */
  function wait(milliseconds) {
    return new Promise((/** @type {(value?: undefined) => void} */ resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      endWait = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  return {
    /**
     * Writes one of the member's own documents, whole; null lets go of it. Each call is answered once: "kept" or "not-kept".
     * "not-kept" with "timeout" or "offline" may have been kept after all; putting it again does no harm.
     * @param {string} document
     * @param {Uint8Array | null} value
     * @param {number} id goes back with the answer
     */
    async put(document, value, id) {
      const answer = { room, id, document };
      const refuse = (/** @type {import("./words.mjs").NotKept} */ reason) => say({ said: "not-kept", ...answer, reason });
      if (!isDocument(document)) return refuse("refused");
      if (live === null) return refuse("offline");
      const limit = live.connection.info?.max_payload;
      if (limit !== undefined && value !== null && value.length > limit) return refuse("too-large");
      try {
        const stream = live.manager.jetstream();
        const options = { timeout: KEPT_WITHIN, ...(value === null && { headers: markGone() }) };
        const { seq } = await stream.publish(subjectOf(member, document), value ?? new Uint8Array(), options);
        say({ said: "kept", ...answer, revision: seq });
      } catch (error) {
        refuse(whyNotKept(error));
      }
    },
    /** Tries at once instead of waiting: the network is back. */
    retryNow() {
      failures = 0;
      endWait();
    },
    /** Ends the line. What is on its way is answered first. */
    close() {
      isClosed = true;
      endWait();
      void current?.close();
    },
  };
}
