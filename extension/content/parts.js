// The parts that the dock draws itself: launcher, edge, and their look. The sidebar proper is our own page in a frame.

/** The element that is added to the page, made where the page has no say in what an element of this name is. */
function ownElement() {
  return document.adoptNode(document.implementation.createHTMLDocument("").createElement("duologue-dock"));
}

/** The button that opens the sidebar; also the tab that a collapsed sidebar leaves at the side. */
function launcherButton() {
  const button = document.createElement("button");
  button.type = "button";
  button.title = chrome.i18n.getMessage("launcherOpen");
  button.setAttribute("aria-label", button.title);
  const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  drawing.setAttribute("viewBox", "0 0 128 128");
  drawing.setAttribute("aria-hidden", "true");
  for (const [part, shape] of [
    ["me", "M45 23a41 41 0 1 0 0 82 41 41 0 0 0 0-82Z"],
    ["them", "M83 23a41 41 0 1 0 0 82 41 41 0 0 0 0-82Z"],
    ["both", "M64 27.7a41 41 0 0 1 0 72.6 41 41 0 0 1 0-72.6Z"],
  ]) {
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("class", part);
    path.setAttribute("d", shape);
    drawing.append(path);
  }
  button.append(drawing);
  return button;
}

/** The edge between the call and the sidebar: a separator that can be moved. */
function dockEdge() {
  const edge = document.createElement("div");
  edge.className = "edge";
  edge.tabIndex = 0;
  edge.title = chrome.i18n.getMessage("dockEdge");
  edge.setAttribute("role", "separator");
  edge.setAttribute("aria-label", edge.title);
  edge.setAttribute("aria-orientation", "vertical");
  edge.setAttribute("aria-valuemin", String(dockWidths.least));
  edge.setAttribute("aria-valuemax", String(dockWidths.most));
  return edge;
}

/**
 * Lets the edge be dragged, moved by the arrow keys, and clicked to collapse.
 * @param {HTMLElement} edge
 * @param {object} dock
 * @param {() => DockShape} dock.shape
 * @param {(width: number) => void} dock.preview while the edge is being dragged
 * @param {(change: Partial<DockShape>) => void} dock.change when the user has decided
 */
function followEdge(edge, { shape, preview, change }) {
  /** @type {{x: number, width: number, moved: boolean} | null} */
  let start = null;
  const widthAt = (/** @type {PointerEvent} */ event) => {
    const moved = event.clientX - (start?.x ?? event.clientX);
    return (start?.width ?? 0) + (shape().side === "right" ? -moved : moved);
  };
  // A frame in another process takes the pointer that passes over it, whatever was captured here.
  const hold = (/** @type {boolean} */ dragging) => edge.classList.toggle("dragging", dragging);
  edge.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    edge.setPointerCapture(event.pointerId);
    start = { x: event.clientX, width: shape().width, moved: false };
    hold(true);
  });
  edge.addEventListener("pointermove", (event) => {
    if (!start) return;
    start.moved ||= Math.abs(event.clientX - start.x) > 3;
    if (start.moved) preview(widthAt(event));
  });
  edge.addEventListener("pointerup", (event) => {
    if (!start) return;
    const decided = start.moved ? { width: shapedDock({ width: widthAt(event) }).width } : { collapsed: true };
    start = null;
    hold(false);
    change(decided);
  });
  edge.addEventListener("pointercancel", () => {
    if (start) preview(start.width);
    start = null;
    hold(false);
  });
  edge.addEventListener("keydown", (event) => {
    const { width, side } = shape();
    const wider = side === "right" ? "ArrowLeft" : "ArrowRight";
    const narrower = side === "right" ? "ArrowRight" : "ArrowLeft";
    const steps = { [wider]: width + 16, [narrower]: width - 16, Home: dockWidths.least, End: dockWidths.most };
    if (event.key in steps) change({ width: shapedDock({ width: steps[event.key] }).width });
    else if (event.key === "Enter" || event.key === " ") change({ collapsed: true });
    else return;
    // These keys are for the edge; the call page has shortcuts of its own.
    event.preventDefault();
    event.stopPropagation();
  });
}

/** A constructed sheet: no page's policy on styles applies to it. The colours are those of tokens.css. */
function dockStyles() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    [hidden] { display: none !important; }
    div { box-sizing: border-box; }
    div, button, iframe {
      --paper: light-dark(#fbf9f5, #1c1d1f); --raised: light-dark(#ffffff, #26282b); --line: light-dark(#e6e0d6, #35383c);
      --edge: light-dark(#8a857b, #7c7f85); --ink-2: light-dark(#666158, #a9a6a0); --me: light-dark(#0b6e69, #5cc8be); --them: light-dark(#a8480f, #f0a06a);
      --focus: light-dark(#1d5fd1, #8ab4ff);
    }
    .launcher, .tab, .sidebar { visibility: hidden; pointer-events: auto; width: 100%; height: 100%; }
    button {
      all: unset; box-sizing: border-box; width: 100%; height: 100%; display: grid; place-items: center; cursor: pointer;
      background: var(--paper); border: 1px solid var(--line); box-shadow: 0 2px 10px rgb(0 0 0 / 0.28);
    }
    .launcher button { border-radius: 50%; }
    .tab.right button { border-radius: 12px 0 0 12px; border-right: 0; }
    .tab.left button { border-radius: 0 12px 12px 0; border-left: 0; }
    button:hover { background: var(--raised); }
    button:focus-visible, .edge:focus-visible { outline: 2px solid var(--focus); outline-offset: -3px; }
    svg { width: 26px; height: 26px; pointer-events: none; }
    .tab svg { width: 20px; height: 20px; }
    .me { fill: var(--me); } .them { fill: var(--them); } .both { fill: var(--paper); }
    .sidebar { display: flex; background: var(--paper); }
    .over { border: 1px solid var(--line); overflow: hidden; box-shadow: 0 4px 24px rgb(0 0 0 / 0.35); }
    .over.right { border-radius: 12px 0 0 12px; border-right: 0; } .over.left { border-radius: 0 12px 12px 0; border-left: 0; }
    .sidebar.left { flex-direction: row-reverse; }
    iframe { border: 0; flex: 1; min-width: 0; height: 100%; background: var(--paper); }
    .dragging + iframe { pointer-events: none; }
    .edge {
      flex: none; width: 10px; height: 100%; display: grid; place-items: center; cursor: ew-resize; touch-action: none;
      background: var(--paper); border: 0 solid var(--line); outline: none;
    }
    .right:not(.over) .edge { border-left-width: 1px; } .left:not(.over) .edge { border-right-width: 1px; }
    .edge::before { content: ""; width: 4px; height: 40px; border-radius: 2px; background: var(--edge); }
    .edge:hover::before, .edge:active::before, .edge:focus-visible::before { background: var(--ink-2); }
    @media (forced-colors: active) {
      .edge::before { background: CanvasText; }
      .me, .them { fill: CanvasText; } .both { fill: Canvas; }
    }
  `);
  return sheet;
}
