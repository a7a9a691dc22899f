"use strict";
// Like the real client, leaving asks once more, and the room is a number in the path.
globalThis.showPeople = (count) => {
  const counter = document.querySelector("#participant .footer-button__number-counter");
  counter.textContent = String(count);
  counter.parentElement.setAttribute("aria-label", `open the participants list pane,[${count}] particpants`);
};

if (/^\/wc\/\d{9,11}\//.test(location.pathname)) stage(askedState());

addEventListener("click", (event) => {
  const control = event.target instanceof Element ? event.target.closest("[data-control]") : null;
  switch (control?.getAttribute("data-control")) {
    case "join":
      return stage("call");
    case "leave":
      document.querySelector(".leave-meeting-options").hidden = false;
      return;
    case "confirm-leave":
      return stage("ended");
    case "next":
      event.preventDefault();
      moveTo(control.getAttribute("href"), "call");
      return stage("call");
  }
});
