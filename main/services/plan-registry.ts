import type { PlanRow, PlanView } from '../../core/changeset.ts';
import type { Left, PlannedRow } from '../../core/changeset-plan.ts';
import type { EnvironmentKind, EnvironmentRef, NewEnvironment, Protection } from '../../core/environment.ts';
import { Failure } from '../../core/errors.ts';
import { type Resource, resourceOf } from '../../core/resource.ts';
import { type Context, perContext, workspaceOf } from './context.ts';

/** A plan with its values. Never leaves main; the window sees `viewOf(plan)`. */
export interface Plan {
  readonly id: string;
  readonly revision: number;
  readonly env: EnvironmentRef;
  /** When the target was seen as it is in the plan, and whether nothing newer was to be had. */
  readonly readAt: number;
  readonly offline: boolean;
  /** Names of environments that it is not compared with, since they could not be read. */
  readonly unread: readonly string[];
  readonly environmentName: string;
  /** What it is called among the others; absent: its name. */
  readonly calledName?: string | undefined;
  readonly environmentKind: EnvironmentKind;
  /** How many variables it had when the plan was made; only of plans that delete some. */
  readonly held?: number | undefined;
  /** What guarded the environment when it was read. */
  readonly protection: Protection;
  readonly creates: NewEnvironment | undefined;
  readonly title: string;
  readonly source: PlanView['source'];
  readonly undoOf: string | undefined;
  readonly resumeOf: string | undefined;
  /** Slug of the environment whose place this one takes. */
  readonly replaces?: string | undefined;
  /** Where carried values come from. */
  readonly from?: EnvironmentRef | undefined;
  readonly rows: readonly PlannedRow[];
  readonly left: readonly Left[];
}

/** Plans kept at a time: the oldest one goes first. An import makes one per file. */
const kept = 64;

/** The plans under review, newest last. */
export const plansOf = perContext(() => new Map<string, Plan>());

/** Keep a plan, or its next revision in place of the one before. */
export function keepPlan(context: Context, plan: Plan): Plan {
  const plans = plansOf(context);
  plans.delete(plan.id);
  plans.set(plan.id, plan);
  for (const id of plans.keys()) {
    if (plans.size <= kept) break;
    plans.delete(id);
  }
  return plan;
}

/** Forget the plans of a workspace. */
export function dropPlansOf(context: Context, workspaceId: string): void {
  const plans = plansOf(context);
  for (const { id, env } of [...plans.values()]) if (env.workspaceId === workspaceId) plans.delete(id);
}

/** How new what was just read of an environment for these rows is: the oldest of it. */
export function readingOf(
  context: Context,
  env: EnvironmentRef,
  rows: readonly PlannedRow[],
): Pick<Plan, 'readAt' | 'offline'> {
  const resources = new Set(rows.map(({ view }) => resourceOf(view)));
  const readings = [...resources].map((resource) => readingOfOne(context, env, resource));
  return {
    readAt: Math.min(context.now(), ...readings.map(({ readAt }) => readAt)),
    offline: readings.some(({ offline }) => offline),
  };
}

function readingOfOne(
  context: Context,
  env: EnvironmentRef,
  resource: Resource,
): Pick<Plan, 'readAt' | 'offline'> {
  const { listState, documents } = workspaceOf(context, env.workspaceId);
  if (resource !== 'variable') {
    const state = documents?.state?.(env, resource);
    // Without a problem, those that the plan is of were read alone just now.
    return state?.problem === undefined && state?.shrank === undefined
      ? { readAt: context.now(), offline: false }
      : { readAt: state.readAt, offline: true };
  }
  const state = listState?.(env);
  if (state === undefined) return { readAt: context.now(), offline: false };
  return { readAt: state.readAt, offline: state.problem !== undefined || state.shrank !== undefined };
}

/** The plan of that id, or `plan-gone`. */
export function findPlan(context: Context, planId: string): Plan {
  const plan = plansOf(context).get(planId);
  if (plan !== undefined) return plan;
  throw new Failure({ code: 'plan-gone' });
}

/** Whether a plan leaves nothing of the variables that were there, and brings none. */
function empties({ held }: Plan, rows: readonly PlanRow[]): boolean {
  const variables = rows.filter((row) => resourceOf(row) === 'variable');
  const isGone = ({ action }: PlanRow) => action === 'delete';
  return variables.some(isGone) && variables.every(isGone) && variables.length === held;
}

/** What the window may know of a plan. */
export function viewOf(plan: Plan): PlanView {
  const rows = plan.rows.map((row) => row.view);
  const counts = { create: 0, update: 0, delete: 0, none: 0 };
  for (const row of rows) counts[row.action] += 1;
  const writes = rows.filter((row) => row.action !== 'none');
  const guarded = plan.protection === 'type-slug' && (writes.length > 0 || plan.creates !== undefined);
  const refused = writes.filter((row) => row.risks.some((risk) => risk.level === 'refused'));
  return {
    id: plan.id,
    revision: plan.revision,
    env: plan.env,
    readAt: plan.readAt,
    offline: plan.offline,
    unread: [...plan.unread],
    environmentName: plan.calledName ?? plan.environmentName,
    environmentKind: plan.environmentKind,
    protection: plan.protection,
    createsEnvironment: plan.creates !== undefined,
    title: plan.title,
    source: plan.source,
    rows,
    counts,
    ...(empties(plan, rows) ? { empties: true } : {}),
    confirmation: {
      ...(guarded ? { slug: plan.env.slug } : {}),
      keys: [...new Set(refused.map((row) => row.key))],
    },
    left: [...plan.left],
  };
}
