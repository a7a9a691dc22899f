"use strict";
// Like the real client, the address of a call need not name its room (`?hides`), and the call goes on behind a chat.
globalThis.showPeople = (count) => {
  const badge = document.createElement("span");
  badge.dataset.tid = "toolbar-item-badge";
  badge.textContent = String(count);
  // There is no badge while one is alone.
  document.getElementById("roster-button").replaceChildren(...(count > 1 ? [badge] : []));
};

const joined = () => {
  if (new URLSearchParams(location.search).has("hides")) moveTo("/v2/", "call");
  stage("call");
};

if (askedState() === "call") joined();
else stage(askedState());

addEventListener("click", (event) => {
  const control = event.target instanceof Element ? event.target.closest("[data-control]") : null;
  switch (control?.getAttribute("data-control")) {
    case "join":
    case "rejoin":
      return joined();
    case "chat":
      return stage("elsewhere");
    case "back":
      return stage("call");
    case "leave":
      return stage("ended");
    case "home":
      history.pushState(null, "", "/v2/");
      return document.getElementById("stage").replaceChildren();
    case "next":
      event.preventDefault();
      moveTo("/l/meetup-join/19%3ameeting_next%40thread.v2/0", "call");
      return stage("call");
  }
});
