import Check from 'lucide-react/icons/check';
import { memo } from 'react';
import type { Column, RowTone } from './column.ts';

export interface GridRowProps<Row> {
  readonly row: Row;
  readonly index: number;
  readonly gridId: string;
  readonly columns: readonly Column<Row>[];
  readonly top: number;
  readonly height: number;
  /** The row is as tall as what is in it, and is measured by this. */
  readonly measure: ((row: HTMLElement | null) => void) | undefined;
  /** Index of the active column, when this is the active row. */
  readonly activeColumn: number | undefined;
  /** Undefined where rows cannot be ticked. */
  readonly ticked: boolean | undefined;
  readonly tone: RowTone | undefined;
}

export const cellId = (gridId: string, row: number, column: number) => `${gridId}-${row}-${column}`;

const cellClass = <Row,>({ className, isRowHeader }: Column<Row>): string =>
  ['grid-cell', isRowHeader === true && 'grid-names', className].filter(Boolean).join(' ');

/** One row, flat and memoised: scrolling and moving repaint only the rows that change. */
function PlainRow<Row>({
  row,
  index,
  gridId,
  columns,
  top,
  height,
  measure,
  activeColumn,
  ticked,
  tone,
}: GridRowProps<Row>) {
  const shift = ticked === undefined ? 0 : 1;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className="grid-row"
      data-index={index}
      data-active={activeColumn === undefined ? undefined : true}
      data-tone={tone}
      {...(measure === undefined
        ? { style: { top, height } }
        : { style: { top }, ref: measure, 'data-grows': true })}
      {...(ticked === undefined ? {} : { 'aria-selected': ticked })}
    >
      {ticked !== undefined && (
        <div
          role="gridcell"
          aria-colindex={1}
          id={cellId(gridId, index, 0)}
          className="grid-cell grid-tick-cell"
          data-active={activeColumn === 0 || undefined}
        >
          <span className="grid-tick" data-ticked={ticked || undefined}>
            <Check size={12} strokeWidth={3} aria-hidden />
            <span className="only-spoken">{ticked ? 'Ticked' : 'Not ticked'}</span>
          </span>
        </div>
      )}
      {columns.map((column, at) => (
        <div
          key={column.id}
          role={column.isRowHeader === true ? 'rowheader' : 'gridcell'}
          aria-colindex={at + shift + 1}
          id={cellId(gridId, index, at + shift)}
          className={cellClass(column)}
          data-align={column.align}
          data-active={activeColumn === at + shift || undefined}
        >
          {column.render(row)}
        </div>
      ))}
    </div>
  );
}

export const GridRow = memo(PlainRow) as typeof PlainRow;
