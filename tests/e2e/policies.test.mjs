// What an administrator sets by the browser's own policies: used by every page and by the dock, fixed or a mere start.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { named, press, saved, write } from "./demo/named.mjs";
import { isAccessible } from "./support/accessible.mjs";
import { dockByClick, launch, openCall, readyFrame, until } from "./support/browser.mjs";
import { boxWhere } from "./support/call-page.mjs";
import { freshStore } from "./support/fresh.mjs";
import { fitsItsWidth, held, isGone, openPage, says, storedKeys, texts, wordsOf } from "./support/one-to-one.mjs";
import { startStandIn } from "./support/stand-in.mjs";
import { put, read, text } from "./support/store.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const listed = 'ul[aria-label="Questions"] > li';
const narrow = { width: 320, height: 760 };

/** @satisfies {import("./support/managed.mjs").Policies} */
const policies = {
  language: "de",
  theme: "dark",
  remindAhead: "day",
  remindOverdue: false,
  remindPromises: true,
  quietHours: "19:30-08:00",
  dockSide: "left",
  dockWidth: 420,
  relayUrl: "wss://relay.example.org",
  relayCredential: "token-of-the-house",
  locked: ["language", "remindOverdue", "quietHours", "dockSide"],
};

const standIn = await startStandIn();
after(() => standIn.close());

const fresh = freshStore({ managed: policies, standIn });

/** @type {Record<string, string>} */
let german;
before(async () => (german = await wordsOf("de")));

test("the browser hands over what the administrator has set, as it is", async () => {
  assert.deepEqual(await fresh.quiet.evaluate(() => chrome.storage.managed.get()), policies);
});

test("every page speaks the language that is fixed and starts with the theme that is set", async () => {
  // From before there was an administrator.
  await put(fresh.quiet, { "setting/language": text("es") });
  for (const path of ["dashboard.html#settings", "sidebar.html", "popup.html", "welcome.html"]) {
    const page = await openPage(fresh.session, path, narrow);
    assert.deepEqual(await look(page), { language: "de", theme: "dark" }, path);
    await page.close();
  }
});

test("what is fixed is told with its value and the reason, and has nothing to be changed with", async () => {
  const page = await openPage(fresh.session, "dashboard.html#settings", narrow);
  const reason = german["locked"];
  assert.deepEqual(await texts(page, ".locked"), [
    `${german["language"]} ${german["language-de"]} ${reason}`,
    `${german["dock-side"]} ${german["dock-side-left"]} ${reason}`,
    `${german["remind-overdue"]} ${german["locked-off"]} ${reason}`,
    `${german["quiet-hours"]} ${german["quiet-between"].replace("{from}", "19:30").replace("{until}", "08:00")} ${reason}`,
  ]);
  assert.ok(await isGone(page, "combobox", german["language"]));
  assert.ok(await isGone(page, "combobox", german["dock-side"]));
  assert.ok(await isGone(page, "checkbox", german["remind-overdue"]));
  assert.ok(await isGone(page, "checkbox", german["quiet-hours"]));
  assert.equal(await page.$('input[type="time"]'), null);
  await isAccessible(fresh.session, page, "settings with what is fixed");
});

test("a start that is set can be changed, and the change is what holds from then on", async () => {
  const page = await openPage(fresh.session, "dashboard.html#settings", narrow);
  assert.equal(await chosen(page, german["remind-ahead"]), german["remind-day"]);
  assert.equal(await held(page, "spinbutton", german["dock-width"]), "420");
  await write(page, "combobox", german["theme"], german["theme-light"]);
  await until(async () => (await look(page)).theme === "light", "the theme changes at once");
  await write(page, "combobox", german["remind-ahead"], german["remind-hour"]);
  await press(page, "checkbox", german["remind-promises"]);
  await saved(page);
  await page.reload();
  await readyFrame(page);
  assert.equal((await look(page)).theme, "light");
  assert.equal(await chosen(page, german["remind-ahead"]), german["remind-hour"]);
  const promises = await named(page, "checkbox", german["remind-promises"]);
  assert.equal(await promises.evaluate((box) => /** @type {HTMLInputElement} */ (box).checked), false);
});

test("only what the user changes is written down as the user's own", async () => {
  const page = await openPage(fresh.session, "dashboard.html#settings", narrow);
  await write(page, "combobox", german["remind-ahead"], german["remind-hour"]);
  await saved(page);
  const kept = (await storedKeys(page)).filter((key) => key.startsWith("setting/"));
  const [ahead, ...more] = await Promise.all(kept.map((key) => read(page, key)));
  assert.deepEqual([ahead, more], [text("hour"), []]);
});

test("the dock stands where it is fixed, as wide as it starts, and can be made narrower", async () => {
  const settings = await openPage(fresh.session, "dashboard.html#settings", narrow);
  const call = await openCall(fresh.session.browser, "meet", "abc-defg-hij");
  await dockByClick(call);
  await boxWhere(call, ({ x, width }) => x === 0 && width === 420, "the dock is at the left, as wide as it starts");
  await call.close();
  await settings.bringToFront();
  await write(settings, "spinbutton", german["dock-width"], "300");
  await settings.keyboard.press("Tab");
  await until(async () => (await read(settings, "dock"))?.width === 300, "the width is kept");
  const next = await openCall(fresh.session.browser, "meet", "abc-defg-hij");
  await dockByClick(next);
  await boxWhere(next, ({ x, width }) => x === 0 && width === 300, "the dock is at the left, narrower");
});

