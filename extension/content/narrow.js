// Makes the call page narrower, so that the docked sidebar stands beside it and not on it.
// Nothing of the page is written to: <body> is shown otherwise for as long as that is renewed.

/**
 * What makes the page narrower by `width`.
 * A transform, even one that moves nothing, makes <body> the frame that fixed descendants are placed in.
 * @param {number} width in CSS pixels
 * @param {boolean} aside whether it is moved to the right, too
 * @returns {Record<string, string>}
 */
function narrowed(width, aside) {
  return {
    transform: `translateX(${aside ? width : 0}px)`,
    position: "relative",
    boxSizing: "border-box",
    width: `calc(100% - ${width}px)`,
    minWidth: "0px",
    maxWidth: "none",
    height: "100vh",
    margin: "0px",
  };
}

/** Makes room on one side of the page, and can tell whether the page went along. */
class PageRoom {
  #lease = new Lease();
  /** The body that was made narrower: the page may have put another in its place since. */
  #body = document.body;
  #width = 0;
  /** Whether the narrower page has been moved to the right, for a sidebar on the left. */
  #moved = false;

  /** Whether the page has been made narrower. */
  get taken() {
    return this.#lease.isHeld;
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
    const aside = side === "left";
    const stands = this.taken && this.#width === width && this.#body === document.body;
    if (!stands || (this.#moved && !aside)) this.#narrow(width, this.#moved && aside);
    if (aside && !this.#moved && this.#followed(controls())) this.#narrow(width, true);
    if (this.#followed(controls())) return true;
    if (this.#moved) this.#narrow(width, false);
    return false;
  }

  /** It goes on: called at every look. */
  renew() {
    this.#lease.renew();
  }

  /** The page is as it would be without us. */
  give() {
    this.#lease.end();
    this.#moved = false;
  }

  /**
   * @param {number} width
   * @param {boolean} aside
   */
  #narrow(width, aside) {
    this.#body = document.body;
    this.#width = width;
    this.#moved = aside;
    this.#lease.hold(this.#body, narrowed(width, aside));
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
