import { type ChangeSetSummary, projectWide } from '../../core/changeset.ts';
import type { ProjectRef } from '../../core/environment.ts';
import type { Context } from './context.ts';
import { type ChangeSetRow, isFinished, isUndone, refOf, resumedBy, toMakeOf } from './journal.ts';

/** A line of the journal with what is counted over its operations. */
export interface CountedRow extends ChangeSetRow {
  readonly done: number;
  /** How many of those that are done were taken back. */
  readonly undone: number;
  readonly undone_by: string | null;
  /** How many of those that are not done a later resume did. */
  readonly finished: number;
  readonly resumed_by: string | null;
  /** How many rules of keys or kinds it changed. */
  readonly rules: number;
}

/** An undo and a resume count by what they did; a resume that went through completely leaves nothing to go on with. */
export const countedColumns = `c.*,
  (SELECT count(*) FROM operations o WHERE o.change_set_id = c.id AND o.state = 'done') AS done,
  (SELECT u.id FROM change_sets u WHERE u.undo_of = c.id ORDER BY u.started_at DESC LIMIT 1) AS undone_by,
  CASE WHEN EXISTS (SELECT 1 FROM change_sets u WHERE u.undo_of = c.id) THEN
    (SELECT count(*) FROM operations o WHERE o.change_set_id = c.id AND o.state = 'done' AND ${isUndone})
  ELSE 0 END AS undone,
  CASE WHEN EXISTS (SELECT 1 FROM change_sets r WHERE r.resume_of = c.id) THEN
    (SELECT count(*) FROM operations o WHERE o.change_set_id = c.id AND o.state NOT IN ('done', 'skipped') AND ${isFinished})
  ELSE 0 END AS finished,
  ${resumedBy} AS resumed_by,
  (SELECT count(*) FROM rule_changes r WHERE r.change_set_id = c.id)
    + (SELECT count(*) FROM kind_rule_changes k WHERE k.change_set_id = c.id) AS rules`;

interface Input {
  readonly project: ProjectRef;
  readonly slug?: string | undefined;
  readonly key?: string | undefined;
  /** Only what began before this time, in Unix milliseconds: the `startedAt` of the last line seen. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** The journal of a project, newest first; of one environment (with what is of all of them) or one key where asked. */
export function listHistory(
  { store }: Context,
  { project, slug, key, before, limit }: Input,
): { entries: ChangeSetSummary[]; more: boolean } {
  const rows = store.run(() =>
    store.db
      .prepare<[Record<string, string | number | null>], CountedRow>(
        `SELECT ${countedColumns} FROM change_sets c
         WHERE c.workspace_id = @workspaceId AND c.project_id = @projectId
           AND (@slug IS NULL OR c.slug IN (@slug, '${projectWide}'))
           AND (@before IS NULL OR c.started_at < @before)
           AND (@key IS NULL OR EXISTS (SELECT 1 FROM operations o WHERE o.key = @key AND o.change_set_id = c.id AND o.state <> 'skipped')
             OR EXISTS (SELECT 1 FROM rule_changes r WHERE r.key = @key AND r.change_set_id = c.id))
         ORDER BY c.started_at DESC LIMIT @limit`,
      )
      .all({
        workspaceId: project.workspaceId,
        projectId: project.projectId,
        slug: slug ?? null,
        key: key ?? null,
        before: before ?? null,
        limit: limit + 1,
      }),
  );
  return { entries: rows.slice(0, limit).map(summaryOf), more: rows.length > limit };
}

/** A line of the journal in the window's words, with what can still be done about it. */
export function summaryOf(row: CountedRow): ChangeSetSummary {
  const ended = row.state !== 'applying';
  return {
    id: row.id,
    env: refOf(row),
    title: row.title,
    source: row.source,
    state: row.state,
    total: row.total,
    done: row.done,
    startedAt: row.started_at,
    ...(row.finished_at === null ? {} : { finishedAt: row.finished_at }),
    ...(row.undo_of === null ? {} : { undoOf: row.undo_of }),
    undone: row.undone,
    finished: row.finished,
    ...(row.undone_by === null || row.undone < row.done ? {} : { undoneBy: row.undone_by }),
    rules: row.rules,
    canUndo: ended && (row.undone < row.done || (row.rules > 0 && row.undone_by === null)),
    canResume:
      ended &&
      (row.done + row.finished < row.total || toMakeOf(row) !== undefined) &&
      row.resumed_by === null,
  };
}
