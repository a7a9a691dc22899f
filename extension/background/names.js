// Whom a typed line is for: the names that the pages keep under `names`, and how one is found at the start of a text.
// Nothing here remembers, asks or writes.

/** @typedef {{id: string, name: string}} Named */

/** From so many letters on, the beginning of a name is taken for it: "an idea" is not for Ana. */
const enoughLetters = 3;
const bidiMarks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
/** Scripts in which one sign may be a whole name. */
const signs = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]+$/u;
/** Accents of Latin, Greek and Cyrillic, and the points of Hebrew and Arabic; elsewhere a mark may be a vowel. */
const accents = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]/gu;
/** Letters that Unicode does not take apart into a letter and an accent, or that look another way at the end. */
const plainLetters = { ø: "o", ł: "l", đ: "d", ħ: "h", ı: "i", ß: "ss", æ: "ae", œ: "oe", þ: "th", ð: "d", ς: "σ" };

/**
 * The people of active relationships, who was met last first. What looks odd is left out.
 * @returns {Promise<Named[]>}
 */
async function readPeople() {
  const people = opened(await readLocal("names"))?.people;
  return Array.isArray(people) ? people.filter(isNamed) : [];
}

/**
 * @param {any} one
 * @returns {one is Named}
 */
function isNamed(one) {
  return typeof one?.id === "string" && one.id !== "" && typeof one.name === "string" && plainLine(one.name) !== "";
}

/**
 * Who is named at the start of a text, and what is left of it. The most words of a name win, then a whole name, then
 * whole words, then who was met last; after the first word, only whole words count ("ana be nice" is for any Ana).
 * A colon at the start says that nobody is named.
 * @template {Named} T
 * @param {string} text
 * @param {T[]} people
 * @returns {{person?: T, rest: string}}
 */
function personIn(text, people) {
  const best = matchesIn(text, people).find(({ sure }) => sure);
  return best ? { person: best.person, rest: best.rest } : { rest: afterName(plainLine(text)) };
}

/**
 * Everybody whom the start of a text may mean, the likeliest first.
 * @template {Named} T
 * @param {string} text
 * @param {T[]} people
 * @returns {{person: T, rest: string, sure: boolean, rank: number[]}[]}
 */
function matchesIn(text, people) {
  const said = plainLine(text).split(" ").filter(Boolean);
  const found = people.flatMap((person) => matchOf(said, person));
  return found.sort((a, b) => {
    const at = a.rank.findIndex((rank, place) => rank !== b.rank[place]);
    return at === -1 ? 0 : b.rank[at] - a.rank[at];
  });
}

/**
 * @template {Named} T
 * @param {string[]} said
 * @param {T} person
 */
function matchOf(said, person) {
  const name = wordsIn(person.name);
  const [first = ""] = said;
  const start = folded(first);
  const sureStart = /^@./u.test(first) || start.length >= enoughLetters || signs.test(start);
  let best;
  for (const [at, word] of name.entries()) {
    if (start === "" || !word.folded.startsWith(start)) continue;
    const whole = word.folded === start;
    let used = 1;
    while (
      whole &&
      goesOn(said[used - 1], name[at + used - 1].text) &&
      folded(said[used] ?? "") === name[at + used]?.folded
    )
      used += 1;
    const rank = [used, Number(used === name.length && whole), Number(whole)];
    const sure = sureStart || whole;
    if (!best || used > best.rank[0]) best = { person, rest: afterName(said.slice(used).join(" ")), sure, rank };
  }
  return best ? [best] : [];
}

/**
 * A colon or a comma ends the name, unless it is part of it: "Ana: Maria said hi" is for Ana.
 * @param {string} said
 * @param {string} inName
 */
function goesOn(said, inName) {
  return !/[:,;]$/u.test(said) || said.at(-1) === inName.at(-1);
}

/** @param {string} text */
function afterName(text) {
  return text.replace(/^[:,;\s]+/u, "");
}

/**
 * The words of a name, as they are written and as they are compared.
 * @param {string} name
 */
function wordsIn(name) {
  const words = plainLine(name).split(" ");
  return words.map((text) => ({ text, folded: folded(text) })).filter((word) => word.folded !== "");
}

/**
 * A word without accents, case, direction marks and the punctuation around it.
 * @param {string} word
 */
function folded(word) {
  const bare = word.toLowerCase().normalize("NFKD").replace(accents, "").toLowerCase();
  const letters = /** @type {Record<string, string>} */ (plainLetters);
  return bare.replace(/[øłđħıßæœþðς]/gu, (letter) => letters[letter]).replace(/^[\p{P}<>]+|[\p{P}<>]+$/gu, "");
}

/**
 * One line without marks that turn the direction of what follows.
 * @param {string} text
 */
function plainLine(text) {
  return inOneLine(text.replace(bidiMarks, ""));
}
