import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planRows, printAfter } from '../../core/changeset-plan.ts';
import type { EnvironmentKind } from '../../core/environment.ts';
import { separatePrints } from '../../core/equal-keys.ts';
import type { RuleKind } from '../../core/rules.ts';
import {
  type CheckedVariable,
  checkList,
  checkVariable,
  countLacked,
  countLevels,
} from '../../core/safety.ts';
import {
  checkMissing,
  checkSetting,
  dangerousInProduction,
  settingRules,
} from '../../core/safety-settings.ts';
import {
  checkShared,
  credentialsOf,
  type OtherEnvironment,
  type Surroundings,
} from '../../core/safety-shared.ts';
import { checkLooks, looksRules } from '../../core/safety-values.ts';
import { storesEverything } from '../support/write-rules.ts';

const fingerprint = (value: string) => `of ${value}`;
const variable = (key: string, value: string, kind: CheckedVariable['kind'] = 'secret'): CheckedVariable => ({
  key,
  value,
  kind,
  fingerprint: fingerprint(value),
});
const other = (
  kind: EnvironmentKind,
  values: Readonly<Record<string, string>>,
  name = kind,
): OtherEnvironment => ({
  name,
  kind,
  variables: new Map(
    Object.entries(values).map(([key, value]) => [
      key,
      { fingerprint: fingerprint(value), empty: value === '' },
    ]),
  ),
  credentials:
    kind === 'production'
      ? credentialsOf(Object.entries(values).map(([key, value]) => variable(key, value)))
      : undefined,
});
const around = (
  environmentKind: EnvironmentKind,
  others: readonly OtherEnvironment[] = [],
  rules: Readonly<Record<string, RuleKind>> = {},
): Surroundings => ({ environmentKind, others, rules: new Map(Object.entries(rules)) });

describe('settings', () => {
  it.each(settingRules.flatMap((rule) => rule.examples.map(([key, value]) => ({ key, value, rule }))))(
    '$key=$value is found where it is meant, with a reason and a source',
    ({ key, value, rule }) => {
      const levels = { production: rule.level, staging: rule.elsewhere };
      for (const kind of ['production', 'staging'] as const) {
        const found = checkSetting(kind, key, value);
        const level = levels[kind];
        expect(found).toMatchObject(level === undefined ? [] : [{ rule: rule.rule, level, key }]);
        for (const { text, source } of found) {
          expect(text).toMatch(/\.$/);
          expect(source).toMatch(/\.$/);
        }
      }
      expect(rule.level ?? rule.elsewhere).toBeDefined();
      const refused = dangerousInProduction(key, value) !== undefined;
      expect(refused).toBe(rule.level === 'refused');
    },
  );
  it.each(settingRules.flatMap((rule) => rule.counterExamples.map(([key, value]) => ({ key, value, rule }))))(
    '$key=$value is not found',
    ({ key, value, rule }) => {
      const kind = rule.level === undefined ? 'staging' : 'production';
      expect(checkSetting(kind, key, value)).toEqual([]);
    },
  );
});

describe('looks', () => {
  it.each(looksRules.flatMap(({ rule, examples }) => examples.map((example) => ({ rule, example }))))(
    '$example.key is found as $rule',
    ({ rule, example }) => {
      expect(checkLooks('production', example).map((one) => one.rule)).toContain(rule);
    },
  );
  it.each(
    looksRules.flatMap(({ rule, counterExamples }) => counterExamples.map((example) => ({ rule, example }))),
  )('$example.key is not found as $rule', ({ rule, example }) => {
    expect(checkLooks('production', example).map((one) => one.rule)).not.toContain(rule);
  });
});

