// Makes the call page narrower, so that the docked sidebar stands beside it and not on it.
// Sets inline styles on <body> only, and puts back exactly what was there.

/**
 * What makes the page narrower by `width`.
 * A transform, even one that moves nothing, makes <body> the frame that fixed descendants are placed in.
 * @param {number} width in CSS pixels
 * @returns {Record<string, string>}
 */
function narrowed(width) {
  return {
    transform: "translateX(0px)",
    position: "relative",
    "box-sizing": "border-box",
    width: `calc(100% - ${width}px)`,
    "min-width": "0px",
    "max-width": "none",
    height: "100vh",
    "margin-top": "0px",
    "margin-right": "0px",
    "margin-bottom": "0px",
    "margin-left": "0px",
  };
}

/** Makes room on one side of the page, and can tell whether the page went along. */
class PageRoom {
  /** @type {{name: string, ours: string, theirs: string, priority: string}[]} */
  #kept = [];
  #hadStyle = false;
  /** The body that was made narrower: the page may have put another in its place since. */
  #body = document.body;
  #width = 0;
  /** Whether the narrower page has been moved to the right, for a sidebar on the left. */
  #moved = false;

  /** Whether the page has been made narrower. */
  get taken() {
    return this.#kept.length > 0;
  }

  /** A page that scrolls as a whole would carry its fixed parts away: it is left alone. */
  get possible() {
    return document.body instanceof HTMLElement && document.documentElement.scrollHeight <= innerHeight + 1;
  }

  /**
   * Makes the page narrower by `width` CSS pixels, and tells whether it went along. Only then is it moved aside:
   * a page that stays wide would have its right end pushed out of the window.
   * @param {number} width
   * @param {DockShape["side"]} side of the sidebar
   * @param {() => DOMRect[]} controls boxes of the call's own controls
   */
  take(width, side, controls) {
    if (!(document.body instanceof HTMLElement)) return false;
    if (!this.taken || this.#width !== width || this.#body !== document.body) this.#narrow(width);
    const moved = side === "left";
    if (moved && !this.#moved && this.#followed(controls())) this.#move(true);
    else if (!moved && this.#moved) this.#move(false);
    if (this.#followed(controls())) return true;
    this.#move(false);
    return false;
  }

  /** Puts back what was there; a value that the page has set since then is the page's and stays. */
  give() {
    if (!this.taken) return;
    const { style } = this.#body;
    for (const { name, ours, theirs, priority } of this.#kept) {
      if (style.getPropertyValue(name) !== ours) continue;
      if (theirs) style.setProperty(name, theirs, priority);
      else style.removeProperty(name);
    }
    // Reading it first: Chromium writes the attribute late, and would leave an empty one behind.
    if (!this.#hadStyle && this.#body.getAttribute("style") === "") this.#body.removeAttribute("style");
    this.#kept = [];
    this.#moved = false;
  }

  /** @param {number} width */
  #narrow(width) {
    const moved = this.#moved;
    this.give();
    this.#body = document.body;
    this.#hadStyle = this.#body.hasAttribute("style");
    this.#width = width;
    for (const [name, value] of Object.entries(narrowed(width))) this.#set(name, value);
    if (moved) this.#move(true);
  }

  /** @param {boolean} aside */
  #move(aside) {
    this.#moved = aside;
    const kept = this.#kept.find(({ name }) => name === "transform");
    if (!kept) return;
    this.#body.style.setProperty("transform", `translateX(${aside ? this.#width : 0}px)`, "important");
    kept.ours = this.#body.style.getPropertyValue("transform");
  }

  /**
   * @param {string} name
   * @param {string} value
   */
  #set(name, value) {
    const { style } = this.#body;
    const theirs = style.getPropertyValue(name);
    const priority = style.getPropertyPriority(name);
    style.setProperty(name, value, "important");
    this.#kept.push({ name, ours: style.getPropertyValue(name), theirs, priority });
  }

  /**
   * Whether nothing of the page reaches beyond the room that is left to it.
   * @param {DOMRect[]} controls
   */
  #followed(controls) {
    const [from, to] = this.#moved ? [this.#width, innerWidth] : [0, innerWidth - this.#width];
    if (controls.some(({ left, right }) => left < from - 1 || right > to + 1)) return false;
    if (document.body.scrollWidth > document.body.clientWidth + 1) return false;
    const x = this.#moved ? from / 2 : (to + innerWidth) / 2;
    return [0.1, 0.5, 0.9].every((part) =>
      document
        .elementsFromPoint(x, innerHeight * part)
        .every((element) => element === document.body || !document.body.contains(element)),
    );
  }
}
