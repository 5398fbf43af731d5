import type { BrowserWindowConstructorOptions } from 'electron';
import { fitting, type Size } from '../window-size.ts';

export const SCHEME = 'app';
export const ORIGIN = `${SCHEME}://console`;

/**
 * The one window: isolated, sandboxed, no Node, nothing written to disk.
 *
 * @param preload  absolute path of the built preload
 * @param session  the in-memory partition, closed by `closeSession`
 * @param area  what the screen leaves to windows
 */
export function windowOptions(
  preload: string,
  session: NonNullable<BrowserWindowConstructorOptions['webPreferences']>['session'] & object,
  area: Size,
): BrowserWindowConstructorOptions {
  return {
    ...fitting(area),
    minWidth: 960,
    minHeight: 600,
    title: 'Platos Console',
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      session,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      spellcheck: false,
      devTools: false,
      enableWebSQL: false,
    },
  };
}

/** The page of our own protocol and host, and nothing that only looks like it. */
export function isOurs(url: string): boolean {
  return url === ORIGIN || url.startsWith(`${ORIGIN}/`);
}
