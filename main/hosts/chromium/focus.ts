import type { CDPSession, Page } from 'playwright-core';

export interface Focus {
  /** Runs work that needs a focused document, whatever the desktop says. */
  readonly borrowed: <T>(work: () => Promise<T>) => Promise<T>;
}

/**
 * Playwright makes every page believe that it has the focus. A person's window must know when it
 * has lost it (secrets go), so this turns the belief off, except while work borrows it.
 *
 * @param headless  no desktop: the belief stays
 */
export function realFocus(page: Page, cdp: CDPSession, headless: boolean): Focus {
  if (headless) return { borrowed: (work) => work() };
  const believe = (enabled: boolean) => cdp.send('Emulation.setFocusEmulationEnabled', { enabled });
  const believeDesktop = async () => {
    await believe(true); // this session must have said yes before its no counts
    await believe(false);
  };
  page.on('load', () => {
    believeDesktop().catch(() => undefined); // a new renderer process starts with Playwright's belief
  });
  const quiet = (on: boolean) =>
    page.evaluate((value) => Reflect.get(globalThis, Symbol.for('platos.host')).setQuiet(value), on);
  return {
    borrowed: async (work) => {
      await quiet(true);
      await believe(true);
      try {
        return await work();
      } finally {
        await believe(false);
        await quiet(false);
      }
    },
  };
}
