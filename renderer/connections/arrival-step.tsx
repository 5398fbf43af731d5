import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Connection } from '../../core/connection.ts';
import type { AppError } from '../../core/errors.ts';
import { asAppError, ask } from '../api/bridge.ts';
import { connectionQueries } from '../api/connection-queries.ts';
import { scopeQueries } from '../api/scope-queries.ts';
import { pathOf } from '../router/paths.ts';
import { projectPlaces } from '../router/places.ts';
import { useGo } from '../router/use-go.ts';
import { toast } from '../state/toasts.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorNote, Loading } from '../ui/states.tsx';
import { useIsThere } from '../ui/use-is-there.ts';
import { sameAccount } from './same-server.ts';

type Arrival = 'reading' | 'empty' | { readonly failed: AppError };

/** Logged in: what the account sees is read; for a new connection the first environment of its first project opens. */
export function ArrivalStep({
  connection,
  stays,
  onClose,
}: {
  readonly connection: Connection;
  /** A renewed login: the page that is open stays open. */
  readonly stays: boolean;
  readonly onClose: () => void;
}) {
  const [arrival, setArrival] = useState<Arrival>('reading');
  const cache = useQueryClient();
  const go = useGo();
  const isThere = useIsThere();
  const { id, name } = connection;
  const read = async () => {
    setArrival('reading');
    try {
      await ask('connections.refresh', { id });
      const { workspaces } = await cache.fetchQuery({ ...scopeQueries.list(), staleTime: 0 });
      const own = workspaces.filter((workspace) => workspace.id === id);
      const first = projectPlaces(own, 'environment-variables')[0];
      if (first === undefined) return setArrival('empty');
      const { connections } = await cache.fetchQuery({ ...connectionQueries.list(), staleTime: 0 });
      const twin = stays
        ? undefined
        : sameAccount(connections, connections.find((one) => one.id === id) ?? connection);
      const same = twin === undefined ? '' : ` ${twin.name} is the same server and account.`;
      toast('good', `Connected to ${name}.${same}`);
      if (!isThere()) return;
      onClose();
      if (!stays) go.path(pathOf(first.place));
    } catch (thrown) {
      setArrival({ failed: asAppError(thrown) });
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the step is entered
  useEffect(() => void read(), []);
  const account = connection.account === undefined ? '' : ` as ${connection.account.email}`;
  return (
    <Dialog
      title={`Logged in to ${name}`}
      onClose={onClose}
      actions={
        arrival !== 'reading' && (
          <>
            <Button onPress={onClose}>Close</Button>
            <Button look="primary" autoFocus onPress={() => void read()}>
              Look again
            </Button>
          </>
        )
      }
    >
      {arrival === 'reading' && (
        <>
          <p role="status">Logged in{account}. Reading the projects and environments of this account…</p>
          <Loading label="Reading the account" rows={3} />
        </>
      )}
      {arrival === 'empty' && (
        <p>
          Logged in{account}, but the account has no project with an environment. Make one in the server’s
          dashboard, or ask to be invited to one, then look again.
        </p>
      )}
      {typeof arrival === 'object' && <ErrorNote error={arrival.failed} />}
    </Dialog>
  );
}
