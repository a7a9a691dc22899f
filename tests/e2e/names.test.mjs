// Whom a typed line is for, and what the address bar and the context menu say about it: rules alone, without a browser.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { createContext, runInContext } from "node:vm";
import { root } from "./support/browser.mjs";

const ana = { id: "a", name: "Ana Becker" };
const otherAna = { id: "b", name: "Ana Costa" };
const anaMaria = { id: "c", name: "Ana Maria Díaz" };
const zoe = { id: "d", name: "Zoë Łukasz" };
const dana = { id: "e", name: "דנה לוי" };
const sara = { id: "f", name: "سَارَة" };
const fox = { id: "g", name: "🦊 Fox" };
const tanaka = { id: "h", name: "田中 太郎" };
const rnd = { id: "i", name: "R&D <Lead>" };
const doe = { id: "j", name: "Doe, Jane" };
const strasse = { id: "k", name: "Strauß" };
const odd = { id: "l", name: "Bo\u0000\u202e  Li" };
const people = [ana, otherAna, anaMaria, zoe, dana, sara, fox, tanaka, rnd, doe, strasse, odd];

const long = "ask ".repeat(2_560).trim();

/** @type {[typed: string, person: {id: string} | undefined, rest: string][]} */
const table = [
  ["", undefined, ""],
  ["   ", undefined, ""],
  ["\u0000\u0007\t\n", undefined, ""],
  ["ana ask about the on-call swap", ana, "ask about the on-call swap"],
  ["ANA ask", ana, "ask"],
  ["aná ask", ana, "ask"],
  ["a\u0301na ask", ana, "ask"],
  ["ana", ana, ""],
  ["ana   ask\n\nnow", ana, "ask now"],
  ["ana becker ask", ana, "ask"],
  ["ana costa ask", otherAna, "ask"],
  ["costa ask", otherAna, "ask"],
  ["cos ask", otherAna, "ask"],
  ["co ask", undefined, "co ask"],
  ["ana maria ask", anaMaria, "ask"],
  ["Ana Maria Diaz ask", anaMaria, "ask"],
  ["maria ask", anaMaria, "ask"],
  ["diaz ask", anaMaria, "ask"],
  ["díaz: ask", anaMaria, "ask"],
  ["ana: maria said hi", ana, "maria said hi"],
  ["ana, maria said hi", ana, "maria said hi"],
  ["ana mar ask", ana, "mar ask"],
  ["ana co-lead the review", ana, "co-lead the review"],
  ["an idea", undefined, "an idea"],
  ["a question", undefined, "a question"],
  ["@a question", ana, "question"],
  ["@zoe hi", zoe, "hi"],
  ["@ nobody", undefined, "@ nobody"],
  [": ana is away", undefined, "ana is away"],
  [": ", undefined, ""],
  ["zoe ask", zoe, "ask"],
  ["zoë ask", zoe, "ask"],
  ["lukasz ask", zoe, "ask"],
  ["ŁUK ask", zoe, "ask"],
  ["דנה לשאול", dana, "לשאול"],
  ["לוי לשאול", dana, "לשאול"],
  ["\u200fדנה לשאול", dana, "לשאול"],
  ["سارة سؤال", sara, "سؤال"],
  ["سَارَة سؤال", sara, "سؤال"],
  ["🦊 hi", fox, "hi"],
  ["fox hi 👩‍👩‍👧", fox, "hi 👩‍👩‍👧"],
  ["🐻 hi", undefined, "🐻 hi"],
  ["田中 相談", tanaka, "相談"],
  ["田 相談", tanaka, "相談"],
  ["太郎 相談", tanaka, "相談"],
  ["r&d budget", rnd, "budget"],
  ["lead <b>now</b> & here", rnd, "<b>now</b> & here"],
  ["doe ask", doe, "ask"],
  ["Doe, Jane: ask", doe, "ask"],
  ["doe, jane ask", doe, "ask"],
  ["jane ask", doe, "ask"],
  ["strauss ask", strasse, "ask"],
  ["STRAUẞ ask", strasse, "ask"],
  ["bo ask", odd, "ask"],
  ["bo li ask", odd, "ask"],
  ["bo\u0000li ask", odd, "ask"],
  ["nobody ask", undefined, "nobody ask"],
  ["anatomy lesson", undefined, "anatomy lesson"],
  [`ana ${long}`, ana, long],
  [long, undefined, long],
  ["x".repeat(10_240), undefined, "x".repeat(10_240)],
  ["ana \ud800 half", ana, "\ufffd half"],
  ["constructor ask", undefined, "constructor ask"],
  ["__proto__ ask", undefined, "__proto__ ask"],
];

