// What a line does while relays are away, killed, or have lost everything: against real servers, killed for real.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, test } from "node:test";
import { jetstreamManager } from "@nats-io/jetstream";
import { generate } from "selfsigned";
import { connectFromNode } from "../../relay/set-up.mjs";
import { root, until } from "./support/browser.mjs";
import { closeMembers, member } from "./support/member.mjs";
import { removeRelays, startCluster, startRelay } from "./support/nats.mjs";

afterEach(async () => {
  await closeMembers();
  await removeRelays();
});

test("a relay that is not there yet is found once it is", async () => {
  const relay = await startRelay({ started: false });
  const a = member({ url: relay.url, side: "a" });
  await a.is("offline: unreachable");
  assert.equal(await a.put("about", "too early"), "offline");
  await relay.start();
  await relay.setUp();
  await a.is("caught-up");
  assert.equal(await a.put("about", "in time"), "kept");
});

test("after a restart everything is read again, also what was written meanwhile", async () => {
  const relay = await startRelay();
  const [a, b] = [member({ url: relay.url, side: "a" }), member({ url: relay.url, side: "b" })];
  await Promise.all([a.is("caught-up"), b.is("caught-up")]);
  assert.equal(await a.put("about", "before"), "kept");
  await relay.stop();
  await Promise.all([a.is("offline: lost"), b.is("offline: lost")]);
  const from = b.heard.length;
  await relay.start();
  await b.is("caught-up", from);
  assert.equal(b.last("a", "about", from), "before");
  const order = b.states(from).filter((state) => !state.startsWith("offline"));
  assert.deepEqual(order, ["connected", "caught-up"]);
  await a.is("caught-up", 8);
  assert.equal(await a.put("about", "after"), "kept");
  await until(() => b.last("a", "about") === "after", "b goes on hearing");
});

test("a relay that lost its data is caught up with, empty, so that the two can put all they have", async () => {
  const relay = await startRelay();
  const [a, b] = [member({ url: relay.url, side: "a" }), member({ url: relay.url, side: "b" })];
  await Promise.all([a.is("caught-up"), b.is("caught-up")]);
  assert.equal(await a.put("about", "ours"), "kept");
  await until(() => b.last("a", "about") === "ours", "b heard it");
  await relay.kill();
  await relay.forget();
  const from = { a: a.heard.length, b: b.heard.length };
  await relay.start();
  await a.is("offline: not-set-up", from.a);
  await relay.setUp();
  await Promise.all([a.is("caught-up", from.a), b.is("caught-up", from.b)]);
  assert.equal(b.last("a", "about", from.b), undefined, "the relay has forgotten it");
  assert.equal(await a.put("about", "ours"), "kept");
  await until(() => b.last("a", "about", from.b) === "ours", "b heard it again");
});

test("a stream that was emptied under a living line is read anew", async () => {
  const relay = await startRelay();
  const a = member({ url: relay.url, side: "a" });
  await a.is("caught-up");
  assert.equal(await a.put("about", "ours"), "kept");
  // One's own value comes back as well, before or after the word that it is kept.
  await until(() => a.last("a", "about", 0) === "ours", "it has come back");
  const from = a.heard.length;
  const admin = await connectFromNode({ servers: [relay.url], reconnect: false });
  await (await jetstreamManager(admin)).streams.delete("KV_rooms");
  await admin.close();
  await relay.setUp();
  await a.is("caught-up", from);
  assert.equal(a.last("a", "about", from), undefined);
});

test("whatever was acknowledged before a kill is there after it, and the rest is answered", async () => {
  const relay = await startRelay();
  const a = member({ url: relay.url, side: "a" });
  await a.is("caught-up");
  /** @type {Promise<string>[]} */
  const answers = [];
  const kept = () => a.heard.filter((said) => said.said === "kept").length;
  const writing = (async () => {
    for (let number = 0; a.states().at(-1) === "caught-up"; number++) {
      answers.push(a.put(`d-${number}`, `value ${number}`));
      if (number % 20 === 0) await answers.at(-1);
    }
  })();
  await until(() => kept() > 200, "some values are kept");
  await relay.kill();
  await writing;
  const outcome = await Promise.all(answers);
  assert.ok(outcome.every((answer) => ["kept", "offline", "timeout"].includes(answer)), `${new Set(outcome)}`);
  assert.notEqual(outcome.at(-1), "kept");
  const from = a.heard.length;
  await relay.start();
  await a.is("caught-up", from);
  const lost = outcome.flatMap((answer, number) =>
    answer === "kept" && a.last("a", `d-${number}`, from) !== `value ${number}` ? [number] : [],
  );
  assert.deepEqual(lost, [], `of ${outcome.length}`);
});

