import { describe, expect, it } from 'vitest';
import type { EnvironmentKind } from '../../../core/environment.ts';
import { afterSwitch, sidesOf, swapped, withSide } from '../../../renderer/features/compare/sides.ts';

const env = (slug: string, kind: EnvironmentKind, order: number, archived = false) => ({
  slug,
  kind,
  order,
  archived,
});
const all = [
  env('dev', 'development', 0),
  env('staging', 'staging', 1),
  env('prod', 'production', 2),
  env('old', 'staging', 3, true),
];
const up = { left: 'staging', right: 'prod' };

describe('the two sides of a comparison', () => {
  it.each([
    ['', '', up],
    ['dev', 'prod', { left: 'dev', right: 'prod' }],
    ['prod', 'dev', { left: 'prod', right: 'dev' }],
    ['dev', 'dev', { left: 'dev', right: 'staging' }],
    ['dev', 'old', { left: 'dev', right: 'staging' }],
    ['nowhere', 'dev', { left: 'staging', right: 'dev' }],
    ['nowhere', 'old', up],
  ])('reads ?left=%s&right=%s', (left, right, sides) => {
    expect(sidesOf(all, left, right)).toEqual(sides);
  });

  it('has none in a project with one environment', () => {
    expect(sidesOf(all.slice(0, 1), 'dev', '')).toBeUndefined();
  });

  it('keeps the sides when one of them is switched to, else replaces the left', () => {
    expect(afterSwitch(up, 'prod')).toEqual(up);
    expect(afterSwitch(up, 'dev')).toEqual({ left: 'dev', right: 'prod' });
  });

  it('swaps rather than comparing an environment with itself', () => {
    expect(withSide(up, 'left', 'prod')).toEqual(swapped(up));
    expect(withSide(up, 'right', 'dev')).toEqual({ left: 'staging', right: 'dev' });
  });
});
