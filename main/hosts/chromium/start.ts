import { randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import { loadAssets } from '../assets.ts';
import type { ColorScheme, Host, OpenOptions } from '../host.ts';
import { quitOnce } from '../quit.ts';
import { Trouble } from '../trouble.ts';
import { buildBridge, emitTo } from './bridge.ts';
import { pageClipboard } from './clipboard.ts';
import { openInDesktop } from './desktop.ts';
import { fitWindow } from './fit-window.ts';
import { ORIGIN } from './flags.ts';
import { realFocus } from './focus.ts';
import { launchBrowser } from './launch.ts';
import { guardWindow, serveAssets } from './window.ts';

export interface ChromiumOptions {
  readonly executablePath: string;
  readonly headless: boolean;
  /** The tour has the keyboard: the page keeps the focus, whatever the desktop says. */
  readonly driven?: boolean;
  /** Folder of the built window. */
  readonly renderer: string;
}

/** The host with the page that tests and the tour drive. */
export interface ChromiumHost extends Host {
  readonly page: Page;
  /** Settles when the browser is gone and its profile removed. */
  readonly ended: Promise<void>;
}

/** Starts an installed browser as the app's window; `open` then loads the page. */
export async function startChromium(options: ChromiumOptions): Promise<ChromiumHost> {
  const nonce = randomBytes(16).toString('base64');
  const { context, page, removeProfile } = await launchBrowser(options.executablePath, options.headless);
  const cdp = await context.newCDPSession(page);
  if (!options.headless) await fitWindow(page, cdp);
  const focus = realFocus(page, cdp, options.headless || options.driven === true);
  await serveAssets(context, loadAssets(options.renderer, nonce), nonce);
  const { quit, onQuit } = quitOnce(() => context.close().catch(() => undefined)); // it may be dead
  const ended = new Promise<void>((resolve) => {
    context.once('close', () => void quit().then(removeProfile).then(resolve));
  });
  page.once('close', () => void quit());
  page.once('crash', () => void quit());

  return {
    name: 'chromium',
    page,
    ended,
    quit: () => quit().then(() => ended),
    onQuit,
    open: async (asked: OpenOptions) => {
      let home = asked.path;
      page.on('dialog', (dialog) => {
        if (dialog.type() === 'beforeunload') asked.onCloseHeld?.();
        dialog.dismiss().catch(() => undefined); // of a beforeunload: the page stays
      });
      page.on('framenavigated', (frame) => {
        if (frame === page.mainFrame() && frame.url().startsWith(ORIGIN))
          home = new URL(frame.url()).pathname;
      });
      guardWindow(context, page, () => home);
      await page.emulateMedia({ colorScheme: schemeOf(asked.colorScheme) });
      await buildBridge(context, page, asked);
      await page.goto(`${ORIGIN}${asked.path}`);
      await cdp.send('Page.resetNavigationHistory'); // Back must not lead out of the app
    },
    emit: (event, json) => emitTo(page, event, json),
    clipboard: pageClipboard(page, cdp, focus),
    openExternal: openInDesktop,
    setTheme: (theme) => page.emulateMedia({ colorScheme: schemeOf(theme) }),
    ready: async (limitMs) => {
      const painted = page
        .locator('html[data-ready="true"]')
        .waitFor({ state: 'attached', timeout: limitMs });
      await painted.catch(() => {
        throw new Trouble(`The page was not ready within ${limitMs / 1000} s.`);
      });
      const missing = await page.locator('html').getAttribute('data-missing');
      if (missing !== null) throw new Trouble(missing);
    },
    screenshot: () => page.screenshot({ animations: 'disabled' }),
    onPath: () => undefined, // nothing on the desktop leads links to this host
  };
}

function schemeOf(theme: ColorScheme): 'light' | 'dark' | null {
  return theme === 'system' ? null : theme;
}
