// Sees to it that one copy of us is at work in a page: after an update, the one before it may still be there.

/** For so many looks an earlier copy may clean up after itself; it puts the page back as it was, which only it can. */
let looksToWait = 2;

/** Whether the page is ours to work in. Removes what an earlier copy has left behind and does not fetch itself. */
function pageIsFresh() {
  if (looksToWait === 0) return true;
  const leftovers = document.querySelectorAll("duologue-dock");
  looksToWait = leftovers.length === 0 ? 0 : looksToWait - 1;
  if (looksToWait > 0) return false;
  clearAway(leftovers);
  return true;
}

/**
 * Firefox ends an earlier copy without a word when the extension is updated; what it had changed is still there.
 * @param {Iterable<Element>} leftovers
 */
function clearAway(leftovers) {
  const { style } = document.body;
  for (const leftover of leftovers) {
    leftover.remove();
    for (const name of Object.keys(narrowed(0))) {
      if (style.getPropertyPriority(name) === "important") style.removeProperty(name);
    }
  }
  if (document.body.getAttribute("style") === "") document.body.removeAttribute("style");
}
