import { onTestFinished } from 'vitest';
import type { AgentSecrets } from '../../../../main/credentials/agent-secrets.ts';
import {
  type AgentServiceOptions,
  createAgentService,
} from '../../../../main/workspaces/server/agent-http/create-agent-service.ts';
import type { AgentService } from '../../../../main/workspaces/server/agent-service.ts';
import { createBudgets } from '../../../../main/workspaces/server/http/budget.ts';
import type { Pace } from '../../../../main/workspaces/server/http/pace.ts';
import { entityOf } from '../../../support/server/agent/credentials.ts';
import { type PlatosServer, startPlatos } from '../../../support/server/server.ts';
import { environmentAt } from '../../../support/server/world.ts';
import { quick } from './api.ts';

export const projectId = 'proj_supportbotsample';

/** An environment of the sample's first project. */
export const envAt = (slug: string) => ({ workspaceId: 'w1', projectId, slug });

/** A server with an agent service, for one test. */
export async function platosFor(options: Parameters<typeof startPlatos>[0] = {}): Promise<PlatosServer> {
  const server = await startPlatos(options);
  onTestFinished(() => server.close());
  return server;
}

/** What opens the first project: its entity's secret, and the sample's control-plane token of an environment. */
export function secretsOf({ world }: PlatosServer, slug = 'dev'): AgentSecrets {
  const { id, projectId: project } = environmentAt(world, slug);
  const entity = entityOf(world, project);
  const controlPlane = world.agent.mcpTokens.find((one) => one.environmentId === id)?.token ?? '';
  return { entityId: entity.id, secret: entity.secret, controlPlane };
}

type Connection = ReturnType<AgentServiceOptions['connection']>;

export interface AgentDifferences extends Partial<Connection> {
  readonly secrets?: AgentServiceOptions['secrets'];
  readonly flavour?: AgentServiceOptions['flavour'];
  readonly now?: () => number;
  readonly pace?: Partial<Pace>;
}

/** The agent service of a server that runs, with credentials for its first project; closed with the test. */
export function agentServiceOf(server: PlatosServer, differences: AgentDifferences = {}): AgentService {
  const {
    secrets = async () => secretsOf(server),
    flavour = () => 'platos' as const,
    now = Date.now,
    pace,
    ...rest
  } = differences;
  const { controlPlane } = secretsOf(server);
  const connection: Connection = {
    name: 'Acme',
    agentUrl: server.agent.url,
    allowHttp: false,
    stayOffline: false,
    account: { email: 'ada@acme.example', userId: 'user_ada' },
    agentAccess: [
      {
        projectId,
        entityId: 'support-bot',
        secret: '••••',
        controlPlane: { type: 'control-plane', masked: controlPlane.slice(0, 8) },
      },
    ],
    ...rest,
  };
  const service = createAgentService(
    { connection: () => connection, secrets, flavour, now, budgets: createBudgets() },
    { ...quick, ...pace },
  );
  onTestFinished(() => service.close());
  return service;
}
