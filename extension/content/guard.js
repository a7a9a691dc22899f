// Looks once a second whether the page lets our one element be seen and used, and knows when to stop insisting.
// It observes nothing: a page that changes a thousand things a second costs no more than one that rests.

/** How long we insist. Call pages redraw themselves, and open dialogs over everything for a while: that is no fight. */
const guardLimits = {
  /** So many times within a minute the element is put back where it belongs. */
  putBacks: 3,
  /** So many times within a minute the page may take the focus out of the sidebar, and what is typed next with it. */
  thefts: 3,
  /** So many looks in a row the element may be out of sight or out of reach. */
  looks: 8,
  /** The same while the page has a modal dialog open, which makes everything else inert by rights. */
  looksUnderDialog: 40,
};

class Guard {
  #host;
  #root;
  /** @type {number[]} when the element was put back */
  #putBacks = [];
  /** @type {number[]} when the focus was taken from us */
  #thefts = [];
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
   * @param {AbortSignal} gone
   */
  constructor(host, root, gone) {
    this.#host = host;
    this.#root = root;
    this.#followFocus(gone);
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
    this.#thefts = [];
    this.#harm = 0;
  }

  /**
   * @param {Element} home the element that ours belongs into
   * @returns {"well" | "away" | "lost"} "away" asks to be put back
   */
  look(home) {
    if (this.#host.parentNode !== home) return this.#putBack();
    if (this.#thefts.length > guardLimits.thefts) return "lost";
    if (document.hidden) return "well";
    const harmed = this.#isHarmed();
    // Other attributes do nothing to us, and taking `hidden` away would let the page blur us by setting it again.
    this.#host.removeAttribute("inert");
    // Halved and not forgotten: who shows us every other second does not get away with it.
    this.#harm = harmed ? this.#harm + 1 : this.#harm >> 1;
    const { looks, looksUnderDialog } = guardLimits;
    return this.#harm > (document.querySelector("dialog:modal") ? looksUnderDialog : looks) ? "lost" : "well";
  }

  #putBack() {
    this.#putBacks = withNow(this.#putBacks);
    return this.#putBacks.length > guardLimits.putBacks ? "lost" : "away";
  }

  /**
   * Counts how often the focus has hardly come into our frame when it goes to the page, and no hand has led it there.
   * Nobody can hinder that; but who types should not be left to find out for themselves. Who walks with the Tab key
   * takes longer.
   * @param {AbortSignal} signal
   */
  #followFocus(signal) {
    let enteredAt = -Infinity;
    let pressedAt = -Infinity;
    const justNow = (/** @type {number} */ at) => performance.now() - at < 1_000;
    const pressed = (/** @type {Event} */ { isTrusted }) => isTrusted && (pressedAt = performance.now());
    const entered = () => this.#root.activeElement instanceof HTMLIFrameElement && (enteredAt = performance.now());
    const left = () => {
      entered();
      // Firefox tells that the page has lost the focus before the frame has got it.
      setTimeout(entered);
    };
    const came = (/** @type {Event} */ { isTrusted }) => {
      const taken = justNow(enteredAt) && !justNow(pressedAt) && this.#root.activeElement === null;
      enteredAt = -Infinity;
      if (isTrusted && taken) this.#thefts = withNow(this.#thefts);
    };
    addEventListener("pointerdown", pressed, { signal, capture: true });
    addEventListener("blur", left, { signal });
    addEventListener("focus", came, { signal });
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

  /** What the elements around ours do to its look. Other colours are somebody's dark mode, which may be a filter. */
  #surroundings() {
    let opacity = 1;
    let altered = false;
    let dimmed = false;
    for (let around = this.#host.parentElement; around; around = around.parentElement) {
      const style = getComputedStyle(around);
      opacity *= Number(style.opacity);
      altered ||= style.opacity !== "1" || style.filter !== "none" || style.transform !== "none";
      dimmed ||= /opacity|blur|(?:brightness|contrast)\(0(?:\.[0-2]\d*)?\)/.test(style.filter);
      dimmed ||= style.maskImage !== "none";
    }
    return { altered, dimmed: dimmed || opacity < 0.6 };
  }
}

/**
 * These moments and this one, without those that are more than a minute old.
 * @param {number[]} moments
 */
function withNow(moments) {
  const now = performance.now();
  return [...moments.filter((at) => now - at < 60_000), now];
}
