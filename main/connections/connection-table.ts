import { Connection } from '../../core/connection.ts';
import type { Store } from '../store/open.ts';
import { scrubJournal } from '../store/scrub-journal.ts';
import { seenTables } from '../workspaces/server/seen-tables.ts';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly config: string;
}

/** All connections, by name. */
export function readConnections({ db, run }: Store): readonly Connection[] {
  const rows = run(() =>
    db
      .prepare<[], Row>("SELECT id, name, config FROM workspaces WHERE kind = 'server' ORDER BY name, id")
      .all(),
  );
  return rows.map(({ id, name, config }) => Connection.parse({ ...JSON.parse(config), id, name }));
}

export function writeConnection({ db, run }: Store, { id, name, ...config }: Connection): void {
  run(() =>
    db
      .prepare(
        `INSERT INTO workspaces (id, kind, name, config) VALUES (?, 'server', ?, ?)
         ON CONFLICT DO UPDATE SET name = excluded.name, config = excluded.config`,
      )
      .run(id, name, JSON.stringify(config)),
  );
}

/** The history is a record of what was done, and outlives the connection; the values in it could never be used again. */
const history = 'change_sets';

/** Takes a connection and all that was read or drafted through it out of the store and its backups. */
export function purgeConnection(store: Store, id: string): void {
  store.purge((database) => {
    scrubJournal(database, () => `change_set_id IN (SELECT id FROM ${history} WHERE workspace_id = @id)`, {
      id,
    });
    const tables = database
      .prepare<[string], { name: string }>(
        `SELECT t.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c ON c.name = 'workspace_id'
         WHERE t.type = 'table' AND t.name <> ?`,
      )
      .all(history);
    for (const { name } of tables) database.prepare(`DELETE FROM ${name} WHERE workspace_id = ?`).run(id);
    database.prepare('DELETE FROM workspaces WHERE id = ?').run(id);
  });
}

/** Forget what was seen through a connection: all of it, or of the development environments, one's own each. */
export function forgetSeen({ db, transaction }: Store, id: string, which: 'all' | 'development'): void {
  const mine = which === 'all' ? '' : " AND (slug = 'dev' OR slug GLOB 'dev/*')";
  transaction(() => {
    for (const name of seenTables) db.prepare(`DELETE FROM ${name} WHERE workspace_id = ?${mine}`).run(id);
    if (which !== 'all') return;
    for (const name of ['discoveries', 'approvals'])
      db.prepare(`DELETE FROM ${name} WHERE workspace_id = ?`).run(id);
  });
}

/** Forget what was seen through the agent service: of a project, or of all. Queues are the webapp's, and stay. */
export function forgetSeenAgents(
  { db, transaction }: Store,
  id: string,
  projectId: string | undefined,
): void {
  transaction(() => {
    db.prepare(
      `DELETE FROM document_lists
       WHERE workspace_id = ? AND resource IN ('agent', 'provider-key') AND project_id = coalesce(?, project_id)`,
    ).run(id, projectId ?? null);
    // Another service never heard of what this one was asked for; another token of a project asks the same one.
    if (projectId === undefined) db.prepare('DELETE FROM approvals WHERE workspace_id = ?').run(id);
  });
}

/** The account that saw what is known of a connection's server. */
export function seenBy({ db, run }: Store, id: string): string | undefined {
  const row = run(() =>
    db
      .prepare<[string], { userId: string }>(
        "SELECT content ->> '$.account.userId' AS userId FROM discoveries WHERE workspace_id = ?",
      )
      .get(id),
  );
  return row?.userId;
}
