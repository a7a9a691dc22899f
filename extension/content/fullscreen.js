// Goes along when the page fills the screen with one of its elements, if the frame survives the move; else stays put.
// Outside that element nothing can be clicked; what stays behind is hidden by the browser and keeps its text.

class FullScreen {
  #host;
  #root;
  /** @type {Element | null} the page's element that we went into */
  #within = null;
  /** @type {boolean | undefined} whether a frame lives on when it is moved; found out when it first matters */
  #keepsFrames;

  /**
   * @param {HTMLElement} host
   * @param {ShadowRoot} root
   */
  constructor(host, root) {
    this.#host = host;
    this.#root = root;
  }

  /** Whether something of the page fills the screen, and we are not in it. */
  get away() {
    const filled = document.fullscreenElement;
    return !document.documentElement || (filled !== null && !filled.contains(this.#host));
  }

  /** The element that ours is in by rights. @returns {Element} */
  get home() {
    return this.#within !== null && this.#within === document.fullscreenElement ? this.#within : document.documentElement;
  }

  /** The page may have filled the screen, or have left it: goes where it can be used, and tells whether it moved. */
  follow() {
    const filled = document.fullscreenElement;
    const root = document.documentElement;
    if (filled === this.#host) void document.exitFullscreen();
    if (this.#host.parentNode !== this.#within) this.#within = null;
    const at = this.#within ?? root;
    // From where the page has put us, the guard fetches us, and counts.
    if (!this.#host.isConnected || this.#host.parentNode !== at || filled === this.#host) return false;
    const home = filled ?? root;
    if (at === home || !canHoldUs(home) || !this.#keeps()) return false;
    /** @type {any} */ (home).moveBefore(this.#host, null);
    this.#within = home === root ? null : home;
    return true;
  }

  /** Tries it out with an empty frame within a shadow of its own, as ours is: Firefox moves others, and not those. */
  #keeps() {
    if (this.#keepsFrames !== undefined) return this.#keepsFrames;
    if (!("moveBefore" in Element.prototype)) return (this.#keepsFrames = false);
    const [from, to, held] = [0, 1, 2].map(() => document.createElement("div"));
    const frame = document.createElement("iframe");
    from.hidden = to.hidden = true;
    this.#root.append(from, to);
    held.attachShadow({ mode: "closed" }).append(frame);
    from.append(held);
    const inside = frame.contentWindow;
    const page = frame.contentDocument;
    /** @type {any} */ (to).moveBefore(held, null);
    this.#keepsFrames = inside !== null && frame.contentWindow === inside && frame.contentDocument === page;
    from.remove();
    to.remove();
    return this.#keepsFrames;
  }
}

/**
 * Whether an element shows the children that it is given.
 * @param {Element} element
 */
function canHoldUs(element) {
  const plain = "video, audio, canvas, iframe, img, object, embed, details, select, input, textarea";
  if (!(element instanceof HTMLElement) || element.matches(plain)) return false;
  // One with a shadow root shows those that it chooses.
  const { openOrClosedShadowRoot: own } = /** @type {any} */ (element);
  return (own === undefined ? chrome.dom?.openOrClosedShadowRoot(element) : own) === null;
}
