import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EnvironmentKind } from '../../core/environment.ts';
import { misplaced, tiesOf } from '../../core/ties.ts';
import type { Tie } from '../../core/variable.ts';

describe('what ties a value to an environment', () => {
  it.each<[string, Tie[]]>([
    ['staging', ['staging']],
    [' Staging ', ['staging']],
    ['parcel:stg:', ['staging']],
    ['app-stg2', ['staging']],
    ['app-staging.example.com', ['staging']],
    ['https://api.dev.acme.example/v1', ['development']],
    ['price_fake_staging', ['staging']],
    ['acme-prod', ['production']],
    ['development,staging', ['development', 'staging']],
    ['eu-qa', ['slug']],
    ['sk_test_0000', ['test-key']],
    ['pk_live_0000', ['live-key']],
    ['tr_dev_0000', ['test-key', 'development']],
    ['tr_prod_0000', ['live-key', 'production']],
  ])('%j: %j', (value, ties) => {
    expect(tiesOf(value, 'eu-qa')).toEqual(ties);
  });
  it.each([
    '',
    'info',
    'production-like values in staging',
    'devices',
    'deviation',
    'product',
    'reproduction',
    '/dev/null',
    'https://dev.to/acme',
    'https://dev.azure.com/acme',
    'https://acme.dev/path',
    'acme.dev',
    'eu-central-1',
    'sk_testing',
    `${'x-'.repeat(600)}staging`,
  ])('nothing of %j', (value) => {
    expect(tiesOf(value, 'eu')).toEqual([]);
  });
  it('finds a slug as words of the value, whatever its signs, and never a slug without any', () => {
    expect(tiesOf('acme:blue-green:x', 'blue/green')).toEqual(['slug']);
    expect(tiesOf('acme:bluegreen:x', 'blue/green')).toEqual([]);
    expect(tiesOf('a//b', '///')).toEqual([]);
  });
  it('finds the name of a kind between any separators', () => {
    const separator = fc.constantFrom(':', '-', '_', '.', '/', '@', '=', ',', '+');
    const word = fc.stringMatching(/^[xyz]{0,5}$/);
    const named = fc.constantFrom(['stg', 'staging'], ['DEV', 'development'], ['Prod', 'production']);
    fc.assert(
      fc.property(word, separator, named, separator, word, (before, one, [name, kind], two, after) => {
        // `x.dev` is a domain.
        fc.pre(!(name === 'DEV' && one === '.'));
        fc.pre(!(name === 'DEV' && one === '/' && before === ''));
        expect(tiesOf(`${before}${one}${name}${two}${after}`, 'none-such')).toEqual([kind]);
        expect(tiesOf(`${before}${one}q${name}q${two}${after}`, 'none-such')).toEqual([]);
      }),
    );
  });
});

describe('where a value is out of place', () => {
  const kind = fc.constantFrom<EnvironmentKind>('development', 'staging', 'preview', 'production');
  const ties = fc.uniqueArray(
    fc.constantFrom<Tie>('development', 'staging', 'preview', 'production', 'slug', 'test-key', 'live-key'),
  );
  it('is never where its kind is the same, but for keys of the wrong side', () => {
    fc.assert(
      fc.property(ties, kind, (some, one) => {
        const why = misplaced(some, one, one);
        if (why !== undefined) expect(why).toBe(one === 'production' ? 'test-key' : 'live-key');
      }),
    );
  });
  it('is where it names the source and not the target', () => {
    fc.assert(
      fc.property(kind, kind, fc.boolean(), (from, to, both) => {
        const why = misplaced(both ? [from, to] : [from], from, to);
        expect(why).toBe(from === to || both ? undefined : 'named');
      }),
    );
    expect(misplaced(['production'], 'staging', 'development')).toBeUndefined();
    expect(misplaced([], 'staging', 'production')).toBeUndefined();
    expect(misplaced(['staging'], undefined, 'production')).toBe('named');
    expect(misplaced(['preview'], undefined, 'production')).toBeUndefined();
  });
});
