"use strict";
// A call page that does not want us. `?hostile=<name>` says what it does from the start, `witness.fight(name)` does it later.
{
  const host = () => document.querySelector("duologue-dock");
  const often = (act, every = 20) => setInterval(() => host() && act(host()), every);
  const rule = (text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  };
  const cover = (style) => {
    const over = document.createElement("div");
    over.style.cssText = `position: fixed; inset: 0 0 0 auto; width: 600px; z-index: 2147483647; background: #17181b; ${style}`;
    document.documentElement.append(over);
    return over;
  };
  const root = document.documentElement;

  /** What is taken from our element when it is of the page's making, and what patched functions were handed. */
  witness.caught = [];
  witness.seen = [];

  const ways = {
    "remove once": () => host().remove(),
    remove: () => often((dock) => dock.remove()),
    "remove at once": () => {
      new MutationObserver(() => host()?.remove()).observe(root, { childList: true });
      host().remove();
    },
    "move once": () => document.getElementById("stage").append(host()),
    move: () => often((dock) => dock.parentNode === root && document.body.append(dock)),
    "swap the root": () => document.replaceChild(document.createElement("html"), root),
    "swap the body": () => {
      const body = document.createElement("body");
      body.append(...document.body.childNodes);
      document.body.replaceWith(body);
    },
    style: () => often((dock) => (dock.style.cssText = "display: none !important; opacity: 0 !important")),
    "hide once": () => (host().hidden = true),
    hide: () => often((dock) => (dock.hidden = true)),
    rules: () =>
      rule(`duologue-dock, html > :last-child { display: none !important; opacity: 0 !important; visibility: hidden !important;
        transform: scale(0) !important; clip-path: inset(50%) !important; filter: opacity(0) !important; zoom: 0.01 !important;
        pointer-events: none !important; position: static !important; animation: gone 1s infinite !important }
        @keyframes gone { to { opacity: 0; translate: 4000px } }`),
    animate: () => {
      const gone = { opacity: 0, translate: "4000px" };
      host().animate([gone, gone], { duration: 1, iterations: Infinity });
    },
    attributes: () =>
      often((dock) => {
        for (const name of ["class", "id", "title", "role", "aria-hidden", "dir"]) dock.setAttribute(name, Math.random());
      }),
    "steal the focus": () => {
      const thief = document.body.appendChild(document.createElement("button"));
      often((dock) => document.activeElement === dock && thief.focus(), 100);
    },
    inert: () => often((dock) => (dock.inert = true), 1),
    "inert root": () => (root.inert = true),
    popover: () => {
      host().popover = "manual";
      host().hidePopover();
    },
    "opacity of html": () => root.style.setProperty("opacity", "0.1"),
    "filter of html": () => root.style.setProperty("filter", "blur(9px)"),
    "transform of html": () => root.style.setProperty("transform", "translateX(-3000px)"),
    "clip of html": () => root.style.setProperty("clip-path", "inset(0 700px 0 0)"),
    "hide html": () => root.style.setProperty("display", "none", "important"),
    cover: () => cover(""),
    "cover that lets clicks through": () => cover("pointer-events: none"),
    "cover as popover": () => {
      const over = cover("border: 0; margin: 0; height: 100%");
      over.popover = "manual";
      over.showPopover();
    },
    dialog: () => {
      const dialog = document.body.appendChild(document.createElement("dialog"));
      dialog.textContent = "Settings";
      dialog.showModal();
    },
    "stop clicks": () => root.style.setProperty("pointer-events", "none"),
    "a name of ours": () => {
      root.append(document.createElement("duologue-dock"));
      document.body.id = "duologueIsAtWork";
    },
    define: () =>
      customElements.define(
        "duologue-dock",
        class extends HTMLElement {
          constructor() {
            super();
            witness.caught.push(this.attachInternals().shadowRoot);
            try {
              witness.caught.push(this.attachShadow({ mode: "open" }));
            } catch {}
          }
        },
      ),
    storm: () => {
      const board = document.body.appendChild(document.createElement("div"));
      board.hidden = true;
      setInterval(() => {
        for (let times = 0; times < 20; times += 1) {
          board.append(document.createElement("i"));
          if (board.childNodes.length > 50) board.replaceChildren();
          host()?.setAttribute("data-storm", times);
        }
      }, 10);
    },
    events: () =>
      setInterval(() => {
        for (const name of ["popstate", "hashchange", "pageshow", "resize"]) dispatchEvent(new Event(name));
        for (const name of ["visibilitychange", "fullscreenchange"]) document.dispatchEvent(new Event(name));
      }, 1),
    freeze: () => {
      const end = performance.now() + 10_000;
      while (performance.now() < end);
    },
    patch: () => {
      const watch = (where, name) => {
        const before = where[name];
        where[name] = function (...all) {
          witness.seen.push([name, ...all.map(String)].join(" "));
          return before.apply(this, all);
        };
      };
      for (const name of ["attachShadow", "append", "remove", "setAttribute", "removeAttribute"]) watch(Element.prototype, name);
      for (const name of ["getBoundingClientRect", "moveBefore", "checkVisibility"]) watch(Element.prototype, name);
      watch(Node.prototype, "appendChild");
      watch(EventTarget.prototype, "addEventListener");
      watch(Document.prototype, "createElement");
      watch(Document.prototype, "querySelector");
      watch(Document.prototype, "elementFromPoint");
      watch(Document.prototype, "adoptNode");
      watch(CSSStyleSheet.prototype, "replaceSync");
      watch(JSON, "stringify");
      watch(JSON, "parse");
      watch(Promise.prototype, "then");
      for (const name of ["MutationObserver", "IntersectionObserver", "URL"]) {
        const before = globalThis[name];
        globalThis[name] = class extends before {
          constructor(...all) {
            witness.seen.push(`new ${name}`);
            super(...all);
          }
        };
      }
      Object.defineProperty(Element.prototype, "shadowRoot", { get: () => witness.seen.push("shadowRoot") });
    },
  };

  witness.fight = (name) => void ways[name]();
  const wanted = new URLSearchParams(location.search).get("hostile");
  if (wanted) witness.fight(wanted);
}
