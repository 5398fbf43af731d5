import type { Column } from './column.ts';

type Sized = Pick<Column<never>, 'width' | 'isRowHeader'>;

/** Pixels of the column of ticks. */
const tickWidth = 36;

export interface Widths {
  /** Tracks of CSS grid. */
  readonly tracks: string;
  /** Pixels that the columns need side by side. */
  readonly least: number;
  /** The same of the column that names the rows; 0 where there is none. */
  readonly names: number;
}

/** What the columns of a grid ask for, with or without one of ticks before them. */
export function widthsOf(columns: readonly Sized[], ticks: boolean): Widths {
  const names = columns.find(({ isRowHeader }) => isRowHeader === true);
  const tracks = [...(ticks ? [`${tickWidth}px`] : []), ...columns.map(({ width }) => width)];
  return {
    tracks: tracks.join(' '),
    least: tracks.reduce((sum, track) => sum + leastOf(track), 0),
    names: names === undefined ? 0 : leastOf(names.width),
  };
}

/** Pixels that a track never goes below: the first of `minmax`, else its own. */
const leastOf = (track: string): number => Number(/(\d+)px/.exec(track)?.[1] ?? 0);
