import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countRows,
  type Filterable,
  isOffered,
  nextDifference,
  showOf,
  shows,
  visibleRows,
} from '../../../renderer/features/compare/filters.ts';
import { rowsHolding } from '../../../renderer/pairs/rows-holding.ts';

const row = fc
  .record({
    key: fc.string({ minLength: 1, maxLength: 8 }),
    state: fc.constantFrom('same', 'different', 'only-left', 'only-right', 'cannot-tell'),
    expected: fc.boolean(),
    rule: fc.constantFrom('any', 'must-match', 'must-differ'),
    unknown: fc.boolean(),
    verdict: fc.constantFrom('ok', 'must-match-broken', 'must-differ-broken'),
  })
  .map((each) => ({
    ...each,
    expected: each.expected && each.state === 'different',
    missing: each.state === 'only-left' || each.state === 'only-right',
  })) as fc.Arbitrary<Filterable>;

describe('filters of a comparison', () => {
  it('counts what it shows', () => {
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const counts = countRows(rows);
        for (const show of shows) expect(counts[show]).toBe(visibleRows(rows, show).length);
        expect(counts.differing).toBe(
          counts.different + counts['only-left'] + counts['only-right'] + counts['cannot-tell'],
        );
        const same = rows.filter(({ state }) => state === 'same').length;
        expect(counts.differing + counts.expected + same).toBe(counts.all);
      }),
    );
  });

  it('shows what differs when the address says nothing it knows', () => {
    expect([showOf(''), showOf('everything'), showOf('only-left')]).toEqual([
      'differing',
      'differing',
      'only-left',
    ]);
  });

  it('offers the rules that cannot be judged, and what is expected, where there are any', () => {
    expect(isOffered('rule-unknown', 'all', { 'rule-unknown': 0, expected: 2 })).toBe(false);
    expect(isOffered('rule-unknown', 'all', { 'rule-unknown': 2, expected: 0 })).toBe(true);
    expect(isOffered('rule-unknown', 'rule-unknown', undefined)).toBe(true);
    expect(isOffered('expected', 'all', { 'rule-unknown': 2, expected: 0 })).toBe(false);
    expect(isOffered('expected', 'all', { 'rule-unknown': 0, expected: 2 })).toBe(true);
    expect(isOffered('rule-broken', 'all', undefined)).toBe(true);
  });

  it('counts within the text that is looked for', () => {
    const differs = {
      state: 'different',
      expected: false,
      rule: 'any',
      verdict: 'ok',
      unknown: false,
      missing: false,
    } as const;
    const rows: Filterable[] = [
      { ...differs, key: 'A_URL' },
      { ...differs, key: 'B' },
    ];
    expect(countRows(rowsHolding(rows, 'url'))).toMatchObject({ all: 1, different: 1, differing: 1 });
  });

  it('finds text in keys in any case, and takes signs as they are', () => {
    const rows = ['DATABASE_URL', 'database.url', 'REDIS'].map((key) => ({ key }));
    expect(rowsHolding(rows, ' base_U ').map((each) => each.key)).toEqual(['DATABASE_URL']);
    expect(rowsHolding(rows, '.').map((each) => each.key)).toEqual(['database.url']);
    expect(rowsHolding(rows, ' ')).toBe(rows);
  });

  it('goes to the next and the previous difference and stops at the ends', () => {
    const rows = (['same', 'different', 'same', 'cannot-tell'] as const).map((state) => ({
      state,
      expected: false,
    }));
    expect(nextDifference(rows, -1, 1)).toBe(1);
    expect(nextDifference(rows, 1, 1)).toBe(3);
    expect(nextDifference(rows, 3, 1)).toBeUndefined();
    expect(nextDifference(rows, 3, -1)).toBe(1);
    expect(nextDifference(rows, 1, -1)).toBeUndefined();
    const expected = rows.map((each, at) => ({ ...each, expected: at === 1 }));
    expect(nextDifference(expected, -1, 1)).toBe(3);
    expect(nextDifference(expected, 3, -1)).toBeUndefined();
  });
});
