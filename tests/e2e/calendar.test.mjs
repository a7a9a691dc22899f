// People from a calendar, by text, file and secret address; a 1:1 as a file for a calendar; the agenda sent ahead.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { named, press, saved, write } from "./demo/named.mjs";
import { isAccessible as accessible } from "./support/accessible.mjs";
import { launch, quietPage, until, which } from "./support/browser.mjs";
import { asked, calendarHost, exported } from "./support/calendar-host.mjs";
import { permit } from "./support/harm.mjs";
import { addPoints, click, closeOthers, openPage, sidebarWith } from "./support/one-to-one.mjs";
import { permittedBuild } from "./support/permitted.mjs";
import { startStandIn } from "./support/stand-in.mjs";
import { clear, read } from "./support/store.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const origin = `https://${calendarHost}/*`;
const secret = `https://${calendarHost}/secret/basic.ics`;

/** @type {Awaited<ReturnType<typeof startStandIn>>} */
let standIn;
/** @type {Awaited<ReturnType<typeof permittedBuild>>} */
let build;
/** @type {import("./support/browser.mjs").Session} */
let session;
/** @type {Page} */
let quiet;
/** @type {string} */
let folder;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "duologue-calendar-"));
  standIn = await startStandIn();
  // Firefox is told what the user has permitted; Chromium's question no test can answer, so there it is so from the start.
  build = await permittedBuild([origin]);
  session = await launch({ standIn, ...(which === "chromium" && { dist: build.dist }) });
  quiet = await quietPage(session);
});

// Removing the address gives the permission back, where it can be.
beforeEach(async () => {
  if (which === "firefox") await permit(session, origin);
});

after(async () => {
  await session?.close();
  await standIn?.close();
  await build?.remove();
  await rm(folder, { recursive: true, force: true });
});

afterEach(async () => {
  await closeOthers(session, quiet);
  await clear(quiet);
  asked.length = 0;
});

/** The dashboard with the dialog open. @param {{width?: number, height?: number}} [size] */
async function dialogOpen(size = { width: 800, height: 900 }) {
  const page = await openPage(session, "dashboard.html", size);
  await press(page, "button", "From a calendar");
  await named(page, "textbox", "Or paste a calendar");
  return page;
}

/** @param {Page} page @param {string} text */
async function paste(page, text) {
  const field = await named(page, "textbox", "Or paste a calendar");
  await field.focus();
  await session.insert(page, text);
  await press(page, "button", "Read");
}

/** @param {Page} page @param {string} text */
const says = (page, text) => until(() => page.evaluate((t) => document.body.innerText.includes(t), text), `it says: ${text}`);

/** @param {Page} page @param {string} name */
async function isTicked(page, name) {
  const box = await named(page, "checkbox", name);
  return box.evaluate((element) => /** @type {HTMLInputElement} */ (element).checked);
}

/** @param {Page} page */
const people = (page) => page.$$eval(".person-card h2", (names) => names.map((name) => name.textContent));

test("what is ticked becomes people, with their rooms; the second time they are known, and undo takes them back", async () => {
  const page = await dialogOpen();
  await paste(page, await exported("google"));
  assert.ok(await isTicked(page, "Ana Kovač"));
  await says(page, "6 events were looked at.");
  await says(page, "Weekly, 30 min, Google Meet");
  await says(page, "1 event could not be read and was left out");
  await write(page, "combobox", "Lea Brandt is my", "Mentor");
  await press(page, "button", "Add 2 people");
  await says(page, "Added 2 people.");
  await saved(page);
  assert.deepEqual(await people(page), ["Ana Kovač", "Lea Brandt"]);
  await says(page, "Mentor, Monthly");
  assert.ok(await read(quiet, "room/meet:abc-defg-hij"));

  await press(page, "button", "From a calendar");
  await paste(page, await exported("google"));
  assert.equal(await isTicked(page, "Ana Kovač"), false);
  await says(page, "Here already");
  await press(page, "button", "Back");
  await press(page, "button", "Cancel");
  await press(page, "button", "Undo");
  await until(async () => !(await read(quiet, "room/meet:abc-defg-hij")), "the room is for nobody again");
});

test("a file is chosen, and who I am is asked where the calendar does not say", async () => {
  const file = join(folder, "one.ics");
  const lines = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1", "SUMMARY:Weekly", "DTSTART:20261102T100000", "DURATION:PT25M"];
  lines.push("RRULE:FREQ=WEEKLY", "ORGANIZER;CN=Mira:mailto:mira@example.org", "ATTENDEE;CN=Ana:mailto:ana@example.org");
  await writeFile(file, [...lines, "END:VEVENT", "END:VCALENDAR"].join("\r\n"));
  const page = await dialogOpen();
  const picker = /** @type {import("puppeteer-core").ElementHandle<HTMLInputElement>} */ (
    await page.waitForSelector('dialog input[type="file"]')
  );
  await picker.uploadFile(file);
  await says(page, "Which of these is you?");
  await press(page, "button", "Mira, mira@example.org");
  await says(page, "Weekly, 25 min");
  await press(page, "button", "Add 1 person");
  await says(page, "Added 1 person.");
  assert.deepEqual(await people(page), ["Ana"]);
});

