import { spawn } from 'node:child_process';
import type { Clipboard } from '../host.ts';

/** macOS and Windows keep the clipboard of a program that ended; X11 and Wayland forget it with the browser. */
export const desktopClipboard: Clipboard = {
  write: async (text) => {
    if (process.platform === 'darwin') await piped('pbcopy', [], text);
    if (process.platform === 'win32') await piped('clip', [], text);
  },
  read: async () => {
    if (process.platform === 'darwin') return piped('pbpaste', [], '');
    if (process.platform === 'win32')
      return piped('powershell', ['-NoProfile', '-Command', 'Get-Clipboard -Raw'], '');
    return '';
  },
};

function piped(command: string, args: readonly string[], input: string): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', () => resolve(''));
    child.on('close', () => resolve(Buffer.concat(chunks).toString('utf8')));
    child.stdin.on('error', () => undefined).end(input);
  });
}
