import { type CompareRow, standingOf } from '../../../core/compare.ts';

/** What a filter looks at. */
export type Filterable = Pick<
  CompareRow,
  'key' | 'state' | 'expected' | 'rule' | 'verdict' | 'unknown' | 'missing'
>;

/** `differing` is everything that is not known to be the same and not expected to differ: what people come for. */
export const shows = [
  'differing',
  'different',
  'expected',
  'only-left',
  'only-right',
  'cannot-tell',
  'rule-broken',
  'rule-unknown',
  'all',
] as const;
export type Show = (typeof shows)[number];

export const showOf = (text: string): Show => shows.find((show) => show === text) ?? 'differing';

const isDifference = ({ state, expected }: Pick<Filterable, 'state' | 'expected'>): boolean =>
  state !== 'same' && !expected;

const passes: Readonly<Record<Show, (row: Filterable) => boolean>> = {
  all: () => true,
  differing: isDifference,
  different: (row) => row.state === 'different' && !row.expected,
  expected: (row) => row.expected,
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
    expected: 0,
    'only-left': 0,
    'only-right': 0,
    'cannot-tell': 0,
    'rule-broken': 0,
    'rule-unknown': 0,
  };
  for (const row of rows) for (const show of shows) if (passes[show](row)) counts[show] += 1;
  return counts;
}

/**
 * Rules that cannot be judged, and differences that are expected, have a filter where there are any: they say what
 * "broken: 0" leaves open, and what is not among the differences.
 */
export function isOffered<Id extends string>(
  id: Id,
  show: Id,
  counts: Readonly<Record<'rule-unknown' | 'expected', number>> | undefined,
): boolean {
  const name: string = id;
  if (name !== 'rule-unknown' && name !== 'expected') return true;
  return id === show || (counts?.[name] ?? 0) > 0;
}

/** The rows that a filter shows, their order kept. */
export const visibleRows = <Row extends Filterable>(rows: readonly Row[], show: Show): readonly Row[] =>
  rows.filter(passes[show]);

/** Where the next (or the previous) row that differs unexpectedly is, seen from row `from`; -1 starts before the first. */
export function nextDifference(
  rows: readonly Pick<Filterable, 'state' | 'expected'>[],
  from: number,
  step: 1 | -1,
): number | undefined {
  for (let at = from + step; at >= 0 && at < rows.length; at += step) {
    const row = rows[at];
    if (row !== undefined && isDifference(row)) return at;
  }
  return undefined;
}
