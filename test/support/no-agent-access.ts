import type { Connection } from '../../core/connection.ts';
import { createAgentService } from '../../main/workspaces/server/agent-http/create-agent-service.ts';
import type { AgentService } from '../../main/workspaces/server/agent-service.ts';
import { createBudgets } from '../../main/workspaces/server/http/budget.ts';

/** The agent service of a connection that has no credentials for it. */
export const noAgentAccess = (connection: () => Connection): AgentService =>
  createAgentService({
    connection,
    secrets: async () => undefined,
    flavour: () => connection().flavour,
    now: Date.now,
    budgets: createBudgets(),
  });
