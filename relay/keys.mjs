// Makes the keys of a relay whose members show tokens, once: an operator, and one account that holds the rooms.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { encodeAccount, encodeOperator, encodeUser, fmtCreds } from "@nats-io/jwt";
import { createAccount, createOperator, createUser } from "@nats-io/nkeys";

const USAGE = `Usage: node relay/keys.mjs FOLDER
  FOLDER  a new one, which nobody else can read; it gets
          operator.conf  for the relay, in the place of accounts.conf
          account.seed   what mint.mjs signs with: keep it off the relay
          admin.creds    what set-up.mjs shows`;

/** Nothing is kept small here: the relay's own configuration does that. */
const UNLIMITED = {
  ...{ subs: -1, conn: -1, leaf: -1, imports: -1, exports: -1, data: -1, payload: -1, wildcards: true },
  ...{ mem_storage: -1, disk_storage: -1, streams: -1, consumer: -1 },
};
const ONLY_OURS = { mode: 0o600, flag: "wx" };

/** The configuration of the relay, the account's seed, and the credential of its administrator. */
export async function makeKeys() {
  const [operator, account, system, admin] = [createOperator(), createAccount(), createAccount(), createUser()];
  const accounts = [
    [account, await encodeAccount("DUOLOGUE", account, { limits: UNLIMITED }, { signer: operator })],
    [system, await encodeAccount("SYS", system, {}, { signer: operator })],
  ].map(([keys, token]) => `  ${/** @type {typeof account} */ (keys).getPublicKey()}: ${token}`);
  const systemAccount = system.getPublicKey();
  const operatorToken = await encodeOperator("duologue", operator, { system_account: systemAccount });
  const config = [
    "# Made by keys.mjs. It holds no secret: the relay only checks what others have signed.",
    `operator: ${operatorToken}`,
    `system_account: ${systemAccount}`,
    "resolver: MEMORY",
    "resolver_preload: {",
    ...accounts,
    "}",
    "",
  ].join("\n");
  const adminToken = await encodeUser("admin", admin, account);
  return {
    config,
    seed: new TextDecoder().decode(account.getSeed()),
    admin: new TextDecoder().decode(fmtCreds(adminToken, admin)),
  };
}

async function main() {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) return fail(USAGE);
  const { config, seed, admin } = await makeKeys();
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(join(folder, "operator.conf"), config, ONLY_OURS);
  await writeFile(join(folder, "account.seed"), seed, ONLY_OURS);
  await writeFile(join(folder, "admin.creds"), admin, ONLY_OURS);
  console.log(`The keys are in ${folder}.`);
}

/** @param {string} text */
function fail(text) {
  console.error(text);
  process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await main().catch((error) => fail(`No keys were made: ${error.message}`));
}
