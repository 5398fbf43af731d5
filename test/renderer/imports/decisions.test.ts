import { describe, expect, it } from 'vitest';
import type { ImportFilePreview, ImportRow } from '../../../core/imports.ts';
import {
  countsOf,
  decided,
  decisionsAfter,
  noDecisions,
  rowChoices,
} from '../../../renderer/features/imports/decisions.ts';
import { filterCounts, matching } from '../../../renderer/features/imports/row-filter.ts';

const row = (line: number, part: Partial<ImportRow> = {}): ImportRow => ({
  line,
  key: `KEY_${line}`,
  status: 'new',
  kind: 'plain',
  warnings: [],
  take: true,
  empty: false,
  ...part,
});

const file = (rows: ImportRow[]): ImportFilePreview => ({
  index: 0,
  role: 'values',
  slug: 'dev',
  kind: 'development',
  name: 'Development',
  fileName: '.env',
  because: 'x',
  rows,
  numbers: 'lines',
  problems: [],
  exists: false,
});

const warned = [{ kind: 'placeholder', text: 'x' }];
const rows = [
  row(1),
  row(2, { status: 'changes', warnings: warned }),
  row(3, { status: 'same', take: false }),
  row(4, { take: false, warnings: warned }),
  row(5, { status: 'unusable', take: false, warnings: warned }),
];

describe('decisions about an import', () => {
  it('count what is taken, what is not, and what deserves a look', () => {
    expect(countsOf(file(rows), noDecisions)).toEqual({
      taken: 2,
      fresh: 1,
      changes: 1,
      same: 1,
      left: 2,
      warnings: 3,
    });
  });

  it('hold over the suggestion, and never make an unusable row usable', () => {
    const taken = decisionsAfter(noDecisions, { type: 'rows-taken', index: 0, lines: [1, 5], take: false });
    const turned = decisionsAfter(taken, { type: 'kind-set', index: 0, line: 1, kind: 'secret' });
    const all = decisionsAfter(turned, { type: 'rows-taken', index: 0, lines: [5], take: true });
    expect(decided(row(1), 0, all)).toMatchObject({ take: false, kind: 'secret' });
    expect(decided(row(1), 1, all)).toMatchObject({ take: true, kind: 'plain' });
    expect(decided(rows[4] ?? row(5), 0, all).take).toBe(false);
    expect(rowChoices(all)).toEqual([
      { index: 0, line: 1, take: false, kind: 'secret' },
      { index: 0, line: 5, take: true },
    ]);
  });

  it('about the rows of a file end when another one takes its place', () => {
    const taken = [0, 1, 10].reduce(
      (now, index) => decisionsAfter(now, { type: 'rows-taken', index, lines: [1], take: false }),
      noDecisions,
    );
    const came = decisionsAfter(taken, { type: 'files-came', changed: [1] });
    expect(rowChoices(came).map(({ index }) => index)).toEqual([0, 10]);
  });

  it('name every file once one was placed elsewhere, and nothing of its rows', () => {
    const other = { ...file(rows), index: 1, slug: 'staging' };
    const placed = decisionsAfter(noDecisions, {
      type: 'file-placed',
      all: [file(rows), other],
      index: 0,
      place: { slug: 'test' },
    });
    expect(placed.files.map(({ index, slug }) => [index, slug])).toEqual([
      [0, 'test'],
      [1, 'staging'],
    ]);
    expect(Object.keys(placed.files[0] ?? {}).sort()).toEqual(['index', 'kind', 'name', 'role', 'slug']);
  });

  it('of where files go are kept, though the preview is still the one from before', () => {
    const all = [file(rows), { ...file(rows), index: 1, slug: 'staging' }];
    const places = [
      { index: 0, place: { slug: 'first' } },
      { index: 1, place: { slug: 'second' } },
      { index: 0, place: { kind: 'preview' as const } },
    ];
    const placed = places.reduce(
      (now, one) => decisionsAfter(now, { type: 'file-placed', all, ...one }),
      noDecisions,
    );
    expect(placed.files.map(({ slug, kind }) => [slug, kind])).toEqual([
      ['first', 'preview'],
      ['second', 'development'],
    ]);
  });

  it('filter rows with the counts that they show', () => {
    expect(filterCounts(rows)).toEqual({ all: 5, new: 1, changes: 1, same: 1, warnings: 3, left: 2 });
    expect(matching(rows, 'left').map(({ line }) => line)).toEqual([4, 5]);
    expect(matching(rows, 'left', new Set([1, 5])).map(({ line }) => line)).toEqual([1, 4, 5]);
  });

  it('count a row that another file overtakes as left out, the same in chip and card', () => {
    const overtaken = [row(1, { status: 'same', take: false, warnings: [{ kind: 'duplicate', text: 'x' }] })];
    expect(filterCounts(overtaken)).toMatchObject({ left: 1, same: 0 });
    expect(countsOf(file(overtaken), noDecisions)).toMatchObject({ left: 1, same: 0 });
  });
});
