import type { EnvironmentRef, ProjectRef } from '../../core/environment.ts';
import { Failure } from '../../core/errors.ts';
import type { Context } from './context.ts';

/** A rename as it is kept: what was wanted, and which marks were passed. */
export interface Rename {
  readonly id: string;
  readonly from: EnvironmentRef;
  readonly to: EnvironmentRef;
  /** Display name of the new one. */
  readonly name: string;
  readonly startedAt: number;
  readonly checked: boolean;
  readonly switched: boolean;
}

interface RenameRow {
  readonly id: string;
  readonly workspace_id: string;
  readonly project_id: string;
  readonly old_slug: string;
  readonly new_slug: string;
  readonly name: string;
  readonly started_at: number;
  readonly checked_at: number | null;
  readonly switched_at: number | null;
}

function fromRow(row: RenameRow): Rename {
  const project = { workspaceId: row.workspace_id, projectId: row.project_id };
  return {
    id: row.id,
    from: { ...project, slug: row.old_slug },
    to: { ...project, slug: row.new_slug },
    name: row.name,
    startedAt: row.started_at,
    checked: row.checked_at !== null,
    switched: row.switched_at !== null,
  };
}

/** The renames of a project, newest first. */
export function readRenames({ store }: Context, { workspaceId, projectId }: ProjectRef): readonly Rename[] {
  return store.run(() =>
    store.db
      .prepare<[string, string], RenameRow>(
        'SELECT * FROM renames WHERE workspace_id = ? AND project_id = ? ORDER BY started_at DESC, id',
      )
      .all(workspaceId, projectId)
      .map(fromRow),
  );
}

/** The rename of that id, or `not-found`. */
export function readRename({ store }: Context, id: string): Rename {
  const row = store.run(() =>
    store.db.prepare<[string], RenameRow>('SELECT * FROM renames WHERE id = ?').get(id),
  );
  if (row !== undefined) return fromRow(row);
  throw new Failure({ code: 'not-found', what: 'rename', name: id });
}

/** Keep a rename that begins. */
export function addRename({ store }: Context, rename: Rename): void {
  const { id, from, to, name, startedAt } = rename;
  store.run(() =>
    store.db
      .prepare(
        `INSERT INTO renames (id, workspace_id, project_id, old_slug, new_slug, name, started_at)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(id, from.workspaceId, from.projectId, from.slug, to.slug, name, startedAt),
  );
}

/** Forget a rename; the environments stay as they are. */
export function removeRename({ store }: Context, id: string): void {
  store.run(() => store.db.prepare('DELETE FROM renames WHERE id = ?').run(id));
}

/** Pass a mark, or take the check back (`at` undefined). Inside the caller's transaction. */
export function markRename(
  { store }: Context,
  id: string,
  mark: 'checked_at' | 'switched_at',
  at: number | undefined,
): void {
  store.db.prepare(`UPDATE renames SET ${mark} = ? WHERE id = ?`).run(at ?? null, id);
}

/** An environment is there again under its old slug: it was renamed no longer, and its slug leads nowhere else. */
export function endRenames({ store }: Context, { workspaceId, projectId, slug }: EnvironmentRef): void {
  store.transaction(() => {
    store.db
      .prepare(
        `DELETE FROM renames
         WHERE workspace_id = ? AND project_id = ? AND old_slug = ? AND switched_at IS NOT NULL`,
      )
      .run(workspaceId, projectId, slug);
    store.db
      .prepare('DELETE FROM aliases WHERE workspace_id = ? AND project_id = ? AND slug = ?')
      .run(workspaceId, projectId, slug);
  });
}
