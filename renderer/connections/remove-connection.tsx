import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Connection } from '../../core/connection.ts';
import type { ConnectionContents } from '../../core/ipc/connection-calls.ts';
import { asAppError } from '../api/bridge.ts';
import { connectionQueries } from '../api/connection-queries.ts';
import { scopeQueries } from '../api/scope-queries.ts';
import { useAsk } from '../api/use-ask.ts';
import { useEnv } from '../router/use-env.ts';
import { useGo } from '../router/use-go.ts';
import { toast, withdrawToasts } from '../state/toasts.ts';
import { TextField } from '../ui/field.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { ErrorNote } from '../ui/states.tsx';

/** Removing takes the connection's name typed, under a list of what goes and what stays. */
export function RemoveConnection({
  connection,
  onClose,
}: {
  readonly connection: Connection;
  readonly onClose: () => void;
}) {
  const { id, name } = connection;
  const here = useEnv();
  const go = useGo();
  const cache = useQueryClient();
  const contents = useQuery(connectionQueries.contents(id));
  const remove = useAsk('connections.remove');
  const [typed, setTyped] = useState('');
  const may = typed === name && !remove.running;
  const submit = async () => {
    if ((await remove.go({ id, confirmation: typed })) === undefined) return;
    onClose();
    withdrawToasts(({ workspaceId }) => workspaceId === id);
    toast('info', `${name} was removed. The server was not changed.`);
    if (here.workspace.id !== id) return;
    // The start looks for a project in what is known: the removed ones must not be among it.
    await cache.fetchQuery({ ...scopeQueries.list(), staleTime: 0 });
    go.path('/');
  };
  return (
    <FormDialog
      title={`Remove ${name}?`}
      role="alertdialog"
      onClose={onClose}
      submit="Remove"
      may={may}
      lacks={typed === name ? undefined : `Type ${name} first.`}
      onSubmit={submit}
      look="danger"
      error={remove.error}
    >
      {contents.data !== undefined && <p>{goesText(contents.data, connection)}</p>}
      <p>
        Nothing on the server changes, and its token is not revoked.
        {contents.data !== undefined && staysText(contents.data)}
      </p>
      <TextField label={`Type ${name} to confirm`} autoFocus value={typed} onChange={setTyped} />
      {contents.error !== null && <ErrorNote error={asAppError(contents.error)} />}
    </FormDialog>
  );
}

const count = (many: number, one: string): string =>
  `${many.toLocaleString('en')} ${one}${many === 1 ? '' : 's'}`;

function goesText(
  { hasToken, projects, environments, snapshots, drafts }: ConnectionContents,
  { agentAccess }: Connection,
): string {
  const parts = [
    ...(hasToken ? ['its token'] : []),
    ...(agentAccess === undefined ? [] : ['the credentials of its agent service']),
    `what was seen of ${count(projects, 'project')} with ${count(environments, 'environment')}`,
    `${count(snapshots, 'list')} of variables as seen earlier`,
    ...(drafts > 0 ? [`${count(drafts, 'draft')} not applied yet`] : []),
  ];
  return `Removed from this computer and from the backups of the store: ${parts.join(', ')}.`;
}

const staysText = ({ changeSets }: ConnectionContents): string =>
  changeSets === 0
    ? ''
    : ` ${count(changeSets, 'line')} of the history ${changeSets === 1 ? 'stays' : 'stay'}, without values.`;
