"use strict";
// Like the real one, leaving goes to another address, and nothing in the page itself says that the call is over.
globalThis.showPeople = (count) => {
  const button = document.querySelector('[data-control="people"]');
  button.setAttribute("aria-label", `Participants: ${count}`);
  button.nextElementSibling.textContent = String(count);
};

const start = location.pathname;
stage(askedState());

addEventListener("click", (event) => {
  const control = event.target instanceof Element ? event.target.closest("[data-control]") : null;
  switch (control?.getAttribute("data-control")) {
    case "join":
    case "rejoin":
      moveTo(start, "call");
      return stage("call");
    case "leave":
      moveTo("/static/close3.html", "ended");
      return stage("ended");
    case "home":
      history.pushState(null, "", "/");
      return document.getElementById("stage").replaceChildren();
    case "next":
      event.preventDefault();
      moveTo("/nextroom", "call");
      return stage("call");
  }
});
