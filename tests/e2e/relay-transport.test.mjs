// What one relay does for the two of a room, and what it refuses to anybody: against a real server.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Kvm } from "@nats-io/kv";
import { headers } from "@nats-io/nats-core";
import { jetstream, jetstreamManager } from "@nats-io/jetstream";
import { hasEnded, optionsOf } from "../../relay-page/credential.mjs";
import { waitAfter } from "../../relay-page/line.mjs";
import { mint } from "../../relay/mint.mjs";
import { connectFromNode } from "../../relay/set-up.mjs";
import { until } from "./support/browser.mjs";
import { DEVICES, OTHER_ROOM, ROOM, bytes, member } from "./support/member.mjs";
import { startRelay } from "./support/nats.mjs";

/** @typedef {import("@nats-io/nats-core").NatsConnection} NatsConnection */

const OWN_KEY = `$KV.rooms.room.${ROOM}.a.${DEVICES.a}.about`;
const PARTNERS_KEY = `$KV.rooms.room.${ROOM}.b.${DEVICES.b}.about`;
const OTHER_KEY = `$KV.rooms.room.${OTHER_ROOM}.a.${DEVICES.a}.about`;

describe("a relay whose members show tokens", () => {
  /** @type {import("./support/nats.mjs").Relay} */
  let relay;
  before(async () => void (relay = await startRelay({ withTokens: true })));
  after(() => relay.remove());

  /** @param {"a" | "b"} side */
  const join = async (side, room = ROOM) =>
    member({ url: relay.url, side, room, credential: await relay.mint({ room, side }) });

  /** @param {(connection: NatsConnection) => Promise<void>} act */
  const asMember = async (act) => {
    const credential = await relay.mint({ room: ROOM, side: "a" });
    await withConnection({ inboxPrefix: `_INBOX.${ROOM}.a`, ...optionsOf(credential) }, act);
  };

  /**
   * @param {Parameters<typeof connectFromNode>[0]} options
   * @param {(connection: NatsConnection) => Promise<void>} act
   */
  const withConnection = async (options, act) => {
    const connection = await connectFromNode({ servers: [relay.url], reconnect: false, ...options });
    try {
      await act(connection);
    } finally {
      await connection.close();
    }
  };

  test("what one puts the other hears, and whoever comes later reads the last of each", async () => {
    const [a, b] = [await join("a"), await join("b")];
    await Promise.all([a.is("caught-up"), b.is("caught-up")]);
    assert.deepEqual(a.states(), ["connecting", "connected", "caught-up"]);
    assert.equal(await a.put("about", "first"), "kept");
    assert.equal(await a.put("about", "second"), "kept");
    assert.equal(await b.put("m-1", "from b"), "kept");
    await until(() => b.last("a", "about") === "second" && a.last("b", "m-1") === "from b", "each heard the other");

    const late = await join("b");
    await late.is("caught-up");
    const order = late.heard.map((said) => (said.said === "state" ? said.state : said.said));
    assert.deepEqual(order, ["connecting", "connected", "value", "value", "caught-up"]);
    assert.equal(late.last("a", "about"), "second");
    const [value] = late.heard.filter((said) => said.said === "value");
    assert.ok(Math.abs(value.created - Date.now()) < 60_000, "the relay's clock is this one");
    assert.equal(value.device, DEVICES.a);
    await Promise.all([a.close(), b.close(), late.close()]);
  });

  test("a document that was deleted is heard as null, live and later", async () => {
    const b = await join("b");
    await b.is("caught-up");
    const gone = headers();
    gone.set("KV-Operation", "DEL");
    await asMember(async (connection) => {
      await jetstream(connection).publish(`$KV.rooms.room.${ROOM}.a.${DEVICES.a}.gone`, bytes("here"));
      await until(() => b.last("a", "gone") === "here", "b heard the document");
      await jetstream(connection).publish(`$KV.rooms.room.${ROOM}.a.${DEVICES.a}.gone`, "", { headers: gone });
    });
    await until(() => b.last("a", "gone") === null, "b heard that it is gone");
    const late = await join("b");
    await late.is("caught-up");
    assert.equal(late.last("a", "gone"), null);
    await Promise.all([b.close(), late.close()]);
  });

  test("a value that is too large is refused, and the largest is kept", async () => {
    const a = await join("a");
    await a.is("caught-up");
    assert.equal(await a.put("large", new Uint8Array(1_048_577)), "too-large");
    assert.equal(await a.put("large", new Uint8Array(1_048_576)), "kept");
    assert.equal(await a.put("a.dot", "would reach elsewhere"), "refused");
    await a.close();
  });

  test("a member of one room is refused in another, and without a token in all", async () => {
    const credential = await relay.mint({ room: ROOM, side: "a" });
    const stray = member({ url: relay.url, side: "a", room: OTHER_ROOM, credential });
    const nobody = member({ url: relay.url, side: "a" });
    const garbled = member({ url: relay.url, side: "a", credential: `${relay.admin}`.replace(/SEED-+\s*\w+/, "SEED---\nSU") });
    await Promise.all([stray, nobody, garbled].map((who) => who.is("offline: refused")));
    assert.equal(await stray.put("about", "x"), "offline");
    await Promise.all([stray, nobody, garbled].map((who) => who.close()));
  });

  test("a token that has ended says so, before and while connected", async () => {
    const ended = await relay.mint({ room: ROOM, side: "a", seconds: -5 });
    const late = member({ url: relay.url, side: "a", credential: ended });
    await late.is("offline: expired");
    const ending = await relay.mint({ room: ROOM, side: "a", seconds: 3 });
    const cut = member({ url: relay.url, side: "a", credential: ending });
    await cut.is("caught-up");
    await cut.is("offline: expired");
    assert.equal(await cut.put("about", "x"), "offline");
    await Promise.all([late.close(), cut.close()]);
  });

  test("a member can neither watch nor write beyond its own", async () => {
    await asMember(async (connection) => {
      const manager = await jetstreamManager(connection, { checkAPI: false, timeout: 2_000 });
      const stream = manager.jetstream();
      await stream.publish(OWN_KEY, bytes("mine"), { timeout: 2_000 });
      for (const key of [PARTNERS_KEY, OTHER_KEY]) {
        await assert.rejects(stream.publish(key, bytes("forged"), { timeout: 2_000 }), /permissions violation/i, key);
      }
      for (const filter of [`$KV.rooms.room.${OTHER_ROOM}.>`, "$KV.rooms.room.*.>", "$KV.rooms.>", ">"]) {
        const config = { name: "spy", filter_subject: filter, deliver_subject: `_INBOX.${ROOM}.a.spy` };
        await assert.rejects(manager.consumers.add("KV_rooms", config), /permissions violation/i, filter);
      }
      // The subject names the own room, the body another.
      const api = `$JS.API.CONSUMER.CREATE.KV_rooms.spy.$KV.rooms.room.${ROOM}.>`;
      const config = { name: "spy", filter_subject: `$KV.rooms.room.${OTHER_ROOM}.>`, deliver_subject: `_INBOX.${ROOM}.a.spy` };
      const answer = await connection.request(api, JSON.stringify({ stream_name: "KV_rooms", config, action: "create" }));
      assert.match(answer.string(), /"error"/);
      // A watch that would deliver into somebody's key.
      const intoKey = { ...config, filter_subject: `$KV.rooms.room.${ROOM}.>`, deliver_subject: PARTNERS_KEY };
      const second = await connection.request(api, JSON.stringify({ stream_name: "KV_rooms", config: intoKey, action: "create" }));
      assert.match(second.string(), /"error"/);
      for (const request of ["STREAM.INFO", "STREAM.PURGE", "STREAM.DELETE", "STREAM.MSG.GET", "STREAM.MSG.DELETE", "DIRECT.GET"]) {
        const asked = connection.request(`$JS.API.${request}.KV_rooms`, "{}", { timeout: 2_000 });
        await assert.rejects(asked, /permissions violation/i, request);
      }
    });
    for (const subject of ["$KV.rooms.>", `$KV.rooms.room.${OTHER_ROOM}.>`, `_INBOX.${ROOM}.b.>`, ">"]) {
      await asMember(async (connection) => {
        const refusal = new Promise((resolve) => connection.subscribe(subject, { callback: (error) => resolve(error) }));
        assert.match(String(await refusal), /permissions violation/i, subject);
      });
    }
  });

  test("the rollup attack is refused and wipes nothing", async () => {
    const other = await join("a", OTHER_ROOM);
    await other.is("caught-up");
    assert.equal(await other.put("about", "of another pair"), "kept");
    await asMember(async (connection) => {
      for (const which of ["all", "sub"]) {
        await assert.rejects(rollUp(connection, OWN_KEY, which), /rollup not permitted/i);
      }
    });
    const later = await join("a", OTHER_ROOM);
    await later.is("caught-up");
    assert.equal(later.last("a", "about"), "of another pair");
    await Promise.all([other.close(), later.close()]);
  });

  test("a watch that would deliver into JetStream's own commands gives none", async () => {
    const other = await join("a", OTHER_ROOM);
    await other.is("caught-up");
    assert.equal(await other.put("about", "of another pair"), "kept");
    await asMember(async (connection) => {
      const manager = await jetstreamManager(connection, { checkAPI: false, timeout: 2_000 });
      for (const command of ["STREAM.PURGE", "STREAM.DELETE"]) {
        const deliver = { deliver_subject: `$JS.API.${command}.KV_rooms`, filter_subject: `$KV.rooms.room.${ROOM}.>` };
        // Refused, or made: what counts is that the relay does not obey.
        await manager.consumers.add("KV_rooms", { name: command.replace(".", "-"), ...deliver }).catch(() => {});
        // An empty JSON object is a whole command.
        await manager.jetstream().publish(OWN_KEY, "{}");
      }
    });
    // All that the relay would have done is done once a later value has gone through.
    assert.equal(await other.put("after", "still there"), "kept");
    const later = await join("a", OTHER_ROOM);
    await later.is("caught-up");
    assert.equal(later.last("a", "about"), "of another pair");
    await Promise.all([other.close(), later.close()]);
  });

  test("a bucket as NATS makes it would be wiped by that attack", async () => {
    await withConnection(optionsOf(relay.admin), async (connection) => {
      const bucket = await new Kvm(connection).create("careless");
      await bucket.put("room.other.about", "of another pair");
      await rollUp(connection, "$KV.careless.room.own.about", "all");
      assert.equal(await bucket.get("room.other.about"), null, "the other pair has lost its document");
    });
  });
});

