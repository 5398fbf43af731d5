import type { PlanView } from '../../core/changeset.ts';
import type { Context } from './context.ts';
import { findPlan, keepPlan, plansOf, viewOf } from './plan-registry.ts';
import { runningOf } from './running.ts';

interface Input {
  readonly planId: string;
}

/** The plan as it stands: its latest revision. Fails: `plan-gone`. */
export const viewPlan = (context: Context, { planId }: Input): PlanView => viewOf(findPlan(context, planId));

/** Take rows out of a plan and name them among what is left. Gives the next revision. Fails: `plan-gone`. */
export function excludeRows(
  context: Context,
  { planId, keys }: Input & { readonly keys: readonly string[] },
): PlanView {
  const plan = findPlan(context, planId);
  const gone = new Set(keys);
  const [out, rows] = [true, false].map((wanted) =>
    plan.rows.filter(({ view }) => gone.has(view.key) === wanted),
  );
  const left = (out ?? []).map(({ view }) => ({ key: view.key, why: 'Taken out in this review.' }));
  const next = { ...plan, revision: plan.revision + 1, rows: rows ?? [], left: [...plan.left, ...left] };
  return viewOf(keepPlan(context, next));
}

/** Stop the apply of a plan after the operation it is at; what is left stays not done. */
export function cancelApply(context: Context, { planId }: Input): Record<string, never> {
  runningOf(context).get(planId)?.cancel();
  return {};
}

/** Forget a plan and its values. */
export function dropPlan(context: Context, { planId }: Input): Record<string, never> {
  plansOf(context).delete(planId);
  return {};
}
