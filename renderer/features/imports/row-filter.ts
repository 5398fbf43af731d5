import type { ImportRow } from '../../../core/imports.ts';

export type RowFilter = 'all' | 'new' | 'changes' | 'same' | 'warnings' | 'left';

/** Another row of the same key counts in its place. */
const isOvertaken = ({ warnings }: ImportRow): boolean => warnings.some(({ kind }) => kind === 'duplicate');

/** Left out is what would do something and is not taken, what another row overtakes, and what cannot be used. */
export const isLeftOut = (row: ImportRow): boolean =>
  !row.take && (row.status !== 'same' || isOvertaken(row));

/** New and changed are those that are taken: the chips say what the import comes to. */
const tests: Readonly<Record<RowFilter, (row: ImportRow) => boolean>> = {
  all: () => true,
  new: (row) => row.take && row.status === 'new',
  changes: (row) => row.take && row.status !== 'new',
  same: (row) => !row.take && !isLeftOut(row),
  warnings: (row) => row.warnings.length > 0,
  left: isLeftOut,
};

export const filterNames: Readonly<Record<RowFilter, string>> = {
  all: 'All',
  new: 'New',
  changes: 'Changes',
  same: 'Same',
  warnings: 'Warnings',
  left: 'Left out',
};

export const filters = Object.keys(tests) as readonly RowFilter[];

/** Rows under a filter; those on the `kept` lines stay until another filter is chosen, so that a tick can be undone. */
export const matching = (
  rows: readonly ImportRow[],
  filter: RowFilter,
  kept: ReadonlySet<number> = new Set(),
): readonly ImportRow[] => rows.filter((row) => kept.has(row.line) || tests[filter](row));

export function filterCounts(rows: readonly ImportRow[]): Readonly<Record<RowFilter, number>> {
  const counts: Record<RowFilter, number> = { all: 0, new: 0, changes: 0, same: 0, warnings: 0, left: 0 };
  for (const row of rows) for (const filter of filters) if (tests[filter](row)) counts[filter] += 1;
  return counts;
}
