import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import type { Keys } from '../e2e/story.ts';
import { hasTool } from '../main/store/support.ts';

const run = promisify(execFile);

/** What the machine lacks for real X key events. */
export const lackingForX: readonly string[] = ['Xvfb', 'xdotool'].filter((tool) => !hasTool(tool));

export interface XDisplay {
  /** Real key events to whatever window has the focus of the display. */
  readonly keys: Keys;
  /** Gives the focus to the console's window. There is no window manager that would. */
  readonly focusWindow: () => Promise<void>;
  readonly end: () => Promise<void>;
}

/** An X display of its own, which this process then uses. */
export async function startDisplay(): Promise<XDisplay> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await new Promise<string>((resolve, reject) => {
    server.stdio[3]?.once('data', (data: Buffer) => resolve(data.toString().trim()));
    server.once('exit', () => reject(new Error('Xvfb ended before it said anything')));
  });
  const before = process.env['DISPLAY'];
  process.env['DISPLAY'] = `:${number}`;
  const xdotool = (...args: readonly string[]) => run('xdotool', [...args]);
  return {
    keys: {
      press: async (...chords) => {
        for (const chord of chords) await xdotool('key', '--clearmodifiers', xName(chord));
      },
      type: async (text) => void (await xdotool('type', '--delay', '15', '--', text)),
    },
    focusWindow: async () => {
      const found = await xdotool('search', '--sync', '--onlyvisible', '--class', 'platos-console');
      await xdotool('windowfocus', '--sync', found.stdout.trim().split('\n').at(-1) ?? '');
    },
    end: async () => {
      if (before === undefined) delete process.env['DISPLAY'];
      else process.env['DISPLAY'] = before;
      await new Promise((resolve) => {
        server.once('exit', resolve);
        server.kill();
      });
    },
  };
}

const names: Readonly<Record<string, string>> = {
  Control: 'ctrl',
  Alt: 'alt',
  Shift: 'shift',
  Enter: 'Return',
  Space: 'space',
  ArrowDown: 'Down',
  '/': 'slash',
};

/** `Control+Enter` is `ctrl+Return` to X. */
const xName = (chord: string): string =>
  chord
    .split('+')
    .map((key) => names[key] ?? key)
    .join('+');
