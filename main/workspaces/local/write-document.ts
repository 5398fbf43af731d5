import type { DocumentResource } from '../../../core/resource.ts';
import type { Operation, Outcome } from '../../../core/workspace.ts';
import type { DocumentRow } from './documents.ts';
import type { Local } from './tables.ts';
import type { Target } from './write.ts';

/** Carry out one operation on a document inside the caller's transaction: the document and its version. */
export function writeDocument(
  local: Local,
  target: Target,
  resource: DocumentResource,
  operation: Operation,
): Outcome {
  const { db } = local.store;
  const { environmentId } = target;
  const { key, expect } = operation;
  const found = db
    .prepare<[number, string, string], DocumentRow>(
      'SELECT * FROM documents WHERE environment_id = ? AND resource = ? AND key = ?',
    )
    .get(environmentId, resource, key);
  if ((found?.fingerprint ?? null) !== (expect?.fingerprint ?? null))
    return { outcome: 'failed', reason: 'changed meanwhile' };
  const version = nextVersion(local, environmentId, resource, key);
  const content = operation.type === 'delete' ? null : operation.value;
  if (content === null)
    db.prepare('DELETE FROM documents WHERE environment_id = ? AND resource = ? AND key = ?').run(
      environmentId,
      resource,
      key,
    );
  else
    db.prepare(
      `INSERT INTO documents (environment_id, resource, key, content, fingerprint, version, changed_at)
       VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET content = excluded.content, fingerprint = excluded.fingerprint,
         version = excluded.version, changed_at = excluded.changed_at`,
    ).run(environmentId, resource, key, content, local.fingerprint(content), version, local.now());
  db.prepare(
    `INSERT INTO document_versions (environment_id, resource, key, version, content, change_set_id, at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  ).run(environmentId, resource, key, version, content, target.changeSetId, local.now());
  return { outcome: 'done' };
}

/** Goes on counting where a deleted document stopped. */
function nextVersion(
  { store }: Local,
  environmentId: number,
  resource: DocumentResource,
  key: string,
): number {
  const last = store.db
    .prepare<[number, string, string], { version: number | null }>(
      `SELECT max(version) AS version FROM document_versions
       WHERE environment_id = ? AND resource = ? AND key = ?`,
    )
    .get(environmentId, resource, key);
  return (last?.version ?? 0) + 1;
}
