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

function start([command, ...args]: Command): void {
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  child.on('error', () => undefined); // the desktop has no such command
  child.unref();
}
