import type { Account, Connection, CredentialMeta } from '../../core/connection.ts';
import { fail } from '../../core/errors.ts';
import { limits } from '../../core/limits.ts';
import type { Store } from '../store/open.ts';
import type { ServerWorkspace } from '../workspaces/server/workspace.ts';
import {
  forgetSeen,
  forgetSeenAgents,
  purgeConnection,
  readConnections,
  seenBy,
  writeConnection,
} from './connection-table.ts';

/** The connections of an opened store as they are now, each with its workspace. */
export interface Servers {
  readonly all: () => readonly Connection[];
  /** Fails with `not-found`. */
  readonly connection: (id: string) => Connection;
  readonly workspace: (id: string) => ServerWorkspace;
  /** Keep a new connection. */
  readonly add: (connection: Connection) => Connection;
  /** Change parts of one; `undefined` takes a part away. Fails with `not-found`. */
  readonly change: (id: string, change: ConnectionChange) => Connection;
  /** Have an environment looked for that no route of the server lists. */
  readonly addSlug: (id: string, added: Connection['addedSlugs'][number]) => Connection;
  /** A token was accepted: whose it is, and what may be told of it. */
  readonly loggedIn: (id: string, account: Account, credential: CredentialMeta) => Connection;
  /** End what is on its way, and open its workspace anew. */
  readonly restart: (id: string) => void;
  /** Whose eyes saw what is known of its server: a user's id. */
  readonly seenBy: (id: string) => string | undefined;
  /** Begin anew with its server: what was seen of it is forgotten, or of the development environments only. */
  readonly forgetSeen: (id: string, which: 'all' | 'development') => void;
  /** The same of its agent service: of a project, or of all. */
  readonly forgetSeenAgents: (id: string, projectId?: string) => void;
  /** Forget one with all that was read through it. */
  readonly remove: (id: string) => void;
  /** On lock and quit: end what is on its way. */
  readonly close: () => void;
}

export type ConnectionChange = { readonly [P in keyof Omit<Connection, 'id'>]?: Connection[P] | undefined };

export interface ServersOptions {
  readonly store: Store;
  /** Makes the workspace of a connection, which it asks for anew whenever it needs it. */
  readonly open: (connection: () => Connection) => ServerWorkspace;
  readonly opened: (workspace: ServerWorkspace) => void;
  readonly closed: (workspace: ServerWorkspace) => void;
  /** Told after each change of any connection. */
  readonly changed: () => void;
}

export function createServers({ store, open, opened, closed, changed }: ServersOptions): Servers {
  const connections = new Map(readConnections(store).map((connection) => [connection.id, connection]));
  const workspaces = new Map<string, ServerWorkspace>();
  const find = <T>(known: ReadonlyMap<string, T>, id: string): T =>
    known.get(id) ?? fail({ code: 'not-found', what: 'connection', name: id });
  const start = (connection: Connection): void => {
    const { id } = connection;
    // What is on its way when a connection is removed still has a name to fail with.
    const workspace = open(() => connections.get(id) ?? connection);
    workspaces.set(id, workspace);
    opened(workspace);
  };
  const end = (id: string): void => {
    const workspace = find(workspaces, id);
    workspace.close();
    closed(workspace);
    workspaces.delete(id);
  };
  const put = (connection: Connection): Connection => {
    refuseTooMany(connection);
    writeConnection(store, connection);
    connections.set(connection.id, connection);
    return connection;
  };
  const change = (id: string, parts: ConnectionChange): Connection => {
    const connection = put(withoutAbsent({ ...find(connections, id), ...parts }));
    changed();
    return connection;
  };
  const restart = (id: string): void => {
    end(id);
    start(find(connections, id));
  };
  for (const connection of connections.values()) start(connection);
  return {
    all: () => [...connections.values()].sort(byName),
    connection: (id) => find(connections, id),
    workspace: (id) => find(workspaces, id),
    add: (connection) => {
      start(put(connection));
      changed();
      return connection;
    },
    change,
    addSlug: (id, added) => {
      const { addedSlugs } = find(connections, id);
      const isThere = addedSlugs.some(
        ({ projectId, slug }) => projectId === added.projectId && slug === added.slug,
      );
      return isThere ? find(connections, id) : change(id, { addedSlugs: [...addedSlugs, added] });
    },
    loggedIn: (id, account, credential) => change(id, { account, credential, problem: undefined }),
    seenBy: (id) => seenBy(store, id),
    restart,
    forgetSeen: (id, which) => {
      forgetSeen(store, id, which);
      restart(id);
      changed();
    },
    forgetSeenAgents: (id, projectId) => {
      forgetSeenAgents(store, id, projectId);
      restart(id);
    },
    remove: (id) => {
      end(id);
      try {
        purgeConnection(store, id);
      } catch (error) {
        start(find(connections, id)); // to be removed another time
        throw error;
      }
      connections.delete(id);
      changed();
    },
    close: () => {
      for (const workspace of workspaces.values()) workspace.close();
    },
  };
}

const byName = (a: Connection, b: Connection): number =>
  a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1);

/** What is kept has to be readable at the next start. */
function refuseTooMany({ addedSlugs, agentAccess = [] }: Connection): void {
  const most = limits.entriesPerConnection;
  if (addedSlugs.length <= most && agentAccess.length <= most) return;
  fail({
    code: 'unsupported',
    what: 'more entries of a connection',
    why: `A connection keeps at most ${most} environments added by hand, and as many projects with an agent service.`,
  });
}

/** A part that was set to `undefined` is not there. */
function withoutAbsent(
  connection: {
    readonly [P in keyof Connection]: Connection[P] | undefined;
  },
): Connection {
  return Object.fromEntries(
    Object.entries(connection).filter(([, part]) => part !== undefined),
  ) as Connection;
}
