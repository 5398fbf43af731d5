import type { ApiOptions, Waiting } from '../api.ts';
import { replyOf } from './answers.ts';
import type { Budget, Budgets } from './budget.ts';
import type { Pace } from './pace.ts';
import { rateReading } from './rate-reading.ts';
import type { Outcome } from './transport.ts';

/** Requests wait here for the rate limit, and go again after a 429: what was limited was not done. */
export interface Queue {
  /**
   * @param name  of the budget that counts the request
   * @returns what `send` gave, or `too long` where the limit asks for more patience than the pace has; then the
   *   request was not done. Rejects with the signal's reason while it waits.
   */
  readonly pass: (
    name: string,
    signal: AbortSignal | undefined,
    send: () => Promise<Outcome>,
  ) => Promise<Outcome | 'too long'>;
  readonly waiting: () => Waiting;
}

export function createQueue(now: ApiOptions['now'], pace: Pace, budgets: Budgets): Queue {
  const waits = new Set<{ readonly until: number }>();

  const wait = async (ms: number, signal: AbortSignal | undefined): Promise<void> => {
    const one = { until: now() + ms };
    waits.add(one);
    try {
      await pace.sleep(ms, signal);
    } finally {
      waits.delete(one);
    }
  };

  /** Waits for its turn. False where that would take longer than until `latest`. */
  const turn = async (budget: Budget, latest: number, signal?: AbortSignal): Promise<boolean> => {
    for (;;) {
      signal?.throwIfAborted();
      const ms = budget.take(now());
      if (ms === 0) return true;
      if (now() + ms > latest) return false;
      await wait(ms, signal);
    }
  };

  return {
    pass: async (name, signal, send) => {
      const budget = budgets.of(name);
      const latest = now() + pace.limitedMs;
      while (await turn(budget, latest, signal)) {
        const outcome = await counted(budget, send);
        if (!isLimited(outcome)) return outcome;
      }
      return 'too long';
    },
    waiting: () => ({
      until: waits.size === 0 ? undefined : Math.min(...[...waits].map((one) => one.until)),
    }),
  };

  async function counted(budget: Budget, send: () => Promise<Outcome>): Promise<Outcome> {
    let outcome: Outcome | undefined;
    try {
      outcome = await send();
      return outcome;
    } finally {
      const answer = outcome !== undefined && 'answer' in outcome ? outcome.answer : undefined;
      const isRefused = answer?.status === 429;
      // Only a refusal says something of the limit in its body.
      const reading = answer && rateReading(answer, isRefused ? replyOf(answer).body : undefined);
      budget.settle(now(), reading, isRefused);
    }
  }
}

const isLimited = (outcome: Outcome): boolean => 'answer' in outcome && outcome.answer.status === 429;
