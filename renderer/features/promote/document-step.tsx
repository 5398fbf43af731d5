import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import type { Environment } from '../../../core/environment.ts';
import { asAppError } from '../../api/bridge.ts';
import { documentQueries } from '../../api/document-queries.ts';
import type { Command } from '../../commands/command.ts';
import { useCommands } from '../../commands/use-commands.ts';
import type { Column, GridHandle } from '../../grid/column.ts';
import { Grid } from '../../grid/grid.tsx';
import { SlowLoading } from '../../lists/slow-loading.tsx';
import { siblingRef, useEnv } from '../../router/use-env.ts';
import type { Choices, PromotionEvent } from '../../state/promotion.ts';
import { toast } from '../../state/toasts.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { CommandButton } from '../../ui/button.tsx';
import { Mono } from '../../ui/mono.tsx';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import { AgentPane } from './agent-pane.tsx';
import { chosenText } from './chosen-text.ts';
import {
  agentDocuments,
  type DocumentRow,
  documentTicks,
  mayGoAlong,
  queueDocuments,
} from './document-rows.ts';

interface Props {
  readonly resource: 'agent' | 'queue';
  readonly from: Environment;
  readonly to: Environment;
  readonly choices: Choices;
  readonly happened: (event: PromotionEvent) => void;
  readonly next: () => void;
  readonly back: () => void;
}

const idOf = (row: DocumentRow): string => row.id;
const states: Readonly<Record<DocumentRow['state'], readonly [tone: Tone, word: string]>> = {
  new: ['info', 'new there'],
  changes: ['warn', 'differs'],
  same: ['good', 'the same'],
  cannot: ['neutral', 'cannot be set'],
  absent: ['neutral', 'not there'],
};

/** Step 2, of agents or of queues: which of them go along. */
export function DocumentStep(props: Props): ReactNode {
  const { resource, from, to, choices, happened } = props;
  const loaded = useDocuments(resource, from, to);
  const rows = loaded.rows ?? [];
  const [wanted, setActive] = useState<string>();
  const grid = useRef<GridHandle>(null);
  const ticked = useMemo(() => new Set(choices.keys()), [choices]);
  const active = rows.find(({ id }) => id === wanted) ?? rows[0];
  const tick = (after: ReadonlySet<string>) => {
    const { added, removed } = documentTicks(rows, ticked, after);
    if (added.length > 0) happened({ type: 'chosen', keys: added, choice: 'copy' });
    if (removed.length > 0) happened({ type: 'chosen', keys: removed, choice: 'skip' });
    if (added.length + removed.length === 0) toast('info', `Nothing of it can change in ${to.name}.`);
  };
  const commands = documentCommands({ ...props, rows, ticked });
  useCommands(Object.values(commands));
  const columns = useMemo(() => columnsOf(from.name, to.name), [from.name, to.name]);
  const noun = resource === 'agent' ? 'agents' : 'queues';
  return (
    <>
      <div className="promote-body">
        {loaded.error?.code === 'unsupported' ? (
          <EmptyState title={`No ${noun} here`}>{loaded.error.why}</EmptyState>
        ) : loaded.error !== undefined ? (
          <ErrorState error={loaded.error} onRetry={loaded.retry} />
        ) : loaded.rows === undefined ? (
          <SlowLoading label={`Loading the ${noun} of ${from.name} and ${to.name}`} rows={8} />
        ) : (
          <Grid
            handle={grid}
            autoFocus
            ariaLabel={`The ${noun} to promote from ${from.name} to ${to.name}`}
            rows={rows}
            rowKey={idOf}
            columns={columns}
            active={active?.id}
            onActiveChange={setActive}
            selection={ticked}
            onSelectionChange={tick}
            empty={<EmptyState title={`${from.name} has no ${noun}`} />}
          />
        )}
        {resource === 'agent' && active !== undefined && (
          <AgentPane key={active.id} slug={active.key} from={from} to={to} />
        )}
        {resource === 'queue' && (
          <p className="promote-left">
            The limit that holds in {from.name} becomes an override in {to.name}. Whether a queue is paused
            stays. A limit that a queue comes with can become another number, never none.
          </p>
        )}
      </div>
      <footer className="promote-foot">
        <span role="status">{chosenText(choices)}</span>
        <CommandButton command={commands.all} look="quiet" />
        <CommandButton command={commands.none} look="quiet" />
        <div className="promote-foot-main">
          <CommandButton command={commands.back}>Back</CommandButton>
          <CommandButton command={commands.next} look="primary">
            Review
          </CommandButton>
        </div>
      </footer>
    </>
  );
}

