// What happens to calls when something breaks off: a silent tab, a killed browser, an update, a permission taken away.
// No event tells of a crashed page or of a computer that slept. Each call page says once a minute that its call is on;
// what was said last is written down, and is the end of a call that nobody saw end.

/** A tab that has said nothing for this long is asked. Somewhat more than two of its beats. */
const silence = 2.5 * minute;
/** A page that hangs for this long is as good as gone. */
const hangs = 5 * minute;
/** For how long a page may think about whether it is there, in milliseconds. */
const answersWithin = 5_000;

/**
 * Asks the tabs that have fallen silent, and lets go of those that are not there any more. Only in turn.
 * @param {number} now
 */
async function findSilent(now) {
  for (const [tab, call] of Object.entries(await readCalls())) {
    if (!isOn(call) || now - call.seen < silence) continue;
    const answer = await isThere(Number(tab));
    // A tab without an answer is asked again a minute later, and its call goes on until then.
    if (answer === false || (answer === null && now - call.seen > hangs)) await leave(Number(tab));
  }
}

/**
 * Whether our script in a tab answers. A crashed or discarded page does not.
 * @param {number} tab
 * @returns {Promise<boolean | null>} null if it has not said anything yet
 */
async function isThere(tab) {
  const asked = chrome.tabs.sendMessage(tab, { type: "are-you-there" }, { frameId: 0 }).then(
    (answer) => answer === true,
    () => false,
  );
  const waited = new Promise((resolve) => setTimeout(() => resolve(null), answersWithin));
  return /** @type {Promise<boolean | null>} */ (Promise.race([asked, waited]));
}

/**
 * Writes down that the call of somebody's live meeting is on.
 * @param {string} relationship
 * @param {number} at in milliseconds since 1970
 */
async function writeBeat(relationship, at) {
  const live = await readLive(relationship);
  if (live) await chrome.storage.local.set({ [beatPrefix + relationship]: { meeting: live.meeting, at } });
}

/**
 * When the call of a live meeting was last seen to be on.
 * @param {string} relationship
 * @param {number} meeting
 * @returns {Promise<number | null>} in milliseconds since 1970
 */
async function readBeat(relationship, meeting) {
  const beat = await readLocal(beatPrefix + relationship);
  return beat?.meeting === meeting && Number.isFinite(beat.at) ? beat.at : null;
}

/**
 * The first run since the browser started, or since this extension was updated, enabled or reloaded: the browser
 * has forgotten which tab is in which call. A meeting that is still live was cut off; who is back in its room within
 * ten minutes takes the question back.
 */
function startAfresh() {
  return inTurn(async () => {
    const { started } = await chrome.storage.session.get("started");
    if (started === true) return;
    for (const key of await keysUnder("live/")) {
      const relationship = key.slice("live/".length);
      const live = await readLive(relationship);
      if (live) await ask(relationship, await readBeat(relationship, live.meeting));
    }
    // Only now: a script that is stopped on the way, as by a second load of the extension, asks the next time.
    await chrome.storage.session.set({ started: true });
    await plan();
    await syncSites();
    await enterOpenPages();
  });
}

/** Puts our script into the call pages that are open already: the browser does so only when a page loads. */
async function enterOpenPages() {
  const origins = await grantedOrigins();
  const tabs = origins.length > 0 ? await chrome.tabs.query({ url: origins }) : [];
  await Promise.all(tabs.map(enterPage));
}

/** @param {chrome.tabs.Tab} tab */
async function enterPage({ id, discarded, status }) {
  // A page that is still loading gets its script from the browser.
  if (id === undefined || discarded || status !== "complete" || (await isThere(id)) === true) return;
  await chrome.scripting.executeScript({ target: { tabId: id }, files: contentScripts() }).catch(() => {});
}

/**
 * An update waits while a call is on or a page of ours is open. Browsers apply it by themselves at their next start.
 */
async function updateIfQuiet() {
  const { update } = await chrome.storage.session.get("update");
  if (update !== true || Object.values(await readCalls()).some(isOn) || (await keysUnder("live/")).length > 0) return;
  if (await anyPageOpen()) return;
  await chrome.storage.session.remove("update");
  chrome.runtime.reload();
}

/** Shows a new user around. Who has stored anything here knows the way. */
async function welcome() {
  if ((await chrome.storage.local.getKeys()).length === 0) await chrome.tabs.create({ url: "welcome.html" });
}

/** Whether any page of ours is on screen, in a tab, a frame, a panel or a popup. */
async function anyPageOpen() {
  const { runtime, extension } = /** @type {any} */ (chrome);
  if (runtime.getContexts) {
    const contexts = await runtime.getContexts({});
    return contexts.some((/** @type {{contextType: string}} */ one) => one.contextType !== "BACKGROUND");
  }
  return extension.getViews().some((/** @type {unknown} */ view) => view !== globalThis);
}

void startAfresh();
// Both only wake this script, so that it starts afresh.
chrome.runtime.onStartup.addListener(() => {});
chrome.runtime.onInstalled.addListener(({ reason }) => {
  if (reason === "install") void welcome();
});
chrome.runtime.onUpdateAvailable.addListener(() => {
  void chrome.storage.session.set({ update: true }).then(() => inTurn(updateIfQuiet));
});
chrome.tabs.onRemoved.addListener((tab) => void tabWent(tab, null));
chrome.tabs.onUpdated.addListener((tab, change, { url }) => {
  if (change.status === "loading" || change.url !== undefined) void tabWent(tab, url ?? "");
});
// Chromium swaps a tab that it has loaded ahead of time for the one that was there.
chrome.tabs.onReplaced?.addListener((_, before) => void tabWent(before, null));
chrome.permissions.onRemoved.addListener(({ origins }) => {
  if (origins?.length) void inTurn(leaveWhereForbidden);
});
chrome.storage.onChanged.addListener((changes, area) => {
  if (area !== "local") return;
  const over = Object.keys(changes).filter((key) => key.startsWith("live/") && changes[key].newValue === undefined);
  if (over.length === 0) return;
  void inTurn(async () => {
    await chrome.storage.local.remove(over.map((key) => beatPrefix + key.slice("live/".length)));
    await updateIfQuiet();
  });
});

/** Hosts that we may not be on any more: their calls are over for us, and our script takes the dock out of the page. */
async function leaveWhereForbidden() {
  await syncSites();
  for (const tab of Object.keys(await readCalls()).map(Number)) {
    const url = (await chrome.tabs.get(tab).catch(() => null))?.url;
    // Without the permission, the browser does not tell the address.
    if (url !== undefined && (await chrome.permissions.contains({ origins: [`${new URL(url).origin}/*`] }))) continue;
    await tellTab(tab, { type: "leave" });
    await leave(tab);
  }
}
