import { describe, expect, it } from 'vitest';
import { limits } from '../../../core/limits.ts';
import { asks, blocks, checkKey, checkValue } from '../../../renderer/features/variables/checks.ts';

const free = () => false;
const texts = (checks: readonly { readonly text: string }[]) => checks.map((check) => check.text).join(' ');

describe('checking a new key', () => {
  it('refuses what cannot be a key, and says why', () => {
    for (const [key, says] of [
      ['1A', /digit/],
      ['foo.bar', /Letters/],
      ['A B', /spaces/],
      ['TRIGGER_SECRET_KEY', /platform/],
      ['A'.repeat(limits.keyLength + 1), /Longer/],
    ] as const) {
      const checks = checkKey(key, free);
      expect(blocks(checks), key).toBe(true);
      expect(texts(checks)).toMatch(says);
    }
    expect(texts(checkKey('TAKEN', (key) => key === 'TAKEN'))).toMatch(/already/);
  });

  it('lets odd but valid names pass, and nothing is wrong before anything is typed', () => {
    for (const key of ['', '__proto__', 'constructor', 'lower_case', '_'])
      expect(checkKey(key, free), key).toEqual([]);
  });

  it('names the key that agents look for', () => {
    const checks = checkKey('OPENAI_KEY', free);
    expect(blocks(checks)).toBe(false);
    expect(texts(checks)).toContain('OPENAI_API_KEY');
  });
});

describe('checking a value', () => {
  const check = (value: string) => checkValue('KEY', value, 'production');

  it('measures the limit in bytes', () => {
    expect(blocks(check('x'.repeat(limits.valueBytes)))).toBe(false);
    expect(blocks(check('x'.repeat(limits.valueBytes + 1)))).toBe(true);
    expect(blocks(check('ä'.repeat(limits.valueBytes / 2 + 1)))).toBe(true);
  });

  it('refuses half a character and asks about what a server shows for a hidden value', () => {
    expect(blocks(check('\ud800'))).toBe(true);
    expect(asks(check('<redacted>'))).toBe(true);
    expect(asks(check('redacted'))).toBe(false);
  });

  it('warns of what cannot be seen, of placeholders and of blanks at the ends', () => {
    expect(texts(check('a\u200bb'))).toMatch(/zero-width space/);
    expect(texts(check('changeme'))).toMatch(/placeholder/);
    expect(texts(check('value '))).toMatch(/space/);
    expect(check('a plain value')).toEqual([]);
    expect(check('')).toEqual([]);
  });

  it('warns of back doors in production, and hints at them elsewhere', () => {
    expect(checkValue('BACKDOOR_A', 'on', 'production')).toHaveLength(1);
    expect(checkValue('BACKDOOR_A', 'on', 'staging')).toMatchObject([{ level: 'hint' }]);
    expect(checkValue('BACKDOOR_A', 'off', 'production')).toEqual([]);
  });
});
