import Check from 'lucide-react/icons/check';
import Minus from 'lucide-react/icons/minus';
import { memo } from 'react';
import type { Column } from './column.ts';

export interface GridHeadProps<Row> {
  readonly columns: readonly Column<Row>[];
  /** How many of the rows shown are ticked; undefined where rows cannot be ticked. */
  readonly ticked: 'none' | 'some' | 'all' | undefined;
  readonly onTickAll: () => void;
}

function PlainHead<Row>({ columns, ticked, onTickAll }: GridHeadProps<Row>) {
  const shift = ticked === undefined ? 0 : 1;
  return (
    <div role="rowgroup" className="grid-head">
      <div role="row" aria-rowindex={1} className="grid-head-row">
        {ticked !== undefined && (
          <div
            role="columnheader"
            aria-colindex={1}
            className="grid-cell grid-tick-cell"
            title="Tick all rows shown"
            onClick={onTickAll}
          >
            <span className="grid-tick" data-ticked={ticked === 'none' ? undefined : true}>
              {ticked === 'some' ? (
                <Minus size={12} strokeWidth={3} aria-hidden />
              ) : (
                <Check size={12} strokeWidth={3} aria-hidden />
              )}
              <span className="only-spoken">Ticked: {ticked}</span>
            </span>
          </div>
        )}
        {columns.map((column, at) => (
          <div
            key={column.id}
            role="columnheader"
            aria-colindex={at + shift + 1}
            className={column.isRowHeader === true ? 'grid-cell grid-names' : 'grid-cell'}
            data-align={column.align}
            {...(column.label === undefined ? {} : { 'aria-label': column.label })}
          >
            {column.header}
          </div>
        ))}
      </div>
    </div>
  );
}

export const GridHead = memo(PlainHead) as typeof PlainHead;
