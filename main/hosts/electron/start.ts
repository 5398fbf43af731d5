import { randomBytes } from 'node:crypto';
import { app, type BrowserWindow, clipboard, nativeTheme, session, shell } from 'electron';
import { loadAssets } from '../assets.ts';
import type { Host } from '../host.ts';
import { pathOfLink } from '../options.ts';
import { webAddress } from '../policy.ts';
import { quitOnce } from '../quit.ts';
import { Trouble } from '../trouble.ts';
import { closeSession } from './closed-session.ts';
import { openWindow } from './window.ts';

export interface ElectronFiles {
  readonly preload: string;
  /** Folder of the built window. */
  readonly renderer: string;
}

const READY_POLL_MS = 50;

/** Makes Electron the app's host; call after `app.whenReady()`. */
export async function startElectron(files: ElectronFiles): Promise<Host> {
  const nonce = randomBytes(16).toString('base64');
  const memory = session.fromPartition('console'); // no `persist:`: nothing of the page on disk
  await closeSession(memory, loadAssets(files.renderer, nonce), nonce);
  let window: BrowserWindow | undefined;
  const paths: ((path: string) => void)[] = [];
  const { quit, onQuit } = quitOnce(async () => app.exit(Number(process.exitCode ?? 0)));
  app.on('window-all-closed', () => void quit());
  app.on('before-quit', (event) => {
    event.preventDefault();
    void quit();
  });
  listenForPaths((path) => {
    window?.restore();
    window?.focus();
    for (const listener of paths) listener(path);
  });

  return {
    name: 'electron',
    quit,
    onQuit,
    onPath: (listener) => void paths.push(listener),
    open: async (asked) => {
      nativeTheme.themeSource = asked.colorScheme;
      window = await openWindow(files.preload, memory, asked);
    },
    emit: (event, json) => {
      if (window?.isDestroyed() === false) window.webContents.send(`platos:${event}`, json);
    },
    clipboard: { write: async (text) => clipboard.writeText(text), read: async () => clipboard.readText() },
    openExternal: (url) => shell.openExternal(webAddress(url)),
    setTheme: async (theme) => {
      nativeTheme.themeSource = theme;
    },
    ready: (limitMs) => readyWithin(opened(window), limitMs),
    screenshot: async () => (await opened(window).webContents.capturePage()).toPNG(),
  };
}

function opened(window: BrowserWindow | undefined): BrowserWindow {
  if (window === undefined) throw new Error('The window is not open');
  return window;
}

/** A second start hands its link over and ends; macOS sends links as events. */
function listenForPaths(tell: (path: string) => void): void {
  app.on('open-url', (_event, link) => tell(pathOfLink(link)));
  app.on('second-instance', (_event, _args, _folder, data) => {
    const path = typeof data === 'object' && data !== null && 'path' in data ? data.path : undefined;
    if (typeof path === 'string') tell(path);
  });
}

async function readyWithin(window: BrowserWindow, limitMs: number): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await window.webContents.executeJavaScript(`document.documentElement.dataset.ready === 'true'`))) {
    if (Date.now() > end) throw new Trouble(`The page was not ready within ${limitMs / 1000} s.`);
    await new Promise((resolve) => setTimeout(resolve, READY_POLL_MS));
  }
  const missing = await window.webContents.executeJavaScript(
    `document.documentElement.dataset.missing ?? ''`,
  );
  if (missing !== '') throw new Trouble(String(missing));
}
