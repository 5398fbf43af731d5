import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DraftMeta } from '../../../core/draft.ts';
import type { VariableMeta } from '../../../core/variable.ts';
import {
  countShows,
  type Filter,
  matchingRows,
  shownRows,
  shows,
} from '../../../renderer/features/variables/filters.ts';
import { buildRows, isGhost, type VariableRow } from '../../../renderer/features/variables/row.ts';

const print = (of: string) => of.padStart(32, '0');

const variable = (key: string, value: string, more: Partial<VariableMeta> = {}): VariableMeta => ({
  key,
  kind: 'plain',
  hidden: false,
  empty: value === '',
  fingerprint: print(value),
  version: 1,
  ...more,
});

const draft = (key: string, value: string, more: Partial<DraftMeta> = {}): DraftMeta => ({
  key,
  action: 'update',
  changes: ['value'],
  kind: 'plain',
  empty: value === '',
  fingerprint: print(value),
  baseMoved: false,
  updatedAt: 5,
  ...more,
});

const rules = new Map();
const all = { show: 'all', kind: 'all', text: '', found: undefined } as const;
const keysOf = (rows: readonly { readonly key: string }[]) => rows.map((row) => row.key);

describe('the rows of the grid', () => {
  it('shows drafts over what is saved, and compares what is drafted', () => {
    const rows = buildRows({
      saved: [variable('A', '1'), variable('C', '3')],
      drafts: [draft('A', '2'), draft('B', '9', { action: 'create' }), draft('C', '', { action: 'delete' })],
      baseline: [variable('A', '2'), variable('C', '3')],
      rules,
    });
    expect(rows.map(({ key, mark, state }) => [key, mark, state])).toEqual([
      ['A', 'edited', 'same'],
      ['B', 'new', 'only-left'],
      ['C', 'deleted', 'same'],
    ]);
  });

  it('tells both halves of a rename', () => {
    const rows = buildRows({
      saved: [variable('OLD', '1')],
      drafts: [
        draft('NEW', '1', { action: 'create', renamedFrom: 'OLD' }),
        draft('OLD', '', { action: 'delete' }),
      ],
      baseline: undefined,
      rules,
    });
    expect(rows.map(({ key, mark, renamedTo }) => [key, mark, renamedTo])).toEqual([
      ['NEW', 'renamed', undefined],
      ['OLD', 'deleted', 'NEW'],
    ]);
  });

  it('keeps a value hidden until a draft replaces it', () => {
    const { fingerprint, ...unseen } = variable('H', 'x', { hidden: true });
    const build = (drafts: readonly DraftMeta[]) =>
      buildRows({ saved: [unseen], drafts, baseline: [variable('H', 'x')], rules })[0];
    expect(fingerprint).toBeDefined();
    expect(build([])).toMatchObject({ state: 'cannot-tell', meta: { hidden: true } });
    expect(build([draft('H', 'x', { changes: ['note'] })])?.meta.hidden).toBe(true);
    expect(build([draft('H', 'x')])).toMatchObject({ state: 'same', meta: { hidden: false } });
  });

  it('lets a row that is about to go break no rule', () => {
    const input = { saved: [variable('API_TOKEN', '1')], baseline: [variable('API_TOKEN', '1')], rules };
    expect(buildRows({ ...input, drafts: [] })[0]?.verdict).toBe('must-differ-broken');
    const gone = draft('API_TOKEN', '', { action: 'delete' });
    expect(buildRows({ ...input, drafts: [gone] })[0]?.verdict).toBe('ok');
  });
});

const filterRows = (rows: readonly VariableRow[], filter: Filter, kept?: string) =>
  shownRows(rows, matchingRows(rows, filter), filter.show, kept);

describe('the filters', () => {
  const rows = buildRows({
    saved: [variable('DB_URL', '1'), variable('EMPTY', ''), variable('LOG_LEVEL', '2', { kind: 'secret' })],
    drafts: [],
    baseline: [variable('DB_URL', 'other'), variable('ELSEWHERE', '7')],
    rules,
  });

  it('keeps what is missing here out of sight until it is asked for', () => {
    expect(keysOf(filterRows(rows, all))).toEqual(['DB_URL', 'EMPTY', 'LOG_LEVEL']);
    const ghosts = filterRows(rows, { ...all, show: 'missing-here' });
    expect(keysOf(ghosts)).toEqual(['ELSEWHERE']);
    expect(ghosts.every(isGhost)).toBe(true);
  });

  it('finds every word in any order and case, by kind, and by what main found', () => {
    expect(keysOf(filterRows(rows, { ...all, text: 'level LOG' }))).toEqual(['LOG_LEVEL']);
    expect(keysOf(filterRows(rows, { ...all, kind: 'secret' }))).toEqual(['LOG_LEVEL']);
    expect(keysOf(filterRows(rows, { ...all, found: new Set(['EMPTY']) }))).toEqual(['EMPTY']);
    expect(keysOf(filterRows(rows, { ...all, show: 'empty' }))).toEqual(['EMPTY']);
    expect(keysOf(filterRows(rows, { ...all, show: 'missing-there' }))).toEqual(['EMPTY', 'LOG_LEVEL']);
  });

  it('keeps a row that is being edited, at its place', () => {
    const empty = { ...all, show: 'empty' } as const;
    expect(keysOf(filterRows(rows, empty, 'LOG_LEVEL'))).toEqual(['EMPTY', 'LOG_LEVEL']);
    expect(keysOf(filterRows(rows, empty, 'DB_URL'))).toEqual(['DB_URL', 'EMPTY']);
    expect(keysOf(filterRows(rows, empty, 'EMPTY'))).toEqual(['EMPTY']);
    expect(keysOf(filterRows(rows, empty, 'GONE'))).toEqual(['EMPTY']);
    expect(keysOf(filterRows(rows, { ...all, text: 'db' }, 'EMPTY'))).toEqual(['DB_URL', 'EMPTY']);
  });

  it('counts what each filter would show', () => {
    const states = fc.record({
      here: fc.option(fc.constantFrom('', 'a', 'b'), { nil: undefined }),
      there: fc.option(fc.constantFrom('', 'a', 'b'), { nil: undefined }),
      drafted: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(states, { maxLength: 20 }), (given) => {
        const named = given.map((each, index) => ({ ...each, key: `K${String(index).padStart(2, '0')}` }));
        const built = buildRows({
          saved: named.flatMap(({ key, here }) => (here === undefined ? [] : variable(key, here))),
          drafts: named.flatMap(({ key, here, drafted }) =>
            drafted && here !== undefined ? draft(key, 'd') : [],
          ),
          baseline: named.flatMap(({ key, there }) => (there === undefined ? [] : variable(key, there))),
          rules,
        });
        const counts = countShows(built);
        for (const show of shows) {
          expect(filterRows(built, { ...all, show })).toHaveLength(counts[show]);
          const within = countShows(matchingRows(built, { ...all, text: '1' }));
          expect(filterRows(built, { ...all, text: '1', show })).toHaveLength(within[show]);
        }
      }),
    );
  });
});
