// Saved call pages, changed at random: never a call in a lobby, never an end in a call.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { bringPages, bringProviders, expected, plainBrowser, services } from "./support/providers.mjs";

/** How many changed pages each service is held against. `DUOLOGUE_SEED` runs another history. */
const rounds = 2_000;
const seed = Number(process.env.DUOLOGUE_SEED ?? 20_261_125);

/** @type {import("puppeteer-core").Browser} */
let browser;
/** @type {import("puppeteer-core").Page} */
let page;
const table = await expected();

before(async () => {
  browser = await plainBrowser();
  page = await browser.newPage();
  await bringProviders(page);
});

after(() => browser?.close());

for (const service of services) {
  const rows = table.filter((row) => row.service === service);

  test(`${service}: no change of a few parts makes a call of a lobby, or an end of a call`, async () => {
    await bringPages(page, service);
    const { wrong, kinds, phases } = await page.evaluate(changePages, service, rows, seed, rounds);
    assert.deepEqual(wrong, [], `seed ${seed}`);
    for (const [kind, times] of Object.entries(kinds)) assert.ok(times > rounds / 10, `${kind}: ${times}`);
    // A page that nothing is known of stays so; of the others, some must have been recognised in spite of it all.
    assert.equal(phases.call > rounds / 20, service !== "whereby", JSON.stringify(phases));
  });
}

/**
 * Runs in the page. Elements are removed, doubled and moved; texts, attributes and classes are lost, or taken from
 * elsewhere on the page. What holds most of the page stays: without its whole screen it is another page.
 * @param {string} service
 * @param {import("./support/providers.mjs").Expected[]} rows
 * @param {number} seed
 * @param {number} rounds
 */
function changePages(service, rows, seed, rounds) {
  const { providerNamed, saved } = /** @type {any} */ (globalThis);
  const provider = providerNamed(service);
  let state = seed;
  const below = (/** @type {number} */ limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
  /** @type {<T>(list: ArrayLike<T>) => T} */
  const one = (list) => list[below(list.length)];
  /** @type {Record<string, (element: Element, all: Element[]) => void>} */
  const changes = {
    remove: (element, all) => element.querySelectorAll("*").length <= all.length / 2 && element.remove(),
    duplicate: (element) => element.after(element.cloneNode(true)),
    move: (element, all) => {
      const place = one(all);
      if (!element.contains(place)) place.append(element);
    },
    text: (element, all) => {
      if (element.childElementCount === 0) element.textContent = below(2) ? one(all).textContent : String(below(5));
    },
    attribute: (element, all) => {
      if (element.attributes.length === 0) return;
      const { name } = one(element.attributes);
      const other = one(all).getAttribute(name);
      if (below(2)) element.removeAttribute(name);
      else element.setAttribute(name, other ?? `x${below(1_000)}`);
    },
    class: (element, all) => {
      const other = one(all).classList;
      if (element.classList.length && below(2)) element.classList.remove(one(element.classList));
      else if (other.length) element.classList.add(one(other));
    },
  };
  const kinds = Object.fromEntries(Object.keys(changes).map((kind) => [kind, 0]));
  /** @type {Record<string, number>} */
  const phases = { unknown: 0, lobby: 0, call: 0, ended: 0 };
  /** @type {object[]} */
  const wrong = [];
  for (let round = 0; round < rounds; round += 1) {
    const row = one(rows);
    const place = new DOMParser().parseFromString(one(Object.values(saved))[row.state], "text/html").body;
    const done = [];
    for (let left = 1 + below(5); left > 0; left -= 1) {
      const all = [...place.querySelectorAll("*")];
      const kind = one(Object.keys(changes));
      if (all.length === 0) break;
      changes[kind](one(all), all);
      kinds[kind] += 1;
      done.push(kind);
    }
    /** @type {Phase} */
    const phase = provider.phaseOf(place);
    phases[phase] += 1;
    const bad = row.is === "call" ? phase === "ended" : row.is !== "after" && (phase === "call" || phase === "ended");
    if (bad && wrong.length < 5) wrong.push({ round, state: row.state, phase, done, left: place.innerHTML });
  }
  return { wrong, kinds, phases };
}
