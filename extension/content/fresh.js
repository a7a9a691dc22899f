// Sees to it that one copy of us is at work in a page: after an update, the one before it may still be there.

/** For so many looks an earlier copy may clean up after itself; it puts the page back as it was, which only it can. */
let looksToWait = 2;

/** Whether the page is ours to work in. Removes what an earlier copy has left behind and does not fetch itself. */
function pageIsFresh() {
  if (looksToWait === 0) return true;
  const leftovers = document.querySelectorAll("duologue-dock");
  looksToWait = leftovers.length === 0 ? 0 : looksToWait - 1;
  if (looksToWait > 0) return false;
  for (const leftover of leftovers) leftover.remove();
  return true;
}
