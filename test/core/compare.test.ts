import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CompareFilter,
  compare,
  compareMany,
  filterCounts,
  passesFilter,
  standingOf,
} from '../../core/compare.ts';
import { type Rule, type RuleKind, ruleSetOf } from '../../core/rules.ts';
import type { VariableMeta } from '../../core/variable.ts';

const print = (value: string): string =>
  Array.from({ length: 32 }, (_, index) =>
    ((value.charCodeAt(index % (value.length || 1)) || 0) % 16).toString(16),
  ).join('');

const plain = (key: string, value: string): VariableMeta => ({
  key,
  kind: 'plain',
  hidden: false,
  empty: value === '',
  fingerprint: print(value),
  version: 1,
});
const secret = (key: string, value: string): VariableMeta => ({ ...plain(key, value), kind: 'secret' });
const hidden = (key: string, remembered?: string): VariableMeta => ({
  key,
  kind: 'secret',
  hidden: true,
  empty: false,
  ...(remembered === undefined ? {} : { fingerprint: print(remembered) }),
  version: 1,
});
const rules = (...all: readonly Rule[]) => ruleSetOf(all);

describe('compare', () => {
  it('tells the five states apart', () => {
    const left = [plain('A', 'x'), plain('B', 'x'), plain('C', 'x'), plain('E', 'x'), hidden('F', 'x')];
    const right = [plain('A', 'x'), plain('B', 'y'), plain('D', 'x'), hidden('E'), plain('F', 'x')];
    expect(compare(left, right).map((row) => [row.key, row.state])).toEqual([
      ['A', 'same'],
      ['B', 'different'],
      ['C', 'only-left'],
      ['D', 'only-right'],
      ['E', 'cannot-tell'],
      ['F', 'same'],
    ]);
  });

  it('cannot tell two hidden values that look alike', () => {
    expect(compare([hidden('A')], [hidden('A')])[0]).toMatchObject({ state: 'cannot-tell', unknown: true });
  });

  it('tells an empty value from an unset key and from any other value', () => {
    const unprinted = { key: 'A', kind: 'plain', hidden: false, empty: true, version: 1 } as const;
    expect(compare([plain('A', '')], [])[0]?.state).toBe('only-left');
    expect(compare([plain('A', '')], [plain('A', 'x')])[0]?.state).toBe('different');
    expect(compare([plain('A', '')], [unprinted])[0]?.state).toBe('same');
    expect(compareMany([[plain('A', '')], [unprinted], [plain('A', 'x')]])[0]?.groups).toEqual([0, 0, 1]);
  });

  it('exposes a difference of kind apart from the value', () => {
    const [row] = compare([plain('A', 'x')], [secret('A', 'x')]);
    expect(row).toMatchObject({ state: 'same', kindDiffers: true });
    expect(compareMany([[plain('A', 'x')], [], [secret('A', 'x')]])[0]?.kindDiffers).toBe(true);
    expect(compareMany([[plain('A', 'x')], [], [plain('A', 'x')]])[0]?.kindDiffers).toBe(false);
  });

  it.each([
    ['must-match', 'x', 'x', 'ok'],
    ['must-match', 'x', 'y', 'must-match-broken'],
    ['must-match', 'x', undefined, 'must-match-broken'],
    ['must-differ', 'x', 'x', 'must-differ-broken'],
    ['must-differ', 'x', 'y', 'ok'],
    ['must-differ', undefined, 'x', 'ok'],
    ['must-differ', '', '', 'ok'],
    ['any', 'x', 'y', 'ok'],
  ] as const)('%s of %j and %j gives %s', (rule, left, right, verdict) => {
    const side = (value: string | undefined) => (value === undefined ? [] : [plain('A', value)]);
    const set = rules({ key: 'A', rule, note: 'why' });
    const [two] = compare(side(left), side(right), set);
    const [many] = compareMany([side(left), side(right)], set);
    expect(two).toMatchObject({ rule, verdict, ruleSet: true, ruleNote: 'why' });
    expect(many).toMatchObject({ rule, verdict, ruleSet: true, ruleNote: 'why' });
  });

  it('breaks no rule by what is not known', () => {
    for (const rule of ['must-match', 'must-differ'] as const)
      expect(compare([hidden('A')], [plain('A', 'x')], rules({ key: 'A', rule }))[0]?.verdict).toBe('ok');
  });

  it('calls a rule kept only where all values are known', () => {
    const standing = (left: readonly VariableMeta[], right: readonly VariableMeta[], rule: RuleKind) => {
      const set = rules({ key: 'A', rule });
      const two = compare(left, right, set).map(standingOf);
      expect(compareMany([left, right], set).map(standingOf)).toEqual(two);
      return two[0];
    };
    expect(standing([hidden('A')], [hidden('A')], 'must-differ')).toBe('unknown');
    expect(standing([hidden('A')], [], 'must-differ')).toBe('unknown');
    expect(standing([hidden('A')], [], 'must-match')).toBe('broken');
    expect(standing([hidden('A', 'x')], [plain('A', 'y')], 'must-differ')).toBe('kept');
    expect(standing([hidden('A', 'x')], [plain('A', 'x')], 'must-differ')).toBe('broken');
    expect(standing([hidden('A')], [hidden('A')], 'any')).toBe('none');
  });

  it('calls a rule neither kept nor broken where a side lacks the key', () => {
    const set = rules({ key: 'A', rule: 'must-differ' });
    const [two] = compare([plain('A', 'x')], [], set);
    expect(two && standingOf(two)).toBe('missing');
    const [many] = compareMany([[plain('A', 'x')], [plain('A', 'y')], []], set);
    expect(many && standingOf(many)).toBe('missing');
    expect(compare([plain('B', 'x')], []).map(standingOf)).toEqual(['none']);
  });

  it('never says that a rule is kept of a row that lacks a side', () => {
    const value = fc.option(fc.constantFrom('', 'x', 'y'), { nil: undefined });
    const side = value.map((one) => (one === undefined ? [] : [plain('A', one)]));
    const kind = fc.constantFrom<RuleKind>('must-match', 'must-differ', 'any');
    fc.assert(
      fc.property(fc.array(side, { minLength: 2, maxLength: 5 }), kind, (sides, rule) => {
        for (const row of compareMany(sides, rules({ key: 'A', rule })))
          if (sides.some((one) => one.length === 0)) expect(standingOf(row)).not.toBe('kept');
      }),
    );
  });

  it('wants credentials to differ unless the person says otherwise', () => {
    const both = [secret('OPENAI_API_KEY', 'x'), plain('PORT', '1')];
    expect(compare(both, both).map((row) => [row.rule, row.verdict, row.ruleSet])).toEqual([
      ['must-differ', 'must-differ-broken', false],
      ['any', 'ok', false],
    ]);
    expect(compare(both, both, rules({ key: 'OPENAI_API_KEY', rule: 'any' }))[0]?.verdict).toBe('ok');
  });

  it('handles names of object members like any other', () => {
    const keys = ['__proto__', 'constructor', 'hasOwnProperty', 'toString'];
    const rows = compare(
      keys.map((key) => plain(key, 'x')),
      keys.map((key) => plain(key, 'y')),
    );
    expect(rows.map((row) => [row.key, row.state, row.rule])).toEqual(
      keys.map((key) => [key, 'different', 'any']),
    );
  });

  it('gives each distinct key once, sorted, whatever the order of the inputs', () => {
    const variables = fc.uniqueArray(
      fc.record({
        key: fc.oneof(fc.string({ maxLength: 3 }), fc.constantFrom('__proto__', 'A', 'B')),
        value: fc.constantFrom('x', 'y', ''),
      }),
      { selector: (one) => one.key },
    );
    fc.assert(
      fc.property(variables, variables, (left, right) => {
        const l = left.map((one) => plain(one.key, one.value));
        const r = right.map((one) => plain(one.key, one.value));
        const frozen = [Object.freeze(l), Object.freeze(r)] as const;
        const rows = compare(...frozen);
        const keys = [...new Set([...l, ...r].map((one) => one.key))].sort((a, b) => (a < b ? -1 : 1));
        expect(rows.map((row) => row.key)).toEqual(keys);
        for (const row of rows) {
          const a = left.find((one) => one.key === row.key)?.value;
          const b = right.find((one) => one.key === row.key)?.value;
          const expected =
            a === undefined ? 'only-right' : b === undefined ? 'only-left' : a === b ? 'same' : 'different';
          expect(row.state).toBe(expected);
        }
      }),
    );
  });
});

