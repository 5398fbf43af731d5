import type { PlanView } from '../../core/changeset.ts';
import { type Left, type PlannedRow, replanRows, type WantedChange } from '../../core/changeset-plan.ts';
import { type EnvironmentRef, type NewEnvironment, nameAmong } from '../../core/environment.ts';
import { Failure } from '../../core/errors.ts';
import { protectionOf } from '../../core/protection.ts';
import { resourceOf } from '../../core/resource.ts';
import { cannotMake } from './cannot-make.ts';
import { checkRoom } from './check-room.ts';
import { type Context, workspaceOf } from './context.ts';
import { decideRows } from './decide-rows.ts';
import { findProject, findWritable } from './find-environment.ts';
import { type GatheredFacts, gatherFacts } from './gather-facts.ts';
import { keepPlan, readingOf, viewOf } from './plan-registry.ts';

export interface PlanRequest {
  readonly env: EnvironmentRef;
  readonly wanted: readonly WantedChange[];
  readonly title: string;
  readonly source: PlanView['source'];
  /** Make the environment when the plan is applied; it must not exist yet. Its slug is that of `env`. */
  readonly createsEnvironment?: NewEnvironment | undefined;
  /** What was left out before planning, with the reason shown. */
  readonly left?: readonly Left[] | undefined;
  /** The change sets that this plan takes back, or goes on with. */
  readonly undoOf?: string | undefined;
  readonly resumeOf?: string | undefined;
  /** Slug of the environment whose place this one takes: what they share is no accident. */
  readonly replaces?: string | undefined;
  /** Where carried values come from: what may be seen there may be seen in the plan. */
  readonly from?: EnvironmentRef | undefined;
}

/** What a source asks for, before it is checked against the target. */
export type Wanted = Pick<
  PlanRequest,
  'wanted' | 'title' | 'left' | 'undoOf' | 'resumeOf' | 'createsEnvironment' | 'replaces' | 'from'
>;

/**
 * Check wanted changes against the target as it is now, and keep the plan with its values under an id.
 *
 * @returns the plan as the window may see it; `applyPlan` carries it out
 * Fails: `not-found`, `already-exists` (an environment to be made), `refused` (archived, read-only), `invalid-input` (too many),
 * `unsupported` (an environment that this workspace cannot make).
 */
export async function makePlan(context: Context, request: PlanRequest): Promise<PlanView> {
  const { env, wanted, createsEnvironment: creates } = request;
  const target =
    creates === undefined
      ? (await findWritable(context, env)).environment
      : await notYetThere(context, env, creates);
  const { name, kind } = target;
  const missing = creates !== undefined;
  const { replaces, from } = request;
  const gather = (changes: readonly WantedChange[]) =>
    gatherFacts(context, { env, kind, changes, missing, freshness: 'newest', replaces, from });
  const { rows, left, unread } = await decide(gather, wanted);
  if (creates === undefined)
    await checkRoom(
      context,
      env,
      rows.map(({ view }) => view),
    );
  const plan = keepPlan(context, {
    id: context.newId(),
    revision: 1,
    env,
    ...readingOf(context, env, rows),
    unread,
    environmentName: name,
    calledName: nameAmong((await findProject(context, env)).environments, { slug: env.slug, name }),
    environmentKind: kind,
    held: await heldOf(context, env, rows),
    protection: protectionOf(target),
    creates,
    title: request.title,
    source: request.source,
    undoOf: request.undoOf,
    resumeOf: request.resumeOf,
    replaces,
    from,
    rows,
    left: [...(request.left ?? []), ...left],
  });
  return viewOf(plan);
}

/** How many variables the target of a plan that deletes some has, by the list that was just read for it. */
async function heldOf(
  context: Context,
  env: EnvironmentRef,
  rows: readonly PlannedRow[],
): Promise<number | undefined> {
  const deletes = rows.some(({ view }) => view.action === 'delete' && resourceOf(view) === 'variable');
  if (!deletes) return undefined;
  return (await workspaceOf(context, env.workspaceId).listVariables(env, 'stored')).length;
}

/** The rows. Documents do not count on a change that cannot be made: then all are judged again without it. */
async function decide(
  gather: (changes: readonly WantedChange[]) => Promise<GatheredFacts>,
  wanted: readonly WantedChange[],
): Promise<Awaited<ReturnType<typeof decideRows>> & Pick<GatheredFacts, 'unread'>> {
  const facts = await gather(wanted);
  const decided = await decideRows(facts, wanted);
  const { unread } = facts;
  if (decided.left.length === 0 || facts.documents === undefined) return { ...decided, unread };
  const fewer = await gather(decided.rows.map((row) => row.wanted));
  const { rows, left } = replanRows(fewer, decided.rows);
  return { rows, left: [...decided.left, ...left], unread };
}

async function notYetThere(
  context: Context,
  env: EnvironmentRef,
  creates: NewEnvironment,
): Promise<NewEnvironment> {
  const project = await findProject(context, env);
  if (project.environments.some(({ slug }) => slug === creates.slug))
    throw new Failure({ code: 'already-exists', what: 'environment', name: creates.slug });
  const why = await cannotMake(context, env, creates.slug);
  if (why !== undefined) throw new Failure({ code: 'unsupported', what: 'new environments', why });
  return creates;
}
