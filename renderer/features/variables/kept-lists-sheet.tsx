import { useQuery } from '@tanstack/react-query';
import Pin from 'lucide-react/icons/pin';
import { useState } from 'react';
import type { ListChanges, SeenList } from '../../../core/list-state.ts';
import { asAppError } from '../../api/bridge.ts';
import { useAsk } from '../../api/use-ask.ts';
import { variableQueries } from '../../api/variable-queries.ts';
import type { Command } from '../../commands/command.ts';
import type { Column } from '../../grid/column.ts';
import { Grid } from '../../grid/grid.tsx';
import { useEnv } from '../../router/use-env.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { DialogCommands } from '../../ui/dialog-commands.tsx';
import { Moment } from '../../ui/moment.tsx';
import { ErrorNote, ErrorState, Loading } from '../../ui/states.tsx';
import { exactly } from '../../ui/when.ts';

const rowKey = (list: SeenList): string => String(list.id);

/** The dated lists that are kept of an environment on a server: what changed since each, and which are kept for good. */
export function KeptListsSheet({ onClose }: { readonly onClose: () => void }) {
  const { ref, environment } = useEnv();
  const query = useQuery(variableQueries.kept(ref));
  const pin = useAsk('lists.pin');
  const [active, setActive] = useState<string>();
  const lists = query.data?.lists;
  const chosen = lists?.find((list) => rowKey(list) === active) ?? lists?.[0];
  const toggle = async () => {
    if (chosen === undefined) return;
    await pin.go({ env: ref, id: chosen.id, pinned: !chosen.pinned });
    await query.refetch();
  };
  const commands: readonly Command[] = [
    {
      id: 'kept-lists.pin',
      title: chosen?.pinned === true ? 'Stop keeping this list' : 'Keep this list for good',
      group: 'Variables',
      keys: ['p'],
      when: 'grid',
      run: () => void toggle(),
    },
  ];
  return (
    <Dialog
      title={`Earlier lists of ${environment.name}`}
      shape="sheet"
      onClose={onClose}
      actions={
        <Button chord="p" isDisabled={chosen === undefined || pin.running} onPress={() => void toggle()}>
          {chosen?.pinned === true ? 'Unpin' : 'Pin'}
        </Button>
      }
    >
      <DialogCommands commands={commands} />
      <p className="soft">
        The last 50 different lists are kept on this computer, encrypted, and pinned ones for good.
      </p>
      {pin.error !== undefined && <ErrorNote error={pin.error} />}
      {query.error !== null ? (
        <ErrorState error={asAppError(query.error)} onRetry={() => void query.refetch()} />
      ) : lists === undefined ? (
        <Loading label="Loading the lists" />
      ) : (
        <>
          <div className="grid-box">
            <Grid
              ariaLabel={`Earlier lists of ${environment.name}`}
              rows={lists}
              rowKey={rowKey}
              columns={columns}
              active={active ?? lists.map(rowKey)[0]}
              onActiveChange={setActive}
              onOpen={() => void toggle()}
              autoFocus
              empty={<p className="soft versions-none">No list was seen yet.</p>}
            />
          </div>
          {chosen !== undefined && <Since list={chosen} />}
        </>
      )}
    </Dialog>
  );
}

const columns: readonly Column<SeenList>[] = [
  {
    id: 'from',
    header: 'First seen',
    width: 'minmax(160px, 1fr)',
    isRowHeader: true,
    // To the second: several may be of one minute.
    render: (list) => exactly(list.takenAt),
  },
  {
    id: 'to',
    header: 'Last seen',
    width: 'minmax(160px, 1fr)',
    render: (list) => (list.seenAt === list.takenAt ? 'only then' : <Moment at={list.seenAt} />),
  },
  {
    id: 'pinned',
    header: 'Kept',
    width: '110px',
    render: (list) =>
      list.pinned ? (
        <Badge tone="good">
          <Pin size={12} aria-hidden /> pinned
        </Badge>
      ) : null,
  },
];

/** What the list of now has otherwise. */
function Since({ list }: { readonly list: SeenList }) {
  const { ref } = useEnv();
  const query = useQuery(variableQueries.since(ref, list.id));
  if (query.error !== null) return <ErrorNote error={asAppError(query.error)} />;
  if (query.data === undefined) return <Loading label="Comparing" />;
  return (
    <section className="kept-since" aria-label="What changed since that list" aria-live="polite">
      {linesOf(query.data).map(([what, text]) => (
        <p key={what}>
          <strong>{what}</strong> <span className="mono">{text}</span>
        </p>
      ))}
      {query.data.hidden > 0 && (
        <p className="soft">
          {query.data.hidden} hidden by the server, then and now: whether they changed cannot be told.
        </p>
      )}
    </section>
  );
}

/** Keys named at most; the rest is counted. */
const named = 40;

function linesOf({ added, changed, removed }: ListChanges): readonly (readonly [string, string])[] {
  const lines = (
    [
      ['Changed since:', changed],
      ['Added since:', added],
      ['Removed since:', removed],
    ] as const
  ).filter(([, keys]) => keys.length > 0);
  if (lines.length === 0) return [['The same as now.', '']];
  return lines.map(([what, keys]) => {
    const rest = keys.length - named;
    return [what, `${keys.slice(0, named).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`];
  });
}
