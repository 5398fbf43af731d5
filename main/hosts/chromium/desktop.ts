import { spawn } from 'node:child_process';
import { webAddress } from '../policy.ts';

type Command = readonly [command: string, ...args: string[]];

/** Opens a web page in the person's own browser. */
export async function openInDesktop(url: string): Promise<void> {
  const href = webAddress(url);
  const commands: Partial<Record<NodeJS.Platform, Command>> = {
    darwin: ['open', href],
    win32: ['rundll32', 'url.dll,FileProtocolHandler', href],
  };
  start(commands[process.platform] ?? ['xdg-open', href]);
}

/** A desktop notification where the desktop has a command for it; silent elsewhere. */
export function notifyDesktop(title: string, body: string): void {
  const script = 'on run argv\ndisplay notification (item 2 of argv) with title (item 1 of argv)\nend run';
  if (process.platform === 'darwin') start(['osascript', '-e', script, title, body]);
  if (process.platform === 'linux') start(['notify-send', '--app-name=Platos Console', '--', title, body]);
}

function start([command, ...args]: Command): void {
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  child.on('error', () => undefined); // the desktop has no such command
  child.unref();
}
