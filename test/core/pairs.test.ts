import { describe, expect, it } from 'vitest';
import type { EnvironmentKind } from '../../core/environment.ts';
import { pairWith, partnerOf, upwards, usualPair } from '../../core/pairs.ts';

const env = (slug: string, kind: EnvironmentKind, order: number, archived = false) => ({
  slug,
  kind,
  order,
  archived,
});
const dev = env('dev', 'development', 0);
const staging = env('staging', 'staging', 1);
const preview = env('pr-12', 'preview', 2);
const prod = env('prod', 'production', 3);
const all = [prod, dev, preview, staging];

describe('pairs of environments', () => {
  it('asks about staging and production first', () => {
    expect(usualPair(all)).toEqual({ left: 'staging', right: 'prod' });
  });

  it.each([
    ['dev', 'staging'],
    ['staging', 'prod'],
    ['pr-12', 'prod'],
    ['prod', 'staging'],
  ])('holds %s against %s', (slug, partner) => {
    expect(partnerOf(all, slug)).toBe(partner);
  });

  it('passes over an empty one, unless all above are empty and have to be filled', () => {
    const empty = (one: typeof dev) => ({ ...one, empty: true as const });
    const local = env('local', 'development', 7);
    expect(partnerOf([prod, empty(dev), local], 'prod')).toBe('local');
    expect(partnerOf([prod, empty(staging), dev], 'prod')).toBe('dev');
    expect(partnerOf([prod, empty(dev)], 'prod')).toBe('dev');
    expect(partnerOf([dev, empty(staging), prod], 'dev')).toBe('prod');
    expect(partnerOf([dev, empty(staging), empty(prod)], 'dev')).toBe('staging');
    expect(partnerOf([staging, dev, empty(prod)], 'staging')).toBe('prod');
    expect(partnerOf([staging, empty(prod), env('prod-eu', 'production', 8)], 'staging')).toBe('prod-eu');
    expect(usualPair([staging, dev, empty(prod)])).toEqual({ left: 'staging', right: 'prod' });
    expect(usualPair([empty(dev), local, prod])).toEqual({ left: 'local', right: 'prod' });
  });

  it('puts the one closer to production on the right', () => {
    expect(upwards(prod, dev)).toEqual({ left: 'dev', right: 'prod' });
    expect(pairWith(all, 'prod', 'dev')).toEqual({ left: 'dev', right: 'prod' });
    expect(upwards(env('b', 'staging', 5), env('a', 'staging', 7))).toEqual({ left: 'b', right: 'a' });
  });

  it('takes the usual partner when the wanted one is itself, unknown or archived', () => {
    for (const wanted of ['staging', 'nowhere', 'old'])
      expect(pairWith([...all, env('old', 'production', 9, true)], 'staging', wanted)).toEqual({
        left: 'staging',
        right: 'prod',
      });
  });

  it('has no pair in a project of fewer than two live environments', () => {
    expect(usualPair([])).toBeUndefined();
    expect(usualPair([dev])).toBeUndefined();
    expect(usualPair([dev, env('old', 'production', 1, true)])).toBeUndefined();
  });
});
