import type { RateReading } from './rate-reading.ts';
import { createServerClock, type ServerClock } from './server-clock.ts';

/** How many requests a rate limit still lets through, as far as the answers tell. Times in unix milliseconds. */
export interface Budget {
  /** Milliseconds until one may leave; 0 where it may, and then it is counted. */
  readonly take: (now: number) => number;
  /** An answer came in. `isRefused`: it was a 429. Each `take` of 0 is followed by one `settle`. */
  readonly settle: (now: number, reading: RateReading | undefined, isRefused: boolean) => void;
}

/** Left to others who use the same credential, such as a command line: at most so many, of a large limit only. */
const reserveOf = (limit: number | undefined): number => Math.min(5, Math.floor((limit ?? 0) / 50));

/** A bucket that refuses without saying for how long is asked after so long, and then each time twice that. */
const firstPauseMs = 500;
const longestPauseMs = 10_000;
/** A server that says to come back in a week is asked again after an hour: what it said then may have been a mistake. */
const longestToldMs = 3_600_000;

export function createBudget(): Budget {
  /** Undefined where no answer has told since the last reset. */
  let left: number | undefined;
  let reserve = 0;
  let resetAt = 0;
  /** The reset by the server's clock that `left` and `resetAt` belong to, where answers tell it. */
  let period: number | undefined;
  let clock: ServerClock | undefined = createServerClock();
  let onTheWay = 0;
  let refusals = 0;

  const block = (now: number, ms: number | undefined): void => {
    const own = Math.min(longestPauseMs, firstPauseMs * 2 ** refusals);
    const pause = ms === undefined ? own : Math.min(longestToldMs, ms);
    refusals++;
    left = 0;
    // Refused although the figures let it pass: from here on they are taken with a second to spare.
    clock = undefined;
    period = undefined;
    // Never at once: a server whose figures say so would be asked in a circle.
    resetAt = Math.max(resetAt, now + Math.max(50, pause));
  };

  const learn = (now: number, { limit, remaining, resetInMs, server }: RateReading): void => {
    if (remaining === undefined || resetInMs === undefined) return;
    const free = Math.max(0, remaining - onTheWay); // those on the way may not be in its count yet
    reserve = reserveOf(limit);
    if (clock !== undefined && server !== undefined) learnExactly(clock, now, free, server);
    else learnRoughly(now, free, resetInMs);
  };

  const learnRoughly = (now: number, free: number, resetInMs: number): void => {
    const isCurrent = left !== undefined && now < resetAt;
    left = isCurrent ? Math.min(left ?? free, free) : free;
    resetAt = isCurrent ? Math.max(resetAt, now + resetInMs) : now + resetInMs;
  };

  /** By the moment of the reset it is known which answers tell of the same filling of the bucket, and which are late. */
  const learnExactly = (
    of: ServerClock,
    now: number,
    free: number,
    server: NonNullable<RateReading['server']>,
  ): void => {
    of.tick(now, server.date);
    if (period !== undefined && server.reset < period) return;
    left = server.reset === period && left !== undefined ? Math.min(left, free) : free;
    period = server.reset;
    resetAt = now + of.until(now, period);
  };

  return {
    take: (now) => {
      // Further away than any wait is a mistake of the server's clock or this one's, which may have been set back.
      if (now >= resetAt || resetAt - now > longestToldMs) {
        left = undefined;
        resetAt = 0;
      }
      if (left !== undefined && left <= reserve) return resetAt - now;
      if (left !== undefined) left--;
      onTheWay++;
      return 0;
    },
    settle: (now, reading, isRefused) => {
      onTheWay--;
      if (isRefused) return block(now, reading?.resetInMs);
      refusals = 0;
      if (reading !== undefined) learn(now, reading);
    },
  };
}

/** The budgets of all credentials, by a name that tells server, credential and limit. */
export interface Budgets {
  readonly of: (name: string) => Budget;
}

/** Shared by all that speaks with a credential: the server counts their requests as one. */
export function createBudgets(): Budgets {
  const budgets = new Map<string, Budget>();
  return {
    of: (name) => {
      const budget = budgets.get(name) ?? createBudget();
      budgets.set(name, budget);
      return budget;
    },
  };
}