test("what is no calendar, and one without 1:1s, is told", async () => {
  const page = await dialogOpen();
  await paste(page, "Dear all");
  await says(page, "There is no calendar in this.");
  await paste(page, "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Lunch\nDTSTART:20261126T120000\nEND:VEVENT\nEND:VCALENDAR");
  await says(page, "No recurring event with exactly one other person was found.");
});

/** Gives the secret address. @param {Page} page @param {string} address */
async function give(page, address) {
  await write(page, "textbox", "Secret address", address);
  await click(page, "button", "Keep and read");
}

test("the secret address is asked for as nobody, shown masked, offers only news, and is removed whole", async () => {
  const page = await dialogOpen();
  await give(page, secret);
  await says(page, "Weekly, 30 min, Google Meet");
  assert.deepEqual(asked, [{ path: "/secret/basic.ics", cookie: undefined, referer: undefined }]);
  assert.equal(await page.$("iframe"), null, "the page that asked is gone");
  await press(page, "button", "Add 2 people");
  await says(page, "Added 2 people.");

  await press(page, "button", "From a calendar");
  await says(page, `https://${calendarHost}/••••••••`);
  assert.ok(!(await page.content()).includes("/secret/"), "it is nowhere on the page");
  await press(page, "button", "Show");
  await says(page, secret);
  await press(page, "button", "Refresh");
  await says(page, "Nothing new in your calendar.");
  assert.equal(asked.length, 2);
  assert.equal(asked[1].cookie, undefined, "what the host has given to remember is not shown to it");
  await until(() => read(quiet, "calendar"), "the address is kept");
  await press(page, "button", "Remove");
  await named(page, "textbox", "Secret address");
  assert.equal(await read(quiet, "calendar"), undefined);
});

test("the calendar is asked for by itself once a day, and not at every opening", async () => {
  const page = await dialogOpen();
  await give(page, secret);
  await says(page, "Weekly, 30 min, Google Meet");
  await press(page, "button", "Back");
  await page.close();
  const again = await openPage(session, "dashboard.html", { width: 800, height: 900 });
  await press(again, "button", "From a calendar");
  await says(again, `https://${calendarHost}/••••••••`);
  assert.equal(asked.length, 1, "it is not a day ago");
});

for (const [address, said] of /** @type {const} */ ([
  ["https://cal.example/missing.ics", "cal.example does not hand the calendar over."],
  ["https://cal.example/page.ics", "There is no calendar in this."],
  ["https://cal.example/large.ics", "This calendar is too large to be read here."],
  ["https://cal.example/elsewhere.ics", "cal.example"],
  ["http://cal.example/x.ics", "This is no address of a calendar on the web"],
])) {
  test(`${address} brings no calendar, and says why`, async () => {
    const page = await dialogOpen();
    await give(page, address);
    const alert = () => page.$eval("dialog [role=alert]:last-child", (element) => element.textContent ?? "");
    await until(async () => (await alert()).includes(said), said);
    assert.deepEqual(await people(page), []);
  });
}

test("a calendar that has moved within its host is read", async () => {
  const page = await dialogOpen();
  await give(page, `https://${calendarHost}/moved.ics`);
  await says(page, "Weekly, 30 min, Google Meet");
});

/**
 * Asks the page that fetches calendars, from a page of ours.
 * @param {Page} page
 * @param {unknown} message
 * @returns {Promise<Record<string, string>>} what it answers; nothing at all once another one has been answered
 */
function ask(page, message) {
  return page.evaluate(async (data, proper) => {
    const frame = document.createElement("iframe");
    frame.src = "calendar.html";
    await new Promise((loaded) => {
      frame.onload = loaded;
      document.documentElement.append(frame);
    });
    const hear = (/** @type {unknown} */ what) =>
      new Promise((answer) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = (event) => answer(event.data);
        frame.contentWindow?.postMessage(what, location.origin, [port2]);
      });
    const first = hear(data);
    // One that is surely answered, so that silence before it can be told.
    return Promise.race([first, hear(proper).then((answer) => ({ ...answer, silent: "yes" }))]);
  }, message, { type: "duologue-calendar", address: "ftp://x.example/" });
}

