import { setImmediate } from 'node:timers/promises';
import type { ApplyResult, Confirmation } from '../../core/changeset.ts';
import { replanRows } from '../../core/changeset-plan.ts';
import { Failure } from '../../core/errors.ts';
import { protectionOf } from '../../core/protection.ts';
import { resourceOf } from '../../core/resource.ts';
import { checkRoom } from './check-room.ts';
import { type Context, workspaceOf } from './context.ts';
import { findProject, refuseUnwritable } from './find-environment.ts';
import { gatherFacts } from './gather-facts.ts';
import { findPlan, keepPlan, type Plan, plansOf, readingOf, viewOf } from './plan-registry.ts';
import { runPlan } from './run-plan.ts';
import { afterEarlier, runningOf } from './running.ts';

export interface ApplyRequest {
  readonly planId: string;
  /** The revision that the person saw. */
  readonly revision: number;
  readonly confirmation: Confirmation;
}

/**
 * Carry out a plan that the person confirmed.
 *
 * Checks what was typed, reads the target again, and writes nothing when it moved or when its risks are others by now: then the
 * plan has a next revision, which shows what was, what is now and what would be written. One apply at a time per environment; asking twice for the
 * same plan gives the same result and writes once.
 *
 * Fails: `plan-gone`, `confirmation-wrong`, `drift`, `refused` (`nothing-to-do`, `archived-environment`,
 * `read-only-environment`, `environment-gone`), `store`, `server` (nothing was written, or what was is settled in the journal).
 */
export async function applyPlan(context: Context, request: ApplyRequest): Promise<ApplyResult> {
  const running = runningOf(context).get(request.planId);
  const plan = running?.plan ?? findPlan(context, request.planId);
  checkSeen(plan, request.revision);
  checkConfirmation(plan, request.confirmation);
  if (running !== undefined) return running.result;
  return afterEarlier(context, plan, async (run) => {
    // Stopped while the server does not answer: then nothing is written, whatever it would have said.
    const current = await Promise.race([readAgain(context, plan), run.stopped.then(() => plan)]);
    await setImmediate(); // what is typed meanwhile is saved in between
    return runPlan(context, current, run);
  });
}

function checkSeen(plan: Plan, revision: number): void {
  if (revision === plan.revision) return;
  throw driftOf(plan);
}

/** What was typed against what the plan demands: `confirmation-wrong` names the first that is missing. */
export function checkConfirmation(plan: Plan, typed: Confirmation): void {
  const { confirmation, counts } = viewOf(plan);
  if (confirmation.slug !== undefined && typed.slug !== confirmation.slug)
    throw new Failure({ code: 'confirmation-wrong', expected: confirmation.slug });
  const keys = new Set(typed.keys);
  const missing = confirmation.keys.find((key) => !keys.has(key));
  if (missing !== undefined) throw new Failure({ code: 'confirmation-wrong', expected: missing });
  if (counts.create + counts.update + counts.delete === 0 && plan.creates === undefined)
    throw new Failure({ code: 'refused', reason: 'nothing-to-do', keys: [] });
}

/** The plan against the target as it is now; a `drift` failure and the next revision when that moved. */
async function readAgain(context: Context, plan: Plan): Promise<Plan> {
  const project = await findProject(context, plan.env);
  const environment = project.environments.find(({ slug }) => slug === plan.env.slug);
  if (environment === undefined && plan.creates === undefined)
    throw new Failure({ code: 'not-found', what: 'environment', name: plan.env.slug });
  if (environment !== undefined) refuseUnwritable(environment);
  const kind = environment?.kind ?? plan.environmentKind;
  const protection = environment === undefined ? plan.protection : protectionOf(environment);
  const changes = plan.rows.map(({ wanted }) => wanted);
  const missing = environment === undefined;
  if (!missing) await confirmThere(context, plan);
  const { replaces, from } = plan;
  const facts = await gatherFacts(context, {
    env: plan.env,
    kind,
    changes,
    missing,
    freshness: 'server',
    replaces,
    from,
  });
  // Somebody made the environment meanwhile, or guards it otherwise: that changes what must be typed.
  const turned =
    kind !== plan.environmentKind ||
    protection !== plan.protection ||
    (plan.creates !== undefined && environment !== undefined);
  const { unread } = facts;
  // An environment that can be read by now may hold what makes a change risky.
  const seen = plan.unread.some((name) => !unread.includes(name));
  const { rows, left } = replanRows(facts, plan.rows, turned || seen);
  if (turned || left.length > 0 || rows.some((row, index) => row !== plan.rows[index])) {
    const changed = {
      ...readingOf(context, plan.env, rows),
      environmentKind: kind,
      protection,
      creates: missing ? plan.creates : undefined,
      unread,
      rows,
      left: [...plan.left, ...left],
    };
    throw driftOf(keepNext(context, plan, changed));
  }
  if (environment !== undefined)
    await checkRoom(
      context,
      plan.env,
      rows.map(({ view }) => view),
    );
  return plan;
}

/** A revision is never two things: rows may have been taken out while the target was read. */
function keepNext(context: Context, plan: Plan, changed: Partial<Plan>): Plan {
  const { revision } = plansOf(context).get(plan.id) ?? plan;
  return keepPlan(context, { ...plan, ...changed, revision: revision + 1 });
}

const confirmThere = async (context: Context, { env, rows }: Plan): Promise<void> =>
  workspaceOf(context, env.workspaceId).documents?.confirmThere?.(
    env,
    new Set(rows.map(({ wanted }) => resourceOf(wanted))),
  );

function driftOf(plan: Plan): Failure {
  const keys = plan.rows.filter(({ view }) => view.drift !== undefined).map(({ view }) => view.key);
  return new Failure({ code: 'drift', planId: plan.id, keys });
}
