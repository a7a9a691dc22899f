// Call sites that the user has added by hand. What the browser has granted is the truth; nothing else is remembered.

const sitesScript = "sites";

/** The files of the content script, in their order. Firefox tells them as whole addresses, and takes only paths. */
function contentScripts() {
  const { content_scripts: scripts } = chrome.runtime.getManifest();
  return (scripts?.[0]?.js ?? []).map((file) => file.replace(chrome.runtime.getURL(""), ""));
}

/** Where the user's calendar is read from; there are no calls. Written by our pages. */
const calendarHost = "calendar-host";

/** All hosts that we may run on now, as match patterns. */
async function grantedOrigins() {
  const [{ origins = [] }, calendar] = await Promise.all([chrome.permissions.getAll(), readLocal(calendarHost)]);
  return origins.filter((origin) => origin !== calendar);
}

/** Runs the content script on exactly the sites that are granted and not in the manifest. */
async function syncSites() {
  const listed = (chrome.runtime.getManifest().content_scripts ?? []).flatMap(({ matches }) => matches ?? []);
  const matches = (await grantedOrigins()).filter((origin) => origin.startsWith("https://") && !listed.includes(origin));
  const [registered] = await chrome.scripting.getRegisteredContentScripts({ ids: [sitesScript] });
  if (matches.length === 0) {
    if (registered) await chrome.scripting.unregisterContentScripts({ ids: [sitesScript] });
    return;
  }
  const script = { id: sitesScript, matches, js: contentScripts(), runAt: /** @type {const} */ ("document_idle") };
  if (registered) await chrome.scripting.updateContentScripts([script]);
  else await chrome.scripting.registerContentScripts([script]);
}

chrome.permissions.onAdded.addListener(({ origins, permissions }) => {
  if (permissions?.includes("notifications")) followReminders();
  if (!origins?.length) return;
  void inTurn(async () => {
    await syncSites();
    await enterOpenPages();
  });
});

chrome.storage.local.onChanged.addListener((changes) => {
  if (calendarHost in changes) void inTurn(syncSites);
});
