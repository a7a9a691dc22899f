// The surfaces of the extension, one function each, in the order in which a user comes to them.
import { dockByClick, hostBox, readyFrame, sidebarFrame, until } from "../support/browser.mjs";
import { named, press, saved, write } from "./named.mjs";
import { holdFirstMeeting, meetAna, prepareNextMeeting, room } from "./sample.mjs";

/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {import("../support/browser.mjs").Session} Session */
/**
 * What the surfaces hand on to each other: the browser, and the tab of the call.
 * @typedef {{session: Session, call: Page}} Stage
 */
/**
 * A surface: how it is called, the widths it is shown at, and the way to it, which ends on the page to picture.
 * @typedef {{name: string, widths: number[], reach: (stage: Stage) => Promise<Page>}} Surface
 */

const narrow = [320, 400];
const asTab = [320, 400, 1100];
const asCall = [1280];

/** @type {Surface[]} */
export const surfaces = [
  { name: "call-launcher", widths: asCall, reach: launcher },
  { name: "call-who-is-this", widths: asCall, reach: whoIsThis },
  { name: "sidebar-who-is-this", widths: narrow, reach: whoIsThisAlone },
  { name: "sidebar-next-time", widths: narrow, reach: nextTime },
  { name: "sidebar-agenda", widths: narrow, reach: agenda },
  { name: "sidebar-details", widths: narrow, reach: details },
  { name: "sidebar-actions", widths: narrow, reach: (stage) => section(stage, "Actions") },
  { name: "sidebar-private", widths: narrow, reach: (stage) => section(stage, "Private") },
  { name: "sidebar-ask", widths: narrow, reach: (stage) => section(stage, "Ask") },
  { name: "call-live", widths: asCall, reach: live },
  { name: "sidebar-live", widths: narrow, reach: sidebar },
  { name: "popup", widths: narrow, reach: popup },
  { name: "sidebar-wrap-up", widths: narrow, reach: wrapUp },
  { name: "retro", widths: narrow, reach: retro },
  { name: "dashboard-people", widths: asTab, reach: (stage) => dashboard(stage, "people") },
  { name: "dashboard-history", widths: asTab, reach: (stage) => dashboard(stage, "history") },
  { name: "dashboard-insights", widths: asTab, reach: (stage) => dashboard(stage, "insights") },
  { name: "dashboard-questions", widths: asTab, reach: (stage) => dashboard(stage, "questions") },
  { name: "dashboard-settings", widths: asTab, reach: (stage) => dashboard(stage, "settings") },
];

/** @param {Stage} stage */
async function launcher({ call }) {
  await until(() => hostBox(call), "the launcher is on the page");
  return call;
}

/** @param {Stage} stage */
async function whoIsThis({ call }) {
  await dockByClick(call);
  return call;
}

/** @param {Stage} stage */
async function whoIsThisAlone(stage) {
  const page = await sidebar(stage);
  await named(page, "heading", "Who is this 1:1 with?");
  return page;
}

/** @param {Stage} stage */
async function nextTime(stage) {
  const docked = await readyFrame(await sidebarFrame(stage.call));
  await meetAna(docked);
  await holdFirstMeeting(docked);
  return sidebar(stage);
}

/** @param {Stage} stage */
async function agenda(stage) {
  await prepareNextMeeting(await readyFrame(await sidebarFrame(stage.call)));
  return sidebar(stage);
}

/** @param {Stage} stage */
async function details(stage) {
  const page = await sidebar(stage);
  await press(page, "button", "Details of What would senior look like?");
  await write(page, "textbox", "Notes", "Owns a release from plan to review.");
  await saved(page);
  return page;
}

/**
 * @param {Stage} stage
 * @param {string} name
 */
async function section(stage, name) {
  const page = await sidebar(stage);
  await press(page, "tab", name);
  return page;
}

/** @param {Stage} stage */
async function live({ call }) {
  const docked = await readyFrame(await sidebarFrame(call));
  await press(docked, "button", "Start meeting");
  await press(docked, "checkbox", "Onboarding plan for the new starter");
  await saved(docked);
  return call;
}

/** @param {Stage} stage */
function popup({ session }) {
  return open(session, "popup.html");
}

/** @param {Stage} stage */
async function wrapUp(stage) {
  const page = await sidebar(stage);
  await press(page, "button", "Wrap up");
  await named(page, "heading", "Before you go");
  await press(page, "radio", "4");
  return page;
}

/**
 * The tab closes with the call, before anybody has answered.
 * @param {Stage} stage
 */
async function retro({ session, call }) {
  await call.close();
  const page = await open(session, "retro.html");
  await named(page, "textbox", "What should change next time?");
  return page;
}

/**
 * @param {Stage} stage
 * @param {string} part
 */
function dashboard({ session }, part) {
  return open(session, `dashboard.html#${part}`);
}

/**
 * The sidebar of the call's room in a tab of its own, to be pictured at any width.
 * @param {Stage} stage
 */
function sidebar({ session }) {
  return open(session, `sidebar.html?call=${encodeURIComponent(`meet:${room}`)}`);
}

/**
 * @param {Session} session
 * @param {string} path
 */
async function open(session, path) {
  const page = await session.browser.newPage();
  await page.goto(session.url(path));
  return readyFrame(page);
}
