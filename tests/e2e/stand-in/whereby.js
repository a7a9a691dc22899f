"use strict";
// Leaving keeps the room in the address: only closing the tab or going elsewhere tells that the call is over.
stage(askedState());

addEventListener("click", (event) => {
  const control = event.target instanceof Element ? event.target.closest("[data-control]") : null;
  switch (control?.getAttribute("data-control")) {
    case "join":
    case "rejoin":
      return stage("call");
    case "leave":
      return stage("ended");
    case "home":
      history.pushState(null, "", "/");
      return document.getElementById("stage").replaceChildren();
    case "next":
      event.preventDefault();
      moveTo("/next", "call");
      return stage("call");
  }
});
