import './history.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import HistoryIcon from 'lucide-react/icons/history';
import { useMemo, useRef, useState } from 'react';
import type { ChangeSetSummary } from '../../../core/changeset.ts';
import { asAppError } from '../../api/bridge.ts';
import { historyQueries } from '../../api/history-queries.ts';
import { useCommands } from '../../commands/use-commands.ts';
import { Grid } from '../../grid/grid.tsx';
import { useReady } from '../../router/ready.ts';
import { useEnv } from '../../router/use-env.ts';
import { useSearchText } from '../../router/use-search-text.ts';
import { TextField } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { EmptyState, ErrorState, Loading } from '../../ui/states.tsx';
import { entryColumns } from './entry-columns.tsx';
import { EntryDetail } from './entry-detail.tsx';

const idOf = (entry: ChangeSetSummary): string => entry.id;

/** What was changed, by which change set, and the ways to take it back. */
export function HistoryPage() {
  const { ref, project, environment } = useEnv();
  const [scope, setScope] = useSearchText('in');
  const [key, setKey] = useSearchText('key');
  /** Where a result led to. */
  const [asked] = useSearchText('change');
  const [chosen, setChosen] = useState<string>();
  const wanted = chosen ?? asked;
  const field = useRef<HTMLInputElement>(null);
  const journal = useInfiniteQuery(
    historyQueries.list({
      project: { workspaceId: ref.workspaceId, projectId: ref.projectId },
      ...(scope === 'project' ? {} : { slug: ref.slug }),
      ...(key.trim() === '' ? {} : { key: key.trim() }),
    }),
  );
  const entries = useMemo(() => journal.data?.pages.flatMap((page) => page.entries) ?? [], [journal.data]);
  const active = entries.some((entry) => entry.id === wanted) ? wanted : entries[0]?.id;
  const several = scope === 'project';
  const columns = useMemo(() => entryColumns(project.environments, several), [project.environments, several]);
  useReady(journal.data !== undefined || journal.error !== null);
  useCommands([
    {
      id: 'history.filter',
      title: 'History of one key',
      group: 'History',
      keys: ['/'],
      run: () => field.current?.focus(),
    },
  ]);
  return (
    <div className="history">
      <header className="history-head">
        <h1>History</h1>
        <Select
          label="Of"
          hideLabel
          options={[
            { id: 'environment', text: `Of ${environment.name}` },
            { id: 'project', text: `Of all of ${project.name}` },
          ]}
          value={scope === 'project' ? 'project' : 'environment'}
          onChange={(id) => setScope(id === 'project' ? 'project' : '')}
        />
        <div className="history-key">
          <TextField
            label="Key"
            hideLabel
            mono
            placeholder="Only this key (full name)"
            value={key}
            inputRef={field}
            onChange={setKey}
          />
        </div>
      </header>
      {journal.error !== null ? (
        <ErrorState error={asAppError(journal.error)} onRetry={() => void journal.refetch()} />
      ) : journal.data === undefined ? (
        <Loading label="Loading the history" rows={12} />
      ) : entries.length === 0 ? (
        <Nothing filtered={key !== ''} where={scope === 'project' ? project.name : environment.name} />
      ) : (
        <div className="history-body">
          <Grid
            ariaLabel="Changes, newest first"
            rows={entries}
            rowKey={idOf}
            columns={columns}
            active={active}
            onActiveChange={setChosen}
            onViewChange={(shown) => {
              const near = entries.length - 10;
              const last = shown.at(-1);
              if (
                journal.hasNextPage &&
                !journal.isFetching &&
                last !== undefined &&
                entries.indexOf(last) >= near
              )
                void journal.fetchNextPage();
            }}
            autoFocus
          />
          {active !== undefined && <EntryDetail key={active} changeSetId={active} />}
        </div>
      )}
    </div>
  );
}

function Nothing({ filtered, where }: { readonly filtered: boolean; readonly where: string }) {
  return (
    <EmptyState
      icon={<HistoryIcon size={20} aria-hidden />}
      title={filtered ? 'No change of this key' : 'Nothing was changed yet'}
    >
      <p>
        {filtered
          ? `No change in ${where} names it. Upper and lower case matter.`
          : `Every change that is applied in ${where} is listed here, and can be undone from here.`}
      </p>
    </EmptyState>
  );
}
