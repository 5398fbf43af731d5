import { hash, randomBytes } from 'node:crypto';
import type { Store } from './open.ts';

/** A value's fingerprint: 128 bits of HMAC-SHA-256, 32 lower-case hex digits. */
export type Fingerprinter = (value: string) => string;

const setting = 'fingerprint.key';

/**
 * The install's fingerprinter. Its key is random, made once, and not the store's: fingerprints reach the window,
 * and nothing in the window may be derived from the key that opens the store.
 */
export function createFingerprinter(store: Store): Fingerprinter {
  return hmacSha256(Buffer.from(keyOf(store), 'hex'));
}

const blockBytes = 64;

/**
 * The first 128 bits of HMAC-SHA-256 (RFC 2104) under a key of at most 64 bytes.
 *
 * Written out over one-shot hashes: a plan of 20,000 rows waits for this, and `createHmac` takes five times as long.
 */
export function hmacSha256(key: Buffer): Fingerprinter {
  const padded = Buffer.alloc(blockBytes);
  key.copy(padded);
  const inner = padded.map((byte) => byte ^ 0x36);
  const outer = padded.map((byte) => byte ^ 0x5c);
  return (value) => {
    const digest = hash('sha256', Buffer.concat([inner, Buffer.from(value, 'utf8')]), 'buffer');
    return hash('sha256', Buffer.concat([outer, digest]), 'hex').slice(0, 32);
  };
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
