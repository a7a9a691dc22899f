// The extension as the browser takes it: with nothing to find fault with.
import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { launch, quietPage, readyFrame, removeProfile, root, which } from "./support/browser.mjs";

const dist = join(root, { chromium: "dist/chrome", firefox: "dist/firefox" }[which]);

test("the browser takes the extension without a warning, and still has none once its pages have been open", async () => {
  const session = await launch();
  try {
    const page = await quietPage(session);
    for (const path of ["popup.html", "sidebar.html", "dashboard.html", "retro.html"]) {
      await page.goto(session.url(path));
      await readyFrame(page);
    }
    assert.deepEqual(await session.warnings(), []);
  } finally {
    await session.close();
  }
});

test("a slip in the manifest would be among the warnings", async () => {
  const folder = await mkdtemp(join(tmpdir(), "duologue-slip-"));
  await cp(dist, folder, { recursive: true });
  const path = join(folder, "manifest.json");
  const manifest = JSON.parse(await readFile(path, "utf8"));
  await writeFile(path, JSON.stringify({ ...manifest, storrage: {} }));
  const session = await launch({ dist: folder });
  try {
    const warnings = await session.warnings();
    assert.ok(warnings.some((warning) => warning.includes("storrage")), warnings.join("\n"));
  } finally {
    await session.close();
    await removeProfile(folder);
  }
});
