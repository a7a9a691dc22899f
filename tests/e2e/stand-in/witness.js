"use strict";
// What the call page itself can notice. The tests read it to show that the page noticed nothing of ours.
globalThis.witness = { keys: [], clicks: [], violations: [], errors: [], resizes: 0, messages: 0 };

addEventListener("keydown", (event) => witness.keys.push(event.key), true);
addEventListener("keyup", (event) => witness.keys.push(event.key), true);
addEventListener("message", () => (witness.messages += 1), true);
addEventListener("resize", () => (witness.resizes += 1), true);
addEventListener("error", (event) => witness.errors.push(event.message), true);
addEventListener("securitypolicyviolation", (event) => witness.violations.push(event.violatedDirective), true);

/** Every control records its press, so that a test can tell "hit" from "was there". */
addEventListener("click", (event) => {
  const control = event.target instanceof Element ? event.target.closest("[data-control]") : null;
  if (control) witness.clicks.push(control.getAttribute("data-control"));
});

/**
 * Puts the template `id` on the stage, as a single-page app would.
 * @param {string} id
 */
globalThis.stage = (id) => {
  const template = document.getElementById(`state-${id}`);
  document.getElementById("stage").replaceChildren(template.content.cloneNode(true));
  document.documentElement.dataset.state = id;
  if (id === "call") people(present);
};

/** How many are in the call, self included: what a test asked for in the address (`?people=3`), or two. */
let present = Number(new URLSearchParams(location.search).get("people") ?? 2);

/**
 * Others come and go: a tile for each, and the page's own counter (`showPeople`) follows.
 * @param {number} count
 */
globalThis.people = (count) => {
  present = count;
  const self = document.querySelector(".tile.self");
  if (!self) return;
  const other = document.getElementById("state-call").content.querySelector(".tile:not(.self)");
  for (const tile of document.querySelectorAll(".tile:not(.self)")) tile.remove();
  for (let left = Math.min(count, 12) - 1; left > 0; left -= 1) self.before(other.cloneNode(true));
  globalThis.showPeople?.(count);
};

/** The state a test asked for in the address (`?at=call`), or the page's own first one. */
globalThis.askedState = () => new URLSearchParams(location.search).get("at") ?? "lobby";

/**
 * Moves to another room without loading a page, keeping the variant in the address.
 * @param {string} path
 * @param {string} state
 */
globalThis.moveTo = (path, state) => {
  const query = new URLSearchParams(location.search);
  query.set("at", state);
  history.pushState(null, "", `${path}?${query}`);
};
