import StickyNote from 'lucide-react/icons/sticky-note';
import type { Column } from '../../grid/column.ts';
import { Badge } from '../../ui/badge.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Mono, Name } from '../../ui/mono.tsx';
import { useCells } from './cell-context.ts';
import type { Mark, VariableRow } from './row.ts';
import { StateCell } from './state-cell.tsx';
import { ValueCell } from './value-cell.tsx';

const marks: Readonly<Record<Mark, { readonly tone: 'good' | 'info' | 'bad'; readonly word: string }>> = {
  new: { tone: 'good', word: 'new' },
  edited: { tone: 'info', word: 'edited' },
  deleted: { tone: 'bad', word: 'deleted' },
  renamed: { tone: 'info', word: 'renamed' },
};

/** The key with what its draft does to it, and whether it has a note. */
function KeyCell({ row }: { readonly row: VariableRow }) {
  const mark = row.mark === undefined ? undefined : marks[row.mark];
  const from = row.draft?.renamedFrom;
  return (
    <>
      <span
        className={row.mark === 'deleted' ? 'variable-key variable-gone' : 'variable-key'}
        title={row.key}
      >
        {from !== undefined && (
          <>
            <s className="soft">
              <Mono text={from} />
            </s>
            <span aria-hidden> → </span>
            <span className="only-spoken"> is now </span>
          </>
        )}
        <Name text={row.key} />
      </span>
      {mark !== undefined && (
        <Badge tone={mark.tone}>
          {row.renamedTo === undefined ? mark.word : 'renamed away'}
          {row.draft?.baseMoved === true && ' · saved value changed'}
        </Badge>
      )}
      {mark === undefined && row.saved?.inherited === true && <Badge>inherited</Badge>}
      {row.meta.note !== undefined && row.meta.note !== '' && (
        <span className="variable-note" title={row.meta.note}>
          <StickyNote size={13} aria-label="Has a note" />
        </span>
      )}
    </>
  );
}

function ChangedCell({ at }: { readonly at: number | undefined }) {
  if (at === undefined)
    return (
      <span className="soft">
        <span aria-hidden>—</span>
        <span className="only-spoken">not told by the server</span>
      </span>
    );
  return (
    <span className="soft">
      <Moment at={at} />
    </span>
  );
}

export const columns: readonly Column<VariableRow>[] = [
  {
    id: 'key',
    header: 'Key',
    width: 'minmax(220px, 1.2fr)',
    isRowHeader: true,
    render: (row) => <KeyCell row={row} />,
  },
  {
    id: 'value',
    header: 'Value',
    width: 'minmax(200px, 2fr)',
    className: 'value-cell',
    render: (row) => <ValueCell row={row} />,
  },
  {
    id: 'state',
    header: <StateHeader />,
    width: 'minmax(150px, 190px)',
    render: (row) => <StateCell row={row} />,
  },
  {
    id: 'kind',
    header: 'Kind',
    width: '72px',
    render: (row) => <span className="soft">{row.meta.kind}</span>,
  },
  {
    id: 'changed',
    header: 'Changed',
    width: '104px',
    render: (row) => <ChangedCell at={row.meta.changedAt} />,
  },
];

function StateHeader() {
  const { baseline } = useCells();
  return baseline === undefined ? 'State' : `Against ${baseline}`;
}
