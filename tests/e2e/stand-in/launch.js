"use strict";
// Offers the desktop app, as Zoom and Teams do, and a way to the web client of the same room.
const zoom = /^\/[js]\/(\d+)/.exec(location.pathname)?.[1];
const teams = new URLSearchParams(location.search).get("url");
document.querySelector('[data-control="in-browser"]').href = zoom
  ? `https://app.zoom.us/wc/${zoom}/join${location.search}`
  : new URL(teams ?? "/v2/", location.href).href;
document.documentElement.dataset.state = "launch";