test("a relay that holds no stream says that it is not set up, and is used once it is", async () => {
  const relay = await startRelay({ withStream: false });
  const a = member({ url: relay.url, side: "a" });
  await a.is("offline: not-set-up");
  await relay.setUp();
  await a.is("caught-up");
  assert.equal(await a.put("about", "now"), "kept");
  await a.close();
  await relay.remove();
});

test("every form of a credential is shown in its own way", () => {
  assert.deepEqual(optionsOf(null), {});
  assert.deepEqual(optionsOf(" "), {});
  assert.deepEqual(optionsOf("someone:pass:word"), { user: "someone", pass: "pass:word" });
  assert.deepEqual(optionsOf("s3cret"), { token: "s3cret" });
  assert.equal(typeof optionsOf("eyJ0.eyJ1.c2ln").authenticator, "function");
  assert.throws(() => optionsOf("-----BEGIN NATS USER JWT-----\neyJ0.eyJ1.c2ln\n------END NATS USER JWT------"), /damaged/);
});

test("a token tells when it ends, and nothing else does", () => {
  const token = `eyJ0.${btoa(JSON.stringify({ exp: 1_000 }))}.c2ln`;
  assert.equal(hasEnded(token, 999_999), false);
  assert.equal(hasEnded(token, 1_000_000), true);
  assert.equal(hasEnded(`-----BEGIN NATS USER JWT-----\n${token}\n------END NATS USER JWT------`, 1_000_000), true);
  for (const other of [null, "someone:password", "eyJ0", "eyJ0.no.c2ln"]) assert.equal(hasEnded(other, 1e15), false);
});

