import type { ChangeSetState, PlanView } from '../../core/changeset.ts';
import type { PlannedRow } from '../../core/changeset-plan.ts';
import { type EnvironmentRef, NewEnvironment } from '../../core/environment.ts';
import { Failure } from '../../core/errors.ts';
import { type Resource, resourceOf } from '../../core/resource.ts';
import type { Outcome } from '../../core/workspace.ts';
import type { Context } from './context.ts';
import { toJournal } from './journal-sides.ts';

/** A line of the journal as stored. */
export interface ChangeSetRow {
  readonly id: string;
  readonly workspace_id: string;
  readonly project_id: string;
  readonly slug: string;
  readonly title: string;
  readonly source: PlanView['source'];
  readonly state: ChangeSetState;
  readonly total: number;
  readonly started_at: number;
  readonly finished_at: number | null;
  readonly undo_of: string | null;
  readonly resume_of: string | null;
  /** The environment that is to be made before the operations, or `{archived}`, as JSON; null once that is done. */
  readonly to_make: string | null;
}

export interface OperationRow {
  readonly position: number;
  readonly resource: Resource;
  readonly key: string;
  readonly op: string;
  readonly inverse: string;
  readonly state: 'pending' | 'sent' | 'done' | 'failed' | 'skipped' | 'in-doubt';
  readonly error: string | null;
}

/** What it takes to write into the journal. */
export type Clocked = Pick<Context, 'store' | 'now'>;

interface Intent {
  readonly env: EnvironmentRef;
  readonly title: string;
  readonly source: PlanView['source'];
  readonly undoOf?: string | undefined;
  readonly resumeOf?: string | undefined;
  readonly creates?: NewEnvironment | undefined;
  /** An environment is archived (true) or brought back, and nothing else. */
  readonly archives?: boolean | undefined;
}

/**
 * Record a change set, what it makes and each of its operations before anything is written. Gives its id.
 *
 * @param skipped  rows of an undo or a resume that are as they are to be already: nothing is written, and yet they count
 */
