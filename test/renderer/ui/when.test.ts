import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ago, exactly } from '../../../renderer/ui/when.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const now = new Date(2026, 10, 24, 12, 0).getTime();

describe('a moment', () => {
  it('is said in the largest whole unit within a week, and by its day beyond', () => {
    const gaps = [0, 59_999, minute, 90 * minute, 47 * hour, 7 * day - 1, 7 * day, 400 * day];
    expect(gaps.map((gap) => ago(now - gap, now))).toEqual([
      'just now',
      'just now',
      '1 min ago',
      '1 hr ago',
      '1 day ago',
      '6 days ago',
      '17 Nov 2026',
      '20 Oct 2025',
    ]);
  });

  it('to come is said the same way', () => {
    expect([minute, 2 * day, 8 * day].map((gap) => ago(now + gap, now))).toEqual([
      'in 1 min',
      'in 2 days',
      '2 Dec 2026',
    ]);
  });

  it('is exact to the second, with a time zone, and the same for the same second only', () => {
    fc.assert(
      fc.property(fc.nat(4e9), fc.nat(4e9), (one, other) => {
        const [a, b] = [exactly(one * 1_000), exactly(other * 1_000)];
        expect(a).toMatch(/^\d{1,2} [A-Z][a-z]+ \d{4}, \d\d:\d\d:\d\d \S+/);
        // An hour that a clock lives through twice differs by the name of its zone.
        expect(a === b).toBe(one === other);
      }),
    );
  });
});
