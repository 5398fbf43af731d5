import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Order =
  | { readonly do: 'press'; readonly keys: string }
  | { readonly do: 'type'; readonly text: string }
  /** Waits until an element of this selector with this text is visible. */
  | { readonly do: 'see'; readonly selector: string; readonly text: string }
  | { readonly do: 'gone'; readonly selector: string }
  /** Markup, title, address and what fields hold. */
  | { readonly do: 'dom' }
  /** A heap snapshot of the page, after its garbage was collected. */
  | { readonly do: 'heap' }
  | { readonly do: 'said' | 'faults' };

/** The app in a process of its own, whose folders are all below one. */
export interface RemoteApp {
  readonly ask: (order: Order) => Promise<string>;
  /** Settles with the exit code when the process is gone. */
  readonly ended: Promise<unknown>;
  /** kill -9 of the process, of the browser, and of all that those started. */
  readonly kill: () => void;
}

export interface Machine {
  readonly root: string;
  /** All that the app and its browser may write to: the profile, home, temporary and XDG folders, its output. */
  readonly start: (args?: readonly string[]) => Promise<RemoteApp>;
  readonly remove: () => void;
}

const names = ['tmp', 'home', 'data', 'config', 'cache', 'state', 'run'] as const;

/** A home, temporary folders and a profile of their own, with no keychain. */
export function machine(): Machine {
  const root = mkdtempSync(join(tmpdir(), 'platos-console-machine-'));
  for (const name of names) mkdirSync(join(root, name), { mode: 0o700 });
  const at = (name: (typeof names)[number]) => join(root, name);
  const env: NodeJS.ProcessEnv = {
    ...Object.fromEntries(['PATH', 'LANG'].map((name) => [name, process.env[name]])),
    HOME: at('home'),
    TMPDIR: at('tmp'),
    XDG_DATA_HOME: at('data'),
    XDG_CONFIG_HOME: at('config'),
    XDG_CACHE_HOME: at('cache'),
    XDG_STATE_HOME: at('state'),
    XDG_RUNTIME_DIR: at('run'),
  };
  let starts = 0;
  const start = async (args: readonly string[] = []): Promise<RemoteApp> => {
    starts += 1;
    const log = join(root, `output-${starts}.log`);
    const child = fork(join(import.meta.dirname, 'remote-child.ts'), [join(root, 'profile'), ...args], {
      env,
      execArgv: [],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => writeFileSync(log, chunk, { flag: 'a' }));
    const ended = once(child, 'exit').then(([code]) => code as unknown);
    const answer = async (): Promise<string> => {
      const gone = ended.then(() => [{ ok: false, told: `the app has ended:\n${readIf(log)}` }]);
      const [{ ok, told }] = (await Promise.race([once(child, 'message'), gone])) as [
        { ok: boolean; told: string },
      ];
      if (!ok) throw new Error(told);
      return told;
    };
    await answer();
    return {
      ask: (order) => {
        child.send(order);
        return answer();
      },
      ended,
      kill: () => {
        for (const pid of [...treeOf(child.pid ?? 0)].reverse()) process.kill(pid, 'SIGKILL');
      },
    };
  };
  return { root, start, remove: () => rmSync(root, { recursive: true, force: true }) };
}

const readIf = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

/** A process and all that it started, whatever their process groups. */
function treeOf(root: number): readonly number[] {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => [
        Number(pid),
        Number(
          readIf(`/proc/${pid}/stat`)
            .replace(/^.*\) \S /s, '')
            .split(' ')[0],
        ),
      ]),
  );
  const below = (pid: number): readonly number[] =>
    [...parents].filter(([, parent]) => parent === pid).flatMap(([child]) => [child, ...below(child)]);
  return [root, ...below(root)];
}
