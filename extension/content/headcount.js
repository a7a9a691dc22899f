// How many people are in the call, believed only when two looks in a row agree.

/** How long a page may take to show its number, in milliseconds. After that it counts as one that does not tell. */
const countsWithin = 8_000;

class Headcount {
  /** @type {number | null} */
  #last = null;
  /** @type {number | null | undefined} */
  #settled = undefined;
  #since = 0;

  /**
   * @param {number | null} seen null when the page does not tell at the moment
   * @param {number} now in milliseconds
   * @returns {number | null | undefined} null when the page does not tell at all, undefined while it is not clear yet
   */
  look(seen, now) {
    this.#since ||= now;
    if (seen !== null && seen === this.#last) this.#settled = seen;
    else if (seen === null && this.#settled === undefined && now - this.#since > countsWithin) this.#settled = null;
    this.#last = seen;
    return this.#settled;
  }

  /** Another call, or not in one. */
  forget() {
    this.#last = null;
    this.#settled = undefined;
    this.#since = 0;
  }
}
