import './connections.css';
import { useQuery } from '@tanstack/react-query';
import { connectionQueries } from '../api/connection-queries.ts';
import { useAsk } from '../api/use-ask.ts';
import { useConnecting } from '../state/connecting.ts';
import { confirm } from '../state/questions.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/states.tsx';

/** Connections that show no project yet, where nothing else is there: log in, or do away with them. */
export function KnownConnections() {
  const connections = useQuery(connectionQueries.list()).data?.connections ?? [];
  const asked = useConnecting((state) => state.asked);
  const remove = useAsk('connections.remove');
  const connecting = useConnecting((state) => state.connecting);
  // The one that is being connected is in the dialog.
  if (connections.length === 0 || connecting !== undefined) return null;
  const askRemove = async (id: string, name: string) => {
    const yes = await confirm({
      title: `Remove ${name}?`,
      text: 'Its token is removed from this computer. Nothing on the server changes.',
      yes: 'Remove',
      danger: true,
      typed: name,
    });
    if (yes) await remove.go({ id, confirmation: name });
  };
  return (
    <section className="connections" aria-label="Connections without a project">
      {connections.map(({ id, name, account }) => (
        <div key={id} className="known-connection">
          <span>
            {name}: {account === undefined ? 'not logged in' : `${account.email}, no project seen`}
          </span>
          <Button onPress={() => asked({ step: 'login', id })}>Log in…</Button>
          <Button look="quiet" onPress={() => void askRemove(id, name)}>
            Remove…
          </Button>
        </div>
      ))}
      {remove.error !== undefined && <ErrorNote error={remove.error} />}
    </section>
  );
}
