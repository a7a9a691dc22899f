// The remembered shape of the dock, and how an untrusted one becomes a good one. Shared with the background.

/**
 * `surface`: where the user likes the sidebar to open, docked in the call, in the browser's side panel, or in a window.
 * @typedef {{width: number, side: "right" | "left", collapsed: boolean, surface: "dock" | "panel" | "window"}} DockShape
 */

/** Widths of the docked sidebar in CSS pixels. */
const dockWidths = { least: 280, usual: 360, most: 480 };

/**
 * Takes over from `change` what is well formed, and leaves the rest of `shape` as it is.
 * @param {unknown} change
 * @param {DockShape} [shape]
 * @returns {DockShape}
 */
function shapedDock(change, shape = { width: dockWidths.usual, side: "right", collapsed: false, surface: "dock" }) {
  const { width, side, collapsed, surface } = /** @type {Record<string, unknown>} */ (change ?? {});
  return {
    width:
      typeof width === "number" && Number.isFinite(width)
        ? Math.round(Math.min(dockWidths.most, Math.max(dockWidths.least, width)))
        : shape.width,
    side: side === "left" || side === "right" ? side : shape.side,
    collapsed: typeof collapsed === "boolean" ? collapsed : shape.collapsed,
    surface: surface === "dock" || surface === "panel" || surface === "window" ? surface : shape.surface,
  };
}