test("the administrator's relay is named, with no field for another and without its credential", async () => {
  const page = await openPage(fresh.session, "dashboard.html#settings", narrow);
  await says(page, "main", german["relay-managed"].replace("{url}", policies.relayUrl));
  assert.ok(await isGone(page, "textbox", german["relay-address"]));
  assert.ok(!(await page.content()).includes(policies.relayCredential), "a credential is nothing to show");
});

test("what is fixed to a value that makes no sense is as it usually is, and told so", async () => {
  const managed = { theme: "neon", remindAhead: "yearly", quietHours: "all day", locked: ["theme", "remindAhead", "quietHours", "font"] };
  const session = await launch({ managed });
  try {
    const page = await openPage(session, "dashboard.html#settings", narrow);
    const words = await wordsOf("en");
    assert.deepEqual(await look(page), { language: "en", theme: null });
    assert.deepEqual(await texts(page, ".locked"), [
      `${words["theme"]} ${words["theme-system"]} ${words["locked"]}`,
      `${words["remind-ahead"]} ${words["remind-day"]} ${words["locked"]}`,
      `${words["quiet-hours"]} ${words["quiet-none"]} ${words["locked"]}`,
    ]);
  } finally {
    await session.close();
  }
});

test("what is fixed is never written down as the user's own, and comes back to that when it is no more", async () => {
  const managed = { dockSide: "left", dockWidth: 5_000, locked: ["dockSide", "dockWidth"] };
  const session = await launch({ managed, standIn });
  try {
    const settings = await openPage(session, "dashboard.html#settings", narrow);
    await put(settings, { dock: { width: 300 } });
    const call = await openCall(session.browser, "meet", "abc-defg-hij");
    await dockByClick(call);
    await boxWhere(call, ({ x, width }) => x === 0 && width === 480, "the dock is where it is fixed, as wide as can be");
    // As the settings do.
    await settings.evaluate(() => chrome.runtime.sendMessage({ type: "dock-shape", dock: { collapsed: true, side: "right" } }));
    assert.deepEqual(await read(settings, "dock"), { width: 300, collapsed: true });
    await settings.reload();
    await readyFrame(settings);
    const words = await wordsOf("en");
    assert.ok((await texts(settings, ".locked")).some((text) => text.startsWith(`${words["dock-width"]} 480`)));
  } finally {
    await session.close();
  }
});

test("values that make no sense are as if nobody had set them", async () => {
  const managed = {
    language: "tlh",
    theme: "neon",
    remindAhead: "yearly",
    quietHours: "all day",
    dockSide: "up",
    dockWidth: "wide",
    relayUrl: " ",
    locked: "all",
  };
  const session = await launch({ managed });
  try {
    const page = await openPage(session, "dashboard.html#settings", narrow);
    const words = await wordsOf("en");
    assert.deepEqual(await look(page), { language: "en", theme: null });
    assert.equal(await chosen(page, words["theme"]), words["theme-system"]);
    assert.equal(await chosen(page, words["language"]), words["language-browser"]);
    assert.equal(await chosen(page, words["dock-side"]), words["dock-side-right"]);
    assert.equal(await held(page, "spinbutton", words["dock-width"]), "360");
    assert.deepEqual(await texts(page, ".locked"), []);
    await named(page, "textbox", words["relay-address"]);
    assert.equal(await chosen(page, words["remind-ahead"]), words["remind-day"]);
    assert.equal(await page.$('input[type="time"]'), null, "there are no quiet hours");
    assert.ok(await fitsItsWidth(page));
  } finally {
    await session.close();
  }
});

test("an administrator's questions stand among ours; a pack or a relay with a fault is told", async () => {
  const question = { id: "of-the-house", text: "Which zebra is yours?", aim: "career", depth: 3, cooldown: 12 };
  const lines = [{ "duologue-pack": 1 }, { question }];
  const words = await wordsOf("en");
  const session = await launch({ managed: { questionPack: lines.map((line) => JSON.stringify(line)).join("\n") } });
  try {
    const page = await openPage(session, "dashboard.html#questions", narrow);
    await write(page, "searchbox", words["search-questions"], "zebra");
    await until(async () => (await texts(page, listed)).length === 1, "it is the only one with that word");
    const [zebra] = await texts(page, listed);
    assert.ok(zebra?.startsWith(question.text) && zebra.endsWith(`${words["edit"]} ${words["hide"]}`), `not theirs to delete: ${zebra}`);
  } finally {
    await session.close();
  }
  const unsound = await launch({ managed: { questionPack: "[]", relayUrl: "relay.example.org" } });
  try {
    const page = await openPage(unsound, "dashboard.html#questions", narrow);
    const refusal = words["pack-of-the-house-refused"].replace("{line}", "1").replace("{reason}", words["pack-no-pack"]);
    await says(page, "main", refusal);
    await page.goto(unsound.url("dashboard.html#settings"));
    await readyFrame(page);
    await says(page, "main", words["relay-managed-unusable"]);
  } finally {
    await unsound.close();
  }
});

/**
 * How a page presents itself.
 * @param {Page} page
 */
function look(page) {
  return page.evaluate(() => {
    const { lang, dataset } = document.documentElement;
    return { language: lang, theme: dataset.theme ?? null };
  });
}

/**
 * What is chosen in a list, as the user reads it.
 * @param {Page} page
 * @param {string} name
 */
async function chosen(page, name) {
  const list = await named(page, "combobox", name);
  return list.evaluate((element) => /** @type {HTMLSelectElement} */ (element).selectedOptions[0]?.label);
}
