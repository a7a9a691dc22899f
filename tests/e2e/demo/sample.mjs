// A 1:1 that has been going on for a while, told through the sidebar as its user would.
import { enter, named, press, saved, write } from "./named.mjs";

/** @typedef {import("./named.mjs").Scope} Scope */

/** The room of the sample's calls. */
export const room = "dem-oroo-mmm";

/** Who the sample's 1:1 is with. */
export const counterpart = "Ana";

/**
 * Says who the call is with.
 * @param {Scope} sidebar
 */
export async function meetAna(sidebar) {
  await write(sidebar, "textbox", "Name", counterpart);
  await write(sidebar, "combobox", "They are my", "Report");
  await write(sidebar, "combobox", "How often", "Weekly");
  await write(sidebar, "spinbutton", "Minutes", "30");
  await press(sidebar, "button", "Start");
  await named(sidebar, "textbox", "Add a talking point");
  await saved(sidebar);
}

/**
 * A first meeting, held and rated, that asks for a change and leaves a promise open.
 * @param {Scope} sidebar
 */
export async function holdFirstMeeting(sidebar) {
  await press(sidebar, "button", "Start meeting");
  await talkAbout(sidebar, "Status of the launch", 10);
  await talkAbout(sidebar, "Too much on my plate since the launch", 8);
  await talkAbout(sidebar, "New colleague, who shows her around?", 4);
  await addAction(sidebar, "Clear Thursday morning for pairing", "Me");
  await press(sidebar, "button", "Wrap up");
  await press(sidebar, "radio", "4");
  await write(sidebar, "textbox", "What should change next time?", "More time for career, status in writing.");
  await press(sidebar, "button", "Save");
  await named(sidebar, "button", "Start meeting");
  await saved(sidebar);
}

/**
 * A point with its minutes, that is talked about.
 * @param {Scope} sidebar
 * @param {string} title
 * @param {number} minutes
 */
async function talkAbout(sidebar, title, minutes) {
  await enter(sidebar, "Add a talking point", title);
  await press(sidebar, "button", `Details of ${title}`);
  await write(sidebar, "spinbutton", "Minutes", String(minutes));
  await press(sidebar, "button", `Details of ${title}`);
  await press(sidebar, "checkbox", title);
}

/**
 * What is prepared for the next meeting.
 * @param {Scope} sidebar
 */
export async function prepareNextMeeting(sidebar) {
  await press(sidebar, "tab", "Agenda");
  await enter(sidebar, "Add a talking point", "Onboarding plan for the new starter");
  await enter(sidebar, "Add a talking point", "Feedback on Tuesday’s demo");
  await press(sidebar, "radio", counterpart);
  await enter(sidebar, "Add a talking point", "What would senior look like?");
  await enter(sidebar, "Add a talking point", "Release went out without me");
  await press(sidebar, "radio", "You");
  await press(sidebar, "tab", "Private");
  await write(sidebar, "textbox", "Private notes", "Ask how the move went. Praise the calm hand-over.");
  await press(sidebar, "tab", "Agenda");
  await saved(sidebar);
}

/**
 * All of it in one go.
 * @param {Scope} sidebar
 */
export async function tellSample(sidebar) {
  await meetAna(sidebar);
  await holdFirstMeeting(sidebar);
  await prepareNextMeeting(sidebar);
}

/**
 * @param {Scope} sidebar
 * @param {string} text
 * @param {string} owner
 */
async function addAction(sidebar, text, owner) {
  await press(sidebar, "tab", "Actions");
  await write(sidebar, "combobox", "Owner", owner);
  await enter(sidebar, "Add an action", text);
  await named(sidebar, "checkbox", text);
  await press(sidebar, "tab", "Agenda");
}