export function recordIntent(
  context: Context,
  intent: Intent,
  rows: readonly PlannedRow[],
  skipped: readonly PlannedRow[] = [],
): string {
  const { db } = context.store;
  const id = context.newId();
  context.store.transaction(() => {
    insertChangeSet(context, id, intent, 'applying', rows.length);
    const insert = db.prepare(
      `INSERT INTO operations (change_set_id, position, resource, key, op, inverse, state)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    );
    [...rows, ...skipped].forEach(({ view, after, before, wanted }, position) => {
      const state = position < rows.length ? 'pending' : 'skipped';
      const carried = wanted.type === 'set' && wanted.carried === true;
      const op = toJournal(after, carried);
      insert.run(id, position, resourceOf(view), view.key, op, toJournal(before), state);
    });
  });
  return id;
}

/** Take an intent back of which nothing was begun. */
export function forgetChangeSet({ store }: Context, id: string): void {
  store.transaction(() => {
    store.db.prepare('DELETE FROM operations WHERE change_set_id = ?').run(id);
    store.db.prepare('DELETE FROM change_sets WHERE id = ?').run(id);
  });
}

export type EventOrigin = Partial<Pick<Intent, 'source' | 'undoOf'>>;

/** A line for something done to an environment itself, or to rules: no operations. Gives its id. */
export function recordEvent(
  context: Context,
  env: EnvironmentRef,
  title: string,
  { source = 'patches', undoOf }: EventOrigin = {},
): string {
  return context.store.transaction(() => {
    const id = context.newId();
    insertChangeSet(context, id, { env, title, source, undoOf }, 'done', 0);
    finishChangeSet(context, id, 'done');
    return id;
  });
}

/** The title of what takes a change set back; taking that back does it again. */
export function redoTitle(title: string): string {
  if (title.startsWith('Undo: ')) return `Redo: ${title.slice(6)}`;
  return title.startsWith('Redo: ') ? `Undo: ${title.slice(6)}` : `Undo: ${title}`;
}

function insertChangeSet(
  { store, now }: Context,
  id: string,
  { env, title, source, undoOf, resumeOf, creates, archives }: Intent,
  state: ChangeSetState,
  total: number,
): void {
  // The history's cursor is the start time, so no two change sets share one.
  const last = store.db
    .prepare<[], { at: number | null }>('SELECT max(started_at) AS at FROM change_sets')
    .get();
  const startedAt = Math.max(now(), (last?.at ?? 0) + 1);
  store.db
    .prepare(
      `INSERT INTO change_sets (id, workspace_id, project_id, slug, title, source, state, total, started_at, undo_of, resume_of, to_make)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      id,
      env.workspaceId,
      env.projectId,
      env.slug,
      title,
      source,
      state,
      total,
      startedAt,
      undoOf ?? null,
      resumeOf ?? null,
      toMakeText(creates, archives),
    );
}

function toMakeText(creates: NewEnvironment | undefined, archived: boolean | undefined): string | null {
  const toMake = creates ?? (archived === undefined ? undefined : { archived });
  return toMake === undefined ? null : JSON.stringify(toMake);
}

/** Record that the environment of a change set was made, archived or brought back. In the local workspace inside the transaction that makes it. */
export function recordMade({ store }: Clocked, id: string): void {
  store.run(() => store.db.prepare('UPDATE change_sets SET to_make = NULL WHERE id = ?').run(id));
}

/** The environment that a change set did not come to make. */
export const toMakeOf = ({ to_make: json }: Pick<ChangeSetRow, 'to_make'>): NewEnvironment | undefined =>
  json === null ? undefined : NewEnvironment.safeParse(JSON.parse(json)).data;

/** Record that an operation is about to leave for a server. */
export function recordSent({ store, now }: Context, id: string, position: number): void {
  store.run(() =>
    store.db
      .prepare("UPDATE operations SET state = 'sent', at = ? WHERE change_set_id = ? AND position = ?")
      .run(now(), id, position),
  );
}

/** What is there now is what an undo will expect. */
const heldText = ({ text, fingerprint }: { readonly text: string; readonly fingerprint: string }): string =>
  toJournal({ value: text, kind: 'plain', note: undefined, fingerprint });

/** Record what became of an operation. In the local workspace inside the transaction of its write. */
export function recordOutcome({ store, now }: Clocked, id: string, position: number, outcome: Outcome): void {
  const reason = outcome.outcome === 'done' ? null : outcome.reason;
  // What surely was not carried out is as if it had never been sent.
  const state = outcome.outcome === 'not-done' ? 'pending' : outcome.outcome;
  const held = outcome.outcome === 'done' && outcome.holds !== undefined ? heldText(outcome.holds) : null;
  store.run(() =>
    store.db
      .prepare(
        `UPDATE operations SET state = ?, error = ?, at = ?, op = coalesce(?, op)
         WHERE change_set_id = ? AND position = ?`,
      )
      .run(state, reason, now(), held, id, position),
  );
}

/** Record the end of a change set. */
export function finishChangeSet({ store, now }: Clocked, id: string, state: ChangeSetState): void {
  store.run(() =>
    store.db.prepare('UPDATE change_sets SET state = ?, finished_at = ? WHERE id = ?').run(state, now(), id),
  );
}

/** The line of that id, or `not-found`. */
export function readChangeSet({ store }: Context, id: string): ChangeSetRow {
  const row = store.run(() =>
    store.db.prepare<[string], ChangeSetRow>('SELECT * FROM change_sets WHERE id = ?').get(id),
  );
  if (row !== undefined) return row;
  throw new Failure({ code: 'not-found', what: 'change-set', name: id });
}

/** Whether an operation was taken back by an undo: SQL over `operations o`. */
export const isUndone = `EXISTS (
  SELECT 1 FROM change_sets u JOIN operations t ON t.change_set_id = u.id
  WHERE u.undo_of = o.change_set_id AND t.key = o.key AND t.resource = o.resource
    AND t.state IN ('done', 'skipped'))`;

/** Those operations of a change set that are done and still in effect: what an undo takes back. */
export function readUndoable(context: Pick<Context, 'store'>, id: string): readonly OperationRow[] {
  return selectOperations(context, id, `o.state = 'done' AND NOT ${isUndone}`);
}

/** Whether a later resume, or a resume of that, did what an operation left: SQL over `operations o`. */
export const isFinished = `EXISTS (
  WITH RECURSIVE resumes (id) AS (
    SELECT id FROM change_sets WHERE resume_of = o.change_set_id
    UNION SELECT r.id FROM change_sets r JOIN resumes ON r.resume_of = resumes.id)
  SELECT 1 FROM resumes JOIN operations t ON t.change_set_id = resumes.id
  WHERE t.key = o.key AND t.resource = o.resource AND t.state IN ('done', 'skipped'))`;

/** The resume that went through completely, directly or as the last of several: SQL over `change_sets c`. */
export const resumedBy = `(
  WITH RECURSIVE later (id, state) AS (
    SELECT id, state FROM change_sets WHERE resume_of = c.id
    UNION SELECT r.id, r.state FROM change_sets r JOIN later ON r.resume_of = later.id)
  SELECT id FROM later WHERE state = 'done' LIMIT 1)`;

/** Those operations of a change set that are not done, neither by it nor by a resume of it. */
export function readUnfinished(context: Pick<Context, 'store'>, id: string): readonly OperationRow[] {
  return selectOperations(context, id, `o.state NOT IN ('done', 'skipped') AND NOT ${isFinished}`);
}

/** The operations of a change set by position, with their values: for main only. */
export function readOperations(context: Pick<Context, 'store'>, id: string): readonly OperationRow[] {
  return selectOperations(context, id, "o.state <> 'skipped'");
}

function selectOperations(
  { store }: Pick<Context, 'store'>,
  id: string,
  where: string,
): readonly OperationRow[] {
  return store.run(() =>
    store.db
      .prepare<[string], OperationRow>(
        `SELECT position, resource, key, op, inverse, state, error FROM operations o
         WHERE change_set_id = ? AND ${where} ORDER BY position`,
      )
      .all(id),
  );
}

/** A row of the journal as the window names it: a variable by its key alone. */
export const named = ({ resource, key }: Pick<OperationRow, 'resource' | 'key'>) =>
  resource === 'variable' ? { key } : { resource, key };

/** The environment that a change set was applied to. */
export const refOf = (row: ChangeSetRow): EnvironmentRef => ({
  workspaceId: row.workspace_id,
  projectId: row.project_id,
  slug: row.slug,
});