for (const [typed, person, rest] of table) {
  test(`${JSON.stringify(shown(typed))} is for ${person?.id ?? "nobody yet"}`, async () => {
    const { personIn } = await background();
    const found = personIn(typed, people);
    assert.deepEqual([found.person?.id, found.rest], [person?.id, rest]);
  });
}

test("of two with one name, who was met last is meant; alone, a shorter name wins over a longer one", async () => {
  const { personIn } = await background();
  const twins = [otherAna, ana];
  assert.equal(personIn("ana hi", twins).person.id, otherAna.id);
  const plain = { id: "plain", name: "Ana" };
  assert.equal(personIn("ana hi", [ana, plain]).person.id, plain.id);
  assert.equal(personIn("ana becker hi", [plain, ana]).person.id, ana.id);
  assert.equal(personIn("anything", []).person, undefined);
});

/** @type {[typed: string, first: string, others: string[]][]} what Enter does, and what is offered besides */
const suggestions = [
  ["", "omniboxHint", []],
  ["  ", "omniboxHint", []],
  ["ana", "omniboxOnlyName Ana Becker", ["Ana Costa: ", "Ana Maria Díaz: ", ": ana"]],
  ["ana hi", "omniboxFor Ana Becker|hi", ["Ana Costa: hi", "Ana Maria Díaz: hi", ": ana hi"]],
  ["an", "omniboxLater an", ["Ana Becker: ", "Ana Costa: ", "Ana Maria Díaz: "]],
  ["maria hi", "omniboxFor Ana Maria Díaz|hi", [": maria hi"]],
  ["nobody hi", "omniboxLater nobody hi", []],
  [": ana hi", "omniboxLater ana hi", []],
  ["r&d <b>", "omniboxFor R&amp;D &lt;Lead&gt;|&lt;b&gt;", [": r&d <b>"]],
  [`x "'&<>`, "omniboxLater x &quot;&apos;&amp;&lt;&gt;", []],
  ["bo hi", "omniboxFor Bo Li|hi", [": bo hi"]],
];

for (const [typed, first, others] of suggestions) {
  test(`typing ${JSON.stringify(typed)} says what Enter will do`, async () => {
    const { suggestionsFor } = await background();
    const found = suggestionsFor(typed, people, true);
    assert.equal(found.first.replaceAll(/[\u2068\u2069]/g, ""), first);
    assert.deepEqual(
      Array.from(found.others, ({ content }) => content),
      others,
    );
  });
}

test("what is offered means whom it names: typing it finds that person, for every text of the table", async () => {
  const { personIn, suggestionsFor, plainLine } = await background();
  let offered = 0;
  for (const [typed] of table) {
    for (const { content, description } of suggestionsFor(typed, people, true).others) {
      const { person } = personIn(content, people);
      if (content.startsWith(": ")) assert.equal(person, undefined, content);
      else assert.ok(content.startsWith(`${plainLine(person.name)}: `), content);
      assert.ok(!/[<>]/.test(description), description);
      offered += 1;
    }
  }
  assert.ok(offered > 60, `${offered}`);
});

test("a suggestion repeats a long text in part, and never half of an emoji", async () => {
  const { suggestionsFor } = await background();
  for (const text of [long, "👩‍👩‍👧".repeat(2_000), "x".repeat(10_240), "e\u0301".repeat(5_000)]) {
    const { first } = suggestionsFor(text, people, true);
    assert.ok(first.length < 200 && first.isWellFormed(), `${first.length}`);
    const [, kept] = /\u2068(.*)…\u2069/u.exec(first) ?? [];
    assert.ok(text.startsWith(kept) && ["👩‍👩‍👧", "x", "e\u0301", "ask"].some((whole) => kept.endsWith(whole)), kept);
  }
});

test("where descriptions are no XML, nothing is escaped", async () => {
  const { suggestionsFor } = await background();
  assert.match(suggestionsFor("r&d <b>", people, false).first, /R&D <Lead>.*<b>/u);
});

/** @type {[name: string, title: string][]} */
const titles = [
  ["Ana", "Ana"],
  ["R&D", "R&&D"],
  ["100%s", "100%\u2060s"],
  ["a\u0000b\nc", "a b c"],
  ["\u202eevil", "evil"],
  ["דנה", "דנה"],
  ["x".repeat(200), `${"x".repeat(59)}…`],
];
for (const [name, title] of titles) {
  test(`the menu shows ${JSON.stringify(shown(name))} as a name and not as a mark`, async () => {
    const { titleOfEntry } = await background();
    assert.equal(titleOfEntry(name), title);
  });
}

