import { BrowserWindow, type IpcMainInvokeEvent, ipcMain, type Session, screen } from 'electron';
import { calls } from '../../../core/ipc/calls.ts';
import type { OpenOptions } from '../host.ts';
import { isOurs, ORIGIN, windowOptions } from './window-options.ts';

/** The one window: guarded, wired to the door, then loaded. */
export async function openWindow(
  preload: string,
  session: Session,
  asked: OpenOptions,
): Promise<BrowserWindow> {
  const window = new BrowserWindow(windowOptions(preload, session, screen.getPrimaryDisplay().workAreaSize));
  guardWindow(window);
  answerCalls(window, asked);
  window.on('focus', () => asked.onFocus?.());
  window.webContents.on('will-prevent-unload', () => asked.onCloseHeld?.());
  window.once('ready-to-show', () => window.show());
  await window.loadURL(`${ORIGIN}${asked.path}`);
  return window;
}

function guardWindow(window: BrowserWindow): void {
  const { webContents } = window;
  webContents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  webContents.on('will-attach-webview', (event) => event.preventDefault());
  webContents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isOurs(event.url)) event.preventDefault();
  });
  webContents.on('will-redirect', (event) => event.preventDefault());
}

function answerCalls(window: BrowserWindow, asked: OpenOptions): void {
  for (const call of calls) {
    ipcMain.handle(`platos:${call}`, async (event, json: unknown) => {
      if (!isKnown(window, event) || typeof json !== 'string') throw new Error('Refused');
      return asked.answer(call, json);
    });
  }
}

/** The main frame of our window, showing our page. */
function isKnown(window: BrowserWindow, event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame === window.webContents.mainFrame && isOurs(frame.url);
}
