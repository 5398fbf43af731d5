import { type CompareRow, standingOf } from '../../../core/compare.ts';

/** What a filter looks at. */
export type Filterable = Pick<CompareRow, 'key' | 'state' | 'rule' | 'verdict' | 'unknown'>;

/** `differing` is everything that is not known to be the same: what people come for. */
export const shows = [
  'differing',
  'different',
  'only-left',
  'only-right',
  'cannot-tell',
  'rule-broken',
  'rule-unknown',
  'all',
] as const;
export type Show = (typeof shows)[number];

export const showOf = (text: string): Show => shows.find((show) => show === text) ?? 'differing';

const passes: Readonly<Record<Show, (row: Filterable) => boolean>> = {
  all: () => true,
  differing: (row) => row.state !== 'same',
  different: (row) => row.state === 'different',
  'only-left': (row) => row.state === 'only-left',
  'only-right': (row) => row.state === 'only-right',
  'cannot-tell': (row) => row.state === 'cannot-tell',
  'rule-broken': (row) => row.verdict !== 'ok',
  'rule-unknown': (row) => standingOf(row) === 'unknown',
};

/** How many rows each filter would show. */
export function countRows(rows: readonly Filterable[]): Readonly<Record<Show, number>> {
  const counts = {
    all: 0,
    differing: 0,
    different: 0,
    'only-left': 0,
    'only-right': 0,
    'cannot-tell': 0,
    'rule-broken': 0,
    'rule-unknown': 0,
  };
  for (const row of rows) for (const show of shows) if (passes[show](row)) counts[show] += 1;
  return counts;
}

/** Rules that cannot be judged have a filter where there are any: it says what "broken: 0" leaves open. */
export const isOffered = <Id extends string>(
  id: Id,
  show: Id,
  counts: Readonly<Record<'rule-unknown', number>> | undefined,
): boolean => id !== 'rule-unknown' || id === show || (counts?.['rule-unknown'] ?? 0) > 0;

/** The rows that a filter shows, their order kept. */
export const visibleRows = <Row extends Filterable>(rows: readonly Row[], show: Show): readonly Row[] =>
  rows.filter(passes[show]);

/** Where the next (or the previous) differing row is, seen from row `from`; -1 starts before the first. */
export function nextDifference(
  rows: readonly Pick<Filterable, 'state'>[],
  from: number,
  step: 1 | -1,
): number | undefined {
  for (let at = from + step; at >= 0 && at < rows.length; at += step)
    if (rows[at]?.state !== 'same') return at;
  return undefined;
}
