// The keyword `11` in the address bar: "11 ana ask about the swap" puts a point on the agenda with Ana.
// A text that names nobody we know is kept, and waits for its person.

/** More are no help below an address bar. */
const mostSuggestions = 5;
/** So much of the text is repeated in a suggestion; all of it is kept. */
const longestShown = 120;

/**
 * Whether this browser reads a description as XML, once that was asked.
 * @type {Promise<boolean> | undefined}
 */
let describesInXml;

chrome.omnibox?.onInputStarted.addListener(() => void suggestFor("", () => {}));
chrome.omnibox?.onInputChanged.addListener((text, suggest) => void suggestFor(text, suggest));
chrome.omnibox?.onInputEntered.addListener((text) => void catchTyped(text));

/**
 * @param {string} text
 * @param {(suggestions: {content: string, description: string}[]) => void} suggest
 */
async function suggestFor(text, suggest) {
  describesInXml ??= refusesBrokenXml();
  const { first, others } = suggestionsFor(text, await readPeople(), await describesInXml);
  chrome.omnibox.setDefaultSuggestion({ description: first });
  suggest(others);
}

/**
 * One browser reads a description as XML and refuses what is none; another shows it as it is, and what was escaped for
 * the first with it. There is no other way to tell than to try.
 * @returns {Promise<boolean>}
 */
async function refusesBrokenXml() {
  try {
    await chrome.omnibox.setDefaultSuggestion({ description: "<" });
    return false;
  } catch {
    return true;
  }
}

/**
 * Keeps what was typed.
 * @param {string} text
 * @returns {Promise<boolean>} whether there was anything to keep
 */
async function catchTyped(text) {
  const { person, rest } = personIn(text, await readPeople());
  return catchNote({ text: rest, with: person?.id });
}

/**
 * What Enter will do, and whom else the text may be for.
 * @param {string} text
 * @param {Named[]} people
 * @param {boolean} xml whether descriptions are read as XML
 * @returns {{first: string, others: {content: string, description: string}[]}}
 */
function suggestionsFor(text, people, xml) {
  const described = (/** @type {Named | undefined} */ one, /** @type {string} */ about) =>
    xml ? escaped(intention(one, about)) : intention(one, about);
  const { person, rest } = personIn(text, people);
  const others = [];
  const named = new Set(person && [nameIn(person)]);
  for (const match of matchesIn(text, people)) {
    const name = nameIn(match.person);
    // Two of one name cannot be told apart by typing; who was met last is meant.
    if (named.has(name) || others.length === mostSuggestions) continue;
    named.add(name);
    others.push({ content: `${name}: ${match.rest}`, description: described(match.person, match.rest) });
  }
  // What begins with a name may be about that person, and for another.
  const all = afterName(plainLine(text));
  if (person) others.push({ content: `: ${all}`, description: described(undefined, all) });
  return { first: described(person, rest), others };
}

/**
 * What will be done, in words.
 * @param {Named | undefined} person
 * @param {string} rest
 */
function intention(person, rest) {
  const shown = isolated(shortened(rest, longestShown));
  if (!person) {
    return rest === "" ? chrome.i18n.getMessage("omniboxHint") : chrome.i18n.getMessage("omniboxLater", [shown]);
  }
  const name = isolated(shortened(nameIn(person), 60));
  return rest === ""
    ? chrome.i18n.getMessage("omniboxOnlyName", [name])
    : chrome.i18n.getMessage("omniboxFor", [name, shown]);
}

/** @param {Named} person */
function nameIn({ name }) {
  return plainLine(name);
}

/**
 * Keeps its own direction, whatever stands around it.
 * @param {string} text
 */
function isolated(text) {
  return `\u2068${text}\u2069`;
}

/** @param {string} text */
function escaped(text) {
  const names = /** @type {Record<string, string>} */ ({
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&apos;",
  });
  return text.replace(/[&<>"']/g, (sign) => names[sign]);
}
