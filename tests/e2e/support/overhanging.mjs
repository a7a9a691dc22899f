// What has no room: it hangs over an edge of the page, of a part that scrolls or clips, or of its button; or a word breaks.

/** @typedef {import("puppeteer-core").Page} Page */

/** A word of the interface, or a name that anybody has, is not longer, and needs no break. In letters. */
const usual = 12;

/**
 * Lays the page out at this width, and names what is too wide for its place. What is kept for screen readers alone has no
 * place on the screen, and a table may be moved to the side in its frame.
 * @param {Page} page
 * @param {number} width in CSS pixels
 * @returns {Promise<string[]>}
 */
export async function overhanging(page, width) {
  await page.setViewport({ width, height: 900 });
  return page.evaluate((asked, longest) => {
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
      if (element.matches("h1, h2, h3, label, legend, button, .button, .link, .label, .name, .sub, th, dt")) breaks(element).forEach(say);
      for (const child of element.children) look(child, isHeld || overflowX !== "visible");
    };

    /** @param {Element} element */
    const breaks = (element) => {
      const texts = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
      return texts.flatMap((node) =>
        [...(node.nodeValue ?? "").matchAll(/[\p{L}’']+/gu)].flatMap(({ 0: word, index }) => {
          const range = document.createRange();
          range.setStart(node, index);
          range.setEnd(node, index + word.length);
          const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
          return lines.size > 1 && word.length <= longest ? [`“${word}” breaks`] : [];
        }),
      );
    };

    look(document.body, false);
    const { scrollWidth } = document.documentElement;
    if (scrollWidth > right) found.push(`the page scrolls to the side by ${scrollWidth - right} pixels`);
    return found;
  }, width, usual);
}
