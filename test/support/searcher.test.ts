import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formsOf, searchBytes, searchFolders } from './searcher.ts';

const canary = 'canary-7f3a"ü\n€-end';

it('finds a planted canary in every form, wherever it stands', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), fc.uint8Array({ maxLength: 40 }), (before, after) => {
      const planted = Buffer.from(canary, 'utf8');
      const whole = Buffer.concat([before, planted, after]);
      expect(searchBytes(whole, [canary], 'x').map((f) => f.form)).toContain('utf-8');
      const base64 = Buffer.from(whole.toString('base64'));
      expect(searchBytes(base64, [canary], 'x').some((f) => f.form.startsWith('base64'))).toBe(true);
      expect(searchBytes(Buffer.from(whole.toString('hex')), [canary], 'x').map((f) => f.form)).toContain(
        'hex',
      );
    }),
  );
  const utf16 = Buffer.from(`{"a":"${canary}"}`, 'utf16le');
  expect(searchBytes(utf16, [canary], 'x').map((f) => f.form)).toContain('utf-16le');
  expect(searchBytes(Buffer.from(JSON.stringify({ canary })), [canary], 'x').map((f) => f.form)).toContain(
    'json',
  );
});

it('looks into nested files and names, and says where', () => {
  const folder = mkdtempSync(join(tmpdir(), 'searcher-'));
  try {
    mkdirSync(join(folder, 'deep', 'er'), { recursive: true });
    writeFileSync(
      join(folder, 'deep', 'er', 'log.txt'),
      `nothing here ${Buffer.from(canary).toString('hex')}`,
    );
    writeFileSync(join(folder, 'plain.txt'), 'nothing');
    expect(searchFolders([folder], [canary])).toEqual([
      { needle: canary, form: 'hex', where: join(folder, 'deep', 'er', 'log.txt') },
    ]);
    expect(searchFolders([folder], ['another-canary'])).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('makes no form so short that it is found by chance', () => {
  for (const { bytes } of formsOf('0123456789')) expect(bytes.length).toBeGreaterThanOrEqual(10);
});