test("waits grow up to ten seconds, and are never the same for all", () => {
  assert.equal(waitAfter("lost", 0, 1), 250);
  assert.equal(waitAfter("lost", 9, 1), 1_000);
  assert.equal(waitAfter("unreachable", 3, 1), 2_000);
  assert.equal(waitAfter("unreachable", 3, 0), 1_000);
  assert.equal(waitAfter("unreachable", 2_000, 1), 10_000);
  assert.equal(waitAfter("expired", 0, 0), 30_000);
});

test("nobody is minted a token for more than one room and one side", async () => {
  const expires = Math.floor(Date.now() / 1000) + 60;
  for (const room of ["*", ">", `${ROOM}.a`, "*".repeat(22), ""]) {
    await assert.rejects(mint({ room, side: "a", seed: "", expires }), /22 characters/, room);
  }
  await assert.rejects(mint({ room: ROOM, side: "*", seed: "", expires }), /a or b/);
});

/**
 * Puts one value with the word that makes a stream drop every other value it holds.
 * @param {NatsConnection} connection
 * @param {string} key
 * @param {string} which
 */
async function rollUp(connection, key, which) {
  const wipe = headers();
  wipe.set("Nats-Rollup", which);
  await jetstream(connection).publish(key, bytes("wiped"), { headers: wipe });
}
