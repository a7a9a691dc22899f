// Whether Firefox lets anything go to a relay: its user is asked by the browser, and can take it back there.

/** @returns {Promise<boolean>} true where the browser does not ask */
async function maySend() {
  const manifest = /** @type {any} */ (chrome.runtime.getManifest());
  const wanted = manifest.browser_specific_settings?.gecko?.data_collection_permissions?.optional ?? [];
  if (wanted.length === 0) return true;
  const given = /** @type {{data_collection?: string[]}} */ (await chrome.permissions.getAll()).data_collection ?? [];
  return wanted.every((/** @type {string} */ name) => given.includes(name));
}

/** @param {chrome.permissions.Permissions} changed */
function tellOfConsent(changed) {
  const { data_collection: data } = /** @type {{data_collection?: string[]}} */ (changed);
  if (data?.length) void tellPages("consent");
}

chrome.permissions.onAdded.addListener(tellOfConsent);
chrome.permissions.onRemoved.addListener(tellOfConsent);