describe('compareMany', () => {
  it('marks which sides are equal and what a cell holds', () => {
    const [row] = compareMany([
      [plain('A', 'x')],
      [],
      [plain('A', 'y')],
      [hidden('A')],
      [plain('A', 'x')],
      [hidden('A', 'y')],
      [plain('A', '')],
    ]);
    expect(row?.cells).toEqual(['set', 'missing', 'set', 'hidden', 'set', 'hidden', 'empty']);
    expect(row?.groups).toEqual([0, -1, 1, -1, 0, 1, 2]);
    expect(row).toMatchObject({ state: 'missing', missing: true, differs: true, unknown: true });
  });

  it('puts the overall state in order: missing, different, cannot tell, same', () => {
    const state = (...values: readonly (string | undefined)[]) =>
      compareMany(values.map((value) => (value === undefined ? [hidden('A')] : [plain('A', value)])))[0]
        ?.state;
    expect(state('x', 'x', 'x')).toBe('same');
    expect(state('x', undefined, 'x')).toBe('cannot-tell');
    expect(state('x', undefined, 'y')).toBe('different');
    expect(compareMany([[plain('A', 'x')], []])[0]?.state).toBe('missing');
  });

  it('finds two of many that share what must differ', () => {
    const sides = [[plain('A', 'x')], [plain('A', 'y')], [], [plain('A', 'y')]];
    expect(compareMany(sides, rules({ key: 'A', rule: 'must-differ' }))[0]?.verdict).toBe(
      'must-differ-broken',
    );
    expect(compareMany(sides.slice(0, 3), rules({ key: 'A', rule: 'must-differ' }))[0]?.verdict).toBe('ok');
  });

  it('agrees with compare on two sides', () => {
    const side = fc.uniqueArray(
      fc
        .tuple(fc.constantFrom('A', 'B', 'API_KEY', 'D'), fc.constantFrom('', 'x', 'y', 'hidden', 'seen'))
        .map(([key, value]) =>
          value === 'hidden' ? hidden(key) : value === 'seen' ? hidden(key, 'x') : plain(key, value),
        ),
      { selector: (one) => one.key },
    );
    fc.assert(
      fc.property(side, side, (left, right) => {
        const two = compare(left, right);
        const many = compareMany([left, right]);
        const facts = ({
          key,
          differs,
          missing,
          unknown,
          kindDiffers,
          rule,
          verdict,
        }: (typeof two)[0] | (typeof many)[0]) => ({
          key,
          differs,
          missing,
          unknown,
          kindDiffers,
          rule,
          verdict,
        });
        expect(many.map(facts)).toEqual(two.map(facts));
        expect(filterCounts(many)).toEqual(filterCounts(two));
      }),
    );
  });

  it('gives no rows for nothing', () => {
    expect(compareMany([])).toEqual([]);
    expect(compareMany([[], []])).toEqual([]);
  });
});

