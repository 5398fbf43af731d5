import KeyRound from 'lucide-react/icons/key-round';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import type { ImportRow, RowNumbers } from '../../../core/imports.ts';
import type { Column, RowTone } from '../../grid/column.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Name } from '../../ui/mono.tsx';

const states: Readonly<Record<ImportRow['status'], readonly [tone: Tone, text: string]>> = {
  new: ['good', 'new'],
  changes: ['info', 'changes'],
  same: ['neutral', 'same'],
  unusable: ['bad', 'unusable'],
};

export const numberNames: Readonly<Record<RowNumbers, string>> = { lines: 'Line', entries: 'Entry' };

const columnsOf = (numbers: RowNumbers): readonly Column<ImportRow>[] => [
  {
    id: 'line',
    header: numberNames[numbers],
    width: '56px',
    align: 'end',
    render: (row) => <span className="import-line">{row.line}</span>,
  },
  {
    id: 'key',
    header: 'Key',
    width: 'minmax(180px, 2fr)',
    isRowHeader: true,
    render: (row) => <Name text={row.key} />,
  },
  {
    id: 'state',
    header: 'State',
    width: '88px',
    render: ({ status }) => <Badge tone={states[status][0]}>{states[status][1]}</Badge>,
  },
  {
    id: 'kind',
    header: 'Kind',
    width: '84px',
    render: ({ kind }) => (
      <>
        {kind === 'secret' && <KeyRound size={12} aria-hidden />}
        {kind}
      </>
    ),
  },
  {
    id: 'know',
    header: 'Warnings and notes',
    width: 'minmax(200px, 4fr)',
    render: (row) => <Knowledge row={row} />,
  },
];

/** The columns of a file's rows. Values are not among them: a preview has none. */
export const rowColumns: Readonly<Record<RowNumbers, readonly Column<ImportRow>[]>> = {
  lines: columnsOf('lines'),
  entries: columnsOf('entries'),
};

export const rowTone = (row: ImportRow): RowTone | undefined =>
  row.status === 'unusable' ? 'bad' : row.take ? undefined : 'ghost';

function Knowledge({ row }: { readonly row: ImportRow }) {
  const texts = row.warnings.map((warning) => warning.text).join(' ');
  if (texts !== '')
    return (
      <span
        className={row.status === 'unusable' ? 'import-know import-bad' : 'import-know import-warn'}
        title={texts}
      >
        <TriangleAlert size={12} aria-hidden /> {texts}
      </span>
    );
  if (row.note === undefined) return null;
  return (
    <span className="import-know soft" title={row.note}>
      Note: {row.note}
    </span>
  );
}
