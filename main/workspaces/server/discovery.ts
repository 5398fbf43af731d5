import type { Flavour } from '../../../core/connection.ts';
import type { Discovery } from './api.ts';
import type { ServerParts } from './workspace.ts';

type Parts = Pick<ServerParts, 'store' | 'connection' | 'now'>;

export interface KnownDiscovery {
  readonly discovery: Discovery;
  /** Unix milliseconds. */
  readonly at: number;
  /** What a list told of the flavour since. */
  readonly flavour: Flavour | undefined;
}

interface Row {
  readonly content: string;
  readonly flavour: Flavour | null;
  readonly at: number;
}

/** What the account was last seen to have: kept in the store, decoded once. */
export interface Discoveries {
  readonly last: () => KnownDiscovery | undefined;
  readonly keep: (discovery: Discovery) => void;
  /** What is known becomes otherwise by what this console did; does nothing where nothing is known. */
  readonly alter: (change: (discovery: Discovery) => Discovery) => void;
  /** Counts what was altered: what was being read from the server meanwhile does not know of it. */
  readonly alterations: () => number;
  /** @returns whether this says more than was known. */
  readonly learnFlavour: (flavour: Flavour | undefined) => boolean;
  readonly flavour: () => Flavour | undefined;
}

export function createDiscoveries({ store, connection, now }: Parts): Discoveries {
  let known: KnownDiscovery | undefined;
  const last = (): KnownDiscovery | undefined => {
    known ??= read();
    return known;
  };
  const read = (): KnownDiscovery | undefined => {
    const row = store.run(() =>
      store.db
        .prepare<[string], Row>('SELECT content, flavour, at FROM discoveries WHERE workspace_id = ?')
        .get(connection().id),
    );
    // Written by `keep` only.
    return row === undefined
      ? undefined
      : { discovery: JSON.parse(row.content) as Discovery, at: row.at, flavour: row.flavour ?? undefined };
  };
  const put = (next: KnownDiscovery): void => {
    known = next;
    const { discovery, flavour, at } = next;
    store.run(() =>
      store.db
        .prepare(
          'INSERT OR REPLACE INTO discoveries (workspace_id, content, flavour, at) VALUES (?, ?, ?, ?)',
        )
        .run(connection().id, JSON.stringify(discovery), flavour ?? null, at),
    );
  };
  const keep = (discovery: Discovery): void =>
    put({ discovery, at: now(), flavour: isExact(discovery.flavour) ? undefined : last()?.flavour });
  let altered = 0;
  const alter: Discoveries['alter'] = (change) => {
    altered += 1;
    const found = last();
    if (found !== undefined) put({ ...found, discovery: change(found.discovery) });
  };
  const flavour = (): Flavour | undefined => {
    const found = last();
    const told = [connection().flavour, found?.flavour, found?.discovery.flavour];
    return told.find(isExact) ?? told.find((one) => one !== undefined);
  };
  const learnFlavour = (told: Flavour | undefined): boolean => {
    const found = last();
    if (told === undefined || !isExact(told) || found === undefined || isExact(flavour())) return false;
    known = { ...found, flavour: told };
    store.run(() =>
      store.db
        .prepare('UPDATE discoveries SET flavour = ? WHERE workspace_id = ?')
        .run(told, connection().id),
    );
    return true;
  };
  return { last, keep, alter, alterations: () => altered, learnFlavour, flavour };
}

const isExact = (flavour: Flavour | undefined): boolean => flavour !== undefined && flavour !== 'platos';
