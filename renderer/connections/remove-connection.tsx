import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import type { Connection } from '../../core/connection.ts';
import type { ConnectionContents } from '../../core/ipc/connection-calls.ts';
import { asAppError } from '../api/bridge.ts';
import { connectionQueries } from '../api/connection-queries.ts';
import { scopeQueries } from '../api/scope-queries.ts';
import { useAsk } from '../api/use-ask.ts';
import { useEnv } from '../router/use-env.ts';
import { useGo } from '../router/use-go.ts';
import { toast } from '../state/toasts.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { DialogCommands, submitCommand } from '../ui/dialog-commands.tsx';
import { TextField } from '../ui/field.tsx';
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
  const form = useId();
  const may = typed === name && !remove.running;
  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    if (!may || (await remove.go({ id, confirmation: typed })) === undefined) return;
    onClose();
    toast('info', `${name} was removed. The server was not changed.`);
    if (here.workspace.id !== id) return;
    // The start looks for a project in what is known: the removed ones must not be among it.
    await cache.fetchQuery({ ...scopeQueries.list(), staleTime: 0 });
    go.path('/');
  };
  return (
    <Dialog
      title={`Remove ${name}?`}
      role="alertdialog"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button look="danger" type="submit" form={form} chord="Mod+Enter" isDisabled={!may}>
            Remove
          </Button>
        </>
      }
    >
      <DialogCommands commands={[submitCommand('Remove the connection', may, submit)]} />
      {contents.data !== undefined && <p>{goesText(contents.data)}</p>}
      <p>
        Nothing on the server changes, and its token is not revoked.
        {contents.data !== undefined && staysText(contents.data)}
      </p>
      <form id={form} onSubmit={submit} autoComplete="off">
        <TextField label={`Type ${name} to confirm`} autoFocus value={typed} onChange={setTyped} />
      </form>
      {contents.error !== null && <ErrorNote error={asAppError(contents.error)} />}
      {remove.error !== undefined && <ErrorNote error={remove.error} />}
    </Dialog>
  );
}

const count = (many: number, one: string): string =>
  `${many.toLocaleString('en')} ${one}${many === 1 ? '' : 's'}`;

function goesText({ hasToken, projects, environments, snapshots, drafts }: ConnectionContents): string {
  const parts = [
    ...(hasToken ? ['its token'] : []),
    `what was seen of ${count(projects, 'project')} with ${count(environments, 'environment')}`,
    `${count(snapshots, 'list')} of variables as seen earlier`,
    ...(drafts > 0 ? [`${count(drafts, 'draft')} not applied yet`] : []),
  ];
  return `This goes from this machine, and from the backups of the store: ${parts.join(', ')}.`;
}

const staysText = ({ changeSets }: ConnectionContents): string =>
  changeSets === 0 ? '' : ` ${count(changeSets, 'line')} of the history stay.`;
