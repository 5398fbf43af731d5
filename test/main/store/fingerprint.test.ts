import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFingerprinter, hmacSha256 } from '../../../main/store/fingerprint.ts';
import { openMemoryStore, openStore } from '../../../main/store/open.ts';
import { made } from './support.ts';

describe('fingerprints', () => {
  it('are HMAC-SHA-256, whatever the key and the text', () => {
    const key = fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes));
    fc.assert(
      fc.property(key, fc.string({ unit: 'binary' }), (secret, text) => {
        const whole = createHmac('sha256', secret).update(text, 'utf8').digest('hex');
        expect(hmacSha256(secret)(text)).toBe(whole.slice(0, 32));
      }),
    );
  });

  it('tell equal from different, stay through a restart, and differ between installs', () => {
    const { dir, key, store } = made();
    const of = createFingerprinter(store);
    expect(of('a')).toMatch(/^[0-9a-f]{32}$/);
    expect(of('a')).toBe(of('a'));
    expect(of('a')).not.toBe(of('b'));
    expect(of('')).not.toBe(of(' '));
    store.close();

    const again = openStore({ dir, key });
    expect(createFingerprinter(again)('a')).toBe(of('a'));
    again.close();
    const other = openMemoryStore();
    expect(createFingerprinter(other)('a')).not.toBe(of('a'));
    other.close();
  });
});