describe('what two environments share', () => {
  const prod = other('production', { DATABASE_URL: 'a', LOG_LEVEL: 'a', OPENAI_API_KEY: 'a', EMPTY_KEY: '' });
  const rules = (surroundings: Surroundings, key: string, value = 'a') =>
    checkShared(surroundings, variable(key, value)).map(({ rule, level }) => `${rule}: ${level}`);
  it.each<[string, Surroundings, string, string, string[]]>([
    [
      'production’s address in staging',
      around('staging', [prod]),
      'DATABASE_URL',
      'a',
      ['production-value: warning'],
    ],
    ['another address', around('staging', [prod]), 'DATABASE_URL', 'b', []],
    ['the same log level', around('staging', [prod]), 'LOG_LEVEL', 'a', []],
    ['an empty key', around('staging', [prod]), 'EMPTY_KEY', '', []],
    [
      'one provider key in dev and prod',
      around('development', [prod]),
      'OPENAI_API_KEY',
      'a',
      ['provider-key: warning'],
    ],
    [
      'one provider key in prod and dev',
      around('production', [other('development', { OPENAI_API_KEY: 'a' })]),
      'OPENAI_API_KEY',
      'a',
      ['provider-key: warning'],
    ],
    [
      'one credential in dev and staging',
      around('development', [other('staging', { DB_PASSWORD: 'a' })]),
      'DB_PASSWORD',
      'a',
      ['credential: note'],
    ],
    [
      'staging’s credential in production',
      around('production', [other('staging', { DB_PASSWORD: 'a' })]),
      'DB_PASSWORD',
      'a',
      ['credential: warning'],
    ],
    [
      'two production environments',
      around('production', [prod]),
      'DATABASE_URL',
      'a',
      ['credential: warning'],
    ],
    [
      'a key of any name that a provider key points at',
      { ...around('development', [other('production', { TEAM: 'a' })]), pointed: new Set(['TEAM']) },
      'TEAM',
      'a',
      ['provider-key: warning'],
    ],
    ['what may be the same', around('staging', [prod], { DATABASE_URL: 'any' }), 'DATABASE_URL', 'a', []],
    [
      'what must be the same',
      around('staging', [prod], { DATABASE_URL: 'must-match' }),
      'DATABASE_URL',
      'a',
      [],
    ],
  ])('judges %s', (_name, surroundings, key, value, expected) => {
    expect(rules(surroundings, key, value)).toEqual(expected);
  });
  it('finds a credential of production that stands elsewhere under another name', () => {
    const url = 'postgres://app:s3cret@db/app';
    const live = other('production', { DATABASE_URL: url, PASSWORD: 'changeme', PORT: url.slice(0, 9) });
    const names = (
      kind: EnvironmentKind,
      key: string,
      value: string,
      more: readonly OtherEnvironment[] = [],
    ) => checkShared(around(kind, [live, ...more]), variable(key, value)).map(({ text }) => text);
    const accident = ['The same value as DATABASE_URL in production: what runs here may reach production.'];
    expect(names('staging', 'REPORTS_DB', url)).toEqual(accident);
    expect(names('staging', 'REPORTS_DB', url, [other('development', { REPORTS_DB: url })])).toEqual(
      accident,
    );
    expect(names('staging', 'OPENAI_API_KEY_2', url)).toEqual(accident);
    expect(names('production', 'REPORTS_DB', url)).toEqual([]);
    expect(names('staging', 'API_TOKEN', 'changeme')).toEqual([]);
    expect(names('staging', 'API_TOKEN', url.slice(0, 9))).toEqual([]);
    expect(names('staging', 'NOTE', 'a value of nothing')).toEqual([]);
    expect(
      checkShared(around('staging', [live], { REPORTS_DB: 'any' }), variable('REPORTS_DB', url)),
    ).toEqual([]);
  });
  it('says nothing of a hidden value that it never saw, and judges a remembered one', () => {
    const hidden = { key: 'DATABASE_URL', value: undefined, fingerprint: undefined };
    expect(checkShared(around('staging', [prod]), hidden)).toEqual([]);
    expect(checkShared(around('staging', [prod]), { ...hidden, fingerprint: 'of a' })).toHaveLength(1);
  });
});

describe('a list as a whole', () => {
  const keys = (found: readonly { readonly key: string }[]) => found.map(({ key }) => key);
  it('misses nothing where no Platos server is set up, and only in production', () => {
    expect(checkMissing('production', new Set(['DATABASE_URL', 'PORT']))).toEqual([]);
    expect(checkMissing('staging', new Set(['PLATOS_ENCRYPTION_KEY']))).toEqual([]);
  });
  it('names what a production server should set', () => {
    const found = checkMissing('production', new Set(['PLATOS_ENCRYPTION_KEY', 'PLATOS_REQUIRE_USER_ID']));
    expect(keys(found)).toEqual(['MCP_INTERACTIVE_APPROVALS', 'TRIGGER_INTERNAL_SECRET']);
  });
  it('lacks what every other environment has that holds anything', () => {
    const set = (...own: string[]) => new Set(own);
    expect(countLacked(set('A'), [set('A', 'B', 'C'), set('B', 'C', 'D'), set()])).toBe(2);
    expect(countLacked(set(), [set(), set()])).toBe(0);
    expect(countLacked(set('A'), [])).toBe(0);
    const keys = fc
      .uniqueArray(fc.constantFrom('A', 'B', 'C', '__proto__'))
      .map((some) => new Set<string>(some));
    fc.assert(
      fc.property(keys, fc.array(keys), (own, others) => {
        const holding = others.filter(({ size }) => size > 0);
        const lacked = ['A', 'B', 'C', '__proto__'].filter(
          (key) => holding.length > 0 && !own.has(key) && holding.every((each) => each.has(key)),
        );
        expect(countLacked(own, others)).toBe(lacked.length);
      }),
    );
  });
  it('refuses one value for two keys in production', () => {
    const two = [
      variable('ENCRYPTION_KEY', 'x'),
      variable('PLATOS_ENCRYPTION_KEY', 'x'),
      variable('PORT', 'x'),
    ];
    const found = checkList(around('production'), two).filter(({ rule }) => rule === 'equal-keys');
    expect(keys(found)).toEqual(['ENCRYPTION_KEY', 'PLATOS_ENCRYPTION_KEY']);
    expect(countLevels(found)).toEqual({ refused: 2, warning: 0, note: 0 });
  });
});

