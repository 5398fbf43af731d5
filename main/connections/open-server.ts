import type { Connection } from '../../core/connection.ts';
import { readAgentSecrets } from '../credentials/agent-secrets.ts';
import type { Credentials } from '../credentials/credentials.ts';
import { createAgentService } from '../workspaces/server/agent-http/create-agent-service.ts';
import { createAgentSource } from '../workspaces/server/documents/agent-source.ts';
import { createProviderKeySource } from '../workspaces/server/documents/provider-key-source.ts';
import { createProviderSwitches } from '../workspaces/server/documents/provider-switches.ts';
import { createQueueSource } from '../workspaces/server/documents/queue-source.ts';
import { createRecentAsks } from '../workspaces/server/documents/recent-asks.ts';
import type { Budgets } from '../workspaces/server/http/budget.ts';
import { createServerApi } from '../workspaces/server/http/server-api.ts';
import { createServerWorkspace } from '../workspaces/server/server.ts';
import type { ServerParts, ServerWorkspace } from '../workspaces/server/workspace.ts';

/** What a connection's workspace is made of, but for the connection itself. */
export interface ServerNeeds
  extends Omit<ServerParts, 'api' | 'agentService' | 'connection' | 'sources' | 'switches'> {
  readonly credentials: Credentials;
  readonly budgets: Budgets;
}

/** The workspace of a connection over HTTP. Nothing is sent before it is asked for something. */
export function openServer(needs: ServerNeeds, connection: () => Connection): ServerWorkspace {
  const { credentials, budgets, ...parts } = needs;
  const { now } = parts;
  const api = createServerApi({
    connection,
    token: () => credentials.read(connection().id),
    now,
    budgets,
  });
  const agentService = createAgentService({
    connection,
    secrets: (projectId) => readAgentSecrets(credentials, connection().id, projectId),
    flavour: () => workspace.flavour,
    now,
    budgets,
  });
  const asks = createRecentAsks(agentService, now);
  const sources = {
    queue: createQueueSource(api),
    agent: createAgentSource(asks),
    'provider-key': createProviderKeySource(asks),
  };
  const switches = createProviderSwitches(asks);
  const workspace = createServerWorkspace({ ...parts, api, agentService, sources, switches, connection });
  return workspace;
}
