import Copy from 'lucide-react/icons/copy';
import PencilLine from 'lucide-react/icons/pencil-line';
import Trash2 from 'lucide-react/icons/trash-2';
import type { ReactNode } from 'react';
import type { Column } from '../../grid/column.ts';
import { SideCell } from '../../pairs/side-cell.tsx';
import type { ShownValue } from '../../pairs/use-pair-values.ts';
import type { Choice, Choices } from '../../state/promotion.ts';
import { Badge } from '../../ui/badge.tsx';
import { Mono, Name } from '../../ui/mono.tsx';
import { cautionWords } from './advice.ts';
import type { TypedValue } from './plan-source.ts';
import type { PromoteRow } from './rows.ts';

interface Input {
  readonly from: string;
  readonly to: string;
  readonly choices: Choices;
  readonly typed: ReadonlyMap<string, TypedValue>;
  readonly shown: ShownValue;
}

/** What is there, what would be there, and why not by default. */
export function promoteColumns({ from, to, choices, typed, shown }: Input): readonly Column<PromoteRow>[] {
  return [
    {
      id: 'key',
      header: 'Key',
      width: 'minmax(170px, 1.3fr)',
      isRowHeader: true,
      render: (row) => <Name text={row.key} />,
    },
    {
      id: 'from',
      header: from,
      width: 'minmax(110px, 1.2fr)',
      render: (row) => <SideCell meta={row.left} value={shown('left', row.key)} />,
    },
    {
      id: 'now',
      header: `${to} now`,
      width: 'minmax(110px, 1.2fr)',
      render: (row) => <SideCell meta={row.right} value={shown('right', row.key)} />,
    },
    {
      id: 'after',
      header: `${to} after`,
      width: 'minmax(110px, 1.2fr)',
      render: (row) => (
        <After
          row={row}
          choice={choices.get(row.key)}
          typed={typed.get(row.key)}
          value={shown('left', row.key)}
        />
      ),
    },
    {
      id: 'choice',
      header: 'What happens',
      width: 'minmax(212px, 0.9fr)',
      render: (row) => <ChoiceCell row={row} choice={choices.get(row.key)} />,
    },
  ];
}

interface AfterProps {
  readonly row: PromoteRow;
  readonly choice: Choice | undefined;
  readonly typed: TypedValue | undefined;
  readonly value: string | undefined;
}

function After({ row, choice, typed, value }: AfterProps): ReactNode {
  switch (choice) {
    case undefined:
      return <span className="soft">stays as it is</span>;
    case 'copy':
      return <SideCell meta={row.left} value={value} />;
    case 'delete':
      return <SideCell meta={undefined} />;
    case 'set':
      if (typed === undefined) return <Badge tone="warn">type the value again</Badge>;
      if (typed.value === '') return <Badge>empty</Badge>;
      return typed.kind === 'plain' ? (
        <Mono text={typed.value} limit={240} ends />
      ) : (
        <span className="side-dots">
          <span aria-hidden>••••••</span>
          <span className="only-spoken">masked</span>
        </span>
      );
  }
}

const choiceLooks = {
  copy: { Icon: Copy, word: 'Copy' },
  set: { Icon: PencilLine, word: 'Another value' },
  delete: { Icon: Trash2, word: 'Delete' },
} as const;

function ChoiceCell({
  row,
  choice,
}: {
  readonly row: PromoteRow;
  readonly choice: Choice | undefined;
}): ReactNode {
  const { caution, lane } = row.advice;
  const tag = caution !== undefined && lane !== 'same' && (
    <Badge tone={choice === 'copy' ? 'warn' : 'neutral'}>{cautionWords[caution]}</Badge>
  );
  if (choice === undefined)
    return (
      <span className="promote-choice soft">
        {lane === 'same' ? 'Already the same' : 'Skip'}
        {tag}
      </span>
    );
  const { Icon, word } = choiceLooks[choice];
  return (
    <span className={`promote-choice promote-choice-${choice}`}>
      <Icon size={14} aria-hidden />
      {word}
      {tag}
    </span>
  );
}
