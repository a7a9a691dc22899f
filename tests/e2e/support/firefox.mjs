// Starts Firefox with the extension on a profile of its own, and knows the way to its pages.
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import { removeProfile, root, until } from "./browser.mjs";

/** The address under which the extension stands, which Firefox otherwise draws anew for each profile. */
const uuid = "0b0a5b3e-6c53-4a0e-9d0c-3f1a4d6f7a10";

/** The name of the extension in its manifest. */
const extension = "duologue@duologue.example";

/** Starts a headless Firefox: what `FIREFOX` says, which `cargo xtask test` sets, else the system's. */
export async function launchFirefox() {
  const profile = await mkdtemp(join(tmpdir(), "duologue-firefox-"));
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr",
    headless: true,
    userDataDir: profile,
    // Without it, Firefox lets nobody drive a page of an extension.
    args: ["-remote-allow-system-access"],
    extraPrefsFirefox: {
      "extensions.webextensions.uuids": JSON.stringify({ [extension]: uuid }),
      "intl.accept_languages": "en",
      "xpinstall.signatures.required": false,
    },
  });
  await browser.installExtension(join(root, "dist/firefox"));
  return {
    browser,
    /**
     * Opens a page of the extension.
     * @param {string} path
     */
    async open(path) {
      const page = await browser.newPage();
      // It arrives, but Firefox does not tell us so: the page is in another process from then on.
      page.goto(`moz-extension://${uuid}/${path}`).catch(() => {});
      await until(() => page.$("html[data-ready]").catch(() => null), `${path} is ready in Firefox`);
      return page;
    },
    async close() {
      await browser.close();
      await removeProfile(profile);
    },
  };
}
