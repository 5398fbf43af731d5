import type { Connection, ConnectionInput } from '../../core/connection.ts';
import { checkConnection } from './check-connection.ts';
import type { Context } from './context.ts';

/**
 * Keep a new connection. Nothing is sent to its server, and it has no token yet.
 *
 * Several may point to the same server, each with an account of its own.
 * Fails: `invalid-input` (address), `server` (insecure), `file` (CA file).
 */
export async function addConnection(context: Context, input: ConnectionInput): Promise<Connection> {
  const checked = await checkConnection(input);
  return context.servers.add({
    ...checked,
    id: context.newId(),
    stayOffline: false,
    compareSecrets: false,
    addedSlugs: [],
  });
}
