import type { EnvironmentRef } from '../../core/environment.ts';
import type { Context } from './context.ts';

interface InEnv {
  readonly env: EnvironmentRef;
}

/** Take the list that shrank for true. Fails: `not-found`. */
export function believeList({ servers }: Context, { env }: InEnv): Record<string, never> {
  servers.workspace(env.workspaceId).believe(env);
  return {};
}

/** The person looked at a list: what is new counts from now. Fails: `not-found`. */
export function listSeen({ servers }: Context, { env }: InEnv): Record<string, never> {
  servers.workspace(env.workspaceId).seen(env);
  return {};
}
