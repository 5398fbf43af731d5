import { expect, it } from 'vitest';
import { lastOfEach, type PlanFacts, planRows, type WantedChange } from '../../core/changeset-plan.ts';
import type { Side } from '../../core/side.ts';
import { storesEverything } from '../support/write-rules.ts';

const fingerprint = (value: string) => `of ${value}`;
const side = (value: string, kind: Side['kind'] = 'plain'): Side => ({
  value,
  kind,
  note: undefined,
  fingerprint: fingerprint(value),
});
const hidden: Side = { value: undefined, kind: 'secret', note: undefined, fingerprint: undefined };

const facts = (change: Partial<PlanFacts>): PlanFacts => ({
  environmentKind: 'staging',
  target: new Map(),
  others: [],
  rules: new Map(),
  writeRules: storesEverything,
  fingerprint,
  ...change,
});
const elsewhere = (
  key: string,
  value: string,
  kind: PlanFacts['environmentKind'] = 'development',
): Pick<PlanFacts, 'others'> => ({
  others: [
    {
      name: kind === 'production' ? 'Production' : 'Dev',
      kind,
      variables: new Map([[key, { fingerprint: fingerprint(value), empty: value === '' }]]),
    },
  ],
});
const set = (key: string, value: string, more: object = {}): WantedChange => ({
  type: 'set',
  key,
  value,
  ...more,
});
const risks = (change: Partial<PlanFacts>, wanted: WantedChange) =>
  planRows(facts(change), [wanted]).rows[0]?.view.risks.map(({ kind, level }) => `${kind}: ${level}`);

const production = { environmentKind: 'production' } as const;
const fromStaging = { from: { slug: 'eu-two', name: 'Staging', kind: 'staging' } } as const;
const secret = { kind: 'secret' } as const;

