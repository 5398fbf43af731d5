import type { EnvironmentRef } from '../../core/environment.ts';
import { connect } from './connected.ts';
import { entityOf } from './server/agent/credentials.ts';
import type { PlatosServer } from './server/server.ts';
import { environmentAt } from './server/world.ts';
import type { Services } from './services.ts';

/** A connection with all credentials: an access token, and what opens the sample project at the agent service. */
export async function connectWithAgents(
  app: Services,
  server: PlatosServer,
  controlPlane = server.agent.issue.controlPlane('stg'),
): Promise<{ readonly id: string; readonly env: (slug: string) => EnvironmentRef }> {
  const { id, env } = await connect(app, server, { agentUrl: server.agent.url });
  const { id: entityId, secret } = entityOf(server.world, environmentAt(server.world, 'stg').projectId);
  const { projectId } = env('stg');
  await app.ask('connections.setAgentAccess', { id, projectId, entityId, secret, controlPlane });
  return { id, env };
}
