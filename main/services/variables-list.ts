import type { EnvironmentRef } from '../../core/environment.ts';
import type { ListState } from '../../core/list-state.ts';
import type { VariableMeta } from '../../core/variable.ts';
import { type Context, workspaceOf } from './context.ts';
import { findEnvironment } from './find-environment.ts';
import { refreshShown } from './refresh-behind.ts';

/**
 * All variables of an environment without values: complete or a failure.
 *
 * Of a server it is the last complete list that was seen; an older one is asked for again behind the answer.
 */
export async function listVariables(
  context: Context,
  { env }: { readonly env: EnvironmentRef },
): Promise<{ rows: VariableMeta[]; readAt: number; state?: ListState }> {
  await findEnvironment(context, env);
  const workspace = workspaceOf(context, env.workspaceId);
  const rows = await workspace.listVariables(env);
  refreshShown(context, env);
  const state = workspace.listState?.(env);
  if (state === undefined) return { rows: [...rows], readAt: context.now() };
  return { rows: [...rows], readAt: state.readAt, state };
}
