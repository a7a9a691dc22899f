// Opens the sidebar where the user likes it: docked in the call, in the browser's side panel, or in a window of its own.
// Browsers open a side panel only while the user's click is being handled: nothing may be awaited before.

/** Of the window of its own, in CSS pixels. */
const windowSize = { width: 400, height: 800 };

/**
 * Opens the browser's side panel, if the browser has one that a script may open now.
 * @param {{windowId: number}} place
 * @returns {Promise<boolean>}
 */
function openPanel(place) {
  const { sidePanel, sidebarAction } = /** @type {any} */ (chrome);
  try {
    const opening = sidePanel?.open ? sidePanel.open(place) : sidebarAction?.open?.();
    return Promise.resolve(opening).then(
      () => opening !== undefined,
      () => false,
    );
  } catch {
    return Promise.resolve(false);
  }
}

/**
 * Shows the window of its own, and makes one if there is none.
 * @param {string} call as `provider:room`, or empty
 * @param {boolean} focused
 */
function openWindow(call, focused) {
  return inTurn(async () => {
    const { window: known } = await chrome.storage.session.get("window");
    if (typeof known === "number") {
      const shown = await chrome.windows.update(known, focused ? { focused } : {}).catch(() => null);
      if (shown) return true;
    }
    const url = `sidebar.html?surface=window${call ? `&call=${encodeURIComponent(call)}` : ""}`;
    const made = await chrome.windows.create({ url, type: "popup", focused, ...windowSize }).catch(() => undefined);
    if (made?.id !== undefined) await chrome.storage.session.set({ window: made.id });
    return made !== undefined;
  });
}

/**
 * Opens a page of ours in a tab or, `alone`, in a window; in a tab where the browser makes no window.
 * @param {Record<string, unknown>} said `page` is its path
 */
async function openPage({ page, alone }) {
  if (typeof page !== "string" || !/^(?:sidebar|dashboard|retro)\.html(?:[?#]|$)/.test(page)) return undefined;
  const made = alone && (await chrome.windows.create({ url: page, type: "popup", ...windowSize }).catch(() => undefined));
  if (!made) await chrome.tabs.create({ url: page });
  return true;
}

/**
 * A page of ours, or the launcher in a page that we cannot stand in, wants the sidebar on a surface.
 * @param {Record<string, unknown>} said
 * @param {chrome.tabs.Tab | undefined} tab that the wish comes from
 * @param {boolean} remembers whether the user has chosen the surface for good
 */
async function openOn({ surface }, tab, remembers) {
  if (surface !== "dock" && surface !== "panel" && surface !== "window") return undefined;
  // First of all, while the click still counts.
  const panel = surface === "panel" ? openPanel(tabPlace(tab)) : undefined;
  const dock = remembers ? await rememberDock({ surface, collapsed: false }) : await readDock();
  const asked = tab && (await readCalls())[tab.id ?? -1] ? tab : await tabInFront();
  const call = (await readCalls())[asked?.id ?? -1];
  const said = call ? `${call.provider}:${call.room}` : ((await here()).call ?? "");
  if (asked?.id !== undefined && call && remembers) {
    const show = surface === "dock" ? "sidebar" : "launcher";
    await tellTab(asked.id, { type: "dock", show, dock });
  }
  if (surface === "dock") return { opened: call !== undefined };
  if (surface === "window") return { opened: await openWindow(said, true) };
  const opened = await panel;
  return { opened: opened || (!remembers && (await openWindow(said, true))) };
}

/**
 * What the browser needs to know to open the panel beside a tab; the popup has none, and means the window in front.
 * @param {chrome.tabs.Tab | undefined} tab
 */
function tabPlace(tab) {
  return { windowId: tab?.windowId ?? chrome.windows.WINDOW_ID_CURRENT };
}

/**
 * Shows the sidebar for the tab that the user is looking at, on the surface that they like.
 * @param {chrome.tabs.Tab} [clicked] the tab, where the browser has told it with the user's key
 */
async function openSidebar(clicked) {
  const panel = clicked && surfaceNow === "panel" ? openPanel(tabPlace(clicked)) : undefined;
  const dock = await readDock();
  const tab = clicked ?? (await tabInFront());
  const call = tab?.id === undefined ? undefined : (await readCalls())[tab.id];
  if (await panel) return { opened: true };
  const stands = call && call.phase !== "ended" && docksAt(tab?.url);
  if (stands && tab?.id !== undefined && dock.surface !== "window") {
    const shape = await rememberDock({ collapsed: false });
    return { opened: await tellTab(tab.id, { type: "dock", show: "sidebar", dock: shape }) };
  }
  if (!clicked && !call) return { opened: false };
  return { opened: await openWindow(call ? `${call.provider}:${call.room}` : "", true) };
}

/**
 * The surface that the user likes, as last read: a key press does not wait for storage. Only a copy; `dock` is what holds.
 * @type {string}
 */
let surfaceNow = "dock";
void readDock().then(({ surface }) => (surfaceNow = surface));
chrome.storage.onChanged.addListener(({ dock }, area) => {
  if (area === "local" && dock) surfaceNow = shapedDock(dock.newValue).surface;
});

/** The tab that the user looks at, or looked at before they turned to a window of ours. */
async function tabInFront() {
  const shown = await chrome.tabs.query({ active: true, windowType: "normal" });
  return shown.sort((one, other) => (other.lastAccessed ?? 0) - (one.lastAccessed ?? 0)).at(0);
}

/** What a page of ours may know about the tab in front. */
async function here() {
  const tab = await tabInFront();
  const call = tab?.id === undefined ? undefined : (await readCalls())[tab.id];
  const address = URL.parse(tab?.url ?? "");
  const known = providerAt(tab?.url, { site: true });
  if (!tab || !address || address.protocol !== "https:" || !known) return { call: null, optional: false, launch: false };
  const origin = `${address.protocol}//${address.host}/*`;
  const permitted = await chrome.permissions.contains({ origins: [origin] }).catch(() => false);
  const room = call?.room ?? known.roomOf(tab.url ?? "");
  return {
    call: room && permitted ? `${known.name}:${room}` : null,
    phase: call?.phase ?? null,
    lost: call?.lost === true,
    provider: known.name === "site" ? null : known.name,
    host: address.host,
    origin,
    optional: !permitted,
    launch: permitted && known.handsOver?.(tab.url ?? "") === true,
  };
}
