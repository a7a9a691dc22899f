// Makes the call page narrower, so that the docked sidebar stands beside it and not on it.
// Sets inline styles on <body> only, and puts back exactly what was there.

/** Makes room on one side of the page, and can tell whether the page went along. */
class PageRoom {
  /** @type {{name: string, ours: string, theirs: string, priority: string}[]} */
  #kept = [];
  #hadStyle = false;
  #width = 0;
  /** @type {DockShape["side"]} */
  #side = "right";

  /** Whether the page has been made narrower. */
  get taken() {
    return this.#kept.length > 0;
  }

  /** A page that scrolls as a whole would carry its fixed parts away: it is left alone. */
  get possible() {
    return document.body instanceof HTMLElement && document.documentElement.scrollHeight <= innerHeight + 1;
  }

  /**
   * @param {number} width in CSS pixels
   * @param {DockShape["side"]} side
   */
  take(width, side) {
    if (this.taken && this.#width === width && this.#side === side) return;
    this.give();
    const { style } = document.body;
    this.#hadStyle = document.body.hasAttribute("style");
    this.#width = width;
    this.#side = side;
    // A transform, even one that moves nothing, makes <body> the frame that fixed descendants are placed in.
    const wanted = {
      transform: "translateX(0px)",
      position: "relative",
      "box-sizing": "border-box",
      width: `calc(100% - ${width}px)`,
      "min-width": "0px",
      "max-width": "none",
      height: "100vh",
      "margin-top": "0px",
      "margin-bottom": "0px",
      "margin-right": side === "right" ? `${width}px` : "0px",
      "margin-left": side === "left" ? `${width}px` : "0px",
    };
    for (const [name, value] of Object.entries(wanted)) {
      const theirs = style.getPropertyValue(name);
      const priority = style.getPropertyPriority(name);
      style.setProperty(name, value, "important");
      this.#kept.push({ name, ours: style.getPropertyValue(name), theirs, priority });
    }
  }

  /** Puts back what was there; a value that the page has set since then is the page's and stays. */
  give() {
    if (!this.taken) return;
    const { style } = document.body;
    for (const { name, ours, theirs, priority } of this.#kept) {
      if (style.getPropertyValue(name) !== ours) continue;
      if (theirs) style.setProperty(name, theirs, priority);
      else style.removeProperty(name);
    }
    // Reading it first: Chromium writes the attribute late, and would leave an empty one behind.
    if (!this.#hadStyle && document.body.getAttribute("style") === "") document.body.removeAttribute("style");
    this.#kept = [];
  }

  /**
   * Whether nothing of the page is left where the sidebar stands.
   * @param {DOMRect[]} controls boxes of the call's own controls
   */
  followed(controls) {
    const [from, to] = this.#side === "right" ? [innerWidth - this.#width, innerWidth] : [0, this.#width];
    if (controls.some((box) => box.right > from + 1 && box.left < to - 1)) return false;
    const heights = [0.1, 0.5, 0.9].map((part) => innerHeight * part);
    return heights.every((y) =>
      document
        .elementsFromPoint((from + to) / 2, y)
        .every((element) => element === document.body || !document.body.contains(element)),
    );
  }
}
