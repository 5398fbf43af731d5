import StickyNote from 'lucide-react/icons/sticky-note';
import type { ReactNode } from 'react';
import { type CompareRow, standingOf } from '../../../core/compare.ts';
import type { Column } from '../../grid/column.ts';
import { ruleWords, StateMark, VerdictMark } from '../../pairs/marks.tsx';
import { SideCell } from '../../pairs/side-cell.tsx';
import type { ShownValue } from '../../pairs/use-pair-values.ts';
import { Name } from '../../ui/mono.tsx';

interface Names {
  readonly left: string;
  readonly right: string;
}

/** The columns of two sides. Made once per pair and per answer of values. */
export function compareColumns({ left, right }: Names, shown: ShownValue): readonly Column<CompareRow>[] {
  return [
    {
      id: 'key',
      header: 'Key',
      width: 'minmax(180px, 1.4fr)',
      isRowHeader: true,
      render: (row) => <Name text={row.key} />,
    },
    {
      id: 'left',
      header: left,
      width: 'minmax(120px, 1.5fr)',
      render: (row) => <SideCell meta={row.left} value={shown('left', row.key)} />,
    },
    {
      id: 'right',
      header: right,
      width: 'minmax(120px, 1.5fr)',
      render: (row) => <SideCell meta={row.right} value={shown('right', row.key)} />,
    },
    {
      id: 'state',
      header: 'State',
      width: 'minmax(152px, 0.9fr)',
      render: (row) => <StateMark row={row} leftName={left} rightName={right} />,
    },
    {
      id: 'verdict',
      header: 'Verdict',
      width: '116px',
      render: (row) => <VerdictMark standing={standingOf(row)} />,
    },
    { id: 'rule', header: 'Rule', width: '148px', render: (row) => <RuleCell row={row} /> },
  ];
}

type Ruled = Pick<CompareRow, 'rule' | 'ruleSet' | 'ruleNote' | 'expected'>;

export function RuleCell({ row }: { readonly row: Ruled }): ReactNode {
  if (!row.ruleSet && row.rule === 'any')
    return <span className="soft">{row.expected ? 'Difference expected' : 'No rule'}</span>;
  return (
    <span className="rule-cell">
      {ruleWords[row.rule]}
      {!row.ruleSet && <span className="soft">default</span>}
      {row.ruleNote !== undefined && row.ruleNote !== '' && (
        <span title={row.ruleNote}>
          <StickyNote size={12} aria-label={`Note: ${row.ruleNote}`} />
        </span>
      )}
    </span>
  );
}
