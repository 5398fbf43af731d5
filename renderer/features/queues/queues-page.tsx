import '../../documents/documents.css';
import { useQueries, useQuery } from '@tanstack/react-query';
import ListOrdered from 'lucide-react/icons/list-ordered';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import type { QueueRow } from '../../../core/ipc/document-calls.ts';
import type { DocumentsState } from '../../../core/list-state.ts';
import { asAppError } from '../../api/bridge.ts';
import { gapText } from '../../api/capability-text.ts';
import { documentQueries } from '../../api/document-queries.ts';
import { useCommands } from '../../commands/use-commands.ts';
import { DocumentNotices, type LeftOut, NotShown, SeenAt } from '../../documents/document-notices.tsx';
import { environmentsBeside } from '../../documents/environments-beside.ts';
import { FilterField } from '../../documents/filter-field.tsx';
import { PageGap } from '../../documents/page-gap.tsx';
import { WaitingPage } from '../../documents/waiting-page.tsx';
import type { GridHandle } from '../../grid/column.ts';
import { Grid } from '../../grid/grid.tsx';
import type { Selection } from '../../grid/selection.ts';
import { useTypedText } from '../../pairs/use-typed-text.ts';
import { useReady } from '../../router/ready.ts';
import { siblingRef, useEnv } from '../../router/use-env.ts';
import { toastHere } from '../../state/toasts.ts';
import { CommandButton } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { queueColumns } from './columns.tsx';
import { LimitDialog } from './limit-dialog.tsx';
import { notHereText, queueCommands } from './queue-commands.ts';
import { type QueueLine, queueLines } from './rows.ts';

const keyOf = (line: QueueLine): string => line.name;
const isHere = (line: QueueLine): boolean => line.here !== undefined;
const toneOf = (line: QueueLine) => (line.here === undefined ? ('ghost' as const) : undefined);

/** The queues of the environment, each with how the others have it. */
export function QueuesPage(): ReactNode {
  const { workspace, ref, environment } = useEnv();
  const gap = gapText(workspace, 'queues');
  const lists = useQueueLines(gap === undefined);
  useReady(lists.lines !== undefined || lists.error !== null);
  if (gap !== undefined) return <PageGap title="No queues here" why={gap} />;
  if (lists.error !== null || lists.lines === undefined)
    return (
      <WaitingPage
        title="Queues"
        error={lists.error === null ? undefined : asAppError(lists.error)}
        retry={() => void lists.refetch()}
        label={`Loading the queues of ${environment.name}`}
      />
    );
  return <QueueList key={ref.slug} {...lists} lines={lists.lines} />;
}

function useQueueLines(enabled: boolean) {
  const here = useEnv();
  const own = useQuery({ ...documentQueries.queues(here.ref), enabled });
  const { beside: others, notShown } = environmentsBeside(here.environments, here.ref.slug);
  const lists = useQueries({
    queries: others.map(({ slug }) => ({ ...documentQueries.queues(siblingRef(here, slug)), enabled })),
    combine: (all) => all.map(({ data, error }) => ({ queues: data?.queues, error })),
  });
  const queues = own.data?.queues;
  const lines = useMemo(
    () =>
      queues &&
      queueLines(
        queues,
        others.map((environment, at) => ({ environment, queues: lists[at]?.queues })),
      ),
    [queues, others, lists],
  );
  const leftOut = others.flatMap(({ name }, at) => {
    const error = lists[at]?.error;
    return error == null ? [] : [{ name, error: asAppError(error) }];
  });
  return { lines, leftOut, notShown, state: own.data?.state, error: own.error, refetch: own.refetch };
}

interface ListProps {
  readonly lines: readonly QueueLine[];
  readonly state: DocumentsState | undefined;
  readonly leftOut: readonly LeftOut[];
  readonly notShown: number;
}

