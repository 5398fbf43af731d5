import type { EnvironmentRef } from '../../../../core/environment.ts';
import { Failure } from '../../../../core/errors.ts';
import { limits } from '../../../../core/limits.ts';
import { isRecent } from '../../../../core/recent.ts';
import type { Freshness } from '../../../../core/workspace.ts';
import { reportBug } from '../../../bugs.ts';
import { nameOf } from '../remote.ts';
import { problemOf } from '../slots.ts';
import type { DocumentDesk } from './document-desk.ts';
import type { ProviderSwitches } from './source.ts';

interface Known {
  off: ReadonlySet<string>;
  /** Unix milliseconds. */
  askedAt: number | undefined;
}

type ReadOff = (env: EnvironmentRef, freshness: Freshness) => Promise<ReadonlySet<string>>;

/**
 * Which providers are switched off in the environments of a server, as new as it has to be. Not kept over a restart:
 * until the server has answered, none is.
 */
export function createProvidersOff(
  { desk: { parts, signal }, silence }: DocumentDesk,
  { readOff }: ProviderSwitches,
): ReadOff {
  const known = new Map<string, Known>();
  const knownOf = (env: EnvironmentRef): Known => {
    const one = known.get(nameOf(env)) ?? { off: new Set<string>(), askedAt: undefined };
    known.set(nameOf(env), one);
    return one;
  };
  const ask = async (env: EnvironmentRef, freshness: 'newest' | 'server'): Promise<boolean> => {
    const one = knownOf(env);
    one.askedAt = parts.now();
    const off = await readOff(env, freshness, signal);
    const moved = off.size !== one.off.size || [...off].some((id) => !one.off.has(id));
    one.off = off;
    return moved;
  };
  const askBehind = (env: EnvironmentRef): void => {
    const { askedAt } = knownOf(env);
    const { stayOffline, credential } = parts.connection();
    if (stayOffline || credential === undefined || signal.aborted) return;
    if (askedAt !== undefined && isRecent(parts.now(), askedAt, limits.freshMs)) return;
    ask(env, 'newest').then(
      (moved) => {
        if (moved && !signal.aborted) parts.changed(env);
      },
      (error: unknown) => {
        if (!(error instanceof Failure)) reportBug(parts.newId(), 'a reading of providers', error);
      },
    );
  };
  return async (env, freshness) => {
    if (freshness === 'stored') askBehind(env);
    else if (freshness === 'server') await ask(env, freshness);
    else await silence.within(ask(env, freshness)).catch(unlessUnreached);
    return knownOf(env).off;
  };
}

/** A plan can be made by what was seen last. */
const unlessUnreached = (error: unknown): void => {
  if (problemOf(error) === undefined) throw error;
};
