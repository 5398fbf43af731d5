import { useQueries, useQuery } from '@tanstack/react-query';
import Bot from 'lucide-react/icons/bot';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import type { AppError } from '../../../core/errors.ts';
import type { DocumentsState } from '../../../core/list-state.ts';
import { asAppError } from '../../api/bridge.ts';
import { documentQueries } from '../../api/document-queries.ts';
import { useCommands } from '../../commands/use-commands.ts';
import { DocumentNotices, type LeftOut, NotShown, SeenAt } from '../../documents/document-notices.tsx';
import { environmentsBeside } from '../../documents/environments-beside.ts';
import { FilterField } from '../../documents/filter-field.tsx';
import type { GridHandle } from '../../grid/column.ts';
import { Grid } from '../../grid/grid.tsx';
import type { Selection } from '../../grid/selection.ts';
import { SlowLoading } from '../../lists/slow-loading.tsx';
import { UnreadState } from '../../lists/unread-state.tsx';
import { useTypedText } from '../../pairs/use-typed-text.ts';
import { useReady } from '../../router/ready.ts';
import { siblingRef, useEnv } from '../../router/use-env.ts';
import { CommandButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { agentColumns } from './columns.tsx';
import { EditDialog } from './edit-dialog.tsx';
import { listCommands } from './list-commands.ts';
import { type AgentRow, agentRows, agentsHolding } from './rows.ts';
import type { AgentSearch } from './use-agent-search.ts';

const keyOf = (row: AgentRow): string => row.slug;
const toneOf = (row: AgentRow) => (row.here === undefined ? ('ghost' as const) : undefined);

/** All agents of the environment, each with how it stands in the others; and those that only others have. */
export function AgentList({
  search,
  wanted,
  setActive,
}: {
  readonly search: AgentSearch;
  /** Slug of the active row, where that is listed. */
  readonly wanted: string | undefined;
  readonly setActive: (slug: string) => void;
}): ReactNode {
  const here = useEnv();
  const loaded = useAgentRows();
  const filter = useTypedText('q');
  const rows = useMemo(
    () => agentsHolding(loaded.rows ?? [], filter.followed),
    [loaded.rows, filter.followed],
  );
  const [ticked, setTicked] = useState<Selection>(new Set());
  const [editing, setEditing] = useState<'new'>();
  const active = rows.some(({ slug }) => slug === wanted) ? wanted : rows[0]?.slug;
  const row = rows.find(({ slug }) => slug === active);
  const grid = useRef<GridHandle>(null);
  const field = useRef<HTMLInputElement>(null);
  const commands = listCommands({
    here,
    search,
    row,
    ticked: rows.filter(({ slug, here: own }) => ticked.has(slug) && own !== undefined),
    focusFilter: () => field.current?.select(),
    create: () => setEditing('new'),
    untick: () => setTicked(new Set()),
  });
  useCommands(Object.values(commands));
  useReady(loaded.rows !== undefined || loaded.error !== undefined);
  return (
    <section className="documents" aria-label="Agents">
      <div className="documents-bar">
        <h1>Agents</h1>
        <FilterField
          label="Filter agents"
          typed={filter.typed}
          onTyped={filter.setTyped}
          fieldRef={field}
          leave={() => grid.current?.focus()}
        />
        {ticked.size > 0 && <strong role="status">{ticked.size} ticked</strong>}
        <SeenAt state={loaded.state} />
        <NotShown count={loaded.notShown} />
        <span className="documents-gap" />
        <CommandButton command={commands.create}>New</CommandButton>
        <CommandButton command={commands.clone} look="primary" />
      </div>
      <DocumentNotices resource="agent" state={loaded.state} leftOut={loaded.leftOut} />
      {loaded.error !== undefined ? (
        <UnreadState error={loaded.error} onRetry={loaded.retry} />
      ) : loaded.rows === undefined ? (
        <SlowLoading label={`Loading the agents of ${here.environment.name}`} rows={12} />
      ) : (
        <Grid
          handle={grid}
          autoFocus
          ariaLabel={`Agents of ${here.environment.name}`}
          rows={rows}
          rowKey={keyOf}
          columns={agentColumns}
          active={active}
          onActiveChange={setActive}
          selection={ticked}
          onSelectionChange={setTicked}
          onOpen={() => commands.open.run()}
          rowTone={toneOf}
          grows
          empty={<NoAgents any={loaded.rows.length > 0} create={commands.create} text={filter.followed} />}
        />
      )}
      {editing !== undefined && <EditDialog onClose={() => setEditing(undefined)} />}
    </section>
  );
}

function NoAgents(props: {
  readonly any: boolean;
  readonly text: string;
  readonly create: Parameters<typeof CommandButton>[0]['command'];
}): ReactNode {
  const { environment } = useEnv();
  if (props.any) return <EmptyState title={`No agent matches “${props.text}”`}>Esc clears it.</EmptyState>;
  return (
    <EmptyState
      icon={<Bot size={20} aria-hidden />}
      title={`${environment.name} has no agents yet`}
      actions={<CommandButton command={props.create} look="primary" />}
    >
      An agent is made here as JSON, or cloned from another environment that has it.
    </EmptyState>
  );
}

interface Loaded {
  readonly rows: readonly AgentRow[] | undefined;
  readonly error: AppError | undefined;
  readonly retry: () => void;
  readonly state: DocumentsState | undefined;
  readonly leftOut: readonly LeftOut[];
  readonly notShown: number;
}

/** The list of here decides whether there is one; another that failed is not known, never empty. */
function useAgentRows(): Loaded {
  const here = useEnv();
  const own = useQuery(documentQueries.agents(here.ref));
  const { beside: others, notShown } = environmentsBeside(here.environments, here.ref.slug);
  const lists = useQueries({
    queries: others.map(({ slug }) => documentQueries.agents(siblingRef(here, slug))),
    combine: (all) => all.map(({ data, error }) => ({ agents: data?.agents, error })),
  });
  const agents = own.data?.agents;
  const rows = useMemo(
    () =>
      agents &&
      agentRows(
        agents,
        others.map((environment, at) => ({ environment, agents: lists[at]?.agents })),
      ),
    [agents, others, lists],
  );
  const error = own.error === null ? undefined : asAppError(own.error);
  const leftOut = others.flatMap(({ name }, at) => {
    const failed = lists[at]?.error;
    return failed == null ? [] : [{ name, error: asAppError(failed) }];
  });
  return { rows, error, retry: () => void own.refetch(), state: own.data?.state, leftOut, notShown };
}
