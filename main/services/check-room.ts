import type { EnvironmentRef } from '../../core/environment.ts';
import { Failure } from '../../core/errors.ts';
import { limits } from '../../core/limits.ts';
import { type Resource, resourceOf } from '../../core/resource.ts';
import { type Context, workspaceOf } from './context.ts';

/** Fails with `invalid-input` when creating all `create` rows would overfill the environment. */
export async function checkRoom(
  context: Context,
  env: EnvironmentRef,
  all: readonly {
    readonly resource?: Resource | undefined;
    readonly action: 'create' | 'update' | 'delete' | 'none';
  }[],
): Promise<void> {
  const rows = all.filter((row) => resourceOf(row) === 'variable');
  const created = rows.filter(({ action }) => action === 'create').length;
  if (created === 0) return;
  const deleted = rows.filter(({ action }) => action === 'delete').length;
  const variables = await workspaceOf(context, env.workspaceId).listVariables(env);
  if (variables.length + created - deleted <= limits.variablesPerEnvironment) return;
  const reason = `more than ${limits.variablesPerEnvironment} variables in one environment`;
  throw new Failure({ code: 'invalid-input', issues: [{ path: 'rows', reason }] });
}