test("the menu has one entry a person, at most twelve, and ids that stay", async () => {
  const { menuEntries } = await background();
  const many = Array.from({ length: 40 }, (_, at) => ({ id: `r${at}`, name: "Ana" }));
  const ids = (/** @type {{id: string}[]} */ entries) => Array.from(entries, ({ id }) => id);
  assert.deepEqual(ids(menuEntries([])), ["add", "later"]);
  assert.deepEqual(ids(menuEntries([ana, zoe])), ["add", "with/a", "with/d", "later"]);
  const shownIds = ids(menuEntries([...many, ...many]));
  assert.deepEqual([shownIds.length, new Set(shownIds).size, shownIds[12]], [14, 14, "with/r11"]);
});

const page = "https://wiki.example/a?b#c";
/** @type {[clicked: object, tab: object | undefined, note: object][]} */
const clicks = [
  [
    { selectionText: "this", pageUrl: page },
    { title: "Wiki", url: page },
    { text: "this", source: { title: "Wiki", url: page } },
  ],
  [
    { selectionText: "this", pageUrl: page },
    { title: "Wiki", url: page, incognito: true },
    { text: "this", source: undefined },
  ],
  [
    { selectionText: "this", linkUrl: "https://l.example/", pageUrl: page },
    { title: "Wiki" },
    { text: "this", source: { title: "Wiki", url: page } },
  ],
  [{ pageUrl: page }, { title: "Wiki" }, { text: "Wiki", source: { title: "Wiki", url: page } }],
  [{ pageUrl: page }, {}, { text: "wiki.example/a", source: { title: "", url: page } }],
  [{ pageUrl: page }, undefined, { text: "wiki.example/a", source: { title: "", url: page } }],
  [
    { linkUrl: "https://l.example/", pageUrl: page },
    {},
    { text: "l.example", source: { title: "", url: "https://l.example/" } },
  ],
  [
    { linkUrl: "https://l.example/x", linkText: "Read", pageUrl: page },
    {},
    { text: "Read", source: { title: "Read", url: "https://l.example/x" } },
  ],
  [
    { linkUrl: "mailto:a@b.example", pageUrl: page },
    {},
    { text: "mailto:a@b.example", source: { title: "", url: "mailto:a@b.example" } },
  ],
];
for (const [clicked, tab, note] of clicks) {
  test(`a click on ${JSON.stringify(clicked)} is the note ${JSON.stringify(note)}`, async () => {
    const { noteOf } = await background();
    // What the rules make is of another realm, and so never equal to the letter.
    assert.deepEqual(JSON.parse(JSON.stringify(noteOf(clicked, tab))), JSON.parse(JSON.stringify(note)));
  });
}

/** @type {[url: unknown, kept: string | undefined][]} */
const sources = [
  ["https://a.example/b?c#d", "https://a.example/b?c#d"],
  ["http://a.example", "http://a.example/"],
  ["https://me:secret@a.example/", "https://a.example/"],
  ["HTTPS://A.example/ b", "https://a.example/%20b"],
  ["javascript:alert(1)", undefined],
  ["data:text/html,x", undefined],
  ["file:///etc/passwd", undefined],
  ["chrome-extension://abc/x", undefined],
  ["", undefined],
  [undefined, undefined],
  ["https://", undefined],
  [`https://a.example/${"x".repeat(1_982)}`, `https://a.example/${"x".repeat(1_982)}`],
  [`https://a.example/${"x".repeat(1_983)}`, undefined],
];
for (const [url, kept] of sources) {
  test(`of the address ${JSON.stringify(shown(String(url)))} is kept ${shown(String(kept))}`, async () => {
    const { sourceOf } = await background();
    assert.equal(sourceOf({ title: "T", url })?.url, kept);
  });
}

/** @param {string} text */
function shown(text) {
  return text.length > 60 ? `${text.slice(0, 30)}… (${text.length})` : text;
}

/**
 * The background's rules, over a browser that says back what it is asked.
 * @returns {Promise<any>}
 */
async function background() {
  const event = { addListener() {} };
  const events = { onInputStarted: event, onInputChanged: event, onInputEntered: event };
  const chrome = {
    i18n: {
      getMessage: (/** @type {string} */ key, /** @type {string[]} */ parts) =>
        [key, parts?.join("|")].filter(Boolean).join(" "),
    },
    omnibox: events,
    contextMenus: { onClicked: event },
    runtime: { onInstalled: event, onStartup: event },
    storage: { onChanged: event },
  };
  const context = createContext({ chrome, URL, Intl });
  for (const file of ["capture", "names", "omnibox", "menus"]) {
    runInContext(await readFile(join(root, `extension/background/${file}.js`), "utf8"), context);
  }
  return context;
}
