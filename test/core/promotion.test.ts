import fc from 'fast-check';
import { expect, it } from 'vitest';
import { proposePromotion } from '../../core/promotion.ts';
import type { RuleKind } from '../../core/rules.ts';
import type { VariableMeta } from '../../core/variable.ts';

const meta = (key: string, value: string | null): VariableMeta => ({
  key,
  kind: 'plain',
  hidden: value === null,
  empty: value === '',
  version: 1,
  ...(value === null ? {} : { fingerprint: value.padEnd(32, '0') }),
});

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
])('proposes for %s, %j → %j under rule %s: %s', (key, from, to, rule, expected) => {
  const rows = proposePromotion(
    from === undefined ? [] : [meta(key, from)],
    to === undefined ? [] : [meta(key, to)],
    rule === undefined ? [] : [{ key, rule }],
  );
  expect(rows.map((row) => [row.state, row.proposed, ...row.reasons].join(' '))).toEqual([expected]);
});

it('has one row per key, sorted, and never proposes what a person must choose', () => {
  const key = fc.constantFrom('A', 'B', '__proto__', 'constructor', 'API_KEY', 'OPENAI_API_KEY');
  const side = fc.uniqueArray(
    fc.tuple(key, fc.option(fc.constantFrom('a', 'b'))).map(([k, v]) => meta(k, v)),
    { selector: (one) => one.key },
  );
  fc.assert(
    fc.property(side, side, (source, target) => {
      const rows = proposePromotion(source, target, []);
      const keys = [...new Set([...source, ...target].map((one) => one.key))].sort();
      expect(rows.map((row) => row.key)).toEqual(keys);
      for (const row of rows.filter(({ proposed }) => proposed === 'copy')) {
        expect(source.find((one) => one.key === row.key)?.hidden).toBe(false);
        expect(['API_KEY', 'OPENAI_API_KEY']).not.toContain(row.key);
      }
    }),
  );
});
