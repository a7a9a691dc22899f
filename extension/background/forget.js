// Deletes everything that Duologue has in this browser, and leaves it as it is right after its installation.

/** Another page may have begun to write just before it heard; nobody does so more often than this. */
const mostSweeps = 10;

/**
 * @returns {Promise<{left: string[]}>} the keys that could not be removed, of which there should be none
 */
function forgetEverything() {
  return inTurn(async () => {
    // Every page stops writing, and hears again once there is nothing left to write about.
    await tellPages("shut");
    await forgetSites();
    await chrome.alarms.clearAll();
    await chrome.contextMenus?.removeAll();
    const { notifications } = /** @type {any} */ (chrome);
    for (const id of Object.keys((await notifications?.getAll?.()) ?? {})) await notifications.clear(id);
    await forgetOutside();
    const left = await forgetStored();
    await chrome.storage.session.set({ started: true });
    await plan();
    await tellPages("forgotten");
    return { left };
  });
}

/** What the user allowed beyond the installation, and the script that ran there. */
async function forgetSites() {
  const required = /** @type {any} */ (chrome.runtime.getManifest());
  const given = /** @type {any} */ (await chrome.permissions.getAll());
  const origins = (given.origins ?? []).filter((/** @type {string} */ origin) => !required.host_permissions?.includes(origin));
  const permissions = (given.permissions ?? []).filter((/** @type {string} */ name) => required.optional_permissions?.includes(name));
  // A browser that keeps one of them, as an administrator may want, does not keep what is stored.
  if (origins.length > 0) await chrome.permissions.remove({ origins }).catch(() => {});
  if (permissions.length > 0) await chrome.permissions.remove({ permissions }).catch(() => {});
  const scripts = await chrome.scripting.getRegisteredContentScripts();
  if (scripts.length > 0) await chrome.scripting.unregisterContentScripts({ ids: scripts.map(({ id }) => id) });
}

/** Duologue keeps nothing there; what an older or newer version may have kept goes as well. */
async function forgetOutside() {
  const databases = (await globalThis.indexedDB?.databases?.().catch(() => [])) ?? [];
  for (const { name } of databases) if (name !== undefined) indexedDB.deleteDatabase(name);
  const names = (await globalThis.caches?.keys().catch(() => [])) ?? [];
  for (const name of names) await caches.delete(name);
}

/** @returns {Promise<string[]>} the keys that are still there */
async function forgetStored() {
  const { local, session, sync } = chrome.storage;
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    await local.clear();
    if ((await local.getKeys()).length === 0) break;
  }
  await session.clear();
  // Nothing of ours is ever there; a profile without an account has no such area.
  await sync?.clear().catch(() => {});
  return local.getKeys();
}

/** @param {string} type */
async function tellPages(type) {
  // Nobody there to hear it is as good as everybody having heard it.
  await chrome.runtime.sendMessage({ type }).catch(() => {});
}
