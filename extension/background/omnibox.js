// The keyword `11` in the address bar: "11 ana ask about the swap" puts a point on the agenda with Ana.
// A text that names nobody we know is kept, and waits for its person.

/** More are no help below an address bar. */
const mostSuggestions = 5;
/** So much of the text is repeated in a suggestion; all of it is kept. */
const longestShown = 120;

/** Chromium reads a description as XML, and says which styles it may have; Firefox shows it as it is. */
const describesInXml = "DescriptionStyleType" in (chrome.omnibox ?? {});

chrome.omnibox?.onInputStarted.addListener(() => void suggestFor("", () => {}));
chrome.omnibox?.onInputChanged.addListener((text, suggest) => void suggestFor(text, suggest));
chrome.omnibox?.onInputEntered.addListener((text) => void catchTyped(text));

/**
 * @param {string} text
 * @param {(suggestions: {content: string, description: string}[]) => void} suggest
 */
async function suggestFor(text, suggest) {
  const { first, others } = suggestionsFor(text, await readPeople());
  chrome.omnibox.setDefaultSuggestion({ description: first });
  suggest(others);
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
 * @returns {{first: string, others: {content: string, description: string}[]}} as the browser wants it
 */
function suggestionsFor(text, people) {
  const { person, rest } = personIn(text, people);
  const others = [];
  const named = new Set(person && [nameIn(person)]);
  for (const match of matchesIn(text, people)) {
    const name = nameIn(match.person);
    // Two of one name cannot be told apart by typing; who was met last is meant.
    if (named.has(name) || others.length === mostSuggestions) continue;
    named.add(name);
    others.push({ content: `${name}: ${match.rest}`, description: escaped(intention(match.person, match.rest)) });
  }
  // What begins with a name may be about that person, and for another.
  const all = afterName(plainLine(text));
  if (person) others.push({ content: `: ${all}`, description: escaped(intention(undefined, all)) });
  return { first: escaped(intention(person, rest)), others };
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
  if (!describesInXml) return text;
  const names = /** @type {Record<string, string>} */ ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" });
  return text.replace(/[&<>"']/g, (sign) => names[sign]);
}
