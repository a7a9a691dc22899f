// Writes a note that was caught outside our pages, as the pages read it: a plain object under `inbox/<uuid>`.
// Whichever page opens next files it; the uuid becomes the id of what is made of it, so filing twice is filing once.

/** Longer than this is a document and no note: the rest is cut off, and an ellipsis says so. */
const longestNote = 10_000;
const longestTitle = 300;
/** What is longer is refused by servers, too; half an address leads nowhere, so it is left out. */
const longestAddress = 2_000;

/**
 * Catches a note for somebody, or for nobody yet.
 * @param {{text: string, with?: string, source?: {title?: string, url?: string}}} note
 * @returns {Promise<boolean>} whether there was anything to catch
 */
async function catchNote({ text, with: relationship, source }) {
  const said = shortened(inOneLine(text), longestNote);
  if (said === "") return false;
  const page = sourceOf(source);
  const caught = {
    text: said,
    ...(relationship ? { with: relationship } : {}),
    keep_as: "agenda",
    at: Date.now(),
    ...(page ? { source: page } : {}),
  };
  await chrome.storage.local.set({ [`inbox/${crypto.randomUUID()}`]: caught });
  return true;
}

/**
 * The page that a note came from, if it is one of the web. Whoever is named in its address stays there: a point may be
 * shared, and a password in an address is nobody's business.
 * @param {{title?: string, url?: string} | undefined} page
 */
function sourceOf(page) {
  const address = URL.parse(page?.url ?? "");
  if (address?.protocol !== "https:" && address?.protocol !== "http:") return undefined;
  address.username = "";
  address.password = "";
  if (address.href.length > longestAddress) return undefined;
  return { title: shortened(inOneLine(page?.title ?? ""), longestTitle), url: address.href };
}

/**
 * Blanks and control characters in a row are one blank. What joins emoji and letters stays.
 * @param {string} text
 */
function inOneLine(text) {
  return text
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
}

/**
 * Cuts between characters as a reader counts them, so that no emoji is halved.
 * @param {string} text
 * @param {number} most in UTF-16 units
 */
function shortened(text, most) {
  if (text.length <= most) return text;
  let end = 0;
  for (const { index, segment } of new Intl.Segmenter().segment(text)) {
    if (index + segment.length > most - 1) break;
    end = index + segment.length;
  }
  return `${text
    .slice(0, end || most - 1)
    .toWellFormed()
    .trimEnd()}…`;
}
