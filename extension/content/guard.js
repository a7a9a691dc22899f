// Looks once a second whether the page lets our one element be seen and used, and knows when to stop insisting.
// It observes nothing: a page that changes a thousand things a second costs no more than one that rests.

/** How long we insist. Call pages redraw themselves, and open dialogs over everything for a while: that is no fight. */
const guardLimits = {
  /** So many times within a minute the element is put back where it belongs. */
  putBacks: 3,
  /** So many looks in a row the element may be out of sight or out of reach. */
  looks: 8,
  /** The same while the page has a modal dialog open, which makes everything else inert by rights. */
  looksUnderDialog: 40,
};

class Guard {
  #host;
  /** @type {number[]} when the element was put back */
  #putBacks = [];
  #harm = 0;
  /** Places of ours that the browser knows to be covered, even by what lets clicks through. */
  #covered = new Set();
  #eyes = [20, 50, 80].map((top) => {
    const eye = document.createElement("div");
    eye.style.cssText = `position: absolute; top: ${top}%; left: 50%; width: 4px; height: 4px; pointer-events: none`;
    return eye;
  });

  /**
   * @param {HTMLElement} host
   * @param {ShadowRoot} root
   */
  constructor(host, root) {
    this.#host = host;
    if (!("trackVisibility" in IntersectionObserver.prototype)) return;
    const options = /** @type {IntersectionObserverInit} */ ({ trackVisibility: true, delay: 1_000 });
    const observer = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        const { isVisible } = /** @type {IntersectionObserverEntry & {isVisible: boolean}} */ (entry);
        if (isVisible) this.#covered.delete(entry.target);
        else this.#covered.add(entry.target);
      }
    }, options);
    for (const eye of this.#eyes) {
      root.append(eye);
      observer.observe(eye);
    }
  }

  /** Forgets what has been: the user asks for another try. */
  begin() {
    this.#putBacks = [];
    this.#harm = 0;
  }

  /**
   * @param {Element} home the element that ours belongs into
   * @returns {"well" | "away" | "lost"} "away" asks to be put back
   */
  look(home) {
    if (this.#host.parentNode !== home) return this.#putBack();
    if (document.hidden) return "well";
    const harmed = this.#isHarmed();
    for (const name of this.#host.getAttributeNames()) this.#host.removeAttribute(name);
    // Halved and not forgotten: who shows us every other second does not get away with it.
    this.#harm = harmed ? this.#harm + 1 : this.#harm >> 1;
    const { looks, looksUnderDialog } = guardLimits;
    return this.#harm > (document.querySelector("dialog:modal") ? looksUnderDialog : looks) ? "lost" : "well";
  }

  #putBack() {
    const now = performance.now();
    this.#putBacks = [...this.#putBacks.filter((at) => now - at < 60_000), now];
    return this.#putBacks.length > guardLimits.putBacks ? "lost" : "away";
  }

  /** Out of sight, out of reach, or shown as something that it is not. */
  #isHarmed() {
    if (!this.#host.checkVisibility()) return true;
    const box = this.#host.getBoundingClientRect();
    if (box.width < this.#host.offsetWidth / 2 || box.height < this.#host.offsetHeight / 2) return true;
    const places = [[0.5, 0.5], [0.5, 0.15], [0.5, 0.85], [0.15, 0.5], [0.85, 0.5]];
    const reached = places.filter(
      ([x, y]) => document.elementFromPoint(box.x + box.width * x, box.y + box.height * y) === this.#host,
    );
    if (reached.length < 3) return true;
    const { dimmed, altered } = this.#surroundings();
    // Where an ancestor has any effect at all, the browser no longer says what is covered.
    return dimmed || (!altered && this.#covered.size >= 2);
  }

  /** What the elements around ours do to its look. Inverted colours are somebody's dark mode. */
  #surroundings() {
    let opacity = 1;
    let altered = false;
    let dimmed = false;
    for (let around = this.#host.parentElement; around; around = around.parentElement) {
      const style = getComputedStyle(around);
      opacity *= Number(style.opacity);
      altered ||= style.opacity !== "1" || style.filter !== "none" || style.transform !== "none";
      dimmed ||= /opacity|blur|brightness|contrast|url/.test(style.filter) || style.maskImage !== "none";
    }
    return { altered, dimmed: dimmed || opacity < 0.6 };
  }
}
