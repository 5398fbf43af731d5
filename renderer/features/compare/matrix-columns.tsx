import CircleDashed from 'lucide-react/icons/circle-dashed';
import EyeOff from 'lucide-react/icons/eye-off';
import LockKeyhole from 'lucide-react/icons/lock-keyhole';
import type { ReactNode } from 'react';
import { type MatrixRow, standingOf } from '../../../core/compare.ts';
import type { Environment } from '../../../core/environment.ts';
import type { Column } from '../../grid/column.ts';
import { VerdictMark } from '../../pairs/marks.tsx';
import { Badge } from '../../ui/badge.tsx';
import { EnvironmentTag } from '../../ui/environment-tag.tsx';
import { Name } from '../../ui/mono.tsx';
import { RuleCell } from './columns.tsx';

/** One column per environment. */
export function matrixColumns(environments: readonly Environment[]): readonly Column<MatrixRow>[] {
  return [
    {
      id: 'key',
      header: 'Key',
      width: 'minmax(200px, 2fr)',
      isRowHeader: true,
      render: (row) => <Name text={row.key} />,
    },
    ...environments.map(
      (one, side): Column<MatrixRow> => ({
        id: `env-${one.slug}`,
        header: <EnvironmentTag kind={one.kind} name={one.name} colour={one.colour} />,
        label: one.name,
        width: 'minmax(88px, 1fr)',
        render: (row) => <Cell row={row} side={side} />,
      }),
    ),
    {
      id: 'verdict',
      header: 'Verdict',
      width: '116px',
      render: (row) => <VerdictMark standing={standingOf(row)} />,
    },
    { id: 'rule', header: 'Rule', width: '148px', render: (row) => <RuleCell row={row} /> },
  ];
}

/** Group 0 is A: letters by first appearance in the row. */
const letterOf = (group: number): string => (group < 26 ? String.fromCharCode(65 + group) : `#${group + 1}`);

function Cell({ row, side }: { readonly row: MatrixRow; readonly side: number }): ReactNode {
  const group = row.groups[side] ?? -1;
  switch (row.cells[side]) {
    case 'empty':
      return <Badge>empty</Badge>;
    case 'hidden':
      return (
        <span className="side soft">
          <EyeOff size={14} aria-hidden />
          {group === -1 ? 'hidden' : `value ${letterOf(group)}`}
        </span>
      );
    case 'set':
      return (
        <span className="side">
          {group === -1 ? 'not known' : <Letter group={group} />}
          {row.sides[side]?.kind === 'secret' && (
            <LockKeyhole size={12} aria-label="secret" className="soft" />
          )}
        </span>
      );
    default:
      return (
        <span className="side side-unset">
          <CircleDashed size={14} aria-hidden />
          not set
        </span>
      );
  }
}

function Letter({ group }: { readonly group: number }): ReactNode {
  return (
    <span className="letter" data-group={Math.min(group, 4)}>
      <span className="only-spoken">value </span>
      {letterOf(group)}
    </span>
  );
}
