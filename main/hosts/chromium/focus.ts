import type { CDPSession } from 'playwright-core';

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
export async function realFocus(cdp: CDPSession, headless: boolean): Promise<Focus> {
  const believe = (enabled: boolean) => cdp.send('Emulation.setFocusEmulationEnabled', { enabled });
  if (headless) return { borrowed: (work) => work() };
  await believe(true); // this session must have said yes before its no counts
  await believe(false);
  return {
    borrowed: async (work) => {
      await believe(true);
      try {
        return await work();
      } finally {
        await believe(false);
      }
    },
  };
}
