import type { SideMeta } from '../../core/changeset.ts';
import { judgeDocument } from '../../core/document-goal.ts';
import type { EnvironmentRef } from '../../core/environment.ts';
import type { DocumentResource, Resource } from '../../core/resource.ts';
import { type Goal, judge, type Sighting } from '../../core/sighting.ts';
import type { Outcome, StoredDocument } from '../../core/workspace.ts';
import { type Clocked, finishChangeSet, type OperationRow, recordOutcome } from './journal.ts';
import { metaFromJournal, sideFromJournal } from './journal-sides.ts';

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
    const rows = inDoubt(context, env, 'variable');
    const settled = settleRows(context, rows, (row) => outcomeNow(row, list.get(row.key) ?? null));
    const done = settled.filter(({ outcome }) => outcome.outcome === 'done');
    const written = new Map(done.map(({ row }) => [row.key, metaFromJournal(row.op)?.fingerprint]));
    return { settled: settled.length, written };
  });
}

/**
 * The same of documents of one resource, by those that were just read.
 *
 * @param found  them by key, null for one that is not there; of others nothing is told
 * @returns how many operations are known now
 */
export function settleDocuments(
  context: Clocked,
  env: EnvironmentRef,
  resource: DocumentResource,
  found: ReadonlyMap<string, Found | null>,
): number {
  return context.store.transaction(() => {
    const rows = inDoubt(context, env, resource).filter(({ key }) => found.has(key));
    return settleRows(context, rows, (row) => documentNow(resource, row, found.get(row.key) ?? undefined))
      .length;
  });
}

type Found = Pick<StoredDocument, 'text' | 'fingerprint'>;

/** What is known of the write of a document now; undefined where reading cannot tell. */
function documentNow(resource: DocumentResource, row: DoubtRow, now: Found | undefined): Outcome | undefined {
  const [to, from] = [sideFromJournal(row.op), sideFromJournal(row.inverse)];
  if (!to.known || !from.known) return undefined; // it was purged: nothing can be told any more
  const [goal, before] = [to.side?.value, from.side?.value];
  const { verdict } = judgeDocument({ resource, goal, before }, now?.text);
  if (verdict !== 'done') return undone(verdict);
  return now === undefined || now.text === goal
    ? { outcome: 'done' }
    : { outcome: 'done', holds: { text: now.text, fingerprint: now.fingerprint } };
}

/** Keys of the documents of one resource of which it is not known whether they were written. */
export const documentsInDoubt = (
  context: Clocked,
  env: EnvironmentRef,
  resource: DocumentResource,
): readonly string[] =>
  context.store.run(() => [...new Set(inDoubt(context, env, resource).map(({ key }) => key))]);

/** Record what is known of operations now, and which change sets are done by that. */
function settleRows(
  context: Clocked,
  rows: readonly DoubtRow[],
  outcomeOf: (row: DoubtRow) => Outcome | undefined,
): readonly { readonly row: DoubtRow; readonly outcome: Outcome }[] {
  const settled = rows.flatMap((row) => {
    const outcome = outcomeOf(row);
    return outcome === undefined ? [] : [{ row, outcome }];
  });
  for (const { row, outcome } of settled) recordOutcome(context, row.id, row.position, outcome);
  for (const id of new Set(settled.map(({ row }) => row.id))) finishIfDone(context, id);
  return settled;
}

function inDoubt({ store }: Clocked, env: EnvironmentRef, resource: Resource): readonly DoubtRow[] {
  return store.db
    .prepare<[EnvironmentRef & { readonly resource: Resource }], DoubtRow>(
      `SELECT c.id, o.position, o.resource, o.key, o.op, o.inverse, o.state, o.error
       FROM operations o JOIN change_sets c ON c.id = o.change_set_id
       WHERE o.state IN ('sent', 'in-doubt') AND o.resource = @resource AND c.state <> 'applying'
         AND c.workspace_id = @workspaceId AND c.project_id = @projectId AND c.slug = @slug
         AND NOT EXISTS (
           SELECT 1 FROM operations later JOIN change_sets l ON l.id = later.change_set_id
           WHERE later.key = o.key AND later.resource = o.resource AND later.state IN ('sent', 'done', 'in-doubt')
             AND l.workspace_id = c.workspace_id AND l.project_id = c.project_id AND l.slug = c.slug
             AND (l.started_at > c.started_at OR (l.id = c.id AND later.position > o.position)))`,
    )
    .all({ ...env, resource });
}

/** What is known of an operation now; undefined where reading cannot tell. */
function outcomeNow(row: DoubtRow, now: Sighting | null): Outcome | undefined {
  const goal = metaFromJournal(row.op);
  const before = metaFromJournal(row.inverse);
  const verdict = judge(before === undefined ? null : sightingOf(before), goalOf(goal), now);
  if (verdict === 'unknown') return undefined;
  if (verdict === 'done') return { outcome: 'done' };
  return undone(verdict);
}

const undone = (verdict: 'not-done' | 'other'): Outcome =>
  verdict === 'not-done'
    ? { outcome: 'not-done', reason: 'Read again, the server holds what it held before.' }
    : { outcome: 'failed', reason: 'Read again, the server holds something else.' };

const sightingOf = ({ kind, hidden, fingerprint }: SideMeta): Sighting => ({ kind, hidden, fingerprint });

/** What was written has a fingerprint, unless it was purged since: then no value is like it. */
const goalOf = (side: SideMeta | undefined): Goal | null =>
  side === undefined ? null : { kind: side.kind, fingerprint: side.fingerprint ?? '' };

function finishIfDone(context: Clocked, id: string): void {
  const open = context.store.db
    .prepare<[string], { count: number }>(
      "SELECT count(*) AS count FROM operations WHERE change_set_id = ? AND state NOT IN ('done', 'skipped')",
    )
    .get(id);
  if (open?.count === 0) finishChangeSet(context, id, 'done');
}
