import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Keychain } from '../../main/keychain/keychain.ts';
import { createStore } from '../../main/store/create.ts';
import { environmentRow } from '../../main/workspaces/local/tables.ts';
import { write } from '../../main/workspaces/local/write.ts';
import { type Services, services } from '../support/services.ts';

/** A folder with a filled store, and the keychain that opens it. */
export interface BenchProfile {
  readonly dir: string;
  readonly storeId: string;
  readonly key: Buffer;
  readonly keychain: Keychain;
  readonly remove: () => void;
}

type Environments = Parameters<typeof services>[0];

/** Makes the store on disk, as the app would, and hands main to `fill` before it is closed. */
export async function makeProfile(
  environments: Environments,
  fill: (main: Services) => Promise<void> = async () => undefined,
): Promise<BenchProfile> {
  const root = mkdtempSync(join(tmpdir(), 'platos-console-bench-'));
  const dir = join(root, 'profile');
  const [storeId, key] = [randomUUID(), randomBytes(32)];
  const store = createStore({ dir, storeId, key, mode: 'keychain' });
  try {
    await fill(await services(environments, store));
  } finally {
    store.close();
  }
  return {
    dir,
    storeId,
    key,
    keychain: keychainWith(key),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

const keychainWith = (key: Buffer): Keychain => ({
  probe: async () => 'ok',
  read: async () => key.toString('hex'),
  write: async () => undefined,
  remove: async () => undefined,
});

/** The path of a page of the project that `services` makes. */
export const pagePath = (slug: string, page: string): string =>
  `/w/local/orgs/acme/projects/support-bot/env/${slug}/${page}`;

/** Puts variables straight into an environment in one transaction: what a first import would leave, sooner. */
export function fill(
  { context, env }: Services,
  slug: string,
  values: Readonly<Record<string, string>>,
): void {
  const { store, fingerprint, now, newId } = context;
  const local = { store, fingerprint, now, newId };
  const { id } = environmentRow(local, env(slug));
  store.transaction(() => {
    for (const [key, value] of Object.entries(values)) {
      const kind = key.endsWith('_TOKEN') ? 'secret' : 'plain';
      const operation = { type: 'set', key, value, kind, note: undefined, expect: null } as const;
      write(local, { environmentId: id, changeSetId: 'bench' }, operation);
    }
  });
}
