import type { SideMeta } from '../../core/changeset.ts';
import type { EnvironmentRef } from '../../core/environment.ts';
import { type Goal, judge, type Sighting } from '../../core/sighting.ts';
import type { Outcome } from '../../core/workspace.ts';
import { type Clocked, finishChangeSet, type OperationRow, recordOutcome } from './journal.ts';
import { metaFromJournal } from './journal-sides.ts';

interface DoubtRow extends OperationRow {
  readonly id: string;
}

/**
 * Settle what a crash or a lost network left in doubt, by a complete list of the environment that was just read.
 *
 * What is being applied is left to its apply. A key that was written again since tells nothing of the earlier write.
 * The replacement of a hidden value stays in doubt unless its fingerprint was read too.
 *
 * @returns how many operations are known now, and what this console turns out to have written: the fingerprint by key,
 *   undefined for what it deleted
 */
export function settleDoubt(
  context: Clocked,
  env: EnvironmentRef,
  list: ReadonlyMap<string, Sighting>,
): { readonly settled: number; readonly written: ReadonlyMap<string, string | undefined> } {
  return context.store.transaction(() => {
    const changeSets = new Set<string>();
    const written = new Map<string, string | undefined>();
    let settled = 0;
    for (const row of inDoubt(context, env)) {
      const outcome = outcomeNow(row, list.get(row.key) ?? null);
      if (outcome === undefined) continue;
      recordOutcome(context, row.id, row.position, outcome);
      changeSets.add(row.id);
      settled += 1;
      if (outcome.outcome === 'done') written.set(row.key, metaFromJournal(row.op)?.fingerprint);
    }
    for (const id of changeSets) finishIfDone(context, id);
    return { settled, written };
  });
}

function inDoubt({ store }: Clocked, env: EnvironmentRef): readonly DoubtRow[] {
  return store.db
    .prepare<[EnvironmentRef], DoubtRow>(
      `SELECT c.id, o.position, o.resource, o.key, o.op, o.inverse, o.state, o.error
       FROM operations o JOIN change_sets c ON c.id = o.change_set_id
       WHERE o.state IN ('sent', 'in-doubt') AND o.resource = 'variable' AND c.state <> 'applying'
         AND c.workspace_id = @workspaceId AND c.project_id = @projectId AND c.slug = @slug
         AND NOT EXISTS (
           SELECT 1 FROM operations later JOIN change_sets l ON l.id = later.change_set_id
           WHERE later.key = o.key AND later.resource = o.resource AND later.state IN ('sent', 'done', 'in-doubt')
             AND l.workspace_id = c.workspace_id AND l.project_id = c.project_id AND l.slug = c.slug
             AND (l.started_at > c.started_at OR (l.id = c.id AND later.position > o.position)))`,
    )
    .all(env);
}

/** What is known of an operation now; undefined where reading cannot tell. */
function outcomeNow(row: DoubtRow, now: Sighting | null): Outcome | undefined {
  const goal = metaFromJournal(row.op);
  const before = metaFromJournal(row.inverse);
  const verdict = judge(before === undefined ? null : sightingOf(before), goalOf(goal), now);
  if (verdict === 'unknown') return undefined;
  if (verdict === 'done') return { outcome: 'done' };
  if (verdict === 'not-done')
    return { outcome: 'not-done', reason: 'Read again, the server holds what it held before.' };
  return { outcome: 'failed', reason: 'Read again, the server holds something else.' };
}

const sightingOf = ({ kind, hidden, fingerprint }: SideMeta): Sighting => ({ kind, hidden, fingerprint });

/** What was written has a fingerprint, unless it was purged since: then no value is like it. */
const goalOf = (side: SideMeta | undefined): Goal | null =>
  side === undefined ? null : { kind: side.kind, fingerprint: side.fingerprint ?? '' };

function finishIfDone(context: Clocked, id: string): void {
  const open = context.store.db
    .prepare<[string], { count: number }>(
      "SELECT count(*) AS count FROM operations WHERE change_set_id = ? AND state <> 'done'",
    )
    .get(id);
  if (open?.count === 0) finishChangeSet(context, id, 'done');
}
