import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moveTo } from '../../../renderer/grid/move.ts';

const none = () => false;
const press = (key: string, mod = false) => ({ key, mod });

describe('moving the active row', () => {
  it('steps, pages and jumps, and stops at the ends', () => {
    expect(moveTo(press('ArrowDown'), 3, 10, 5, none)).toBe(4);
    expect(moveTo(press('ArrowUp'), 0, 10, 5, none)).toBe(0);
    expect(moveTo(press('PageDown'), 3, 10, 5, none)).toBe(7);
    expect(moveTo(press('PageDown'), 8, 10, 5, none)).toBe(9);
    expect(moveTo(press('Home', true), 8, 10, 5, none)).toBe(0);
    expect(moveTo(press('End'), 8, 10, 5, none)).toBe(9);
    expect(moveTo(press('x'), 8, 10, 5, none)).toBeUndefined();
    expect(moveTo(press('ArrowDown'), -1, 0, 5, none)).toBeUndefined();
  });

  it('steps over titles, and turns back where only a title is left', () => {
    const title = (index: number) => index === 0 || index === 4;
    expect(moveTo(press('ArrowDown'), 3, 8, 5, title)).toBe(5);
    expect(moveTo(press('ArrowUp'), 5, 8, 5, title)).toBe(3);
    expect(moveTo(press('ArrowUp'), 1, 8, 5, title)).toBe(1);
    expect(moveTo(press('Home'), 6, 8, 5, title)).toBe(1);
  });

  it('never leaves the rows and never lands on a title', () => {
    const keys = fc.constantFrom('ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End');
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { maxLength: 30 }),
        keys,
        fc.nat(29),
        fc.integer(),
        (titles, key, from, page) => {
          const to = moveTo(
            press(key),
            Math.min(from, titles.length - 1),
            titles.length,
            page % 50,
            (i) => titles[i] ?? false,
          );
          if (titles.every(Boolean)) expect(to).toBeUndefined();
          else expect(titles[to ?? -1]).toBe(false);
        },
      ),
    );
  });
});
