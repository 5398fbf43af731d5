import type { CDPSession, Page } from 'playwright-core';
import type { Clipboard } from '../host.ts';
import { desktopClipboard } from './desktop-clipboard.ts';
import type { Focus } from './focus.ts';

/**
 * The clipboard by way of the page, without a bridge reply.
 *
 * An incognito window cannot be granted `clipboard-read`, so reading is a paste command whose event the
 * page side takes before any listener of the page. After the window is closed the desktop's own tools do it.
 */
export function pageClipboard(page: Page, cdp: CDPSession, focus: Focus): Clipboard {
  const paste = async () => {
    await page.evaluate(() => Reflect.get(globalThis, Symbol.for('platos.host')).armPaste());
    await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', commands: ['paste'] });
    await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp' });
    return page.evaluate((): Promise<string> => Reflect.get(globalThis, Symbol.for('platos.host')).pasted());
  };
  const copy = (text: string) =>
    page.evaluate(
      (copied) => Reflect.get(Reflect.get(globalThis, 'navigator'), 'clipboard').writeText(copied),
      text,
    );
  return {
    write: (text) => (page.isClosed() ? desktopClipboard.write(text) : focus.borrowed(() => copy(text))),
    read: () => (page.isClosed() ? desktopClipboard.read() : focus.borrowed(paste)),
  };
}
