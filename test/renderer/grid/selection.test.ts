import { describe, expect, it } from 'vitest';
import { allToggled, ranged, toggled } from '../../../renderer/grid/selection.ts';

const order = ['a', 'b', 'c', 'd', 'e'];
const keys = (selection: ReadonlySet<string>) => [...selection].sort();

describe('ticking rows', () => {
  it('toggles one and leaves the given selection alone', () => {
    const before = new Set(['a']);
    expect(keys(toggled(before, 'b'))).toEqual(['a', 'b']);
    expect(keys(toggled(before, 'a'))).toEqual([]);
    expect(keys(before)).toEqual(['a']);
  });

  it('draws a range in both directions and lets it shrink again', () => {
    const anchor = { key: 'c', base: new Set(['a']) };
    expect(keys(ranged(order, anchor, 'e'))).toEqual(['a', 'c', 'd', 'e']);
    expect(keys(ranged(order, anchor, 'd'))).toEqual(['a', 'c', 'd']);
    expect(keys(ranged(order, anchor, 'b'))).toEqual(['a', 'b', 'c']);
  });

  it('keeps what was ticked before when the anchor is filtered out', () => {
    expect(keys(ranged(['x'], { key: 'c', base: new Set(['a']) }, 'x'))).toEqual(['a']);
  });

  it('ticks all shown, then none of them, and never touches what is filtered out', () => {
    const some = new Set(['b', 'hidden']);
    const all = allToggled(some, order);
    expect(keys(all)).toEqual([...order, 'hidden']);
    expect(keys(allToggled(all, order))).toEqual(['hidden']);
  });
});
