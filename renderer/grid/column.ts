import type { ReactNode } from 'react';

/** One column of a grid. Columns are compared by identity: make them once, or memoise them. */
export interface Column<Row> {
  readonly id: string;
  readonly header: ReactNode;
  /** The column's name where `header` is not plain text. */
  readonly label?: string;
  /** A track of CSS grid: `120px`, `minmax(160px, 2fr)`. */
  readonly width: string;
  /** The cell that names the row; read out with every other cell of it. */
  readonly isRowHeader?: boolean;
  readonly align?: 'end';
  readonly className?: string;
  readonly render: (row: Row) => ReactNode;
}

export type RowTone = 'good' | 'warn' | 'bad' | 'info' | 'ghost';

/** What a page may ask of a mounted grid. */
export interface GridHandle {
  readonly focus: () => void;
  readonly scrollTo: (key: string) => void;
}
