import type { BrowserContext, Page } from 'playwright-core';
import { Trouble } from '../trouble.ts';
import { WINDOW } from '../window-size.ts';
import { createBrowserProfile } from './browser-profile.ts';
import { scrubEnvironment } from './environment.ts';
import { browserFlags, UNWANTED_DEFAULTS } from './flags.ts';

export interface Launched {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly removeProfile: () => void;
}

/** Starts the browser over a pipe with one blank window in app mode, which can reach nothing yet. */
export async function launchBrowser(executablePath: string, headless: boolean): Promise<Launched> {
  scrubEnvironment();
  const { chromium } = await import('playwright-core'); // it reads DEBUG when it is loaded
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const profile = createBrowserProfile();
  const started = chromium.launchPersistentContext(profile.folder, {
    executablePath,
    headless,
    args: [...browserFlags(asRoot)],
    ignoreDefaultArgs: [...UNWANTED_DEFAULTS],
    chromiumSandbox: !asRoot,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    viewport: headless ? WINDOW : null,
    colorScheme: null,
    reducedMotion: null,
    forcedColors: null,
    contrast: null,
    acceptDownloads: false,
    serviceWorkers: 'block',
  });
  const context = await started.catch(() => {
    throw new Trouble(`${executablePath} does not start as a window. Run it by hand to see what it says.`);
  });
  const page = context.pages()[0] ?? (await context.waitForEvent('page'));
  return { context, page, removeProfile: profile.remove };
}
