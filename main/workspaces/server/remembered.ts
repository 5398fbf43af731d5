import type { EnvironmentRef } from '../../../core/environment.ts';
import type { Store } from '../../store/open.ts';

/** What is remembered of a value that the server keeps back. */
export interface Remembered {
  readonly fingerprint: string;
  /** Unix milliseconds. */
  readonly at: number;
  /** `written` by this console; `read` for comparison together with the list that is known now. */
  readonly origin: 'written' | 'read';
}

const inEnvironment = 'workspace_id = @workspaceId AND project_id = @projectId AND slug = @slug';

/** By key. */
export function readRemembered({ db, run }: Store, env: EnvironmentRef): ReadonlyMap<string, Remembered> {
  const rows = run(() =>
    db
      .prepare<[EnvironmentRef], Remembered & { readonly key: string }>(
        `SELECT key, fingerprint, at, origin FROM fingerprints WHERE ${inEnvironment}`,
      )
      .all(env),
  );
  return new Map(rows.map(({ key, ...one }) => [key, one]));
}

/** Make the store hold `next` where it holds `before`. */
export function keepRemembered(
  store: Store,
  env: EnvironmentRef,
  before: ReadonlyMap<string, Remembered>,
  next: ReadonlyMap<string, Remembered>,
): void {
  const gone = [...before.keys()].filter((key) => !next.has(key));
  const moved = [...next].filter(([key, one]) => before.get(key) !== one);
  if (gone.length === 0 && moved.length === 0) return;
  store.transaction(() => {
    const drop = store.db.prepare(`DELETE FROM fingerprints WHERE ${inEnvironment} AND key = @key`);
    const put = store.db.prepare(
      `INSERT OR REPLACE INTO fingerprints (workspace_id, project_id, slug, key, fingerprint, at, origin)
       VALUES (@workspaceId, @projectId, @slug, @key, @fingerprint, @at, @origin)`,
    );
    for (const key of gone) drop.run({ ...env, key });
    for (const [key, one] of moved) put.run({ ...env, key, ...one });
  });
}
