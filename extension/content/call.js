// Notices which room the tab is in and how far the call is, tells the background, and does what it answers.
// Looks at most once a second, keeps nothing but what it last said, and goes when the extension goes.
// Run twice in one world, it starts once. The mark is compared, since a page's element of that name would be there, too.
if (/** @type {any} */ (globalThis).duologueIsAtWork !== true) {
  /** @type {any} */ (globalThis).duologueIsAtWork = true;
  const provider = location.host === "meet.google.com" ? meetProvider : zoomProvider;
  /** How long a page that is still loading may be unclear before we say so, in milliseconds. */
  const patience = 4_000;

  /** @type {string | null} */
  let room = null;
  let enteredAt = 0;
  /** @type {Phase | null} */
  let phase = null;
  /** The user has closed the sidebar in this call: it does not open by itself again. */
  let closed = false;
  /** The page does not let our element be: it stays away until the user asks for it, or for another call. */
  let lost = false;
  let asking = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let resizeTimer;

  const gone = new AbortController();
  const remember = (/** @type {Partial<DockShape>} */ change) => void tell({ type: "dock", dock: change });
  const dock = new Dock(provider.controls, remember, () => setLost(true), gone.signal);
  const beat = setInterval(look, 1_000);
  for (const name of ["popstate", "hashchange", "pageshow"]) addEventListener(name, look, { signal: gone.signal });
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
    const here = provider.roomOf(location.href);
    if (here !== room) enter(here);
    if (!room) return;
    dock.settle();
    if (asking) return;
    const seen = nextPhase(provider.phaseOf(document));
    if (seen && seen !== phase) void report(room, seen);
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
    closed = false;
    setLost(false);
    enteredAt = performance.now();
    dock.show("nothing", "");
  }

  /**
   * What was once seen stands until something else is: an unclear moment ends no call.
   * @param {Phase} seen
   * @returns {Phase | null}
   */
  function nextPhase(seen) {
    if (seen !== "unknown") return seen;
    if (phase !== null) return phase;
    return performance.now() - enteredAt < patience ? null : "unknown";
  }

  /**
   * @param {string} where
   * @param {Phase} now
   */
  async function report(where, now) {
    asking = true;
    const docked = dock.shows === "sidebar";
    const answer = await tell({ type: "call", provider: provider.name, room: where, phase: now, docked, lost });
    asking = false;
    if (!answer || room !== where) return;
    if (now === "lobby" || now === "ended") closed = false;
    phase = now;
    dock.reshape(answer.dock);
    if (lost) return;
    // The answer may open the sidebar, but does not close one that the user has opened.
    const opens = answer.show === "sidebar" && !closed;
    if (answer.show === "nothing") dock.show("nothing", "");
    else if (opens || dock.shows !== "sidebar") dock.show(opens ? "sidebar" : "launcher", `${provider.name}:${where}`);
    else dock.measureAgain();
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
    if (type !== "dock" || !room) return;
    if (change !== undefined) dock.reshape(change);
    if (show === "sidebar" || show === "launcher" || show === "nothing") {
      closed = show !== "sidebar";
      if (show === "sidebar") setLost(false);
      dock.show(show, show === "nothing" ? "" : `${provider.name}:${room}`);
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

  /** The extension was updated, disabled or removed: a later copy starts on a clean page. */
  function leave() {
    clearInterval(beat);
    clearTimeout(resizeTimer);
    gone.abort();
    dock.remove();
  }
}
