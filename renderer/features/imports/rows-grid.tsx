import { useMemo, useState } from 'react';
import type { ImportRow, RowNumbers } from '../../../core/imports.ts';
import { useCommands } from '../../commands/use-commands.ts';
import { Grid } from '../../grid/grid.tsx';
import { Name } from '../../ui/mono.tsx';
import { numberNames, rowColumns, rowTone } from './row-columns.tsx';

export interface RowsGridProps {
  readonly label: string;
  readonly rows: readonly ImportRow[];
  readonly numbers: RowNumbers;
  readonly onTake: (lines: readonly number[], take: boolean) => void;
  readonly onKind: (row: ImportRow) => void;
}

const idOf = (row: ImportRow): string => String(row.line);

/** The rows of one file: a tick is a row that is taken; K turns the kind of the current one. */
export function RowsGrid({ label, rows, numbers, onTake, onKind }: RowsGridProps) {
  const [active, setActive] = useState<string>();
  const current = rows.find((row) => idOf(row) === active);
  const taken = useMemo(() => new Set(rows.filter((row) => row.take).map(idOf)), [rows]);
  useCommands([
    {
      id: 'import.kind',
      title: 'Turn plain into secret and back',
      group: 'Import and export',
      keys: ['k'],
      when: 'grid',
      enabled: () => current !== undefined && current.status !== 'unusable',
      run: () => current !== undefined && onKind(current),
    },
  ]);
  return (
    <>
      <Grid
        ariaLabel={label}
        rows={rows}
        rowKey={idOf}
        columns={rowColumns[numbers]}
        active={active}
        onActiveChange={setActive}
        selection={taken}
        onSelectionChange={(next) => {
          const usable = rows.filter((row) => row.status !== 'unusable');
          const changed = (take: boolean) =>
            usable.filter((row) => row.take !== take && next.has(idOf(row)) === take).map((row) => row.line);
          for (const take of [true, false]) if (changed(take).length > 0) onTake(changed(take), take);
        }}
        rowTone={rowTone}
        // Who goes through the filters stays on them, also from one without rows to one with.
        autoFocus={document.activeElement?.closest('.chips') == null}
      />
      {current !== undefined && <CurrentRow row={current} numbers={numbers} />}
    </>
  );
}

/** Characters, beyond which the column may cut a key. */
const longKey = 40;

/** All there is to know of the current row: the columns cut what is long. */
function CurrentRow({ row, numbers }: { readonly row: ImportRow; readonly numbers: RowNumbers }) {
  const texts = row.warnings.map((warning) => warning.text);
  if (texts.length === 0 && row.note === undefined && row.key.length < longKey) return null;
  return (
    <div className="import-current">
      <span>
        {numberNames[numbers]} {row.line}, <Name text={row.key} />
      </span>
      {texts.map((text) => (
        <span key={text} className={row.status === 'unusable' ? 'import-bad' : 'import-warn'}>
          {text}
        </span>
      ))}
      {row.note !== undefined && <span className="soft import-note">Note: {row.note}</span>}
    </div>
  );
}
