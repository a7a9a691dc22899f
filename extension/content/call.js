// Notices which room the tab is in, how far the call is and how many are there, tells the background, and does what it
// answers. Looks at most once a second, keeps nothing but what it last said, and goes when the extension goes.
// Run twice in one world, it starts once. The mark is compared, since a page's element of that name would be there, too.
if (/** @type {any} */ (globalThis).duologueIsAtWork !== true) {
  /** @type {any} */ (globalThis).duologueIsAtWork = true;
  const provider = providerAt(location.href, { site: true }) ?? siteProvider;
  /** How long a page that is still loading may be unclear before we say so, in milliseconds. */
  const patience = 4_000;
  /** How often it is said that the call is still on, in milliseconds. */
  const beatEvery = 60_000;

  /** Null where there is no room; empty where the page does not tell which one. @type {string | null} */
  let room = null;
  let enteredAt = 0;
  /** @type {Phase | null} */
  let phase = null;
  /** @type {number | null | undefined} */
  let people;
  let saidAt = 0;
  /** The user has closed the sidebar in this call: it does not open by itself again. */
  let closed = false;
  /** The user wants nothing of us in this call, not even the launcher. */
  let hidden = false;
  /** The page does not let our element be: it stays away until the user asks for it, or for another call. */
  let lost = false;
  let asking = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let resizeTimer;

  const gone = new AbortController();
  const headcount = new Headcount();
  const dock = new Dock(
    provider.controls,
    {
      change: (dock) => void tell({ type: "dock", dock }),
      opened: () => void tell({ type: "opened" }),
      // The browser lets a panel open only while the click is being handled: nothing is awaited on the way.
      elsewhere: (surface) => void tell({ type: "open", surface }),
      lost: () => setLost(true),
    },
    gone.signal,
  );
  const beat = setInterval(look, 1_000);
  for (const name of ["popstate", "hashchange", "online"]) addEventListener(name, look, { signal: gone.signal });
  addEventListener("pageshow", shownAgain, { signal: gone.signal });
  addEventListener("resize", resized, { signal: gone.signal });
  for (const name of ["visibilitychange", "fullscreenchange"]) {
    document.addEventListener(name, look, { signal: gone.signal });
  }
  chrome.runtime.onMessage.addListener(obey);
  look();

  /** @param {Event} [event] only the browser's: a page can send as many of its own as it likes */
  function look(event) {
    if (event && !event.isTrusted) return;
    if (!chrome.runtime?.id) return leave();
    if (!pageIsFresh()) return;
    const here = roomHere();
    if (here !== room) enter(here);
    if (room === null) return;
    dock.settle();
    if (asking) return;
    const seen = nextPhase(provider.phaseOf(document));
    const count = seen === "call" ? headcount.look(provider.peopleOf(document), performance.now()) : undefined;
    const due = phase === "call" && Date.now() - saidAt >= beatEvery;
    if (seen && (seen !== phase || count !== people || due)) void report(room, seen, count);
  }

  /**
   * The browser may take a page that was left out of its drawer, just as it was. The call counts as left meanwhile.
   * @param {PageTransitionEvent} event
   */
  function shownAgain(event) {
    if (event.isTrusted && event.persisted) {
      phase = null;
      // What was being asked when the page was put away is never answered.
      asking = false;
    }
    look(event);
  }

  /** A page that hides its room in the address goes on being in the room that it was in. */
  function roomHere() {
    const told = provider.roomOf(location.href);
    if (told !== null || !provider.hides || !provider.mayHold?.(location.href)) return told;
    return room ?? "";
  }

  /**
   * Measures once the window has come to rest. Events that are not the browser's are ours, or the page's own.
   * @param {UIEvent} event
   */
  function resized({ isTrusted }) {
    if (!isTrusted) return;
    clearTimeout(resizeTimer);
    resizeTimer = setTimeout(() => dock.measureAgain(), 200);
  }

  /** @param {string | null} next */
  function enter(next) {
    room = next;
    phase = null;
    people = undefined;
    closed = false;
    hidden = false;
    setLost(false);
    enteredAt = performance.now();
    headcount.forget();
    dock.show("nothing", "");
  }

  /**
   * What was once seen stands until something else is: an unclear moment ends no call.
   * @param {Phase} seen
   * @returns {Phase | null}
   */
  function nextPhase(seen) {
    if (seen !== "unknown") return seen;
    // A page that may or may not hold a call is left alone until it shows one.
    if (phase !== null || room === "") return phase;
    return performance.now() - enteredAt < patience ? null : "unknown";
  }

  /**
   * @param {string} where
   * @param {Phase} now
   * @param {number | null | undefined} count
   */
  async function report(where, now, count) {
    asking = true;
    const docked = dock.shows === "sidebar";
    const { onLine: online } = navigator;
    const seen = { provider: provider.name, room: where, phase: now, people: count };
    const answer = await tell({ type: "call", ...seen, docked, online, lost });
    asking = false;
    if (!answer || room !== where) return;
    if (now === "lobby" || now === "ended") {
      closed = false;
      headcount.forget();
    }
    const isNews = now !== phase;
    phase = now;
    people = count;
    saidAt = Date.now();
    dock.reshape(answer.dock);
    dock.say(answer.why === "many" ? "launcherMany" : "launcherOpen", answer.docks);
    if (lost) return;
    // The answer may open the sidebar, but does not close one that the user has opened.
    const opens = answer.show === "sidebar" && !closed && dock.stands;
    if (answer.show === "nothing" || hidden) dock.show("nothing", "");
    else if (opens || dock.shows !== "sidebar") dock.show(opens ? "sidebar" : "launcher", named(answer.room ?? where));
    else if (isNews) dock.measureAgain();
  }

  /** @param {string} where */
  function named(where) {
    return where ? `${provider.name}:${where}` : "";
  }

  /**
   * @param {unknown} message
   * @param {chrome.runtime.MessageSender} sender
   * @param {(answer: unknown) => void} reply
   */
  function obey(message, sender, reply) {
    const { type, show, dock: change } = /** @type {Record<string, unknown>} */ (message ?? {});
    if (sender.id !== chrome.runtime.id) return;
    // Asked before a second copy is put into the page: two would be one too many.
    if (type === "are-you-there") reply(true);
    if (type === "leave") leave();
    if (type !== "dock" || room === null) return;
    if (change !== undefined) dock.reshape(change);
    if (show === "sidebar" || show === "launcher" || show === "nothing") {
      closed = show !== "sidebar";
      hidden = show === "nothing";
      if (show === "sidebar") setLost(false);
      dock.show(show, show === "nothing" ? "" : dock.call || named(room));
    }
  }

  /** @param {boolean} now */
  function setLost(now) {
    if (now === lost) return;
    lost = now;
    void tell({ type: "call-lost", lost });
  }

  /**
   * @param {object} message
   * @returns {Promise<any>} undefined when nobody is there to answer; the next look tries again
   */
  async function tell(message) {
    try {
      return await chrome.runtime.sendMessage(message);
    } catch {
      return undefined;
    }
  }

  /** The extension was updated, disabled, removed or is no longer wanted here: a later copy starts on a clean page. */
  function leave() {
    clearInterval(beat);
    clearTimeout(resizeTimer);
    gone.abort();
    if (chrome.runtime?.id) chrome.runtime.onMessage.removeListener(obey);
    dock.remove();
    /** @type {any} */ (globalThis).duologueIsAtWork = false;
  }
}
