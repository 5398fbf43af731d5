import type { Connection } from '../../core/connection.ts';
import type { Credentials } from '../credentials/credentials.ts';
import { createQueueSource } from '../workspaces/server/documents/queue-source.ts';
import type { Budgets } from '../workspaces/server/http/budget.ts';
import { createServerApi } from '../workspaces/server/http/server-api.ts';
import { createServerWorkspace } from '../workspaces/server/server.ts';
import type { ServerParts, ServerWorkspace } from '../workspaces/server/workspace.ts';

/** What a connection's workspace is made of, but for the connection itself. */
export interface ServerNeeds extends Omit<ServerParts, 'api' | 'connection' | 'sources'> {
  readonly credentials: Credentials;
  readonly budgets: Budgets;
}

/** The workspace of a connection over HTTP. Nothing is sent before it is asked for something. */
export function openServer(needs: ServerNeeds, connection: () => Connection): ServerWorkspace {
  const { credentials, budgets, ...parts } = needs;
  const api = createServerApi({
    connection,
    token: () => credentials.read(connection().id),
    now: parts.now,
    budgets,
  });
  const sources = { queue: createQueueSource(api) };
  return createServerWorkspace({ ...parts, api, sources, connection });
}
