// The keyboard commands that the user may set in the browser: open the sidebar, and wrap up the 1:1 that is on.

// Not awaited before it begins: a browser opens its side panel only within the key's own turn.
chrome.commands?.onCommand.addListener((command, tab) => {
  if (command === "open-sidebar") void openSidebar(tab);
  if (command === "wrap-up") void wrapUp();
});

/**
 * Turns to the closing question: in the page that shows the meeting, else in the popup.
 * @returns {Promise<boolean>} whether a page had it
 */
async function wrapUp() {
  // Nobody there to hear it is refused by the browser, and is as good as no answer.
  const answered = await chrome.runtime.sendMessage({ type: "wrap-up" }).catch(() => false);
  if (answered === true) return true;
  await chrome.action.openPopup().catch(() => {});
  return false;
}
