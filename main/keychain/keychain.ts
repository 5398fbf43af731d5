import { fail, type KeychainProblem } from '../../core/errors.ts';
import { limits } from '../../core/limits.ts';
import type { Answer, Helper, Question } from './helper.ts';
import { problemOf } from './keychain-problem.ts';
import { startNodeHelper } from './node-helper.ts';

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
  /** Starts the process that asks: a plain Node's unless the host has its own kind. */
  readonly startHelper?: () => Helper;
}

/** The keychain of this machine's user. Calls on one account run one after the other. */
export function createKeychain(options: KeychainOptions): Keychain {
  const { service, timeoutMs = limits.keychainTimeoutMs, startHelper = startNodeHelper } = options;
  const put = (question: Question) => ask(startHelper(), question, timeoutMs);
  const queues = new Map<string, Promise<void>>();

  const inTurn = (question: Question): Promise<string | undefined> => {
    const { account } = question;
    const before = queues.get(account) ?? Promise.resolve();
    const turn = before.then(() => settle(put(question)));
    // Keeps the order and not the answer, which is a secret and would outlive a lock.
    const ended = turn.then(nothing, nothing).then(() => {
      if (queues.get(account) === ended) queues.delete(account);
    });
    queues.set(account, ended);
    return turn;
  };

  return {
    probe: async () => {
      const answer = await put({ verb: 'probe', service, account: '' });
      return typeof answer === 'string' ? answer : answer.ok ? 'ok' : problemOf(answer.message);
    },
    read: (account) => inTurn({ verb: 'read', service, account }),
    write: async (account, secret) => void (await inTurn({ verb: 'write', service, account, secret })),
    remove: async (account) => void (await inTurn({ verb: 'remove', service, account })),
  };
}

const nothing = (): void => undefined;

async function settle(asked: Promise<Answer | KeychainProblem>): Promise<string | undefined> {
  const answer = await asked;
  if (typeof answer === 'string') return fail({ code: 'keychain', problem: answer });
  if (!answer.ok) return fail({ code: 'keychain', problem: problemOf(answer.message) });
  return answer.secret;
}

/** Resolves with the answer or with why there is none; the helper is gone by then. */
function ask(helper: Helper, question: Question, timeoutMs: number): Promise<Answer | KeychainProblem> {
  return new Promise((resolve) => {
    const finish = (answer: Answer | KeychainProblem) => {
      clearTimeout(timer);
      process.off('exit', helper.kill);
      helper.kill();
      resolve(answer);
    };
    const timer = setTimeout(finish, timeoutMs, 'timeout');
    process.once('exit', helper.kill);
    helper.onGone(() => finish('unavailable'));
    helper.onAnswer(finish);
    helper.ask(question);
  });
}
