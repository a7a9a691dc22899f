"use strict";
// Like the real page, leaving keeps the room in the address, and a second call starts without a page load.
globalThis.showPeople = (count) => {
  const badge = document.querySelector("[data-avatar-count]");
  badge.dataset.avatarCount = badge.textContent = String(count);
};

if (/^\/[a-z]{3}-[a-z]{4}-[a-z]{3}$/.test(location.pathname)) stage(askedState());

addEventListener("click", (event) => {
  const control = event.target instanceof Element ? event.target.closest("[data-control]") : null;
  switch (control?.getAttribute("data-control")) {
    case "join":
    case "rejoin":
      return stage("call");
    case "leave":
      return stage("ended");
    case "home":
      history.pushState(null, "", "/landing");
      return document.getElementById("stage").replaceChildren();
    case "next":
      event.preventDefault();
      moveTo(control.getAttribute("href"), "call");
      return stage("call");
  }
});
