import type { ZodType } from 'zod';
import type { ServerProblem } from '../../../../core/errors.ts';
import type { ApiOptions, Waiting } from '../api.ts';
import { problemOfReply, type Reply, replyOf } from './answers.ts';
import { createBudgets } from './budget.ts';
import type { Pace } from './pace.ts';
import { createQueue } from './queue.ts';
import type { Requests } from './requests.ts';
import { createTransport, type Outcome, type Sent, type Target } from './transport.ts';

/** Makes requests of one service's calls. */
export interface RequestMaker<C> extends Pick<Requests, 'failure'> {
  /** Fails where nothing may be sent, before a credential is asked for. */
  readonly target: () => Target;
  readonly sent: (call: C) => Sent | Promise<Sent>;
  /** Name of the budget that counts a call. */
  readonly budget: (call: C) => string | Promise<string>;
  /** What an outcome means where the service says it in a way of its own. */
  readonly understood?: (outcome: Outcome) => Outcome;
}

interface Abortable {
  readonly signal?: AbortSignal | undefined;
}

/** Calls of one service, each through the rate limit and the transport. */
export interface Exchanges<C> extends Pick<Requests, 'failure'> {
  /**
   * Sends a call that changes nothing, again where that may help, and gives what the server says below 500.
   *
   * Fails: `server`; answers that refuse (400 to 499) are for the caller to tell.
   */
  readonly ask: (call: C) => Promise<Reply>;
  /** The same, and the answer is of that shape. Fails: `server`. */
  readonly get: <T>(call: C, shape: ZodType<T>) => Promise<T>;
  /**
   * Sends a call that may change something: again only where it surely did nothing (not connected, or limited).
   *
   * `signal` counts until it leaves. Fails: `server`, and then it did not leave.
   */
  readonly change: (call: C) => Promise<Outcome>;
  readonly waiting: () => Waiting;
  readonly close: () => void;
}

export function createExchanges<C extends Abortable>(
  requests: RequestMaker<C>,
  { now, budgets = createBudgets() }: Pick<ApiOptions, 'now' | 'budgets'>,
  pace: Pace,
): Exchanges<C> {
  const { failure, understood = (outcome: Outcome) => outcome } = requests;
  const transport = createTransport(pace);
  const queue = createQueue(now, pace, budgets);
  const closed = new AbortController();
  const atClose = failure('offline'); // by then the connection may be gone

  /** Ends waiting: by the caller, or because the connection is closed. */
  const patience = ({ signal }: C): AbortSignal =>
    signal === undefined ? closed.signal : AbortSignal.any([closed.signal, signal]);

  /** Through the queue: an answer that is a 429 only where it is refused for longer than one waits. */
  const exchange = async (call: C, signal: AbortSignal | undefined): Promise<Outcome> => {
    const budget = await requests.budget(call);
    const outcome = await queue.pass(budget, patience(call), async () => {
      const target = requests.target(); // before the keychain is asked
      const sent = await requests.sent(call);
      patience(call).throwIfAborted();
      return understood(await transport.send(target, sent, signal));
    });
    if (outcome === 'too long') throw failure('busy');
    return outcome;
  };

  /** Again after each pause, as long as the outcome says that this may help. */
  const persist = async (
    call: C,
    signal: AbortSignal | undefined,
    mayHelp: (outcome: Outcome) => boolean,
  ): Promise<Outcome> => {
    for (const pause of pace.againMs) {
      const outcome = await exchange(call, signal);
      if (!mayHelp(outcome)) return outcome;
      await pace.sleep(pause, patience(call));
    }
    return exchange(call, signal);
  };

  const ask: Exchanges<C>['ask'] = async (call) => {
    const outcome = await persist(call, call.signal, mayHelpToAskAgain);
    if ('problem' in outcome) throw failure(outcome.problem, outcome.status);
    const reply = replyOf(outcome.answer);
    if (reply.status >= 300 && (reply.status < 400 || reply.status >= 500))
      throw failure(problemOfReply(reply) ?? 'error', reply.status);
    return reply;
  };

  return {
    ask,
    get: async (call, shape) => {
      const reply = await ask(call);
      const problem = problemOfReply(reply);
      if (problem !== undefined) throw failure(problem, reply.status);
      const parsed = shape.safeParse(reply.body);
      if (!parsed.success) throw failure('not-a-server', reply.status);
      return parsed.data;
    },
    change: (call) =>
      persist(call, undefined, (outcome) => 'problem' in outcome && !outcome.left && isPassing(outcome)),
    failure,
    waiting: queue.waiting,
    close: () => {
      closed.abort(atClose);
      transport.close();
    },
  };
}

const isPassing = (outcome: { readonly problem: ServerProblem }): boolean =>
  outcome.problem === 'unreachable' || outcome.problem === 'cut';

const mayHelpToAskAgain = (outcome: Outcome): boolean =>
  'problem' in outcome ? isPassing(outcome) : outcome.answer.status >= 500;
