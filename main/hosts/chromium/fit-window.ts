import type { CDPSession, Page } from 'playwright-core';
import { fitting, type Size, WINDOW } from '../window-size.ts';

/** Makes the window smaller where the screen is: the browser opens it as large as it was told. */
export async function fitWindow(page: Page, cdp: CDPSession): Promise<void> {
  const area = await page.evaluate<Size>('({ width: screen.availWidth, height: screen.availHeight })');
  const { width, height } = fitting(area);
  if (width === WINDOW.width && height === WINDOW.height) return;
  const { windowId } = await cdp.send('Browser.getWindowForTarget');
  await cdp.send('Browser.setWindowBounds', { windowId, bounds: { left: 0, top: 0, width, height } });
}
