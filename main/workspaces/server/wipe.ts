import type { Store } from '../../store/open.ts';

/** What only a workspace on a server keeps. Drafts and the journal belong to the person, and stay. */
const tables = ['discoveries', 'environment_settings', 'list_marks', 'fingerprints', 'snapshots'] as const;

export function wipe(store: Store, workspaceId: string): void {
  store.transaction(() => {
    for (const table of tables)
      store.db.prepare(`DELETE FROM ${table} WHERE workspace_id = ?`).run(workspaceId);
  });
}