it.each<[string, Partial<PlanFacts>, WantedChange, string[]]>([
  ['a new value', {}, set('A', 'x'), []],
  ['another value', { target: new Map([['A', side('old')]]) }, set('A', 'x'), ['overwrites: note']],
  [
    'another value in production',
    { ...production, target: new Map([['A', side('old')]]) },
    set('A', 'x'),
    ['overwrites: note'],
  ],
  [
    'the way back from a creation',
    { target: new Map([['A', side('old')]]) },
    { type: 'delete', key: 'A', takesBack: true },
    [],
  ],
  ['a deletion', { target: new Map([['A', side('old')]]) }, { type: 'delete', key: 'A' }, ['deletes: note']],
  ['the same value', { target: new Map([['A', side('x')]]) }, set('A', 'x'), []],
  ['an empty value', {}, set('A', ''), ['empty: warning']],
  ['a line break at the end', {}, set('A', 'x\n'), ['blanks: warning']],
  ['a blank at the beginning', {}, set('A', ' x'), ['blanks: warning']],
  ['a right-to-left override', {}, set('A', 'user\u202etxt.exe'), ['invisible: warning']],
  ['a zero-width space', {}, set('A', 'us\u200ber'), ['invisible: warning']],
  ['letters of any language', {}, set('A', 'пароль 日本語 é'), []],
  [
    'certificates unchecked in production',
    production,
    set('NODE_TLS_REJECT_UNAUTHORIZED', '0'),
    ['dangerous: refused'],
  ],
  ['a text of lines that ends as such texts do', {}, set('A', 'x\ny\n'), []],
  [
    'the address of another environment in place of its own',
    { ...production, target: new Map([['APP_URL', side('old')]]) },
    set('APP_URL', 'x', { carried: true }),
    ['place: warning', 'overwrites: note'],
  ],
  [
    'a value that names where it comes from',
    { ...production, ...fromStaging },
    set('REDIS_PREFIX', 'parcel:stg:', { carried: true }),
    ['named: warning'],
  ],
  [
    'a value that holds the slug of where it comes from',
    { ...fromStaging, environmentKind: 'development' },
    set('REDIS_PREFIX', 'parcel:eu-two:', { carried: true }),
    ['named: warning'],
  ],
  [
    'a bucket that is named after where it comes from, said once',
    { ...fromStaging, environmentKind: 'development', target: new Map([['S3_BUCKET', side('old')]]) },
    set('S3_BUCKET', 'acme-staging', { carried: true }),
    ['named: warning', 'overwrites: note'],
  ],
  [
    'a host that is named after where it comes from, said once',
    { ...production, ...fromStaging },
    set('CDN_URL', 'https://cdn.staging.acme.example', { carried: true }),
    ['foreign-host: warning'],
  ],
  [
    'such a value in an environment of the same kind',
    fromStaging,
    set('REDIS_PREFIX', 'parcel:stg:', { carried: true }),
    [],
  ],
  ['such a value that was typed', { ...production, ...fromStaging }, set('REDIS_PREFIX', 'parcel:stg:'), []],
  [
    'such a value that may be the same',
    { ...production, ...fromStaging, rules: new Map([['REDIS_PREFIX', 'any']]) },
    set('REDIS_PREFIX', 'parcel:stg:', { carried: true }),
    [],
  ],
  [
    'the name of another environment for programs',
    { ...production, ...fromStaging },
    set('NODE_ENV', 'staging', { carried: true }),
    ['weak-setting: warning', 'named: warning'],
  ],
  [
    'a test key in production, however it comes',
    { ...production, ...fromStaging },
    set('STRIPE_PUBLISHABLE_KEY', 'pk_test_0000', { carried: true }),
    ['test-key: warning'],
  ],
  [
    'an address that is allowed to be the same',
    { target: new Map([['APP_URL', side('old')]]), rules: new Map([['APP_URL', 'any']]) },
    set('APP_URL', 'x', { carried: true }),
    ['overwrites: note'],
  ],
  ['an address that it did not have', production, set('APP_URL', 'x', { carried: true }), []],
  ['a placeholder', {}, set('A', 'changeme'), ['placeholder: note']],
  ['a placeholder in production', production, set('A', 'changeme'), ['placeholder: warning']],
  ['what a server shows for hidden', {}, set('A', '<redacted>'), ['looks-hidden: warning']],
  ['test mode in production', production, set('PLATOS_TEST_MODE', 'true'), ['dangerous: refused']],
  ['test mode off in production', production, set('PLATOS_TEST_MODE', ' OFF '), ['blanks: warning']],
  ['test mode in staging', {}, set('PLATOS_TEST_MODE', 'true'), ['dangerous: note']],
  ['a credential as plain', {}, set('DB_PASSWORD', 'x', { kind: 'plain' }), ['stored-plain: warning']],
  ['a credential of no said kind', {}, set('DB_PASSWORD', 'x'), []],
  ['a credential as secret', {}, set('DB_PASSWORD', 'x', secret), []],
  [
    'a credential that another environment has',
    elsewhere('DB_PASSWORD', 'x'),
    set('DB_PASSWORD', 'x', secret),
    ['credential: note'],
  ],
  [
    'a credential of production',
    elsewhere('DB_PASSWORD', 'x', 'production'),
    set('DB_PASSWORD', 'x', secret),
    ['production-value: warning'],
  ],
  [
    'a credential of staging that comes to production',
    { ...production, ...elsewhere('DB_PASSWORD', 'x') },
    set('DB_PASSWORD', 'x', { ...secret, carried: true }),
    ['credential: warning'],
  ],
  [
    'a carried credential that nobody else has',
    {},
    set('DB_PASSWORD', 'x', { ...secret, carried: true }),
    ['credential: warning'],
  ],
  [
    'a setting that is no credential, as in production',
    elsewhere('LOG_LEVEL', 'x', 'production'),
    set('LOG_LEVEL', 'x'),
    [],
  ],
  [
    'taking approvals away from production',
    { ...production, target: new Map([['MCP_INTERACTIVE_APPROVALS', side('true')]]) },
    { type: 'delete', key: 'MCP_INTERACTIVE_APPROVALS' },
    ['missing-setting: warning', 'deletes: warning'],
  ],
  ['a credential that differs elsewhere', elsewhere('DB_PASSWORD', 'y'), set('DB_PASSWORD', 'x', secret), []],
  [
    'a carried provider key',
    {},
    set('OPENAI_API_KEY', 'x', { ...secret, carried: true }),
    ['provider-key: warning'],
  ],
  [
    'a credential that may be the same',
    { ...elsewhere('DB_PASSWORD', 'x'), rules: new Map([['DB_PASSWORD', 'any' as const]]) },
    set('DB_PASSWORD', 'x', secret),
    [],
  ],
  [
    'a broken must-match',
    { ...elsewhere('A', 'y'), rules: new Map([['A', 'must-match' as const]]) },
    set('A', 'x'),
    ['must-match-broken: warning'],
  ],
  [
    'a kept must-match',
    { ...elsewhere('A', 'x'), rules: new Map([['A', 'must-match' as const]]) },
    set('A', 'x'),
    [],
  ],
  [
    'a broken must-differ',
    { ...elsewhere('A', 'x'), rules: new Map([['A', 'must-differ' as const]]) },
    set('A', 'x'),
    ['must-differ-broken: warning'],
  ],
  [
    'a secret made plain',
    { target: new Map([['A', side('x', 'secret')]]) },
    { type: 'set', key: 'A', kind: 'plain' },
    ['secret-to-plain: warning'],
  ],
])('names what is risky about %s', (_name, change, wanted, expected) => {
  expect(risks(change, wanted)).toEqual(expected);
});

it('puts what is refused first', () => {
  const target = new Map([['BACKDOOR_KEY', side('off')]]);
  expect(risks({ ...production, target }, set('BACKDOOR_KEY', 'on'))?.[0]).toBe('dangerous: refused');
});

it('leaves what it cannot do, with the reason', () => {
  const target = new Map([
    ['HIDDEN', hidden],
    ['odd.name', side('x')],
  ]);
  const wanted: WantedChange[] = [
    { type: 'set', key: 'HIDDEN', kind: 'plain' },
    set('foo.bar', 'x'),
    set('odd.name', 'y'),
  ];
  const { rows, left } = planRows(facts({ target }), wanted);
  expect(rows.map(({ view }) => view.key)).toEqual(['odd.name']);
  expect(left.map(({ key }) => key)).toEqual(['HIDDEN', 'foo.bar']);
});

it('takes the last of several changes of one key, and sorts by code unit', () => {
  const { rows } = planRows(
    facts({}),
    lastOfEach([set('b', '1'), set('B', '1'), set('a', '1'), set('b', '2')]),
  );
  expect(rows.map(({ view, after }) => [view.key, after?.value])).toEqual([
    ['B', '1'],
    ['a', '1'],
    ['b', '2'],
  ]);
});

it('cannot tell a hidden value of unknown fingerprint from a new one', () => {
  const { rows } = planRows(facts({ target: new Map([['A', hidden]]) }), [set('A', 'x')]);
  expect(rows[0]?.view).toMatchObject({ action: 'update', before: { hidden: true }, changes: ['value'] });
});
