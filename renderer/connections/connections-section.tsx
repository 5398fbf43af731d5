import './connections.css';
import { useQuery } from '@tanstack/react-query';
import { connectionQueries } from '../api/connection-queries.ts';
import { useConnecting } from '../state/connecting.ts';
import { Button } from '../ui/button.tsx';
import { useAskedConnection } from './asked-connection.ts';
import { ConnectionCard } from './connection-card.tsx';

/** Every connection with all that can be set of it, and the way to another one. */
export function ConnectionsSection() {
  const connections = useQuery(connectionQueries.list()).data?.connections ?? [];
  const asked = useConnecting((state) => state.asked);
  const cards = useAskedConnection(connections.length);
  return (
    <div className="connections" ref={cards}>
      {connections.length === 0 && (
        <p className="soft">None yet: everything is on this computer, and nothing goes out.</p>
      )}
      {connections.map((connection) => (
        <ConnectionCard key={connection.id} connection={connection} />
      ))}
      <div>
        <Button onPress={() => asked({ step: 'new' })}>Connect a server…</Button>
      </div>
    </div>
  );
}
