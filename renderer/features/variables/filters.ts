import type { VariableKind } from '../../../core/variable.ts';
import { isGhost, type VariableRow } from './row.ts';

export const shows = [
  'all',
  'drafts',
  'differs',
  'missing-there',
  'missing-here',
  'rule-broken',
  'cannot-tell',
  'empty',
  'news',
] as const;
export type Show = (typeof shows)[number];

export interface Filter {
  readonly show: Show;
  readonly kind: VariableKind | 'all';
  /** Words that the key holds, all of them, in any order and case. */
  readonly text: string;
  /** Keys that main found by their value; undefined when values are not searched. */
  readonly found: ReadonlySet<string> | undefined;
}

export const asShow = (text: string): Show => shows.find((show) => show === text) ?? 'all';
export const asKind = (text: string): Filter['kind'] =>
  text === 'plain' || text === 'secret' ? text : 'all';

function passesShow(row: VariableRow, show: Show): boolean {
  if (show === 'missing-here') return isGhost(row);
  if (isGhost(row)) return false;
  switch (show) {
    case 'all':
      return true;
    case 'drafts':
      return row.draft !== undefined;
    case 'differs':
      return row.state === 'different';
    case 'missing-there':
      return row.state === 'only-left';
    case 'rule-broken':
      return row.verdict !== 'ok';
    case 'cannot-tell':
      return row.state === 'cannot-tell';
    case 'empty':
      return row.meta.empty && !row.meta.hidden;
    case 'news':
      return row.isNews;
  }
}

/** The rows that pass a filter but for their state, in their order: what the counts of the states are of. */
export function matchingRows(
  rows: readonly VariableRow[],
  { text, kind, found }: Omit<Filter, 'show'>,
): readonly VariableRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0 && kind === 'all' && found === undefined) return rows;
  return rows.filter(
    (row) =>
      (kind === 'all' || row.meta.kind === kind) &&
      (words.length === 0 || holdsAll(row.key, words)) &&
      (found === undefined || found.has(row.key)),
  );
}

/**
 * The rows that a list shows, in their order.
 *
 * @param matching  of `rows`, as `matchingRows` gives them
 * @param kept      a key whose row is shown in any case
 */
export function shownRows(
  rows: readonly VariableRow[],
  matching: readonly VariableRow[],
  show: Show,
  kept: string | undefined,
): readonly VariableRow[] {
  const shown = matching.filter((row) => passesShow(row, show));
  if (kept === undefined || shown.some(({ key }) => key === kept)) return shown;
  const passing = new Set(shown);
  return rows.filter((row) => row.key === kept || passing.has(row));
}

function holdsAll(key: string, words: readonly string[]): boolean {
  const lower = key.toLowerCase();
  return words.every((word) => lower.includes(word));
}

/** How many of these rows each state would show. */
export function countShows(rows: readonly VariableRow[]): Readonly<Record<Show, number>> {
  const counts: Record<Show, number> = {
    all: 0,
    drafts: 0,
    differs: 0,
    'missing-there': 0,
    'missing-here': 0,
    'rule-broken': 0,
    'cannot-tell': 0,
    empty: 0,
    news: 0,
  };
  for (const row of rows) {
    if (isGhost(row)) {
      counts['missing-here'] += 1;
      continue;
    }
    counts.all += 1;
    if (row.draft !== undefined) counts.drafts += 1;
    if (row.verdict !== 'ok') counts['rule-broken'] += 1;
    if (row.state === 'different') counts.differs += 1;
    else if (row.state === 'only-left') counts['missing-there'] += 1;
    else if (row.state === 'cannot-tell') counts['cannot-tell'] += 1;
    if (row.meta.empty && !row.meta.hidden) counts.empty += 1;
    if (row.isNews) counts.news += 1;
  }
  return counts;
}
