import type { Answer } from './transport.ts';

/** What an answer says of the rate limit. */
export interface RateReading {
  readonly limit: number | undefined;
  readonly remaining: number | undefined;
  /** Milliseconds from this answer until there is more; never by the clock of this machine. */
  readonly resetInMs: number | undefined;
  /** Where that came from two moments of the server's clock: its Date, of whole seconds, and the reset. Unix milliseconds. */
  readonly server?: { readonly date: number; readonly reset: number } | undefined;
}

/**
 * Reads both styles: `x-ratelimit-*` (the reset in unix milliseconds) and Retry-After, with the figures of a 429's body.
 *
 * A moment of the server's clock counts only beside the Date of the same answer: this machine's clock may be wrong.
 */
export function rateReading(answer: Answer, body: unknown): RateReading {
  const date = Date.parse(answer.header('date') ?? '');
  const told =
    secondsOf(body, 'secondsUntilReset') ??
    secondsOf(body, 'retryAfterSeconds') ??
    retryAfter(answer.header('retry-after'), date);
  const reset = numberOf(answer.header('x-ratelimit-reset'));
  const untold = told === undefined ? untilReset(reset, date) : undefined;
  return {
    limit: numberOf(answer.header('x-ratelimit-limit')),
    remaining: numberOf(answer.header('x-ratelimit-remaining')),
    resetInMs: told ?? untold,
    server: untold === undefined || reset === undefined ? undefined : { date, reset },
  };
}

const numberOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^\s*\d{1,15}(\.\d+)?\s*$/.test(text) ? Number(text) : undefined;

function secondsOf(body: unknown, name: string): number | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const seconds: unknown = Reflect.get(body, name);
  return typeof seconds === 'number' && seconds >= 0 && seconds < 1e6 ? seconds * 1000 : undefined;
}

function retryAfter(text: string | undefined, date: number): number | undefined {
  const seconds = numberOf(text);
  if (seconds !== undefined) return seconds * 1000;
  const moment = Date.parse(text ?? '') - date;
  return moment >= 0 ? moment : undefined;
}

/** Further away than any bucket's interval, the two clocks are not one: no figure is better than a wrong one. */
const furthestMs = 600_000;

function untilReset(reset: number | undefined, date: number): number | undefined {
  if (reset === undefined) return undefined;
  const ms = reset - date;
  return ms > -2_000 && ms < furthestMs ? Math.max(0, ms) : undefined;
}
