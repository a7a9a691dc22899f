// Hears what the browser and our pages report, remembers which tab is in which call, and asks once when a call has
// ended. No WASM, no network, and no state in variables: the browser stops this script after half a minute of rest.

const importClassic = /** @type {{importScripts?: (...files: string[]) => void}} */ (globalThis).importScripts;
// Chromium starts one file and lets it bring the others; Firefox lists them all in its manifest.
importClassic?.(
  "content/shape.js",
  "content/providers/look.js",
  "content/providers/meet.js",
  "content/providers/zoom.js",
  "content/providers/teams.js",
  "content/providers/webex.js",
  "content/providers/jitsi.js",
  "content/providers/whereby.js",
  "content/providers/site.js",
  "content/providers/at.js",
  "background/stored.js",
  "background/asks.js",
  "background/calls.js",
  "background/opens.js",
  "background/surfaces.js",
  "background/sites.js",
  "background/lifecycle.js",
  "background/quiet.js",
  "background/plan.js",
  "background/lost.js",
  "background/forget.js",
  "background/consent.js",
  "background/capture.js",
  "background/names.js",
  "background/omnibox.js",
  "background/menus.js",
  "background/commands.js",
);

// Content scripts must not be able to read what the user wrote. Firefox has no such switch.
for (const area of [chrome.storage.local, chrome.storage.session]) {
  area.setAccessLevel?.({ accessLevel: "TRUSTED_CONTEXTS" }).catch(() => {});
}

chrome.runtime.onMessage.addListener((message, sender, reply) => {
  const answer = answerTo(message, sender);
  if (!answer) return false;
  answer.then(reply, () => reply(undefined));
  return true;
});

/**
 * What a message asks for, if it is one we know from somebody who may send it.
 * @param {unknown} message
 * @param {chrome.runtime.MessageSender} sender
 * @returns {Promise<unknown> | null}
 */
function answerTo(message, sender) {
  if (sender.id !== chrome.runtime.id || typeof message !== "object" || message === null) return null;
  const said = /** @type {Record<string, unknown>} */ (message);
  return sender.url?.startsWith(chrome.runtime.getURL("")) ? answerToPage(said, sender) : answerToCall(said, sender);
}

/**
 * @param {Record<string, unknown>} said by a page of ours
 * @param {chrome.runtime.MessageSender} sender
 */
function answerToPage(said, { tab, frameId }) {
  if (said.type === "open-sidebar") return openSidebar();
  if (said.type === "here") return here();
  if (said.type === "opens") return wordOn(said);
  if (said.type === "surface") return openOn(said, tab, true);
  if (said.type === "open-page") return openPage(said);
  if (said.type === "forget-everything") return forgetEverything();
  if (said.type === "may-send") return maySend();
  if (said.type === "dock-shape") return said.dock ? rememberDock(said.dock) : readDock();
  // Only a page docked in a call has a tab and is not that tab's own page.
  if (said.type === "dock" && tab?.id !== undefined && frameId !== 0) return shapeDock(said, tab.id);
  return null;
}

/**
 * @param {Record<string, unknown>} said by our script in a call page
 * @param {chrome.runtime.MessageSender} sender
 */
function answerToCall(said, { tab, frameId, url }) {
  const provider = providerAt(url, { site: true });
  if (!provider || tab?.id === undefined || frameId !== 0) return null;
  if (said.type === "call") return callReported(said, provider, tab);
  if (said.type === "open") return openOn(said, tab, false);
  if (said.type === "opened") return openedByHand(tab.id);
  if (said.type === "call-lost") return dockLost(said, tab.id);
  if (said.type === "dock" && said.dock) return rememberDock(said.dock);
  return null;
}

/**
 * The docked page wants another shape, or wants to be closed: remembered, and passed on to the tab around it.
 * @param {Record<string, unknown>} said
 * @param {number} tab
 */
async function shapeDock({ show, dock }, tab) {
  const shape = dock ? await rememberDock(dock) : undefined;
  await tellTab(tab, { type: "dock", show, dock: shape });
}

/**
 * @param {number} tab
 * @param {object} message
 * @returns {Promise<boolean>} whether our script in that tab heard it
 */
async function tellTab(tab, message) {
  try {
    await chrome.tabs.sendMessage(tab, message, { frameId: 0 });
    return true;
  } catch {
    return false;
  }
}
