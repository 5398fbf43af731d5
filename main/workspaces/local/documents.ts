import type { EnvironmentRef } from '../../../core/environment.ts';
import type { DocumentResource } from '../../../core/resource.ts';
import { byKey } from '../../../core/variable.ts';
import type { DocumentVersion, StoredDocument } from '../../../core/workspace.ts';
import { environmentRow, type Local } from './tables.ts';

export interface DocumentRow {
  readonly key: string;
  readonly content: string;
  readonly fingerprint: string;
  readonly version: number;
  readonly changed_at: number;
}

interface VersionRow {
  readonly version: number;
  readonly content: string | null;
  readonly change_set_id: string | null;
  readonly at: number;
}

/** All documents of one resource, sorted by key, or those of `keys`. */
export function readDocuments(
  local: Local,
  env: EnvironmentRef,
  resource: DocumentResource,
  keys: readonly string[] | undefined,
): readonly StoredDocument[] {
  const { id } = environmentRow(local, env);
  const { db, run } = local.store;
  const rows = run(() =>
    db
      .prepare<[number, string], DocumentRow>(
        `SELECT key, content, fingerprint, version, changed_at FROM documents
         WHERE environment_id = ? AND resource = ?`,
      )
      .all(id, resource),
  );
  const wanted = keys === undefined ? undefined : new Set(keys);
  return rows
    .filter(({ key }) => wanted === undefined || wanted.has(key))
    .map((row) => ({
      key: row.key,
      text: row.content,
      fingerprint: row.fingerprint,
      version: row.version,
      changedAt: row.changed_at,
    }))
    .sort(byKey);
}

/** All versions of a document, newest first. */
export function readDocumentVersions(
  local: Local,
  env: EnvironmentRef,
  resource: DocumentResource,
  key: string,
): readonly DocumentVersion[] {
  const { id } = environmentRow(local, env);
  const { db, run } = local.store;
  const rows = run(() =>
    db
      .prepare<[number, string, string], VersionRow>(
        `SELECT version, content, change_set_id, at FROM document_versions
         WHERE environment_id = ? AND resource = ? AND key = ? ORDER BY version DESC`,
      )
      .all(id, resource, key),
  );
  return rows.map((row) => ({
    version: row.version,
    text: row.content ?? undefined,
    at: row.at,
    changeSetId: row.change_set_id ?? undefined,
  }));
}