test("the page that asks for calendars asks only what it may, and nobody who is not allowed", async () => {
  const page = await openPage(session, "dashboard.html");
  const asks = (/** @type {string} */ address) => ask(page, { type: "duologue-calendar", address });
  assert.deepEqual(await asks("http://cal.example/secret/basic.ics"), { refused: "address" });
  assert.deepEqual(await asks("https://mira:x@cal.example/secret/basic.ics"), { refused: "address" });
  assert.deepEqual(await asks("https://cal.example:8443/x.ics"), { refused: "address" });
  assert.deepEqual(await asks("data:text/calendar,BEGIN:VCALENDAR"), { refused: "address" });
  assert.deepEqual(await asks("https://talk.example/room"), { refused: "permission" });
  assert.deepEqual(await ask(page, { type: "other", address: secret }), { refused: "address", silent: "yes" });
  assert.deepEqual(asked, []);
  const found = await asks(secret);
  assert.match(found.text, /^BEGIN:VCALENDAR/);
});

test("a page that is not framed by ours answers nobody, and no page of calls can frame it", async () => {
  const page = await session.browser.newPage();
  await page.goto(session.url("calendar.html"));
  await page.evaluate((address) => window.postMessage({ type: "duologue-calendar", address }, "*"), secret);
  const stranger = await session.browser.newPage();
  await stranger.goto("https://meet.google.com/abc-defg-hij?at=call&people=2");
  await stranger.evaluate(async (address) => {
    const frame = document.createElement("iframe");
    frame.src = address;
    const done = new Promise((settled) => (frame.onload = frame.onerror = settled));
    document.body.append(frame);
    await done;
  }, session.url("calendar.html"));
  const framed = stranger.frames().map((frame) => frame.url());
  assert.deepEqual(framed.filter((url) => url.includes("calendar.html")), [], "what came instead is the browser's own page, or nothing");
  assert.deepEqual(asked, []);
});

test("where the calendar is read from, no call is looked for", async () => {
  const page = await dialogOpen();
  await give(page, secret);
  await says(page, "Weekly, 30 min, Google Meet");
  const scripts = () => quiet.evaluate(async () => (await chrome.scripting.getRegisteredContentScripts()).flatMap(({ matches }) => matches ?? []));
  await until(async () => !(await scripts()).includes(origin), "our script does not run there");
});

test("a 1:1 is saved as a file for any calendar", async () => {
  await sidebarWith(session, { name: "Ana Kovač" });
  const page = await openPage(session, "dashboard.html", { width: 800, height: 900 });
  await session.downloadTo(folder);
  await press(page, "button", "Add to my calendar: the 1:1 with Ana Kovač");
  await write(page, "combobox", "Remind me", "10 minutes before");
  await press(page, "button", "Save calendar file");
  await says(page, "Saved. Open the file from your downloads to add it.");
  const saved = join(folder, "1-1-Ana-Kovač.ics");
  const file = await until(() => readFile(saved, "utf8").catch(() => ""), "the file is there");
  for (const line of ["RRULE:FREQ=WEEKLY", "SUMMARY:1:1 with Ana Kovač", "TRIGGER:-PT10M", "DURATION:PT30M"]) {
    assert.ok(file.includes(`${line}\r\n`), `${line} in\n${file}`);
  }
});

test("the agenda is sent ahead, by copying and by mail", async () => {
  const page = await sidebarWith(session, { name: "Ana" });
  await addPoints(page, "Budget & <b>people</b>");
  await page.click("summary[aria-label='More']");
  await press(page, "button", "Send the agenda ahead");
  const mail = await named(page, "link", "Write a mail");
  assert.match(await mail.evaluate((link) => link.getAttribute("href") ?? ""), /^mailto:\?subject=[^&]+&body=[^&]+$/);
  await click(page, "button", "Copy agenda");
  await says(page, "Copied.");
  const { plain, html } = await session.copied(page);
  assert.match(plain, /Let us both add to it before we meet\.[^]*- Budget & <b>people<\/b> \(/);
  assert.match(html, /<li>Budget &amp; &lt;b&gt;people&lt;\/b&gt; \(/);
});

test("every state is accessible and fits, light and dark, narrow and wide", async () => {
  for (const width of [320, 400, 1_440]) {
    const page = await dialogOpen({ width, height: 900 });
    await isAccessible(page, `ways in, ${width}`);
    await paste(page, await exported("google"));
    await named(page, "button", "Add 2 people");
    await page.$eval("details.calendar-faults", (faults) => ((/** @type {HTMLDetailsElement} */ (faults)).open = true));
    await isAccessible(page, `offers, ${width}`);
    await page.close();
  }
  await sidebarWith(session, { name: "Ana" });
  const page = await openPage(session, "dashboard.html", { width: 320, height: 900 });
  await press(page, "button", "Add to my calendar: the 1:1 with Ana");
  await named(page, "button", "Save calendar file");
  await isAccessible(page, "a 1:1 for the calendar");
});

/**
 * @param {Page} page
 * @param {string} state
 */
function isAccessible(page, state) {
  return accessible(session, page, state);
}