test("of three relays the leader may be killed, and any two make it wait", async () => {
  const cluster = await startCluster();
  const [a, b] = [member({ url: cluster.url, side: "a" }), member({ url: cluster.url, side: "b" })];
  await Promise.all([a.is("caught-up"), b.is("caught-up")]);
  assert.equal(await a.put("about", "with three"), "kept");
  await until(() => b.last("a", "about") === "with three", "b heard it");

  const leader = await leaderOf(cluster.servers);
  await leader.kill();
  const putUntilKept = (/** @type {string} */ text) => until(async () => (await a.put("about", text)) === "kept", text, 40_000);
  await putUntilKept("with two");
  await until(() => b.last("a", "about") === "with two", "b hears what was put after the kill", 60_000);

  const [second, last] = cluster.servers.filter((server) => server.isRunning());
  await second.kill();
  await until(async () => (await a.put("about", "with one")) !== "kept", "one alone keeps nothing");
  const alone = await a.put("about", "with one");
  assert.ok(["timeout", "offline"].includes(alone), alone);

  await Promise.all([leader.start(), second.start()]);
  const from = a.heard.length;
  await putUntilKept("with three again");
  await until(() => b.last("a", "about") === "with three again", "b hears it", 40_000);
  assert.ok(last.isRunning());
  assert.ok(a.heard.length > from);
});

test("the configurations that we ship are taken by the server", async () => {
  const folder = await mkdtemp(join(tmpdir(), "duologue-configs-"));
  const { cert, private: key } = await generate([{ name: "commonName", value: "relay.example.org" }]);
  await writeFile(join(folder, "cert.pem"), cert);
  await writeFile(join(folder, "key.pem"), key);
  const shipped = join(root, "relay");
  const program = process.env.NATS_SERVER ?? "nats-server";
  const version = spawnSync(program, ["--version"], { encoding: "utf8" }).stdout;
  const isOld = /v2\.[0-9]\./.test(version);
  for (const file of (await readdir(shipped)).filter((name) => name.endsWith(".conf"))) {
    const text = isOld && file === "sync.conf" ? "" : await readFile(join(shipped, file), "utf8");
    await writeFile(join(folder, file), text);
  }
  const env = {
    ...process.env,
    RELAY_DATA: join(folder, "data"),
    RELAY_CERT: join(folder, "cert.pem"),
    RELAY_KEY: join(folder, "key.pem"),
    RELAY_CA: join(folder, "cert.pem"),
    RELAY_ADMIN_PASSWORD: "5ad0c3",
    RELAY_MEMBER_PASSWORD: "7be1d2",
  };
  for (const file of ["single.conf", "cluster-1.conf", "cluster-2.conf", "cluster-3.conf"]) {
    const check = spawnSync(program, ["-t", "-c", join(folder, file)], { encoding: "utf8", env });
    assert.equal(check.status, 0, `${file}: ${check.stderr}`);
  }
  await rm(folder, { recursive: true });
});

/**
 * The server that leads the stream.
 * @param {import("./support/nats.mjs").Cluster["servers"]} servers
 */
async function leaderOf(servers) {
  const connection = await connectFromNode({ servers: servers.map(({ url }) => url), reconnect: false });
  const manager = await jetstreamManager(connection);
  const name = await until(async () => (await manager.streams.info("KV_rooms")).cluster?.leader, "there is a leader");
  await connection.close();
  const leader = servers.find((server) => server.name === name);
  if (leader === undefined) throw new Error(`no server is called ${name}`);
  return leader;
}
