// An extension of the shell alone: the real manifest, scripts and pages, with a stub where the WASM would be.
// So the tests of the dock and of the background need no build, and fail for their own reasons only.
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));

const stub = `
export default async function init() {}
export function start(page) {
  const heading = document.createElement("h1");
  heading.textContent = "Stub of " + page;
  const input = document.createElement("input");
  input.setAttribute("aria-label", "Name");
  document.body.replaceChildren(heading, input);
  document.documentElement.dataset.ready = "";
}
`;
const emptyModule = Buffer.from([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]);
const onePixel = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/**
 * Assembles the shell in a folder of its own.
 * @returns {Promise<{dist: string, remove: () => Promise<void>}>}
 */
export async function makeStubDist() {
  const dist = await mkdtemp(join(tmpdir(), "duologue-dist-"));
  await cp(join(root, "extension"), dist, { recursive: true });
  await cp(join(root, "manifest.json"), join(dist, "manifest.json"));
  await mkdir(join(dist, "messages"), { recursive: true });
  await writeFile(join(dist, "messages/en.json"), "{}");
  await writeFile(join(dist, "duologue.js"), stub);
  await writeFile(join(dist, "duologue_bg.wasm"), emptyModule);
  for (const size of [16, 32, 48, 128]) await writeFile(join(dist, `icons/icon-${size}.png`), onePixel);
  return { dist, remove: () => rm(dist, { recursive: true, force: true }) };
}