describe('keys of different purpose in a plan', () => {
  const side = (value: string) => ({
    value,
    kind: 'secret' as const,
    note: undefined,
    fingerprint: fingerprint(value),
  });
  const plan = (kind: EnvironmentKind, target: Readonly<Record<string, string>>, set: [string, string][]) => {
    const held = new Map(Object.entries(target).map(([key, value]) => [key, side(value)]));
    const changes = set.map(([key, value]) => ({ type: 'set' as const, key, value }));
    const separate = separatePrints((key) => printAfter({ target: held, fingerprint }, changes, key));
    const facts = { ...around(kind), target: held, writeRules: storesEverything, fingerprint, separate };
    return planRows(facts, changes).rows.map(({ view }) => [
      view.key,
      view.risks.find((one) => one.kind === 'equal-keys')?.level,
    ]);
  };
  it('may not be one value: by what stands there, and by what the plan itself brings', () => {
    const there = { ENCRYPTION_KEY: 'x', SESSION_SECRET: '' };
    expect(plan('production', there, [['MAGIC_LINK_SECRET', 'x']])).toEqual([
      ['MAGIC_LINK_SECRET', 'refused'],
    ]);
    expect(plan('staging', there, [['MAGIC_LINK_SECRET', 'x']])).toEqual([['MAGIC_LINK_SECRET', 'note']]);
    expect(plan('production', there, [['MAGIC_LINK_SECRET', '']])).toEqual([
      ['MAGIC_LINK_SECRET', undefined],
    ]);
    expect(plan('production', there, [['PORT', 'x']])).toEqual([['PORT', undefined]]);
    const both: [string, string][] = [
      ['ENCRYPTION_KEY', 'y'],
      ['MAGIC_LINK_SECRET', 'x'],
    ];
    expect(plan('production', there, both).map(([, level]) => level)).toEqual([undefined, undefined]);
    expect(
      plan(
        'production',
        {},
        both.map(([key]) => [key, 'z']),
      ).map(([, level]) => level),
    ).toEqual(['refused', 'refused']);
  });
});

/** Any variable, and often one that the rules know. */
const anyKey = fc.oneof(
  fc.constantFrom(
    ...settingRules.flatMap(({ examples }) => examples.map(([key]) => key)),
    'DATABASE_URL',
    'OPENAI_API_KEY',
    'OPENAI_KEY',
    'LOG_LEVEL',
    '__proto__',
  ),
  fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,20}$/),
);
const anyValue = fc.oneof(
  fc.constantFrom(...settingRules.flatMap(({ examples }) => examples.map(([, value]) => value)), 'changeme'),
  fc.string({ maxLength: 300 }),
);
const anyKind = fc.constantFrom<EnvironmentKind>('development', 'staging', 'preview', 'production');

describe('always', () => {
  it('no finding says anything of a value', () => {
    const marked = fc.tuple(anyKey, fc.constantFrom('zq9-', 'postgres://u:zq9-@h/')).map(([key, start]) => ({
      key,
      value: `${start}zq9zq9`,
    }));
    fc.assert(
      fc.property(marked, anyKind, fc.constantFrom('plain' as const, 'secret' as const), (one, kind, how) => {
        const surroundings = around(kind, [other('production', { [one.key]: one.value }, 'production')]);
        const found = checkVariable(surroundings, variable(one.key, one.value, how));
        expect(JSON.stringify(found)).not.toContain('zq9');
      }),
    );
  });
  it('a plan warns of exactly what the list shows once it is written', () => {
    fc.assert(
      fc.property(anyKey, anyValue, anyKind, anyValue, (key, value, kind, elsewhere) => {
        const surroundings = around(kind, [
          other('production', { [key]: elsewhere, [`OTHER_${key}`]: value }),
          other('staging', { [key]: value }),
        ]);
        const facts = { ...surroundings, target: new Map(), writeRules: storesEverything, fingerprint };
        const [row] = planRows(facts, [{ type: 'set', key, value, kind: 'secret' }]).rows;
        const planned =
          row?.view.risks.filter(({ kind: risk }) => !['empty', 'blanks', 'invisible'].includes(risk)) ?? [];
        const listed = checkVariable(surroundings, variable(key, value));
        expect(planned).toEqual(listed.map(({ rule, level, text }) => ({ kind: rule, level, text })));
      }),
    );
  });
  it('a rule of the person that allows it silences what is shared, and nothing else', () => {
    fc.assert(
      fc.property(anyKey, anyValue, anyKind, (key, value, kind) => {
        const others = [other('production', { [key]: value })];
        const shared = new Set(['credential', 'provider-key', 'production-value']);
        const open = checkVariable(around(kind, others), variable(key, value));
        const allowed = checkVariable(around(kind, others, { [key]: 'any' }), variable(key, value));
        expect(allowed).toEqual(open.filter(({ rule }) => !shared.has(rule)));
      }),
    );
  });
});
