// What we do to the page's look holds for some seconds, and is renewed at every look. Firefox ends us without a word
// when the extension is switched off or removed: then nobody is left to clean up, and it passes by itself.

/** For so long it holds, in milliseconds: several looks, which are a second apart as long as the page is seen. */
const leaseLasts = 5_000;

/** A look of one element that passes unless it is renewed. It writes nothing to the element. */
class Lease {
  /** @type {Animation | null} */
  #animation = null;
  /** @type {() => Animation | null} */
  #again = () => null;

  get isHeld() {
    return this.#animation !== null;
  }

  /**
   * From now on the element looks like this.
   * @param {Element} element
   * @param {Record<string, string>} look
   */
  hold(element, look) {
    // An animation that has yet to begin, and shows its first picture until then: nothing is drawn anew for it.
    const timing = /** @type {const} */ ({ delay: leaseLasts, duration: 1, fill: "backwards" });
    this.#animation?.cancel();
    this.#again = () => element.animate([look, look], timing);
    this.#animation = this.#again();
  }

  /** It holds on from now; a page that has taken it back gets it again. */
  renew() {
    if (this.#animation?.playState === "idle") this.#animation = this.#again();
    else if (this.#animation) this.#animation.currentTime = 0;
  }

  /** It is over at once. */
  end() {
    this.#animation?.cancel();
    this.#animation = null;
  }
}
