import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createKeychain } from '../../main/keychain/keychain.ts';
import { hasTool } from '../main/store/support.ts';

/** What the machine lacks for a keyring of one's own. */
export const lackingForKeyring: readonly string[] = ['dbus-daemon', 'gnome-keyring-daemon'].filter(
  (tool) => !hasTool(tool),
);

export interface Keyring {
  /** Another daemon in its place, with the same secrets: unlocked, or locked as after a start of the machine. */
  readonly restart: (state: 'unlocked' | 'locked') => Promise<void>;
  /** Takes the keyring away, and gives this process the bus back that it had. */
  readonly end: () => Promise<void>;
}

/** An unlocked gnome-keyring on a session bus of its own, which this process then asks. */
export async function startKeyring(home: string): Promise<Keyring> {
  for (const name of ['data', 'run']) mkdirSync(join(home, name), { recursive: true, mode: 0o700 });
  const own = {
    PATH: process.env['PATH'],
    HOME: home,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_RUNTIME_DIR: join(home, 'run'),
  };
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=1'], {
    env: own,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const address = await firstLine(bus);
  const startDaemon = (state: 'unlocked' | 'locked') => {
    const unlocking = state === 'unlocked' ? ['--unlock'] : [];
    const started = spawn('gnome-keyring-daemon', ['--foreground', ...unlocking, '--components=secrets'], {
      env: { ...own, DBUS_SESSION_BUS_ADDRESS: address },
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    started.stdin.end('a fake password');
    return started;
  };
  let daemon = startDaemon('unlocked');
  const before = process.env['DBUS_SESSION_BUS_ADDRESS'];
  process.env['DBUS_SESSION_BUS_ADDRESS'] = address;
  const keyring: Keyring = {
    restart: async (state) => {
      await ended(daemon);
      daemon = startDaemon(state);
      await answers(state === 'locked' ? 'locked' : 'ok');
    },
    end: async () => {
      if (before === undefined) delete process.env['DBUS_SESSION_BUS_ADDRESS'];
      else process.env['DBUS_SESSION_BUS_ADDRESS'] = before;
      await ended(daemon);
      await ended(bus);
    },
  };
  try {
    await answers('ok');
    return keyring;
  } catch (error) {
    await keyring.end();
    throw error;
  }
}

async function answers(expected: 'ok' | 'locked'): Promise<void> {
  const { probe } = createKeychain({ service: 'platos-console-test', timeoutMs: 5_000 });
  for (let tries = 0; tries < 20; tries++) if ((await probe()) === expected) return;
  throw new Error(`the keyring is not ${expected}`);
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let told = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      told += text;
      const end = told.indexOf('\n');
      if (end !== -1) resolve(told.slice(0, end));
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`ended with ${code} before it said anything`)));
  });
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill();
  });
}