const someRules = fc
  .array(fc.constantFrom('A', 'B', 'TOKEN'), { maxLength: 2 })
  .map((keys) => rules(...keys.map((key): Rule => ({ key, rule: 'any' }))));
const someSide = fc
  .uniqueArray(fc.tuple(fc.constantFrom('A', 'B', 'C', 'TOKEN'), fc.constantFrom('', 'x', 'y', undefined)), {
    selector: ([key]) => key,
  })
  .map((all) => all.map(([key, value]) => (value === undefined ? hidden(key) : plain(key, value))));
const sidesWithExpects = fc.array(fc.tuple(someSide, fc.boolean()), { minLength: 2, maxLength: 5 });

describe('differences that a kind expects', () => {
  it('are those of no two sides that expect none, of keys without a rule of their own', () => {
    fc.assert(
      fc.property(sidesWithExpects, someRules, (all, set) => {
        const sides = all.map(([side]) => side);
        const others = all.filter(([, expects]) => !expects).map(([side]) => side);
        const left = new Map(compareMany(others, set).map((row) => [row.key, row.differs]));
        const expects = all.map(([, each]) => each);
        for (const row of compareMany(sides, set, expects))
          expect(row.expected).toBe(row.differs && !set.has(row.key) && left.get(row.key) !== true);
      }),
    );
  });

  it('change nothing else of a row, and are the same for two sides either way', () => {
    fc.assert(
      fc.property(someSide, someSide, fc.boolean(), fc.boolean(), someRules, (left, right, a, b, set) => {
        const rows = compare(left, right, set, [a, b]);
        expect(rows.map((row) => ({ ...row, expected: false }))).toEqual(compare(left, right, set));
        expect(rows.map(({ expected }) => expected)).toEqual(
          compareMany([left, right], set, [a, b]).map(({ expected }) => expected),
        );
        const counts = filterCounts(rows);
        expect(counts.different + counts.expected).toBe(rows.filter(({ differs }) => differs).length);
        expect(counts.expected === 0 || a || b).toBe(true);
      }),
    );
  });

  it('are not a key that is missing, a rule that is broken, or a value that is not known', () => {
    const [a, b, token] = compare(
      [plain('A', 'x'), hidden('B'), secret('TOKEN', 'x')],
      [plain('B', 'y'), secret('TOKEN', 'x')],
      undefined,
      [true, false],
    );
    expect([a?.expected, b?.expected, token?.expected]).toEqual([false, false, false]);
    expect([a?.state, b?.state, token?.verdict]).toEqual(['only-left', 'cannot-tell', 'must-differ-broken']);
  });
});

describe('filters', () => {
  it('count what they show', () => {
    const rows = compare(
      [plain('A', 'x'), plain('B', 'x'), hidden('D'), secret('TOKEN', 'x')],
      [plain('A', 'x'), plain('B', 'y'), plain('C', 'x'), plain('D', 'x'), secret('TOKEN', 'x')],
    );
    expect(filterCounts(rows)).toEqual({
      all: 5,
      different: 1,
      expected: 0,
      missing: 1,
      'rule-broken': 1,
      'rule-unknown': 0,
      'cannot-tell': 1,
    });
    for (const [filter, count] of Object.entries(filterCounts(rows)))
      expect(rows.filter((row) => passesFilter(row, filter as CompareFilter))).toHaveLength(count);
  });
});
