import type { EnvironmentRef } from '../../../core/environment.ts';
import { tiesOf } from '../../../core/ties.ts';
import { byKey, describeLength, type VariableKind, type VariableMeta } from '../../../core/variable.ts';
import type { StoredVariable, StoredVersion } from '../../../core/workspace.ts';
import { environmentRow, type Local } from './tables.ts';

export interface VariableRow {
  readonly key: string;
  readonly value: string;
  readonly kind: VariableKind;
  readonly fingerprint: string;
  readonly version: number;
  readonly note: string | null;
  readonly changed_at: number;
}

interface VersionRow {
  readonly version: number;
  readonly value: string | null;
  readonly kind: VariableKind;
  readonly fingerprint: string | null;
  readonly note: string | null;
  readonly change_set_id: string | null;
  readonly at: number;
  readonly deleted: number;
  readonly purged: number;
}

const columns = 'key, value, kind, fingerprint, version, note, changed_at';
/** Above this many keys one scan is cheaper than a search each. */
const scanAbove = 500;

export function listVariables(local: Local, env: EnvironmentRef): readonly VariableMeta[] {
  return rowsOf(local, env).map((row) => {
    const ties = tiesOf(row.value, env.slug);
    return {
      key: row.key,
      kind: row.kind,
      hidden: false,
      empty: row.value === '',
      fingerprint: row.fingerprint,
      length: describeLength(row.value.length, row.kind),
      version: row.version,
      changedAt: row.changed_at,
      ...(ties.length === 0 ? {} : { ties }),
      ...(row.note === null ? {} : { note: row.note }),
    };
  });
}

export function readVariables(
  local: Local,
  env: EnvironmentRef,
  keys: readonly string[] | undefined,
): readonly StoredVariable[] {
  return rowsOf(local, env, keys).map((row) => ({
    key: row.key,
    value: row.value,
    kind: row.kind,
    note: row.note ?? undefined,
    fingerprint: row.fingerprint,
    version: row.version,
    changedAt: row.changed_at,
  }));
}

/** All versions of a key, newest first. */
export function readVersions(local: Local, env: EnvironmentRef, key: string): readonly StoredVersion[] {
  const { id } = environmentRow(local, env);
  const { store } = local;
  const rows = store.run(() =>
    store.db
      .prepare<[number, string], VersionRow>(
        'SELECT * FROM variable_versions WHERE environment_id = ? AND key = ? ORDER BY version DESC',
      )
      .all(id, key),
  );
  return rows.map((row) => ({
    version: row.version,
    value: row.value ?? undefined,
    kind: row.kind,
    note: row.note ?? undefined,
    fingerprint: row.fingerprint ?? undefined,
    deleted: row.deleted === 1,
    purged: row.purged === 1,
    at: row.at,
    changeSetId: row.change_set_id ?? undefined,
  }));
}

/** Sorted by code unit: SQLite's order of UTF-8 bytes is another one beyond the BMP. */
function rowsOf(local: Local, env: EnvironmentRef, keys?: readonly string[]): VariableRow[] {
  const { id } = environmentRow(local, env);
  const { db, run } = local.store;
  return run(() => {
    if (keys !== undefined && keys.length <= scanAbove) {
      const one = db.prepare<[number, string], VariableRow>(
        `SELECT ${columns} FROM variables WHERE environment_id = ? AND key = ?`,
      );
      return [...new Set(keys)].flatMap((key) => one.get(id, key) ?? []).sort(byKey);
    }
    const all = db
      .prepare<[number], VariableRow>(`SELECT ${columns} FROM variables WHERE environment_id = ?`)
      .all(id);
    const wanted = keys === undefined ? undefined : new Set(keys);
    return (wanted === undefined ? all : all.filter(({ key }) => wanted.has(key))).sort(byKey);
  });
}
