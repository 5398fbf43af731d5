import { describe, expect, it } from 'vitest';
import { demands, firstMissing, nothingTyped, problemOf } from '../../../renderer/review/typed.ts';

const demanded = { slug: 'prod', keys: ['BACKDOOR_A', 'prod'] };
const typed = (slug: string, ...keys: readonly string[]) => ({
  slug,
  keys: new Map(keys.map((key) => [key, key])),
});

describe('a typed confirmation', () => {
  it('leads to the first field that is empty or wrong, keys before the slug', () => {
    expect(firstMissing(demanded, nothingTyped)).toBe(0);
    expect(firstMissing(demanded, typed('prod', 'BACKDOOR_A'))).toBe(1);
    expect(firstMissing(demanded, typed('Prod', 'BACKDOOR_A', 'prod'))).toBe(2);
    expect(firstMissing(demanded, typed('prod', 'BACKDOOR_A', 'prod'))).toBeUndefined();
    expect(demands(demanded, nothingTyped).map(({ of }) => of)).toEqual(['key', 'key', 'slug']);
  });

  it('demands nothing where nothing is risky', () => {
    expect(firstMissing({ keys: [] }, nothingTyped)).toBeUndefined();
  });

  it('is not met by a key typed into the slug’s field, nor by one key twice', () => {
    expect(firstMissing(demanded, { slug: 'BACKDOOR_A', keys: new Map() })).toBe(0);
    expect(firstMissing(demanded, { slug: 'prod', keys: new Map([['BACKDOOR_A', 'prod']]) })).toBe(0);
  });

  it('says what is wrong at once, and what is missing when the person wanted to go on', () => {
    expect(problemOf('prod', '', false)).toBeUndefined();
    expect(problemOf('prod', 'pr', false)).toBeUndefined();
    expect(problemOf('prod', 'px', false)).toBe('Type “prod” exactly.');
    expect(problemOf('prod', '', true)).toBe('Type prod here first.');
    expect(problemOf('prod', 'pr', true)).toBe('Type “prod” exactly.');
    expect(problemOf('prod', 'prod', true)).toBeUndefined();
  });
});
