import { type ChangeSetSummary, projectWide } from '../../../core/changeset.ts';
import type { Environment } from '../../../core/environment.ts';
import type { Column } from '../../grid/column.ts';
import { Badge } from '../../ui/badge.tsx';
import { EnvironmentTag } from '../../ui/environment-tag.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Mono } from '../../ui/mono.tsx';
import { sourceNames, stateWords } from './state-words.ts';

/** How many changes a line is of: of a partly undone one how many are taken back. */
function countText({ total, done: own, finished, undone, rules }: ChangeSetSummary): string {
  if (rules > 0) return `${rules} ${rules === 1 ? 'rule' : 'rules'}`;
  if (undone > 0 && undone < own) return `${undone} of ${own}`;
  const done = own + finished;
  return done === total ? `${total} ${total === 1 ? 'change' : 'changes'}` : `${done} of ${total}`;
}

/** The columns of the journal; the environment is named where there are several. */
export function entryColumns(
  environments: readonly Environment[],
  several: boolean,
): readonly Column<ChangeSetSummary>[] {
  const bySlug = new Map(environments.map((one) => [one.slug, one]));
  const columns: readonly Column<ChangeSetSummary>[] = [
    {
      id: 'when',
      header: 'When',
      width: '106px',
      render: (entry) => (
        <span className="soft">
          <Moment at={entry.startedAt} />
        </span>
      ),
    },
    {
      id: 'environment',
      header: 'Environment',
      width: '128px',
      render: ({ env }) => {
        if (env.slug === projectWide) return <span className="soft">All</span>;
        const environment = bySlug.get(env.slug);
        return environment === undefined ? (
          <Mono text={env.slug} limit={40} />
        ) : (
          <EnvironmentTag kind={environment.kind} name={environment.name} colour={environment.colour} />
        );
      },
    },
    {
      id: 'title',
      header: 'Change',
      width: 'minmax(160px, 1fr)',
      isRowHeader: true,
      render: (entry) => (
        <span className="history-title" title={entry.title}>
          {entry.title}
        </span>
      ),
    },
    {
      id: 'source',
      header: 'How',
      width: '84px',
      render: (entry) => <span className="soft">{sourceNames[entry.source]}</span>,
    },
    {
      id: 'state',
      header: 'State',
      width: '158px',
      render: (entry) => {
        const { tone, short } = stateWords(entry);
        return (
          <>
            <Badge tone={tone}>{short}</Badge>
            {entry.total + entry.rules > 0 && <span className="soft history-count">{countText(entry)}</span>}
          </>
        );
      },
    },
  ];
  return several ? columns : columns.filter(({ id }) => id !== 'environment');
}
