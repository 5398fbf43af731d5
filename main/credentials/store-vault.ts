import type { Store } from '../store/open.ts';
import type { Vault } from './vault.ts';

const nameOf = (connectionId: string): string => `credential:${connectionId}`;

/** Tokens in the encrypted store. What is removed or replaced goes from its backups too. */
export function storeVault(store: Store): Vault {
  const { db } = store;
  const read = (connectionId: string): string | undefined =>
    store.run(() =>
      db
        .prepare<[string], { value: string }>('SELECT value FROM settings WHERE key = ?')
        .get(nameOf(connectionId)),
    )?.value;
  const purge = (connectionId: string): void =>
    store.purge((each) => each.prepare('DELETE FROM settings WHERE key = ?').run(nameOf(connectionId)));
  return {
    read: async (connectionId) => read(connectionId),
    write: async (connectionId, token) => {
      if (read(connectionId) !== undefined) purge(connectionId);
      store.transaction(() =>
        db
          .prepare(
            'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
          )
          .run(nameOf(connectionId), token),
      );
    },
    remove: async (connectionId) => {
      if (read(connectionId) !== undefined) purge(connectionId);
    },
  };
}
