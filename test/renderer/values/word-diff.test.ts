import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DiffPart, diffText, shortened } from '../../../renderer/values/word-diff.ts';

const side = (parts: readonly DiffPart[], which: 'left' | 'right') =>
  parts
    .filter((part) => part.side === 'both' || part.side === which)
    .map((part) => part.text)
    .join('');

describe('what differs between two texts', () => {
  it('names the word that differs and keeps the rest as one', () => {
    expect(diffText('postgres://app@stg:5432/db', 'postgres://app@prod:5432/db').parts).toEqual([
      { side: 'both', text: 'postgres://app@' },
      { side: 'left', text: 'stg' },
      { side: 'right', text: 'prod' },
      { side: 'both', text: ':5432/db' },
    ]);
  });

  it('sees white space', () => {
    expect(diffText('a b', 'a  b').parts.some((part) => part.side !== 'both')).toBe(true);
    expect(diffText('a', 'a\n').parts.at(-1)).toEqual({ side: 'right', text: '\n' });
  });

  it('gives both texts back, whatever they are', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.array(fc.constantFrom('a b', '\n', 'x', '😀')).map((t) => t.join('')),
    );
    fc.assert(
      fc.property(text, text, fc.constantFrom(1, 400), (a, b, times) => {
        const [left, right] = [a.repeat(times) + b, b.repeat(times) + a];
        const { parts } = diffText(left, right);
        expect(side(parts, 'left')).toBe(left);
        expect(side(parts, 'right')).toBe(right);
      }),
      { numRuns: 60 },
    );
  });

  it('finds one changed word in a megabyte', () => {
    const line = 'a line of a long certificate\n';
    const many = line.repeat(18_000);
    const { parts, by } = diffText(`${many}old word\n${many}`, `${many}new word\n${many}`);
    expect(by).toBe('word');
    expect(parts.filter((part) => part.side !== 'both').map((part) => part.text)).toEqual(['old', 'new']);
  });

  it('shows two megabytes that share nothing as two blocks', () => {
    const { parts, by } = diffText('a'.repeat(1_000_000), 'b'.repeat(1_000_000));
    expect(by).toBe('block');
    expect(parts.map((part) => part.side)).toEqual(['left', 'right']);
  });

  it('never puts a megabyte on the page, and says how much it left out', () => {
    const { parts } = diffText(`x${'a'.repeat(500_000)}`, `y${'a'.repeat(500_000)}`);
    const shown = shortened(parts);
    const onPage = shown.reduce((sum, part) => sum + part.before.length + part.after.length, 0);
    expect(onPage).toBeLessThan(10_000);
    expect(onPage + shown.reduce((sum, part) => sum + part.skipped, 0)).toBe(500_002);
    const many = shortened(
      Array.from({ length: 900 }, (_, i) => ({ side: i % 2 ? 'left' : 'both', text: 'ab' }) as const),
    );
    expect(many.length).toBe(201);
    expect(many.at(-1)?.skipped).toBe(1_400);
  });
});
