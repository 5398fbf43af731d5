import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { EnvironmentRef } from '../../../core/environment.ts';
import type { ListState } from '../../../core/list-state.ts';
import type { VariableKind } from '../../../core/variable.ts';
import type { Store } from '../../store/open.ts';
import type { KnownList, KnownVariable } from './known-list.ts';
import { decode } from './snapshots.ts';

/** A variable as the person last looked at it. */
interface LookedAt {
  readonly kind: VariableKind;
  readonly hidden: boolean;
  readonly fingerprint: string | undefined;
}

/** The list as the person last looked at it, by key. */
export interface Looked {
  /** Unix milliseconds. */
  readonly at: number;
  readonly variables: ReadonlyMap<string, LookedAt>;
}

/** A list that is suddenly much shorter, kept aside. */
export interface Shrank {
  /** Unix milliseconds at which it was read. */
  readonly at: number;
  /** How many variables it has. */
  readonly size: number;
  readonly content: Buffer;
}

interface Row {
  readonly looked_at: number;
  readonly looked: Buffer;
  readonly shrank_at: number | null;
  readonly shrank: Buffer | null;
}

type Entry = readonly [key: string, kind: VariableKind, hidden: boolean, fingerprint: string | null];

const inEnvironment = 'workspace_id = @workspaceId AND project_id = @projectId AND slug = @slug';

export function readMarks(
  { db, run }: Store,
  env: EnvironmentRef,
): { readonly looked: Looked | undefined; readonly shrank: Shrank | undefined } {
  const row = run(() =>
    db
      .prepare<[EnvironmentRef], Row>(
        `SELECT looked_at, looked, shrank_at, shrank FROM list_marks WHERE ${inEnvironment}`,
      )
      .get(env),
  );
  if (row === undefined) return { looked: undefined, shrank: undefined };
  // Written by `keepLooked` only.
  const entries = JSON.parse(inflateRawSync(row.looked).toString('utf8')) as readonly Entry[];
  const variables = new Map(
    entries.map(([key, kind, hidden, fingerprint]) => [
      key,
      { kind, hidden, fingerprint: fingerprint ?? undefined },
    ]),
  );
  const { shrank_at: at, shrank: content } = row;
  return {
    looked: { at: row.looked_at, variables },
    shrank: at === null || content === null ? undefined : { at, content, size: decode(content).length },
  };
}

export function keepLooked(store: Store, env: EnvironmentRef, { at, variables }: Looked): void {
  const entries = [...variables].map(
    ([key, { kind, hidden, fingerprint }]): Entry => [key, kind, hidden, fingerprint ?? null],
  );
  const looked = deflateRawSync(JSON.stringify(entries), { level: 1 });
  store.run(() =>
    store.db
      .prepare(
        `INSERT INTO list_marks (workspace_id, project_id, slug, looked_at, looked)
         VALUES (@workspaceId, @projectId, @slug, @at, @looked)
         ON CONFLICT DO UPDATE SET looked_at = excluded.looked_at, looked = excluded.looked`,
      )
      .run({ ...env, at, looked }),
  );
}

/** Keep a list aside, or no longer. Only where somebody looked at a longer one before. */
export function keepShrank(store: Store, env: EnvironmentRef, shrank: Shrank | undefined): void {
  store.run(() =>
    store.db
      .prepare(`UPDATE list_marks SET shrank_at = @at, shrank = @content WHERE ${inEnvironment}`)
      .run({ ...env, at: shrank?.at ?? null, content: shrank?.content ?? null }),
  );
}

export const lookedAt = ({ kind, value, fingerprint }: KnownVariable): LookedAt => ({
  kind,
  hidden: value === undefined,
  fingerprint,
});

/** What became different since. A hidden value counts only where both its fingerprints are known. */
export function newsSince(looked: Looked, { variables }: KnownList): ListState['news'] {
  const added: string[] = [];
  const changed: string[] = [];
  for (const [key, variable] of variables) {
    const before = looked.variables.get(key);
    if (before === undefined) added.push(key);
    else if (isOther(before, lookedAt(variable))) changed.push(key);
  }
  const removed = [...looked.variables.keys()].filter((key) => !variables.has(key));
  if (added.length + changed.length + removed.length === 0) return undefined;
  return { since: looked.at, added, changed, removed };
}

function isOther(before: LookedAt, now: LookedAt): boolean {
  if (before.kind !== now.kind || before.hidden !== now.hidden) return true;
  const known = before.fingerprint !== undefined && now.fingerprint !== undefined;
  return known && before.fingerprint !== now.fingerprint;
}