function QueueList({ lines, state, leftOut, notShown }: ListProps): ReactNode {
  const here = useEnv();
  const filter = useTypedText('q');
  const wantedText = filter.followed.trim().toLowerCase();
  const rows = useMemo(
    () => lines.filter(({ name }) => name.toLowerCase().includes(wantedText)),
    [lines, wantedText],
  );
  const [wanted, setActive] = useState<string>();
  const [ticked, setTicked] = useState<Selection>(new Set());
  /** The queues whose limit is being set, as they were when that was begun: none for a new one. */
  const [open, setOpen] = useState<readonly QueueRow[]>();
  const active = rows.some(({ name }) => name === wanted) ? wanted : rows[0]?.name;
  const field = useRef<HTMLInputElement>(null);
  const grid = useRef<GridHandle>(null);
  const untick = () => setTicked(new Set());
  /** Only what is here is ticked: nothing can be done with the others. */
  const tick = (wanted: Selection) => {
    const [elsewhere, ...more] = lines.filter((line) => wanted.has(line.name) && !isHere(line));
    const own = lines.filter((line) => wanted.has(line.name) && isHere(line));
    if (elsewhere !== undefined && more.length === 0 && own.length === ticked.size)
      toastHere('info', notHereText(elsewhere.name, here.environment.name));
    setTicked(new Set(own.map(keyOf)));
  };
  const meant = meantBy(rows, ticked, active);
  const commands = queueCommands({
    here,
    meant,
    active,
    untick,
    open: (what) => setOpen(what === 'new' ? [] : meant),
    focusFilter: () => field.current?.select(),
  });
  useCommands(Object.values(commands));
  return (
    <section className="documents" aria-label="Queues">
      <div className="documents-bar">
        <h1>Queues</h1>
        <FilterField
          label="Filter queues"
          typed={filter.typed}
          onTyped={filter.setTyped}
          fieldRef={field}
          leave={() => grid.current?.focus()}
        />
        {here.workspace.kind === 'local' && (
          <span className="soft documents-note">Nothing runs on this computer: these are settings.</span>
        )}
        <SeenAt state={state} />
        <NotShown count={notShown} />
        <span className="documents-gap" />
        {here.workspace.capabilities.includes('queues.create') && (
          <CommandButton command={commands.create}>New</CommandButton>
        )}
        <CommandButton command={commands.reset}>Reset</CommandButton>
        <CommandButton command={commands.override}>Limit…</CommandButton>
        <CommandButton command={commands.pause} look="primary" />
      </div>
      <DocumentNotices resource="queue" state={state} leftOut={leftOut} />
      <Grid
        handle={grid}
        autoFocus
        ariaLabel={`Queues of ${here.environment.name}`}
        rows={rows}
        rowKey={keyOf}
        columns={queueColumns}
        active={active}
        onActiveChange={setActive}
        selection={ticked}
        onSelectionChange={tick}
        mayTick={isHere}
        onOpen={() => commands.override.run()}
        rowTone={toneOf}
        grows
        empty={<NoQueues any={lines.length > 0} text={filter.followed} create={commands.create} />}
      />
      {open !== undefined && (
        <LimitDialog
          queues={open}
          taken={lines.flatMap(({ name, here: own }) => (own === undefined ? [] : [name]))}
          onClose={() => setOpen(undefined)}
          onApplied={untick}
        />
      )}
    </section>
  );
}

/** The ticked queues of here, else the active one. */
function meantBy(
  rows: readonly QueueLine[],
  ticked: Selection,
  active: string | undefined,
): readonly QueueRow[] {
  const own = (names: (name: string) => boolean) =>
    rows.flatMap(({ name, here }) => (here !== undefined && names(name) ? [here] : []));
  const chosen = own((name) => ticked.has(name));
  return chosen.length > 0 ? chosen : own((name) => name === active);
}

function NoQueues(props: {
  readonly any: boolean;
  readonly text: string;
  readonly create: Parameters<typeof CommandButton>[0]['command'];
}): ReactNode {
  const { workspace, environment } = useEnv();
  if (props.any) return <EmptyState title={`No queue matches “${props.text}”`}>Esc clears it.</EmptyState>;
  const given = gapText(workspace, 'queues.create');
  if (given !== undefined)
    return (
      <EmptyState icon={<ListOrdered size={20} aria-hidden />} title={`${environment.name} has no queues`}>
        {given} After one, <Kbd chord="Mod+R" /> reads them anew.
      </EmptyState>
    );
  return (
    <EmptyState
      icon={<ListOrdered size={20} aria-hidden />}
      title={`${environment.name} has no queues yet`}
      actions={<CommandButton command={props.create} look="primary" />}
    >
      A queue’s limit and whether it is paused are kept here, and can be promoted.
    </EmptyState>
  );
}
