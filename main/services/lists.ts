import type { EnvironmentRef } from '../../core/environment.ts';
import type { ListChanges, SeenList } from '../../core/list-state.ts';
import { type Resource, resourceOf } from '../../core/resource.ts';
import type { Context } from './context.ts';

interface InEnv {
  readonly env: EnvironmentRef;
}

/** Take the list that shrank for true. Fails: `not-found`. */
export function believeList(
  { servers }: Context,
  { env, ...of }: InEnv & { readonly resource?: Resource | undefined },
): Record<string, never> {
  servers.workspace(env.workspaceId).believe(env, resourceOf(of));
  return {};
}

/** The person looked at a list: what is new counts from now. Fails: `not-found`. */
export function listSeen({ servers }: Context, { env }: InEnv): Record<string, never> {
  servers.workspace(env.workspaceId).seen(env);
  return {};
}

interface Kept extends InEnv {
  readonly id: number;
}

/** The dated lists that are kept of an environment, newest first. Fails: `not-found`. */
export function keptLists({ servers }: Context, { env }: InEnv): { lists: SeenList[] } {
  return { lists: [...servers.workspace(env.workspaceId).snapshots(env)] };
}

/** What is otherwise now than in a kept list; works offline. Fails: `not-found` (no longer kept). */
export function changesSince({ servers }: Context, { env, id }: Kept): ListChanges {
  return servers.workspace(env.workspaceId).since(env, id);
}

/** Keep a list whatever comes after, or no longer. Fails: `not-found`. */
export function pinList(
  { servers }: Context,
  { env, id, pinned }: Kept & { readonly pinned: boolean },
): Record<string, never> {
  servers.workspace(env.workspaceId).pin(id, pinned);
  return {};
}
