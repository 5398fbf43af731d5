import { createHash } from 'node:crypto';
import { type Answer, json, problem } from './answer.ts';
import type { Bucket } from './route.ts';

/** A token bucket: `burst` at once, then `refill` more every `intervalMs`. */
export interface LimitRule {
  readonly burst: number;
  readonly refill: number;
  readonly intervalMs: number;
}

export interface RateLimits {
  readonly general: LimitRule;
  readonly deploy: LimitRule;
  readonly publicToken: LimitRule;
  /** Authorization codes for one address, and polls of one code. */
  readonly codes: LimitRule;
  readonly polls: LimitRule;
  /** How a refusal looks: the webapp's with a reset in milliseconds, or the agent service's with Retry-After. */
  readonly shape: 'reset' | 'retry-after';
}

const minute = 60_000;

export const defaultLimits: RateLimits = {
  general: { burst: 750, refill: 250, intervalMs: 10_000 },
  deploy: { burst: 1500, refill: 500, intervalMs: 10_000 },
  publicToken: { burst: 60, refill: 60, intervalMs: minute },
  codes: { burst: 30, refill: 30, intervalMs: minute },
  polls: { burst: 100, refill: 100, intervalMs: minute },
  shape: 'reset',
};

export interface Taken {
  readonly isAllowed: boolean;
  readonly limit: number;
  /** Below zero where it was refused. */
  readonly remaining: number;
  /** When the bucket is filled up next. */
  readonly reset: number;
}

/** Buckets by name, each filled when it is first asked for. */
export function createBuckets(): (id: string, rule: LimitRule, now: number) => Taken {
  const buckets = new Map<string, { left: number; filledAt: number }>();
  return (id, rule, now) => {
    const bucket = buckets.get(id) ?? { left: rule.burst, filledAt: now };
    buckets.set(id, bucket);
    const steps = Math.floor((now - bucket.filledAt) / rule.intervalMs);
    bucket.left = Math.min(rule.burst, bucket.left + steps * rule.refill);
    bucket.filledAt += steps * rule.intervalMs;
    const isAllowed = bucket.left > 0;
    if (isAllowed) bucket.left--;
    return {
      isAllowed,
      limit: rule.burst,
      remaining: isAllowed ? bucket.left : -1,
      reset: bucket.filledAt + rule.intervalMs,
    };
  };
}

/** Counts requests of one server. */
export function createLimiter(limits: RateLimits) {
  const take = createBuckets();
  return {
    /** Counts a request of a credential; `environmentId` where it is an environment's key. */
    credential: (
      bucket: Exclude<Bucket, 'none'>,
      authorization: string,
      environmentId: string | undefined,
      now: number,
    ): Taken => {
      const isPublic = /^Bearer\s+eyJ/.test(authorization);
      const who = environmentId ?? createHash('sha256').update(authorization).digest('hex');
      return take(`${bucket}:${who}`, isPublic ? limits.publicToken : limits[bucket], now);
    },
    /** Counts a login request without a credential. */
    login: (what: 'codes' | 'polls', who: string, now: number): Taken =>
      take(`${what}:${who}`, limits[what], now),
    refusal: (taken: Taken, now: number): Answer => refusal(limits.shape, taken, now),
  };
}

export type Limiter = ReturnType<typeof createLimiter>;

export const limitHeaders = ({ limit, remaining, reset }: Taken): Record<string, string> => ({
  'x-ratelimit-limit': String(limit),
  'x-ratelimit-remaining': String(Math.max(0, remaining)),
  'x-ratelimit-reset': String(reset),
});

function refusal(shape: RateLimits['shape'], { limit, remaining, reset }: Taken, now: number): Answer {
  const seconds = Math.max(0, (reset - now) / 1000);
  if (shape === 'retry-after') return retryAfter('user_per_minute', limit, Math.ceil(seconds));
  const secondsUntilReset = Math.round(seconds * 10) / 10;
  const detail = `Rate limit exceeded 0/${limit} requests remaining. Retry in ${secondsUntilReset} seconds.`;
  return problem(429, 'Rate Limit Exceeded', detail, { reset, limit, remaining, secondsUntilReset });
}

/** A refusal as the agent service words it; `scope` names the limit that was reached. */
export const retryAfter = (scope: string, limit: number, seconds: number): Answer =>
  json(
    {
      code: 'rate_limit',
      error: 'Too Many Requests',
      message: 'Rate limit exceeded',
      scope,
      limit,
      retryAfterSeconds: seconds,
    },
    429,
    { 'retry-after': String(seconds) },
  );

/** Without a credential the server answers in yet another way. */
export const loginRefusal = ({ reset }: Taken, now: number): Answer =>
  json({ error: 'Too many requests, please try again later.' }, 429, {
    'retry-after': String(Math.max(1, Math.ceil((reset - now) / 1000))),
  });
