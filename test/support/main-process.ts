import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Call } from '../../core/ipc/calls.ts';
import type { Input, Output, Reply } from '../../core/ipc/contract.ts';

export type MainOrder =
  | { readonly do: 'ask'; readonly call: string; readonly json: string }
  /** What main told the window by itself, which pages it opened, and whom it connected to. */
  | { readonly do: 'told' }
  /** A picture of its memory, after its garbage was collected. */
  | { readonly do: 'heap'; readonly to: string }
  /** Connect to a port, so that one sees it seen. */
  | { readonly do: 'reach'; readonly port: number }
  /** End by an exception that nobody catches and that says this. */
  | { readonly do: 'throw'; readonly says: string };

export interface Told {
  readonly events: readonly string[];
  readonly opened: readonly string[];
  /** As `host:port`, or `pipe PATH`. */
  readonly reached: readonly string[];
}

/** The app in a process of its own, all but its window. */
export interface MainProcess {
  /** What crosses to the window; an expected failure is in it. */
  readonly reply: <C extends Call>(call: C, input: Input<C>) => Promise<Reply<C>>;
  /** The same, where it has to go well. */
  readonly ask: <C extends Call>(call: C, input: Input<C>) => Promise<Output<C>>;
  readonly told: () => Promise<Told>;
  /** All text in its memory, after its garbage was collected. */
  readonly memory: () => Promise<string>;
  readonly reach: (port: number) => Promise<unknown>;
  /** Exit code, after an exception that says this. */
  readonly crash: (says: string) => Promise<unknown>;
  readonly kill: () => Promise<unknown>;
  /** Command lines and environments of all that it started so far. */
  readonly started: () => readonly string[];
}

export interface MainOptions {
  readonly profile: string;
  /** All of its environment. */
  readonly env: NodeJS.ProcessEnv;
  /** Where its output goes. */
  readonly log: string;
  /** Told of each reply as it crosses. */
  readonly said: (call: string, text: string) => void;
}

export async function startMain({ profile, env, log, said }: MainOptions): Promise<MainProcess> {
  const child = fork(join(import.meta.dirname, 'main-child.ts'), [profile], {
    env,
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => writeFileSync(log, chunk, { flag: 'a' }));
  const ended = once(child, 'exit').then(([code]) => code as unknown);
  const started = new Set<string>();
  const watch = setInterval(() => {
    for (const one of childrenOf(child.pid ?? 0)) started.add(one);
  }, 3);
  void ended.then(() => clearInterval(watch));
  const waiting: ((told: { ok: boolean; told: string }) => void)[] = [];
  child.on('message', (message: { ok: boolean; told: string }) => waiting.shift()?.(message));
  const answer = (): Promise<string> =>
    Promise.race([
      new Promise<{ ok: boolean; told: string }>((resolve) => waiting.push(resolve)),
      ended.then(() => ({ ok: false, told: 'it has ended' })),
    ]).then(({ ok, told }) => {
      if (!ok) throw new Error(told);
      return told;
    });
  const order = (one: MainOrder): Promise<string> => {
    child.send(one);
    return answer();
  };
  const reply: MainProcess['reply'] = async (call, input) => {
    const text = await order({ do: 'ask', call, json: JSON.stringify(input) });
    said(call, text);
    return JSON.parse(text);
  };
  await answer();
  return {
    reply,
    ask: async (call, input) => {
      const got = await reply(call, input);
      if (got.ok) return got.value;
      throw new Error(`${call}: ${JSON.stringify(got.error)}`);
    },
    told: async () => JSON.parse(await order({ do: 'told' })) as Told,
    memory: async () => {
      const dir = mkdtempSync(join(tmpdir(), 'platos-console-heap-'));
      try {
        await order({ do: 'heap', to: join(dir, 'heap') });
        return readFileSync(join(dir, 'heap'), 'utf8');
      } finally {
        rmSync(dir, { recursive: true });
      }
    },
    reach: (port) => order({ do: 'reach', port }),
    crash: async (says) => {
      await order({ do: 'throw', says });
      return ended;
    },
    kill: () => {
      child.kill('SIGKILL');
      return ended;
    },
    started: () => [...started],
  };
}

/** What the processes below one were started with. */
function childrenOf(root: number): readonly string[] {
  return readIf(`/proc/${root}/task/${root}/children`)
    .split(' ')
    .filter((pid) => pid !== '')
    .flatMap((pid) => [
      `${readIf(`/proc/${pid}/cmdline`)}\n${readIf(`/proc/${pid}/environ`)}`,
      ...childrenOf(Number(pid)),
    ]);
}

function readIf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
