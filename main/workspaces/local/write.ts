import type { Expectation, Operation, Outcome } from '../../../core/workspace.ts';
import type { VariableRow } from './read.ts';
import type { Local } from './tables.ts';

/** Where an operation writes, and in the name of which change set. */
export interface Target {
  readonly environmentId: number;
  readonly changeSetId: string;
}

/**
 * Carry out one operation inside the caller's transaction: the variable and its version.
 *
 * Looks once more whether the key is as expected, so that nothing written between plan and transaction is lost.
 */
export function write(local: Local, target: Target, operation: Operation): Outcome {
  const { db } = local.store;
  const { environmentId } = target;
  const { key } = operation;
  const found = db
    .prepare<[number, string], VariableRow>('SELECT * FROM variables WHERE environment_id = ? AND key = ?')
    .get(environmentId, key);
  if (!isAsExpected(found, operation.expect)) return { outcome: 'failed', reason: 'changed meanwhile' };
  const version = nextVersion(local, environmentId, key);
  if (operation.type === 'delete') {
    db.prepare('DELETE FROM variables WHERE environment_id = ? AND key = ?').run(environmentId, key);
    addVersion(local, target, { key, version, deleted: true, kind: operation.expect.kind });
    return { outcome: 'done' };
  }
  const { value, kind, note } = operation;
  const fingerprint = local.fingerprint(value);
  db.prepare(
    `INSERT INTO variables (environment_id, key, value, kind, fingerprint, version, note, changed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET value = excluded.value, kind = excluded.kind, fingerprint = excluded.fingerprint,
       version = excluded.version, note = excluded.note, changed_at = excluded.changed_at`,
  ).run(environmentId, key, value, kind, fingerprint, version, note ?? null, local.now());
  addVersion(local, target, { key, version, deleted: false, kind, value, note, fingerprint });
  return { outcome: 'done' };
}

function isAsExpected(found: VariableRow | undefined, expect: Expectation | null): boolean {
  if (found === undefined || expect === null) return found === undefined && expect === null;
  return (
    found.fingerprint === expect.fingerprint &&
    found.kind === expect.kind &&
    (found.note ?? undefined) === expect.note
  );
}

/** Goes on counting where a deleted variable stopped. */
function nextVersion({ store }: Local, environmentId: number, key: string): number {
  const last = store.db
    .prepare<[number, string], { version: number | null }>(
      'SELECT max(version) AS version FROM variable_versions WHERE environment_id = ? AND key = ?',
    )
    .get(environmentId, key);
  return (last?.version ?? 0) + 1;
}

interface Version {
  readonly key: string;
  readonly version: number;
  readonly deleted: boolean;
  readonly kind: string;
  readonly value?: string;
  readonly note?: string | undefined;
  readonly fingerprint?: string;
}

function addVersion(local: Local, { environmentId, changeSetId }: Target, version: Version): void {
  local.store.db
    .prepare(
      `INSERT INTO variable_versions (environment_id, key, version, value, kind, fingerprint, note, change_set_id, at, deleted)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      environmentId,
      version.key,
      version.version,
      version.value ?? null,
      version.kind,
      version.fingerprint ?? null,
      version.note ?? null,
      changeSetId,
      local.now(),
      Number(version.deleted),
    );
}
