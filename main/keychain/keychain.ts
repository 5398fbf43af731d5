import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fail, type KeychainProblem } from '../../core/errors.ts';
import { limits } from '../../core/limits.ts';
import { problemOf } from './keychain-problem.ts';

/**
 * Secrets in the OS keychain, by account.
 *
 * `read` gives undefined only where the keychain answered that there is nothing. Whatever keeps it from answering
 * (no service, locked, no answer in time) comes out as a `keychain` failure, never as "absent".
 */
export interface Keychain {
  /** Writes, reads back and removes an entry of its own. */
  readonly probe: () => Promise<'ok' | KeychainProblem>;
  readonly read: (account: string) => Promise<string | undefined>;
  readonly write: (account: string, secret: string) => Promise<void>;
  readonly remove: (account: string) => Promise<void>;
}

export interface KeychainOptions {
  readonly service: string;
  readonly timeoutMs?: number;
}

/** What the parent asks its child, and the answer: the one place where a secret crosses. */
export type Question =
  | { readonly verb: 'probe' | 'read' | 'remove'; readonly service: string; readonly account: string }
  | { readonly verb: 'write'; readonly service: string; readonly account: string; readonly secret: string };
export type Answer =
  | { readonly ok: true; readonly secret?: string }
  | { readonly ok: false; readonly message: string };

/** The keychain of this machine's user. Calls on one account run one after the other. */
export function createKeychain({ service, timeoutMs = limits.keychainTimeoutMs }: KeychainOptions): Keychain {
  const queues = new Map<string, Promise<unknown>>();

  const inTurn = (question: Question): Promise<string | undefined> => {
    const before = queues.get(question.account) ?? Promise.resolve();
    const turn = before.then(() => settle(question, timeoutMs));
    queues.set(
      question.account,
      turn.catch(() => undefined),
    );
    return turn;
  };

  return {
    probe: async () => {
      const answer = await ask({ verb: 'probe', service, account: '' }, timeoutMs);
      return typeof answer === 'string' ? answer : answer.ok ? 'ok' : problemOf(answer.message);
    },
    read: (account) => inTurn({ verb: 'read', service, account }),
    write: async (account, secret) => void (await inTurn({ verb: 'write', service, account, secret })),
    remove: async (account) => void (await inTurn({ verb: 'remove', service, account })),
  };
}

async function settle(question: Question, timeoutMs: number): Promise<string | undefined> {
  const answer = await ask(question, timeoutMs);
  if (typeof answer === 'string') return fail({ code: 'keychain', problem: answer });
  if (!answer.ok) return fail({ code: 'keychain', problem: problemOf(answer.message) });
  return answer.secret;
}

/** Resolves with the answer or with why there is none; the child is gone by then. */
function ask(question: Question, timeoutMs: number): Promise<Answer | KeychainProblem> {
  const child = startChild();
  return new Promise((resolve) => {
    const finish = (answer: Answer | KeychainProblem) => {
      clearTimeout(timer);
      process.off('exit', end);
      end();
      resolve(answer);
    };
    const end = () => void child.kill('SIGKILL');
    const timer = setTimeout(finish, timeoutMs, 'timeout');
    process.once('exit', end);
    child.once('message', (answer: Answer) => finish(answer));
    child.on('error', () => finish('unavailable'));
    child.once('exit', () => finish('unavailable'));
    child.send(question, (error) => error && finish('unavailable'));
  });
}

/** The helper lies beside this module: as source in tests, built in the app. */
function startChild(): ChildProcess {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const helper = fileURLToPath(new URL(`./keychain-child.${extension}`, import.meta.url));
  if (!existsSync(helper)) throw new Error('the keychain helper is not where the build should put it');
  const { NODE_OPTIONS: _options, ...environment } = process.env;
  return fork(helper, {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [],
    // Inside Electron this makes the same binary a plain Node.
    env: { ...environment, ELECTRON_RUN_AS_NODE: '1' },
  });
}
