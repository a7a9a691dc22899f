// How many people are in the room: what a counter says, in any digits; and null for everything that is not plain.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { bringPages, bringProviders, plainBrowser } from "./support/providers.mjs";

/** @type {import("puppeteer-core").Browser} */
let browser;
/** @type {import("puppeteer-core").Page} */
let page;

before(async () => {
  browser = await plainBrowser();
  page = await browser.newPage();
  await bringProviders(page);
});

after(() => browser?.close());

/** @type {[text: string | null | undefined, count: number | null][]} */
const counters = [
  [null, null], [undefined, null], ["", null], [" ", null], ["0", null], ["00", null], ["1", 1], ["2", 2], ["3", 3], ["9", 9],
  ["10", 10], ["12", 12], ["99", 99], ["100", 100], ["999", 999], ["1000", 1000], ["10000", null], ["02", 2], [" 2 ", 2], ["\n2\n", 2],
  ["2\u00a0", 2], ["12+", 12], ["99+", 99], ["100+", 100], ["3+", 3], ["2+", null], ["1+", null], ["+", null], ["99++", null], ["+99", null],
  ["…", null], ["...", null], ["–", null], ["?", null], ["∞", null], ["NaN", null], ["-1", null], ["−2", null], ["2.5", null], ["2,5", null],
  ["1.234", null], ["1e3", null], ["0x2", null], ["2 people", null], ["two", null], ["(2)", null], ["2/3", null], ["²", null], ["½", null], ["Ⅱ", null],
  ["二", null], ["٠", null], ["١", 1], ["٢", 2], ["١٢", 12], ["٩٩+", 99], ["۲", 2], ["۱۲", 12], ["२", 2], ["১২", 12],
  ["੨", 2], ["૨", 2], ["୨", 2], ["௨", 2], ["౨", 2], ["೨", 2], ["൨", 2], ["๒", 2], ["໒", 2], ["༢", 2],
  ["၂", 2], ["២", 2], ["᠒", 2], ["２", 2], ["１２", 12], ["1٢", null], ["١2", null], ["\u200f2\u200f", 2], ["\u061c٢", 2], ["\u20662\u2069", 2],
  ["2\ufe0f\u20e3", null], ["𝟐", null], ["𞥒", null], ["2\u0000", null], ["2\n3", null],
];

test(`a counter's text is read as a number, or not at all (${counters.length} texts)`, async () => {
  assert.ok(counters.length >= 60);
  const found = await page.evaluate(
    (texts) => texts.map((text) => /** @type {any} */ (globalThis).countIn(text)),
    counters.map(([text]) => text ?? null),
  );
  assert.deepEqual(counters.map(([text], index) => [text, found[index]]), counters);
});

/** @type {[label: string | null, badge: string, people: number | null][]} */
const zoomHosts = [
  ["open the participants list pane,[2] particpants", "2", 2],
  ["open the participants list pane,[2] participants", "2", 2],
  ["open the manage participants list pane,1 particpants", "1", 1],
  ["open the manage participants list pane,2 particpants", "2", 2],
  ["open the manage participants list pane,3 particpants,1 people are in waiting room", "3", 2],
  ["open the manage participants list pane,3 particpants,1 person is in waiting room", "3", 2],
  ["open the manage participants list pane,2 particpants,1 people are in waiting room", "3", 2],
  ["open the manage participants list pane,4 particpants,2 people are in waiting room", "4", 2],
  ["open the manage participants list pane,5 particpants,3 people are in waiting room", "5", 2],
  ["open the manage participants list pane,2 particpants,0 people are in waiting room", "2", 2],
  ["open the manage participants list pane,2 particpants,2 people are in waiting room", "2", null],
  ["open the manage participants list pane,2 particpants,5 people are in waiting room", "2", null],
  ["open the manage participants list pane,3 particpants,1 people wait outside", "3", null],
  ["open the manage participants list pane,3 particpants", "2", null],
  ["Teilnehmerliste öffnen, 2 Teilnehmer", "2", null],
  ["参加者 2", "2", null],
  ["", "2", null],
  [null, "2", null],
  ["open the participants list pane,[2] particpants", "", null],
  ["open the participants list pane,[2] particpants", "…", null],
  ["open the participants list pane,[100] particpants", "99+", null],
];

