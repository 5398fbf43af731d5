import type { ApplyResult, ChangeSetState, RowOutcome } from '../../core/changeset.ts';
import type { PlannedRow } from '../../core/changeset-plan.ts';
import { type AppError, Failure } from '../../core/errors.ts';
import { resourceOf } from '../../core/resource.ts';
import type { Outcome } from '../../core/workspace.ts';
import { type Context, workspaceOf } from './context.ts';
import { dropUndoSteps } from './draft-history.ts';
import {
  finishChangeSet,
  forgetChangeSet,
  named,
  type OperationRow,
  readChangeSet,
  readOperations,
  recordIntent,
  recordMade,
  recordOutcome,
  recordSent,
} from './journal.ts';
import { operationOf } from './operation-of.ts';
import { type Plan, plansOf } from './plan-registry.ts';
import type { Run } from './running.ts';
import { settleDraft } from './settle-draft.ts';

const progressMs = 100;

/**
 * Write a plan that was just checked: intent, then each operation with its outcome, then the result per row.
 *
 * A server that stops taking writes half way is told in the result.
 */
export async function runPlan(
  context: Context,
  plan: Plan,
  run: Pick<Run, 'cancelled'>,
): Promise<ApplyResult> {
  const workspace = workspaceOf(context, plan.env.workspaceId);
  const rows = plan.rows.filter(({ view }) => view.action !== 'none');
  const goesOn = plan.undoOf !== undefined || plan.resumeOf !== undefined;
  const unchanged = goesOn ? plan.rows.filter(({ view }) => view.action === 'none') : [];
  const id = recordIntent(context, plan, rows, unchanged);
  const progress = startProgress(context, plan.id, rows.length, () => workspace.waitingUntil?.());
  try {
    if (run.cancelled()) return finish(context, plan, id, true);
    await makeEnvironment(context, plan, id);
    await workspace.apply({
      env: plan.env,
      changeSetId: id,
      title: plan.title,
      operations: rows.map((row, position) => ({ position, operation: operationOf(row) })),
      cancelled: run.cancelled,
      journal: {
        sent: (position) => recordSent(context, id, position),
        answered: progress.answered,
        settled: (position, outcome) => {
          recordOutcome(context, id, position, outcome);
          if (outcome.outcome === 'done') settleDraft(context, plan, rows[position]);
          progress.settled(position, outcome);
        },
      },
    });
    return finish(context, plan, id, run.cancelled());
  } catch (error) {
    if (isRefusedBefore(error)) {
      forgetChangeSet(context, id);
      throw error;
    }
    const stopped = stoppedBy(error);
    if (stopped !== undefined) return { ...finish(context, plan, id, run.cancelled()), stopped };
    finishIfPossible(() => finish(context, plan, id, run.cancelled()));
    throw error;
  } finally {
    progress.stop();
    dropUndoSteps(context, plan.env, keysOf(rows));
    context.emit('drafts.changed', { env: plan.env });
  }
}

/** What a plan makes is part of its intent: a crash leaves no environment that the history does not know. */
async function makeEnvironment(context: Context, { env, creates }: Plan, id: string): Promise<void> {
  if (creates === undefined) return;
  const done = () => recordMade(context, id);
  await workspaceOf(context, env.workspaceId).createEnvironment(env, creates, { done });
  done(); // a workspace elsewhere does not say it
  context.emit('scope.changed', {});
}

/** What keeps a server from taking more: its answers, its credentials, or what it takes to speak with it. */
const stopping: ReadonlySet<AppError['code']> = new Set(['server', 'agent-access', 'keychain', 'file']);

/** A server that takes nothing more is a result: what was written is known, and the rest can be resumed. */
const stoppedBy = (error: unknown): ApplyResult['stopped'] =>
  error instanceof Failure && stopping.has(error.detail.code) ? error.detail : undefined;

/** The environment was surely not made, so nothing was done: the plan stays, to be applied again. */
const isRefusedBefore = (error: unknown): boolean =>
  error instanceof Failure &&
  (error.detail.code === 'approval-needed' ||
    (error.detail.code === 'environment-refused' && error.detail.why !== 'no-answer'));

/** A store that failed may fail again: then the next start finds the change set interrupted. */
function finishIfPossible(work: () => unknown): void {
  try {
    work();
  } catch {
    // The first failure is the one to tell.
  }
}

/** Drafts are of variables only. */
const keysOf = (rows: readonly PlannedRow[]): readonly string[] =>
  rows.filter(({ view }) => resourceOf(view) === 'variable').map(({ view }) => view.key);

function finish(context: Context, plan: Plan, id: string, cancelled: boolean): ApplyResult {
  plansOf(context).delete(plan.id);
  const operations = readOperations(context, id);
  const done = operations.filter(({ state }) => state === 'done').length;
  const complete = done === operations.length && readChangeSet(context, id).to_make === null;
  const state: ChangeSetState = complete ? 'done' : cancelled ? 'cancelled' : 'partial';
  finishChangeSet(context, id, state);
  return { changeSetId: id, state, done, total: operations.length, rows: operations.map(outcomeOf) };
}

/** What is known of one operation, in the window's words. */
export function outcomeOf({ resource, key, state, error }: OperationRow): RowOutcome {
  const known = state === 'done' || state === 'failed' || state === 'in-doubt';
  const outcome = known ? state : state === 'sent' ? 'in-doubt' : 'not-done';
  return { ...named({ resource, key }), outcome, ...(error === null ? {} : { reason: error }) };
}

/**
 * Tell the window how far an apply has come, some ten times a second.
 *
 * By a timer, because timers run between transactions: what is told was written.
 */
function startProgress(context: Context, planId: string, total: number, waiting: () => number | undefined) {
  let done = 0;
  let failed = 0;
  const open = new Set<number>();
  let told = '';
  const tell = (): void => {
    const waitingUntil = waiting();
    const unchecked = open.size;
    const next = JSON.stringify([done, failed, unchecked, waitingUntil]);
    if (told === next) return;
    told = next;
    const more = {
      ...(unchecked === 0 ? {} : { unchecked }),
      ...(waitingUntil === undefined ? {} : { waitingUntil }),
    };
    context.emit('changes.progress', { planId, done, failed, total, ...more });
  };
  tell();
  const timer = setInterval(tell, progressMs);
  return {
    answered: (position: number): void => void open.add(position),
    settled: (position: number, { outcome }: Outcome): void => {
      open.delete(position);
      if (outcome === 'done') done += 1;
      else if (outcome !== 'not-done') failed += 1;
    },
    stop: (): void => {
      clearInterval(timer);
      tell();
    },
  };
}
