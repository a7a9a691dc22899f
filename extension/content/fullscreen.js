// Goes along when the page fills the screen with one of its elements, if the frame survives the move; else stays put.
// Outside that element nothing can be clicked; what stays behind is hidden by the browser and keeps its text.

class FullScreen {
  #host;
  #root;
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
    const filled = document.fullscreenElement;
    return filled && this.#host.parentNode === filled ? filled : document.documentElement;
  }

  /** The page may have filled the screen, or have left it: goes where it can be used, and tells whether it moved. */
  follow() {
    const filled = document.fullscreenElement;
    if (filled === this.#host) void document.exitFullscreen();
    const home = filled ?? document.documentElement;
    const { parentNode } = this.#host;
    if (!this.#host.isConnected || parentNode === home || filled?.contains(this.#host)) return false;
    return canHoldUs(home) && this.#keeps() && this.#moveTo(home);
  }

  /** @param {Element} home */
  #moveTo(home) {
    const before = /** @type {Element} */ (this.#host.parentNode);
    /** @type {any} */ (home).moveBefore(this.#host, null);
    // An element that draws only chosen children of its own does not draw us.
    const drawn = this.#host.getClientRects().length > 0;
    if (!drawn && before.isConnected) /** @type {any} */ (before).moveBefore(this.#host, null);
    return drawn;
  }

  /** Tries it out with an empty frame, of which the page hears nothing. */
  #keeps() {
    if (this.#keepsFrames !== undefined) return this.#keepsFrames;
    if (!("moveBefore" in Element.prototype)) return (this.#keepsFrames = false);
    const [from, to] = [document.createElement("div"), document.createElement("div")];
    const frame = document.createElement("iframe");
    from.hidden = to.hidden = true;
    this.#root.append(from, to);
    from.append(frame);
    const inside = frame.contentWindow;
    const page = frame.contentDocument;
    /** @type {any} */ (to).moveBefore(frame, null);
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
  return element instanceof HTMLElement && !element.matches("video, audio, canvas, iframe, img, object, embed");
}
