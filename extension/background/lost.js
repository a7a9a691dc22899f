// A call page that keeps our sidebar from being seen or used has won: the tab's badge says so, and the pages can tell.
// It stands as `lost` in the tab's call until the user tries again or the tab goes elsewhere.

/**
 * A call page says that the dock has gone, or that it is being tried again.
 * @param {Record<string, unknown>} said
 * @param {number} tab
 */
function dockLost({ lost }, tab) {
  return inTurn(async () => {
    const calls = await readCalls();
    const call = calls[tab];
    if (call) {
      call.lost = lost === true;
      await writeCalls(calls);
    }
    const isLost = call?.lost === true;
    // No text of its own: the tab shows again what the badge says everywhere.
    const text = isLost ? "!" : /** @type {any} */ (null);
    await chrome.action.setBadgeText({ tabId: tab, text }).catch(() => {});
    // Whoever shows this call offers another place for the sidebar; if no page is open, nobody has to.
    if (isLost) void chrome.runtime.sendMessage({ type: "fought" }).catch(() => {});
  });
}
