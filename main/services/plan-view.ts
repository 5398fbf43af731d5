import type { PlanView } from '../../core/changeset.ts';
import { ofResource, replanRows } from '../../core/changeset-plan.ts';
import { resourceOf, rowId } from '../../core/resource.ts';
import type { Context } from './context.ts';
import { gatherFacts } from './gather-facts.ts';
import { findPlan, keepPlan, type Plan, plansOf, viewOf } from './plan-registry.ts';
import { runningOf } from './running.ts';

interface Input {
  readonly planId: string;
}

/** The plan as it stands: its latest revision. Fails: `plan-gone`. */
export const viewPlan = (context: Context, { planId }: Input): PlanView => viewOf(findPlan(context, planId));

/** Take rows (by `rowId`) out of a plan and name them among what is left. Gives the next revision. Fails: `plan-gone`. */
export async function excludeRows(
  context: Context,
  { planId, keys }: Input & { readonly keys: readonly string[] },
): Promise<PlanView> {
  const plan = findPlan(context, planId);
  const gone = new Set(keys);
  const [out, rows] = [true, false].map((wanted) =>
    plan.rows.filter(({ view }) => gone.has(rowId(view)) === wanted),
  );
  const left = (out ?? []).map(({ view }) => ({
    ...ofResource(view),
    key: view.key,
    why: 'Taken out in this review.',
  }));
  const next = keepPlan(context, {
    ...plan,
    revision: plan.revision + 1,
    rows: rows ?? [],
    left: [...plan.left, ...left],
  });
  const judged = await judge(context, next);
  const now = findPlan(context, planId);
  // Another row taken out meanwhile is judged by its own call.
  return viewOf(now.revision === next.revision ? keepPlan(context, judged) : now);
}

/** What is left of a plan with documents: an agent may have counted on a variable that was taken out. */
async function judge(context: Context, plan: Plan): Promise<Plan> {
  if (plan.rows.every(({ view }) => resourceOf(view) === 'variable')) return plan;
  const { env, environmentKind: kind, creates, replaces, from } = plan;
  const changes = plan.rows.map(({ wanted }) => wanted);
  const missing = creates !== undefined;
  const facts = await gatherFacts(context, {
    env,
    kind,
    changes,
    missing,
    freshness: 'newest',
    replaces,
    from,
  });
  const { rows, left } = replanRows(facts, plan.rows);
  return { ...plan, rows, left: [...plan.left, ...left] };
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
