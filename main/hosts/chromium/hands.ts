import type { Page } from 'playwright-core';
import type { Hands } from '../../tour/hands.ts';

/** Hands on the host's page: real key events, and the text that is painted. */
export function handsOn(page: Page): Hands {
  return {
    press: async (chord) => {
      await painted(page);
      await page.keyboard.press(chord).catch(unlessClosed);
    },
    type: async (text) => {
      await painted(page);
      await page.keyboard.type(text);
    },
    texts: async (selector) =>
      (await page.locator(selector).allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim()),
    attribute: async (selector, name) => {
      const found = page.locator(selector).first();
      if ((await found.count()) === 0) return undefined;
      return (await found.getAttribute(name)) ?? undefined;
    },
    path: () => new URL(page.url()).pathname,
    picture: () => page.screenshot({ animations: 'disabled' }),
  };
}

/** The key that quits takes the window away before it comes up again. */
function unlessClosed(error: Error): void {
  if (!error.message.includes('has been closed')) throw error;
}

/** Two frames: what the last key did is in the page, and the focus is where it belongs. */
async function painted(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const frame: (run: () => void) => void = Reflect.get(globalThis, 'requestAnimationFrame');
        frame(() => frame(resolve));
      }),
  );
}