test("zoom: whoever waits to be let in is not counted, and a label that is not understood makes it unknown", async () => {
  await bringPages(page, "zoom");
  const found = await page.evaluate((cases) => {
    const { providerNamed, saved } = /** @type {any} */ (globalThis);
    return cases.map(([label, badge]) => {
      const place = new DOMParser().parseFromString(saved.en.two, "text/html");
      const button = place.querySelector("#participant button");
      if (label === null) button?.removeAttribute("aria-label");
      else button?.setAttribute("aria-label", label);
      button?.querySelector(".footer-button__number-counter")?.replaceChildren(badge ?? "");
      return providerNamed("zoom").peopleOf(place);
    });
  }, zoomHosts);
  assert.deepEqual(zoomHosts.map(([label, badge], index) => [label, badge, found[index]]), zoomHosts);
});

/** Where each service keeps its counter, as a page with one. */
const pages = /** @type {const} */ ({
  meet: (/** @type {string[]} */ ...counts) => counts.map((n) => `<b data-avatar-count="${n}"></b>`).join(""),
  teams: (/** @type {string[]} */ ...counts) =>
    counts.map((n) => `<div id="roster-button"><i data-tid="toolbar-item-badge">${n}</i></div>`).join(""),
  jitsi: (/** @type {string[]} */ ...counts) =>
    counts.map((n) => `<div class="toolbar-button-with-badge"><b aria-label="x"></b><span>${n}</span></div>`).join(""),
});

for (const [service, page_] of Object.entries(pages)) {
  test(`${service}: one counter, two that agree, two that differ, and none`, async () => {
    /** @type {[html: string, people: number | null][]} */
    const cases = [
      [page_("2"), 2],
      [page_("2", "2"), 2],
      [page_("2", "3"), null],
      [page_("2", ""), null],
      [page_("99+"), 99],
      [page_("٢"), 2],
      [page_("0"), null],
      [page_(), null],
    ];
    const found = await page.evaluate(
      (name, all) =>
        all.map((html) => {
          const place = new DOMParser().parseFromString(html, "text/html");
          return /** @type {any} */ (globalThis).providerNamed(name).peopleOf(place);
        }),
      service,
      cases.map(([html]) => html),
    );
    assert.deepEqual(cases.map(([html], index) => [html, found[index]]), cases);
  });
}

test("jitsi: a badge whose button says another number is not believed, and neither is that of the chat", async () => {
  const found = await page.evaluate(() => {
    const people = (/** @type {string} */ label, /** @type {string} */ badge) =>
      /** @type {any} */ (globalThis).providerNamed("jitsi").peopleOf(
        new DOMParser().parseFromString(
          `<div class="toolbar-button-with-badge"><b aria-label="${label}"></b>${badge}</div>`,
          "text/html",
        ),
      );
    return {
      same: people("Teilnehmerliste öffnen. 12 Personen", "<span>12</span>"),
      other: people("Teilnehmerliste öffnen. 3 Personen", "<span>2</span>"),
      open: people("Teilnehmerliste schließen", "<span>2</span>"),
      chat: people("Chat", '<span class="badge-round"><span>2</span></span>'),
      unknownChat: people("Chat", "<span><span>2</span></span>"),
    };
  });
  assert.deepEqual(found, { same: 12, other: null, open: 2, chat: null, unknownChat: null });
});

test("webex, whereby and other sites: the number is never claimed", async () => {
  for (const service of /** @type {const} */ (["webex", "whereby"])) {
    await bringPages(page, service);
    const found = await page.evaluate((name) => {
      const { providerNamed, saved } = /** @type {any} */ (globalThis);
      const place = new DOMParser().parseFromString(saved.en.two, "text/html");
      return [providerNamed(name).peopleOf(place), providerNamed("site").peopleOf(place)];
    }, service);
    assert.deepEqual(found, [null, null]);
  }
});
