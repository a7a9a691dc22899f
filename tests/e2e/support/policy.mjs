// An administrator's policy for the extension, on a machine that lets a test write one.
import { access, constants, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { which } from "./ground.mjs";

/** Where the browsers look on Linux. */
const chromiumFile = "/etc/chromium/policies/managed/duologue-test.json";
const firefoxFile = "/etc/firefox/policies/policies.json";

/** Whether a policy can be written here without taking the place of one that is there. */
export async function canManage() {
  const file = which === "firefox" ? firefoxFile : chromiumFile;
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  const root = file.split("/").slice(0, 2).join("/");
  const isWritable = await access(root, constants.W_OK).then(
    () => true,
    () => false,
  );
  return process.platform === "linux" && isWritable && !isThere;
}

/**
 * @param {string} extension its id
 * @param {object} values
 * @returns {Promise<() => Promise<void>>} takes the policy away again
 */
export async function manage(extension, values) {
  const isFirefox = which === "firefox";
  const file = isFirefox ? firefoxFile : chromiumFile;
  const policy = isFirefox
    ? { policies: { "3rdparty": { Extensions: { [extension]: values } } } }
    : { "3rdparty": { extensions: { [extension]: values } } };
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(policy));
  return () => rm(join(file), { force: true });
}
