import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { folder, hasTool } from '../store/support.ts';
import type { Step, Told } from './asker.ts';

export const service = 'platos-console-test';
const asker = fileURLToPath(new URL('./asker.ts', import.meta.url));

/** What the machine lacks for tests against a real keyring, for the name of what is skipped. */
export const lacking: readonly string[] = ['dbus-run-session', 'gnome-keyring-daemon', 'secret-tool'].filter(
  (tool) => !hasTool(tool),
);

/** Nothing is started on demand: only what a test starts is on this bus. */
const busConfig = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>`;

export interface Person {
  readonly home: string;
  /** Runs shell text on a session bus of its own. */
  readonly run: (script: string) => Promise<string>;
  /** Puts questions to the keychain on a session bus of its own, after `before`. */
  readonly ask: (before: string, steps: readonly Step[], after?: string) => Promise<Session>;
  /** The same with no bus, or with the address of one. */
  readonly askAt: (bus: string | undefined, steps: readonly Step[], timeoutMs?: number) => Promise<Session>;
}

export interface Session {
  readonly answers: readonly Told[];
  readonly ticks: number;
  /** What `after` printed. */
  readonly rest: string;
}

export const unlocked = 'printf %s pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null';
export const locked = 'gnome-keyring-daemon --start --components=secrets >/dev/null';

/** Somebody with a home and a keyring of their own, gone with the test. */
export function person(): Person {
  const home = folder();
  for (const name of ['data', 'run']) mkdirSync(join(home, name), { mode: 0o700 });
  const config = join(home, 'bus.conf');
  writeFileSync(config, busConfig);
  const run = (script: string) =>
    output('dbus-run-session', [`--config-file=${config}`, '--', 'sh', '-c', script], environmentOf(home));
  return {
    home,
    run,
    ask: async (before, steps, after = ':') =>
      sessionOf(await run(`${before}; ${shell(command(steps, 5_000))}; ${after}`)),
    askAt: async (bus, steps, timeoutMs = 5_000) => {
      const environment = bus === undefined ? {} : { DBUS_SESSION_BUS_ADDRESS: bus };
      const [file = '', ...args] = command(steps, timeoutMs);
      return sessionOf(await output(file, args, { ...environmentOf(home), ...environment }));
    },
  };
}

const command = (steps: readonly Step[], timeoutMs: number): readonly string[] => [
  process.execPath,
  asker,
  service,
  String(timeoutMs),
  JSON.stringify(steps),
];

export const shell = (words: readonly string[]): string =>
  words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');

const environmentOf = (home: string): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: home,
  XDG_DATA_HOME: join(home, 'data'),
  XDG_RUNTIME_DIR: join(home, 'run'),
});

function sessionOf(text: string): Session {
  const [first = '', ...rest] = text.split('\n');
  return { ...(JSON.parse(first) as Omit<Session, 'rest'>), rest: rest.join('\n') };
}

function output(file: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let [told, complaints] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      told += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaints += text;
    });
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(told) : reject(new Error(`exit ${code}: ${complaints}`)),
    );
  });
}
