import type { EnvironmentRef } from '../../../core/environment.ts';
import type { ListState } from '../../../core/list-state.ts';
import type { Freshness } from '../../../core/workspace.ts';
import { fetchList, newestList } from './ask-list.ts';
import type { KnownList } from './known-list.ts';
import type { Desk } from './slots.ts';

const hourMs = 3_600_000;

/** The list of an environment, as new as it has to be. */
export async function readList(desk: Desk, env: EnvironmentRef, freshness: Freshness): Promise<KnownList> {
  if (freshness === 'server') return fetchList(desk, env);
  if (freshness === 'newest') return newestList(desk, env);
  return desk.slotOf(env).known ?? fetchList(desk, env);
}

/** What is known of a list; undefined where none was ever seen. */
export function listState({ parts, slotOf }: Desk, env: EnvironmentRef): ListState | undefined {
  const { known, news, problem, fetching, shrank } = slotOf(env);
  if (known === undefined) return undefined;
  const { maxAgeHours } = parts.connection();
  const age = parts.now() - known.seenAt;
  return {
    readAt: known.seenAt,
    tooOld: maxAgeHours !== undefined && age > maxAgeHours * hourMs,
    refreshing: fetching !== undefined,
    ...(problem === undefined ? {} : { problem }),
    ...(shrank === undefined
      ? {}
      : { shrank: { from: known.variables.size, to: shrank.size, at: shrank.at } }),
    ...(news === undefined ? {} : { news }),
  };
}
