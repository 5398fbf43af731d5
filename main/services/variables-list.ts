import type { EnvironmentRef } from '../../core/environment.ts';
import type { VariableMeta } from '../../core/variable.ts';
import { type Context, workspaceOf } from './context.ts';
import { findEnvironment } from './find-environment.ts';

/** All variables of an environment without values: complete or a failure. */
export async function listVariables(
  context: Context,
  { env }: { readonly env: EnvironmentRef },
): Promise<{ rows: VariableMeta[]; readAt: number }> {
  await findEnvironment(context, env);
  const rows = await workspaceOf(context, env.workspaceId).listVariables(env);
  return { rows: [...rows], readAt: context.now() };
}
