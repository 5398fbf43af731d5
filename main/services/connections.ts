import type { Connection, ListedConnection } from '../../core/connection.ts';
import { type Context, workspaceOf } from './context.ts';
import { cancelLogins } from './login.ts';
import { refreshLists, refreshNow } from './refresh-behind.ts';

interface Of {
  readonly id: string;
}

/** All connections by name, without their tokens. */
export const listConnections = ({ servers }: Context): { connections: ListedConnection[] } => ({
  connections: servers.all().map((connection) => {
    const speaks = connection.flavour ?? servers.workspace(connection.id).flavour;
    return { ...connection, ...(speaks === undefined ? {} : { speaks }) };
  }),
});

/** Whether a rate limit makes requests of a connection wait. Fails: `not-found`. */
export function waitingOf(context: Context, { id }: Of): { until?: number } {
  const until = workspaceOf(context, id).waitingUntil?.();
  return until === undefined ? {} : { until: Math.ceil(until) };
}

/** From here on the server is left alone, or may be asked again: then what is in view is. */
export function setOffline(
  context: Context,
  { id, stayOffline }: Of & { readonly stayOffline: boolean },
): Connection {
  if (stayOffline) cancelLogins(context, id);
  const connection = context.servers.change(id, { stayOffline });
  if (!stayOffline) refreshNow(context, id);
  return connection;
}

/** How old a list may be before it is called too old: the lists that are shown are judged by it at once. */
export function setMaxAge(
  { servers, emit }: Context,
  { id, maxAgeHours }: Of & { readonly maxAgeHours?: number | undefined },
): Connection {
  const connection = servers.change(id, { maxAgeHours });
  emit('scope.changed', {});
  return connection;
}

/** Whether secrets are read through the environment's key, to be compared by their fingerprints: lists are read anew. */
export function setCompareSecrets(
  context: Context,
  { id, compareSecrets }: Of & { readonly compareSecrets: boolean },
): Connection {
  const connection = context.servers.change(id, { compareSecrets });
  refreshLists(context, id);
  return connection;
}
