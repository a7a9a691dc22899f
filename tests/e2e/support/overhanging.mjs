// What hangs over an edge: of the page, of a part of it that scrolls or clips, or of the button that it is written on.

/** @typedef {import("puppeteer-core").Page} Page */

/**
 * Lays the page out at this width, and names what is too wide for its place. What is kept for screen readers alone has no
 * place on the screen, and a table may be moved to the side in its frame.
 * @param {Page} page
 * @param {number} width in CSS pixels
 * @returns {Promise<string[]>}
 */
export async function overhanging(page, width) {
  await page.setViewport({ width, height: 900 });
  return page.evaluate((asked) => {
    if (innerWidth !== asked) return [`the page is ${innerWidth} pixels wide, and not ${asked}`];
    /** @type {string[]} */
    const found = [];
    const right = document.documentElement.clientWidth;

    /**
     * @param {Element} element
     * @param {boolean} isHeld by the edge of a part that scrolls or clips
     */
    const look = (element, isHeld) => {
      const { overflowX, textOverflow, display } = getComputedStyle(element);
      if (display === "none" || element.matches(".visually-hidden")) return;
      const say = (/** @type {string} */ fault) => found.push(`${fault}: ${element.outerHTML.slice(0, 160)}`);
      const box = element.getBoundingClientRect();
      const hasSize = box.width > 0 && box.height > 0;
      if (hasSize && !isHeld && (box.left < -0.5 || box.right > right + 0.5)) {
        say("over the edge of the page");
        return;
      }
      const isTooWide = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1;
      const isField = element.matches("input, select, textarea");
      if (isTooWide && !isField) {
        if (overflowX === "visible" && element.matches("button, .button, summary, [role=tab]")) say("too long for its button");
        if (overflowX === "hidden" && textOverflow !== "ellipsis") say("cut off");
        if ((overflowX === "auto" || overflowX === "scroll") && !element.querySelector(":scope > table")) say("scrolls to the side");
      }
      for (const child of element.children) look(child, isHeld || overflowX !== "visible");
    };
    look(document.body, false);
    const { scrollWidth } = document.documentElement;
    if (scrollWidth > right) found.push(`the page scrolls to the side by ${scrollWidth - right} pixels`);
    return found;
  }, width);
}
