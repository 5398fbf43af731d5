import type { EnvironmentRef } from '../../../../core/environment.ts';
import { isRecent } from '../../../../core/recent.ts';
import type { AgentAsk, AgentService } from '../agent-service.ts';
import { nameOf } from '../remote.ts';

/** How old an answer may be for those whom a recent one will do. */
const recentMs = 2_000;

export type Asking = Pick<AgentService, 'ask' | 'change'>;

/**
 * The agent service for documents. It allows thirty requests a minute, and one use case asks for the same things more
 * than once: so what was asked just now is not asked again, unless something was written since.
 */
export interface RecentAsks {
  /** @param freshness  `newest`: an answer may be two seconds old. `server`: the server is asked */
  readonly by: (freshness: 'newest' | 'server') => Asking;
}

interface Answered {
  readonly at: number;
  readonly value: unknown;
}

/** @param now  Unix milliseconds */
export function createRecentAsks(service: Asking, now: () => number): RecentAsks {
  const known = new Map<string, Map<string, Answered>>();
  /** Of an environment; what is too old goes in all of them, since lists are large. */
  const answersOf = (env: EnvironmentRef): Map<string, Answered> => {
    for (const answers of known.values())
      for (const [name, { at }] of answers) if (!isRecent(now(), at, recentMs)) answers.delete(name);
    const answers = known.get(nameOf(env)) ?? new Map<string, Answered>();
    known.set(nameOf(env), answers);
    return answers;
  };
  const forget = (env: EnvironmentRef): void => void known.delete(nameOf(env));

  const askServer: Asking['ask'] = async (env, call, shape) => {
    const [at, answers] = [now(), answersOf(env)];
    const value = await service.ask(env, call, shape);
    // Into the answers of before a write where there was one: those are gone.
    answers.set(pathOf(call), { at, value });
    return value;
  };
  const change: Asking['change'] = async (env, call) => {
    forget(env);
    try {
      return await service.change(env, call);
    } finally {
      forget(env);
    }
  };
  const ask: Asking['ask'] = async (env, call, shape) => {
    call.signal?.throwIfAborted();
    const answered = answersOf(env).get(pathOf(call));
    if (answered === undefined) return askServer(env, call, shape);
    return answered.value as never; // a path is asked in one shape only
  };
  const asking = { newest: { ask, change }, server: { ask: askServer, change } };
  return { by: (freshness) => asking[freshness] };
}

const pathOf = ({ path, query = {} }: AgentAsk): string => JSON.stringify([path, Object.entries(query)]);
