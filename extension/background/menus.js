// "Add to 1:1 with …" in the browser's context menu: a selection, a link or a page becomes a point with somebody.
// The names come from the pages; the menu is made anew when they change, and keeps its ids.

/** A longer list is slower to read than the popup is to open. */
const mostInMenu = 12;
const menuRoot = "add";
const menuLater = "later";
const menuPrefix = "with/";
const longestEntry = 60;

/**
 * The making that runs, and whether it has to begin again: two events may come together, and half of one menu and
 * half of another must not stand side by side.
 * @type {Promise<void> | null}
 */
let menusInWork = null;
let menusOutdated = false;

chrome.runtime.onInstalled.addListener(() => void renewMenus());
chrome.runtime.onStartup.addListener(() => void renewMenus());
chrome.storage.onChanged.addListener((changes, area) => {
  if (area === "local" && "names" in changes) void renewMenus();
});
chrome.contextMenus?.onClicked.addListener((clicked, tab) => void catchClicked(clicked, tab));

/** @returns {Promise<void>} once the menu shows the names as they are now */
function renewMenus() {
  menusOutdated = true;
  menusInWork ??= makeMenus().finally(() => {
    menusInWork = null;
  });
  return menusInWork;
}

async function makeMenus() {
  while (menusOutdated && chrome.contextMenus) {
    menusOutdated = false;
    const entries = menuEntries(await readPeople());
    await chrome.contextMenus.removeAll();
    await Promise.all(entries.map(makeEntry));
  }
}

/**
 * @param {chrome.contextMenus.CreateProperties} entry
 * @returns {Promise<void>}
 */
function makeEntry(entry) {
  return new Promise((made) => {
    chrome.contextMenus.create(entry, () => {
      // Read, or the browser logs it: an entry that cannot be made leaves the others usable.
      void chrome.runtime.lastError;
      made();
    });
  });
}

/**
 * What the menu consists of.
 * @param {Named[]} people
 * @returns {chrome.contextMenus.CreateProperties[]}
 */
function menuEntries(people) {
  const contexts = /** @type {["selection", "link", "page"]} */ (["selection", "link", "page"]);
  const known = new Map(people.map((person) => [person.id, person]));
  const entry = (/** @type {string} */ id, /** @type {string} */ title) => ({
    id,
    title,
    contexts,
    parentId: menuRoot,
  });
  return [
    { id: menuRoot, title: chrome.i18n.getMessage("menuAdd"), contexts },
    ...[...known.values()].slice(0, mostInMenu).map(({ id, name }) => entry(menuPrefix + id, titleOfEntry(name))),
    entry(menuLater, chrome.i18n.getMessage("menuLater")),
  ];
}

/**
 * A name as a menu shows it: `&` would mark a key, and `%s` would be replaced by what is selected.
 * @param {string} name
 */
function titleOfEntry(name) {
  return shortened(plainLine(name), longestEntry).replaceAll("&", "&&").replaceAll("%s", "%\u2060s");
}

/**
 * @param {chrome.contextMenus.OnClickData} clicked
 * @param {chrome.tabs.Tab | undefined} tab
 * @returns {Promise<boolean>} whether it was caught
 */
async function catchClicked(clicked, tab) {
  const id = String(clicked.menuItemId);
  if (id !== menuLater && !id.startsWith(menuPrefix)) return false;
  const relationship = id === menuLater ? undefined : id.slice(menuPrefix.length);
  return catchNote({ ...noteOf(clicked, await shownTab(tab)), with: relationship });
}

/**
 * What was clicked, as a note: the selection, else the link, else the page. From a private window no address is kept.
 * @param {chrome.contextMenus.OnClickData} clicked
 * @param {chrome.tabs.Tab | undefined} tab
 */
function noteOf(clicked, tab) {
  const { selectionText: selection, linkUrl: link, pageUrl } = clicked;
  // Only Firefox says what the link says.
  const { linkText } = /** @type {{linkText?: string}} */ (clicked);
  const url = tab?.url ?? pageUrl;
  const title = tab?.title ?? "";
  const source = selection || !link ? { title, url } : { title: linkText ?? "", url: link };
  const text = selection || (link ? linkText || readable(link) : title || readable(url ?? ""));
  return { text, source: tab?.incognito ? undefined : source };
}

/**
 * The tab with its title, which the browser shows to us from the click on.
 * @param {chrome.tabs.Tab | undefined} tab
 */
async function shownTab(tab) {
  if (tab?.id === undefined || tab.id < 0 || tab.title !== undefined) return tab;
  return chrome.tabs.get(tab.id).catch(() => tab);
}

/**
 * An address as one says it.
 * @param {string} url
 */
function readable(url) {
  const address = URL.parse(url);
  if (address?.protocol !== "https:" && address?.protocol !== "http:") return url;
  return address.host + (address.pathname === "/" ? "" : address.pathname);
}
