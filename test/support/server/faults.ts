import { type Answer, html, json, problem, success, unexpected } from './answer.ts';
import { retryAfter } from './rate-limit.ts';

/** What may go wrong with one request. */
export type Fault =
  /** Never answered; with `happens` what was asked is done all the same. */
  | { readonly kind: 'stall'; readonly happens: boolean }
  /** Done, and the connection is cut after so many bytes of the body. */
  | { readonly kind: 'drop'; readonly after: number }
  /** Another answer than the true one, whether what was asked is done or not. */
  | { readonly kind: 'instead'; readonly answer: (now: number) => Answer; readonly happens: boolean }
  /** Done, and answered under another content type. */
  | { readonly kind: 'retype'; readonly contentType: string }
  /** Done, and answered in small pieces. */
  | { readonly kind: 'drip'; readonly bytes: number; readonly everyMs: number }
  /** Done twice, and the second answer sent. */
  | { readonly kind: 'twice' }
  /** Done, and the answer padded with blanks to so many bytes, still JSON. */
  | { readonly kind: 'pad'; readonly bytes: number }
  /** An import that stops after so many writes and answers 500. */
  | { readonly kind: 'half-import'; readonly after: number };

export const stall = (happens = false): Fault => ({ kind: 'stall', happens });
export const drop = (after = 0): Fault => ({ kind: 'drop', after });
export const drip = (bytes = 1, everyMs = 5): Fault => ({ kind: 'drip', bytes, everyMs });
export const twice = (): Fault => ({ kind: 'twice' });
export const pad = (bytes = 10_000_000): Fault => ({ kind: 'pad', bytes });
export const halfImport = (after: number): Fault => ({ kind: 'half-import', after });
export const retype = (contentType = 'text/html'): Fault => ({ kind: 'retype', contentType });

const instead = (answer: (now: number) => Answer, happens = false): Fault => ({
  kind: 'instead',
  answer,
  happens,
});

/** Says it is done and does nothing. */
export const lie = (): Fault => instead(success);
/** Does it and says that it failed. */
export const doneButFailed = (): Fault => instead(unexpected, true);
/** Does nothing and says so, as a server in trouble. */
export const fail = (status = 503): Fault => instead(() => json({ error: 'Service Unavailable' }, status));
/** A page of a proxy or a login wall in place of JSON, under 200. */
export const page = (): Fault => instead(() => html('<h1>Sign in</h1>'));
/** Does nothing and says so under HTTP 200, as the agent service does. */
export const refusedInside = (error: string, status: number): Fault => instead(() => json({ error, status }));
/** The limit of the agent service is reached, whatever was asked before. */
export const limitedAgent = (seconds = 1): Fault => instead(() => retryAfter('org_per_minute', 60, seconds));
/** To another address, as a proxy or a hostile network would. */
export const redirect = (to: string, status: 301 | 302 | 307 | 308 = 307): Fault =>
  instead(() => ({ status, headers: { location: to }, body: '' }));
/** The limit is reached, whatever was asked before; the reset lies so far ahead. */
export const limited = (retryInMs = 1000): Fault =>
  instead((now) => {
    const reset = now + retryInMs;
    const rest = { reset, limit: 750, remaining: -1, secondsUntilReset: retryInMs / 1000 };
    const detail = `Rate limit exceeded 0/750 requests remaining. Retry in ${retryInMs / 1000} seconds.`;
    const refusal = problem(429, 'Rate Limit Exceeded', detail, rest);
    const headers = {
      'x-ratelimit-limit': '750',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': `${reset}`,
    };
    return { ...refusal, headers: { ...refusal.headers, ...headers } };
  });

/** Which requests a fault befalls: all that fit, or the nth of them and `times` from there. */
export interface Where {
  readonly method?: string;
  /** A part of the path, or a pattern for it; the query is no part of the path. */
  readonly path?: string | RegExp;
  /** From 1. */
  readonly nth?: number;
  readonly times?: number;
}

export interface Faults {
  /** Adds a fault, which the returned function takes away again. The first one added that fits is taken. */
  readonly add: (fault: Fault, where?: Where) => () => void;
  readonly clear: () => void;
}

export function createFaults(): Faults & {
  readonly next: (method: string, path: string) => Fault | undefined;
} {
  const rules = new Set<{ readonly fault: Fault; readonly where: Where; seen: number }>();
  return {
    add: (fault, where = {}) => {
      const rule = { fault, where, seen: 0 };
      rules.add(rule);
      return () => rules.delete(rule);
    },
    clear: () => rules.clear(),
    next: (method, path) => {
      const hits = [...rules].filter(({ where }) => fits(where, method, path));
      for (const rule of hits) rule.seen++;
      return hits.find(({ where, seen }) => {
        const first = where.nth ?? 1;
        return seen >= first && seen < first + (where.times ?? (where.nth === undefined ? Infinity : 1));
      })?.fault;
    },
  };
}

const fits = (where: Where, method: string, path: string): boolean =>
  (where.method ?? method) === method &&
  (where.path === undefined ||
    (typeof where.path === 'string' ? path.includes(where.path) : where.path.test(path)));
