import type { Connection, CredentialMeta } from '../../core/connection.ts';
import { fail } from '../../core/errors.ts';
import type { Store } from '../store/open.ts';
import type { Account } from '../workspaces/server/api.ts';
import { purgeConnection, readConnections, writeConnection } from './connection-table.ts';

/** The connections of an opened store, as they are now. */
export interface Servers {
  readonly all: () => readonly Connection[];
  /** Fails with `not-found`. */
  readonly connection: (id: string) => Connection;
  /** Keep a new connection, or an old one as it is from here on. */
  readonly put: (connection: Connection) => Connection;
  /** Change parts of one; `undefined` takes a part away. Fails with `not-found`. */
  readonly change: (id: string, change: ConnectionChange) => Connection;
  /** A token was accepted: whose it is, and what may be told of it. */
  readonly loggedIn: (id: string, account: Account, credential: CredentialMeta) => Connection;
  /** Forget one with all that was read through it. */
  readonly remove: (id: string) => void;
}

export type ConnectionChange = { readonly [P in keyof Omit<Connection, 'id'>]?: Connection[P] | undefined };

/** @param changed  told after each change of any connection */
export function createServers(store: Store, changed: () => void): Servers {
  const known = new Map(readConnections(store).map((connection) => [connection.id, connection]));
  const find = (id: string): Connection =>
    known.get(id) ?? fail({ code: 'not-found', what: 'connection', name: id });
  const put = (connection: Connection): Connection => {
    writeConnection(store, connection);
    known.set(connection.id, connection);
    changed();
    return connection;
  };
  return {
    all: () =>
      [...known.values()].sort((a, b) => a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1)),
    connection: find,
    put,
    change: (id, change) => put(withoutAbsent({ ...find(id), ...change })),
    loggedIn: (id, account, credential) =>
      put(withoutAbsent({ ...find(id), account, credential, problem: undefined })),
    remove: (id) => {
      find(id);
      purgeConnection(store, id);
      known.delete(id);
      changed();
    },
  };
}

/** A part that was set to `undefined` is not there. */
function withoutAbsent(
  connection: { readonly [P in keyof Connection]: Connection[P] | undefined },
): Connection {
  return Object.fromEntries(
    Object.entries(connection).filter(([, part]) => part !== undefined),
  ) as Connection;
}
