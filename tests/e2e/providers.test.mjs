// What is known about each call service, held against saved pages in several languages: rather "unknown" than wrong.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { bringPages, bringProviders, expected, languages, plainBrowser, services } from "./support/providers.mjs";

/** @typedef {import("./support/providers.mjs").Expected} Expected */

/** @type {import("puppeteer-core").Browser} */
let browser;
/** @type {import("puppeteer-core").Page} */
let page;
/** @type {Expected[]} */
const table = await expected();

before(async () => {
  browser = await plainBrowser();
  page = await browser.newPage();
  await bringProviders(page);
});

after(() => browser?.close());

test("there are at least 12 pages of each service, in at least 3 languages, and each is in the table", async () => {
  assert.ok(languages.length >= 3);
  for (const service of services) {
    await bringPages(page, service);
    const rows = table.filter((row) => row.service === service).map(({ state }) => state);
    assert.ok(rows.length >= 12, `${service} has ${rows.length}`);
    const saved = await page.evaluate(() => /** @type {any} */ (globalThis).saved);
    for (const language of languages) assert.deepEqual(Object.keys(saved[language]).sort(), [...rows].sort(), service);
  }
});

for (const service of services) {
  const rows = table.filter((row) => row.service === service);

  test(`${service}: phase and people of each page, in every language`, async () => {
    await bringPages(page, service);
    const seen = await page.evaluate((name) => {
      const { providerNamed, saved } = /** @type {any} */ (globalThis);
      const provider = providerNamed(name);
      return Object.entries(saved).flatMap(([language, states]) =>
        Object.entries(states).map(([state, html]) => {
          const place = new DOMParser().parseFromString(/** @type {string} */ (html), "text/html");
          return { language, state, phase: provider.phaseOf(place), people: provider.peopleOf(place) };
        }),
      );
    }, service);
    assert.equal(seen.length, rows.length * languages.length);
    for (const { language, state, ...found } of seen) {
      const row = rows.find((one) => one.state === state);
      assert.deepEqual(found, { phase: row?.phase, people: row?.people }, `${service} ${state} ${language}`);
    }
  });

  test(`${service}: with any one or two signals missing a page is what it was, or unknown`, async () => {
    await bringPages(page, service);
    const { wrong, tried } = await page.evaluate(lackingSignals, service, rows);
    assert.deepEqual(wrong, []);
    assert.ok(tried > 1_000, `${tried} tried`);
  });

  test(`${service}: every selector can be parsed`, async () => {
    const failed = await page.evaluate((name) => {
      const provider = /** @type {any} */ (globalThis).providerNamed(name);
      // A fresh page, and one that answers "yes" to everything, so that no branch hides a selector.
      const asked = new Set(provider.controls);
      for (const answer of [[], [document.createElement("i")]]) {
        const place = {
          querySelector: (/** @type {string} */ selector) => (asked.add(selector), answer[0] ?? null),
          querySelectorAll: (/** @type {string} */ selector) => (asked.add(selector), answer),
        };
        provider.phaseOf(place);
        provider.peopleOf(place);
      }
      return [...asked].filter((selector) => {
        try {
          document.querySelector(selector);
          return false;
        } catch {
          return true;
        }
      });
    }, service);
    assert.deepEqual(failed, []);
  });
}

/**
 * Runs in the page. A signal is an attribute, one class, a text, or an element with all that is in it.
 * What holds most of the page is not taken: a page without its whole screen is another page.
 * Single ones are taken from the pages of all languages, pairs from those of one.
 * @param {string} service
 * @param {Expected[]} rows
 */
function lackingSignals(service, rows) {
  const { providerNamed, saved } = /** @type {any} */ (globalThis);
  const provider = providerNamed(service);
  /** @type {object[]} */
  const wrong = [];
  let tried = 0;
  for (const [language, states] of Object.entries(saved)) {
    for (const { state, phase, people } of rows) {
      const whole = new DOMParser().parseFromString(states[state], "text/html").body;
      /** @type {((all: Element[]) => void)[]} */
      const losses = [];
      const elements = [...whole.querySelectorAll("*")];
      elements.forEach((element, index) => {
        const screen = element.querySelectorAll("*").length > elements.length / 2;
        if (!screen) losses.push((all) => all[index].remove());
        for (const { name } of element.attributes) losses.push((all) => all[index].removeAttribute(name));
        for (const one of element.classList) losses.push((all) => all[index].classList.remove(one));
        if (element.childElementCount === 0 && element.textContent) losses.push((all) => all[index].replaceChildren());
      });
      const hold = (/** @type {number[]} */ ...which) => {
        const copy = /** @type {HTMLElement} */ (whole.cloneNode(true));
        const all = [...copy.querySelectorAll("*")];
        for (const loss of which) losses[loss](all);
        tried += 1;
        const found = { phase: provider.phaseOf(copy), people: provider.peopleOf(copy) };
        const good = [phase, "unknown"].includes(found.phase) && [people, null].includes(found.people);
        if (!good) wrong.push({ language, state, ...found, left: copy.innerHTML });
      };
      losses.forEach((_, one) => hold(one));
      if (language === "en") losses.forEach((_, one) => losses.slice(one + 1).forEach((_, more) => hold(one, one + 1 + more)));
    }
  }
  return { wrong: wrong.slice(0, 5), tried };
}
