import type { SideMeta } from '../../core/changeset.ts';
import type { EnvironmentRef } from '../../core/environment.ts';
import type { VariableKind } from '../../core/variable.ts';
import type { Context } from './context.ts';

/** What a draft says about its key. A part that is absent stays as saved. */
export interface DraftContent {
  readonly value?: string | undefined;
  readonly kind?: VariableKind | undefined;
  readonly note?: string | undefined;
  readonly deleted?: true | undefined;
  readonly renamedFrom?: string | undefined;
  /** The saved state when the draft was begun; null for an unset key. */
  readonly base: SideMeta | null;
}

export interface Draft extends DraftContent {
  readonly key: string;
  readonly updatedAt: number;
}

interface DraftRow {
  readonly key: string;
  readonly payload: string;
  readonly updated_at: number;
}

const place = ({ workspaceId, projectId, slug }: EnvironmentRef) => [workspaceId, projectId, slug] as const;
const where = 'workspace_id = ? AND project_id = ? AND slug = ?';

/** The drafts of an environment, sorted by key. */
export function readDrafts({ store }: Context, env: EnvironmentRef): readonly Draft[] {
  return store.run(() =>
    store.db
      .prepare<[string, string, string], DraftRow>(
        `SELECT key, payload, updated_at FROM drafts WHERE ${where} ORDER BY key`,
      )
      .all(...place(env))
      .map(fromRow),
  );
}

/** The draft of one key, if there is one. */
export function readDraft({ store }: Context, env: EnvironmentRef, key: string): Draft | undefined {
  const row = store.run(() =>
    store.db
      .prepare<[string, string, string, string], DraftRow>(
        `SELECT key, payload, updated_at FROM drafts WHERE ${where} AND key = ?`,
      )
      .get(...place(env), key),
  );
  return row === undefined ? undefined : fromRow(row);
}

/** Put a draft in place of the one that is there; `undefined` removes it. */
export function writeDraft(
  { store, now }: Context,
  env: EnvironmentRef,
  key: string,
  content: DraftContent | undefined,
): void {
  store.run(() => {
    if (content === undefined)
      store.db.prepare(`DELETE FROM drafts WHERE ${where} AND key = ?`).run(...place(env), key);
    else
      store.db
        .prepare(
          `INSERT INTO drafts (workspace_id, project_id, slug, key, payload, base_fingerprint, updated_at)
           VALUES (?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT DO UPDATE SET payload = excluded.payload, base_fingerprint = excluded.base_fingerprint,
             updated_at = excluded.updated_at`,
        )
        .run(...place(env), key, JSON.stringify(content), content.base?.fingerprint ?? null, now());
  });
}

/** How many drafts each environment has, over all workspaces. */
export function countDrafts({ store }: Context): readonly { env: EnvironmentRef; count: number }[] {
  return store.run(() =>
    store.db
      .prepare<[], EnvironmentRef & { count: number }>(
        `SELECT workspace_id AS workspaceId, project_id AS projectId, slug, count(*) AS count
         FROM drafts GROUP BY workspace_id, project_id, slug`,
      )
      .all()
      .map(({ count, ...env }) => ({ env, count })),
  );
}

/** Payloads are written by this file only. */
function fromRow({ key, payload, updated_at }: DraftRow): Draft {
  return { ...(JSON.parse(payload) as DraftContent), key, updatedAt: updated_at };
}
