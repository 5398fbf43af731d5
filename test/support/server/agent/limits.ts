import type { Answer } from '../answer.ts';
import { createBuckets, type LimitRule, retryAfter } from '../rate-limit.ts';
import type { Scope } from './scope.ts';

export interface AgentLimits {
  readonly userPerMinute: LimitRule;
  readonly scopePerMinute: LimitRule;
  readonly scopePerDay: LimitRule;
  /** Calls with one control-plane token. */
  readonly controlPlane: LimitRule;
}

const per = (intervalMs: number, calls: number): LimitRule => ({ burst: calls, refill: calls, intervalMs });

export const perMinute = (calls: number): LimitRule => per(60_000, calls);

export const defaultAgentLimits: AgentLimits = {
  userPerMinute: perMinute(30),
  scopePerMinute: perMinute(60),
  scopePerDay: per(24 * 60 * 60_000, 1000),
  controlPlane: perMinute(60),
};

/** Counts requests of one agent service. */
export function createAgentLimiter(limits: AgentLimits) {
  const take = createBuckets();
  return {
    /** The refusal of a request that is one too many. */
    scope: ({ projectId, environmentId, userId }: Scope, now: number): Answer | undefined => {
      const where = `${projectId}/${environmentId}`;
      const counts = [
        ['user_per_minute', `user:${where}/${userId}`, limits.userPerMinute],
        ['org_per_minute', `minute:${where}`, limits.scopePerMinute],
        ['org_per_day', `day:${where}`, limits.scopePerDay],
      ] as const;
      for (const [name, id, rule] of counts) {
        const taken = take(id, rule, now);
        if (!taken.isAllowed) return retryAfter(name, taken.limit, secondsTo(taken.reset, now));
      }
      return undefined;
    },
    /** Seconds until a token may be used again, or undefined where it may be now. */
    controlPlane: (tokenId: string, now: number): number | undefined => {
      const taken = take(`token:${tokenId}`, limits.controlPlane, now);
      return taken.isAllowed ? undefined : secondsTo(taken.reset, now);
    },
  };
}

const secondsTo = (reset: number, now: number): number => Math.max(1, Math.ceil((reset - now) / 1000));

export type AgentLimiter = ReturnType<typeof createAgentLimiter>;
