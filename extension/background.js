// Hears what the browser and our pages report, remembers which tab is in which call, and asks once when a call has
// ended. No WASM, no network, and no state in variables: the browser stops this script after half a minute of rest.

const importClassic = /** @type {{importScripts?: (...files: string[]) => void}} */ (globalThis).importScripts;
// Chromium starts one file and lets it bring the others; Firefox lists them all in its manifest.
importClassic?.(
  "content/shape.js",
  "content/meet.js",
  "content/zoom.js",
  "background/stored.js",
  "background/asks.js",
  "background/calls.js",
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
chrome.tabs.onRemoved.addListener((tab) => void tabLeft(tab, null));
chrome.tabs.onUpdated.addListener((tab, change, { url }) => {
  if (change.status === "loading" || change.url !== undefined) void tabLeft(tab, url ?? "");
});
chrome.runtime.onStartup.addListener(() => void askAboutLostMeetings());
// An update cuts the call page off from us as a crash does; coming back into the room takes the question back.
chrome.runtime.onInstalled.addListener(() => void askAboutLostMeetings());
chrome.alarms.onAlarm.addListener(({ name }) => {
  if (name === askAlarm) void showAsks();
});
chrome.storage.onChanged.addListener((changes, area) => {
  if (area === "local" && Object.keys(changes).some((key) => key.startsWith(askPrefix))) void showAsks();
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
  const tab = sender.tab?.id;
  if (sender.url?.startsWith(chrome.runtime.getURL(""))) {
    if (said.type === "open-sidebar") return openSidebar();
    // Only a page docked in a call has a tab and is not that tab's own page.
    if (said.type === "dock" && tab !== undefined && sender.frameId !== 0) return shapeDock(said, tab);
    return null;
  }
  const provider = providerAt(sender.url);
  if (!provider || tab === undefined || sender.frameId !== 0) return null;
  if (said.type === "call") return callReported(said, provider, tab);
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

/** Shows the sidebar in the tab that the user is looking at, if that tab is in a call. */
async function openSidebar() {
  const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
  const call = tab?.id === undefined ? undefined : (await readCalls())[tab.id];
  if (tab?.id === undefined || !call || call.phase === "ended") return { opened: false };
  const dock = await rememberDock({ collapsed: false });
  return { opened: await tellTab(tab.id, { type: "dock", show: "sidebar", dock }) };
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
