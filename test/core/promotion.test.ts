import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { EnvironmentKind } from '../../core/environment.ts';
import { proposePromotion } from '../../core/promotion.ts';
import type { RuleKind } from '../../core/rules.ts';
import { tiesOf } from '../../core/ties.ts';
import type { VariableMeta } from '../../core/variable.ts';

const meta = (key: string, value: string | null): VariableMeta => ({
  key,
  kind: 'plain',
  hidden: value === null,
  empty: value === '',
  version: 1,
  ...(value === null ? {} : { fingerprint: value.padEnd(32, '0'), ties: tiesOf(value, 'stg') }),
});
const kinds = { from: 'staging', to: 'production' } as const;

it.each<[string, string | null | undefined, string | undefined, RuleKind | undefined, string]>([
  ['LOG_LEVEL', 'a', undefined, undefined, 'new copy'],
  ['LOG_LEVEL', 'a', 'b', undefined, 'changes copy'],
  ['LOG_LEVEL', 'a', 'a', undefined, 'same skip same'],
  ['LOG_LEVEL', undefined, 'b', undefined, 'only-target skip only-target'],
  ['LOG_LEVEL', null, 'b', undefined, 'cannot-tell skip hidden'],
  ['LOG_LEVEL', 'a', 'b', 'must-differ', 'changes skip must-differ'],
  ['APP_URL', 'a', 'b', undefined, 'changes skip place'],
  ['S3_BUCKET', 'a', undefined, undefined, 'new copy'],
  ['ALLOWED_ORIGINS', 'a', 'b', 'must-match', 'changes copy'],
  ['URL_PREFIX_LENGTH', 'a', 'b', undefined, 'changes copy'],
  ['DB_PASSWORD', 'a', 'b', undefined, 'changes skip credential'],
  ['DB_PASSWORD', 'a', 'b', 'must-match', 'changes copy'],
  ['OPENAI_API_KEY', 'a', undefined, undefined, 'new skip provider-key'],
  ['OPENAI_API_KEY', 'a', undefined, 'must-match', 'new skip provider-key'],
  ['NODE_ENV', 'test', 'production', undefined, 'changes skip which'],
  ['SENTRY_ENVIRONMENT', 'a', undefined, undefined, 'new skip which'],
  ['STAGE', 'a', 'b', undefined, 'changes skip which'],
  ['NODE_ENV', 'test', 'production', 'must-match', 'changes copy'],
  ['ENVIRONMENT_LIMIT', 'a', 'b', undefined, 'changes copy'],
  ['REDIS_PREFIX', 'parcel:stg:', 'parcel:prod:', undefined, 'changes skip named'],
  ['HANDOVER_URL', 'https://desk.staging.acme.example', undefined, undefined, 'new skip named'],
  ['STRIPE_PUBLISHABLE_KEY', 'pk_test_0000', 'pk_live_0000', undefined, 'changes skip test-key'],
  ['STRIPE_PUBLISHABLE_KEY', 'pk_live_0000', 'pk_live_1111', undefined, 'changes copy'],
  ['REDIS_PREFIX', 'parcel:stg:', 'parcel:prod:', 'any', 'changes copy'],
  ['STAGES', 'staging,production', 'staging', undefined, 'changes copy'],
])('proposes for %s, %j → %j under rule %s: %s', (key, from, to, rule, expected) => {
  const rows = proposePromotion(
    from === undefined ? [] : [meta(key, from)],
    to === undefined ? [] : [meta(key, to)],
    rule === undefined ? [] : [{ key, rule }],
    kinds,
  );
  expect(rows.map((row) => [row.state, row.proposed, ...row.reasons].join(' '))).toEqual([expected]);
});

it('proposes nothing by name between environments of one kind, and no live key out of production', () => {
  const proposed = (key: string, value: string, from: EnvironmentKind, to: EnvironmentKind) =>
    proposePromotion([meta(key, value)], [], [], { from, to })[0]?.reasons;
  expect(proposed('PREFIX', 'parcel:stg:', 'staging', 'staging')).toEqual([]);
  expect(proposed('PREFIX', 'parcel:stg:', 'staging', 'preview')).toEqual(['named']);
  expect(proposed('BILLING', 'rk_live_0000', 'production', 'staging')).toEqual(['live-key']);
  expect(proposed('BILLING', 'rk_test_0000', 'development', 'staging')).toEqual([]);
});

it('has one row per key, sorted, and never proposes what a person must choose', () => {
  const never = ['API_KEY', 'OPENAI_API_KEY', 'NODE_ENV'];
  const key = fc.constantFrom('A', 'B', '__proto__', 'constructor', ...never);
  const side = fc.uniqueArray(
    fc.tuple(key, fc.option(fc.constantFrom('a', 'b', 'a-stg', 'pk_test_0'))).map(([k, v]) => meta(k, v)),
    { selector: (one) => one.key },
  );
  fc.assert(
    fc.property(side, side, (source, target) => {
      const rows = proposePromotion(source, target, [], kinds);
      const keys = [...new Set([...source, ...target].map((one) => one.key))].sort();
      expect(rows.map((row) => row.key)).toEqual(keys);
      for (const row of rows.filter(({ proposed }) => proposed === 'copy')) {
        expect(source.find((one) => one.key === row.key)?.hidden).toBe(false);
        expect(never).not.toContain(row.key);
        expect(row.source?.ties).toEqual([]);
      }
    }),
  );
});
