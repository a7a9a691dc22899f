// A build of the extension that has been permitted what it would ask for: no test can answer the browser's question.
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromiumDist } from "./chromium.mjs";
import { firefoxDist } from "./firefox.mjs";
import { which } from "./ground.mjs";

/**
 * Copies the build of the browser that is meant, with the call services that are optional made required.
 * @param {string[]} [sites] instead of those, sites that are permitted as if the user had added them
 * @returns {Promise<{dist: string, remove: () => Promise<void>}>}
 */
export async function permittedBuild(sites) {
  const dist = await mkdtemp(join(tmpdir(), "duologue-dist-"));
  await cp(which === "firefox" ? firefoxDist : chromiumDist, dist, { recursive: true });
  const file = join(dist, "manifest.json");
  const manifest = JSON.parse(await readFile(file, "utf8"));
  const asked = manifest.optional_host_permissions.filter((/** @type {string} */ one) => one !== "https://*/*");
  manifest.host_permissions.push(...(sites ?? asked));
  if (!sites) manifest.content_scripts[0].matches.push(...asked);
  await writeFile(file, JSON.stringify(manifest));
  return { dist, remove: () => rm(dist, { recursive: true, force: true }) };
}
