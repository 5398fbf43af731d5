import type { EnvironmentRef } from '../../core/environment.ts';
import { rowId } from '../../core/resource.ts';
import type { Context } from './context.ts';
import { plansOf } from './plan-registry.ts';

/** Forget the plans of an environment that have a row of that id (`rowId`), with their values. */
export function dropPlansWith(context: Context, env: EnvironmentRef, row: string): void {
  const plans = plansOf(context);
  for (const { id, env: at, rows } of plans.values()) {
    const here = at.workspaceId === env.workspaceId && at.projectId === env.projectId && at.slug === env.slug;
    if (here && rows.some(({ view }) => rowId(view) === row)) plans.delete(id);
  }
}
