import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { EnvironmentRef } from '../../../core/environment.ts';
import { Failure } from '../../../core/errors.ts';
import type { ListChanges, SeenList } from '../../../core/list-state.ts';
import { byKey } from '../../../core/variable.ts';
import type { Store } from '../../store/open.ts';
import type { RemoteVariable } from './api.ts';

/** Different lists kept of an environment, besides pinned ones. */
export const keptSnapshots = 50;

/** A list as it is kept. The digest of equal lists is equal. */
export interface Encoded {
  readonly digest: string;
  readonly content: Buffer;
}

export interface Snapshot {
  readonly id: number;
  readonly takenAt: number;
  readonly seenAt: number;
  readonly digest: string;
  readonly content: Buffer;
}

type Entry = readonly [key: string, value: string | null, kind: 'plain' | 'secret'];

/** The same bytes for the same list in any order. */
export function encode(variables: readonly RemoteVariable[]): Encoded {
  const entries = [...variables].sort(byKey).map(({ key, value, kind }): Entry => [key, value ?? null, kind]);
  const json = JSON.stringify(entries);
  return {
    digest: createHash('sha256').update(json).digest('hex'),
    content: deflateRawSync(json, { level: 1 }),
  };
}

/** Sorted by key. */
export function decode(content: Buffer): readonly RemoteVariable[] {
  // Written by `encode` only.
  const entries = JSON.parse(inflateRawSync(content).toString('utf8')) as readonly Entry[];
  return entries.map(([key, value, kind]) => ({ key, value: value ?? undefined, kind }));
}

/**
 * Take the values of one key out of every kept list of an environment, where they are `isOld`.
 *
 * @param database  the store or a backup of it
 * @returns the values that were taken out
 */
export function forgetOldValues(
  database: Store['db'],
  env: EnvironmentRef,
  key: string,
  isOld: (value: string) => boolean,
): readonly string[] {
  const gone: string[] = [];
  const rows = database
    .prepare<[EnvironmentRef], Pick<Snapshot, 'id' | 'content'>>(
      `SELECT id, content FROM snapshots WHERE ${inEnvironment}`,
    )
    .all(env);
  for (const { id, content } of rows) {
    const list = decode(content);
    const value = list.find((one) => one.key === key)?.value;
    if (value === undefined || !isOld(value)) continue;
    gone.push(value);
    const without = encode(list.map((one) => (one.key === key ? { ...one, value: undefined } : one)));
    database
      .prepare('UPDATE snapshots SET digest = @digest, content = @content WHERE id = @id')
      .run({ id, ...without });
  }
  return gone;
}

const inEnvironment = 'workspace_id = @workspaceId AND project_id = @projectId AND slug = @slug';

/** The list that was seen last, or undefined. */
export function latestSnapshot({ db, run }: Store, env: EnvironmentRef): Snapshot | undefined {
  return run(() =>
    db
      .prepare<[EnvironmentRef], Snapshot>(
        `SELECT id, taken_at AS takenAt, seen_at AS seenAt, digest, content FROM snapshots
         WHERE ${inEnvironment} ORDER BY id DESC LIMIT 1`,
      )
      .get(env),
  );
}

/**
 * Keep a complete list. The one that was seen last, seen again, only gets its time moved.
 *
 * @param at        Unix milliseconds at which it was read
 * @param instead   the snapshot whose place it takes: a state between two batches of one apply is worth nothing
 */
export function keepSnapshot(
  store: Store,
  env: EnvironmentRef,
  list: Encoded,
  at: number,
  instead?: number,
): Snapshot {
  return store.transaction(() => {
    if (instead !== undefined)
      store.db
        .prepare('DELETE FROM snapshots WHERE id = ? AND pinned = 0 AND digest <> ?')
        .run(instead, list.digest);
    const last = latestSnapshot(store, env);
    if (last?.digest === list.digest) {
      store.db.prepare('UPDATE snapshots SET seen_at = ? WHERE id = ?').run(at, last.id);
      return { ...last, seenAt: at };
    }
    const { lastInsertRowid } = store.db
      .prepare(
        `INSERT INTO snapshots (workspace_id, project_id, slug, taken_at, seen_at, digest, content)
         VALUES (@workspaceId, @projectId, @slug, @at, @at, @digest, @content)`,
      )
      .run({ ...env, at, ...list });
    store.db
      .prepare(
        `DELETE FROM snapshots WHERE ${inEnvironment} AND pinned = 0 AND id NOT IN (
           SELECT id FROM snapshots WHERE ${inEnvironment} AND pinned = 0 ORDER BY id DESC LIMIT ${keptSnapshots})`,
      )
      .run(env);
    return { id: Number(lastInsertRowid), takenAt: at, seenAt: at, ...list };
  });
}

/** What is kept of an environment, newest first. */
export function listSnapshots({ db, run }: Store, env: EnvironmentRef): readonly SeenList[] {
  const rows = run(() =>
    db
      .prepare<[EnvironmentRef], Omit<SeenList, 'pinned'> & { readonly pinned: number }>(
        `SELECT id, taken_at AS takenAt, seen_at AS seenAt, pinned FROM snapshots
         WHERE ${inEnvironment} ORDER BY id DESC`,
      )
      .all(env),
  );
  return rows.map((row) => ({ ...row, pinned: row.pinned === 1 }));
}

/** Keep a snapshot whatever comes after, or no longer. */
export function pinSnapshot(store: Store, workspaceId: string, id: number, pinned: boolean): void {
  store.run(() =>
    store.db
      .prepare('UPDATE snapshots SET pinned = ? WHERE id = ? AND workspace_id = ?')
      .run(Number(pinned), id, workspaceId),
  );
}

/**
 * What `now` has otherwise than a list that is kept.
 *
 * Fails: `not-found`, where that is kept no longer or is of another environment.
 */
export function changesSince(
  { db, run }: Store,
  env: EnvironmentRef,
  id: number,
  now: ReadonlyMap<string, Pick<RemoteVariable, 'value' | 'kind'>>,
): ListChanges {
  const row = run(() =>
    db
      .prepare<[EnvironmentRef & { readonly id: number }], Pick<Snapshot, 'content'>>(
        `SELECT content FROM snapshots WHERE ${inEnvironment} AND id = @id`,
      )
      .get({ ...env, id }),
  );
  if (row === undefined) throw new Failure({ code: 'not-found', what: 'version', name: String(id) });
  const then = new Map(decode(row.content).map((one) => [one.key, one]));
  const changes: ListChanges = { added: [], changed: [], removed: [], hidden: 0 };
  for (const [key, { value, kind }] of now) {
    const before = then.get(key);
    if (before === undefined) changes.added.push(key);
    else if (before.kind !== kind || before.value !== value) changes.changed.push(key);
    else if (value === undefined) changes.hidden += 1;
  }
  for (const key of then.keys()) if (!now.has(key)) changes.removed.push(key);
  return changes;
}
