import { createHmac, randomBytes } from 'node:crypto';
import type { Store } from './open.ts';

/** A value's fingerprint: 128 bits of HMAC-SHA-256, 32 lower-case hex digits. */
export type Fingerprinter = (value: string) => string;

const setting = 'fingerprint.key';

/**
 * The install's fingerprinter. Its key is random, made once, and not the store's: fingerprints reach the window,
 * and nothing in the window may be derived from the key that opens the store.
 */
export function createFingerprinter(store: Store): Fingerprinter {
  const key = Buffer.from(keyOf(store), 'hex');
  return (value) => createHmac('sha256', key).update(value, 'utf8').digest('hex').slice(0, 32);
}

function keyOf(store: Store): string {
  return store.transaction(() => {
    store.db
      .prepare('INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT DO NOTHING')
      .run(setting, JSON.stringify(randomBytes(32).toString('hex')));
    const row = store.db
      .prepare<[string], { value: string }>('SELECT value FROM settings WHERE key = ?')
      .get(setting);
    return String(JSON.parse(row?.value ?? '""'));
  });
}