function useDocuments(resource: Props['resource'], from: Environment, to: Environment) {
  const here = useEnv();
  const of = (environment: Environment) => siblingRef(here, environment.slug);
  const agents = resource === 'agent';
  const mayCreate = here.workspace.capabilities.includes('queues.create');
  const [ours, theirs] = [
    useQuery({ ...documentQueries.agents(of(from)), enabled: agents }),
    useQuery({ ...documentQueries.agents(of(to)), enabled: agents }),
  ];
  const [left, right] = [
    useQuery({ ...documentQueries.queues(of(from)), enabled: !agents }),
    useQuery({ ...documentQueries.queues(of(to)), enabled: !agents }),
  ];
  const rows = useMemo(() => {
    if (agents) return ours.data && theirs.data && agentDocuments(ours.data.agents, theirs.data.agents);
    return left.data && right.data && queueDocuments(left.data.queues, right.data.queues, mayCreate);
  }, [agents, ours.data, theirs.data, left.data, right.data, mayCreate]);
  const asked = agents ? [ours, theirs] : [left, right];
  const error = asked.find((one) => one.error !== null)?.error;
  return {
    rows,
    error: error == null ? undefined : asAppError(error),
    retry: () => asked.forEach((one) => void one.refetch()),
  };
}

function documentCommands(
  means: Props & { readonly rows: readonly DocumentRow[]; readonly ticked: ReadonlySet<string> },
) {
  const { rows, ticked, happened, choices } = means;
  const command = (id: string, title: string, keys: readonly string[], run: () => void): Command => ({
    id: `promote.${id}`,
    title,
    group: 'Promote',
    keys,
    run,
  });
  const differing = rows.filter((row) => mayGoAlong(row) && !ticked.has(row.id)).map(({ id }) => id);
  const own = rows.filter(({ id }) => ticked.has(id)).map(({ id }) => id);
  return {
    next: {
      ...command('next', 'Review what was chosen', ['Mod+Enter'], means.next),
      enabled: () => choices.size > 0,
    },
    back: command('back', 'Back to from and to', ['Mod+Shift+Enter'], means.back),
    all: {
      ...command(
        'all',
        differing.length === 1 ? 'Tick the one that differs' : `Tick the ${differing.length} that differ`,
        ['a'],
        () => happened({ type: 'chosen', keys: differing, choice: 'copy' }),
      ),
      enabled: () => differing.length > 0,
    },
    none: {
      ...command('none', 'Untick these', ['u'], () =>
        happened({ type: 'chosen', keys: own, choice: 'skip' }),
      ),
      enabled: () => own.length > 0,
    },
  } as const satisfies Record<string, Command>;
}

const columnsOf = (from: string, to: string): readonly Column<DocumentRow>[] => [
  {
    id: 'name',
    header: 'Name',
    width: 'minmax(180px, 1.2fr)',
    isRowHeader: true,
    render: ({ key, name }) =>
      key === name ? (
        <Mono text={key} limit={120} />
      ) : (
        <>
          {name}{' '}
          <span className="soft">
            <Mono text={key} limit={80} />
          </span>
        </>
      ),
  },
  {
    id: 'state',
    header: `In ${to}`,
    width: '120px',
    render: ({ state }) => <Badge tone={states[state][0]}>{states[state][1]}</Badge>,
  },
  {
    id: 'from',
    header: from,
    width: 'minmax(160px, 1fr)',
    render: (row) => <Mono text={row.from} limit={80} />,
  },
  {
    id: 'to',
    header: to,
    width: 'minmax(160px, 1fr)',
    render: (row) => (row.to === '' ? <span className="soft">–</span> : <Mono text={row.to} limit={80} />),
  },
];
