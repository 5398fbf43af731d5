import { expect, it } from 'vitest';
import { keyInPlace } from '../../../renderer/features/compare/use-active-stays.ts';

it('the row in the place of one that is gone is the next, or the last', () => {
  const shown = [{ key: 'A' }, { key: 'C' }];
  expect([0, 1, 2].map((place) => keyInPlace(shown, place))).toEqual(['A', 'C', 'C']);
  expect(keyInPlace([], 0)).toBeUndefined();
});
