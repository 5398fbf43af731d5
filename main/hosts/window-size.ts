export interface Size {
  readonly width: number;
  readonly height: number;
}

/** How large the window opens, in CSS pixels, where there is room. */
export const WINDOW: Size = { width: 1440, height: 900 };

/** The window's size on a screen that leaves this area to windows; whole where the area is not known. */
export const fitting = (area: Size): Size => ({
  width: area.width > 0 ? Math.min(WINDOW.width, area.width) : WINDOW.width,
  height: area.height > 0 ? Math.min(WINDOW.height, area.height) : WINDOW.height,
});
