import { connect } from './connected.ts';
import { memoryKeychain } from './memory-keychain.ts';
import { type PreparedProfile, prepareProfile } from './profile.ts';
import { entityOf } from './server/agent/credentials.ts';
import type { PlatosServer } from './server/server.ts';
import { environmentAt } from './server/world.ts';

/** A profile that is connected to a server and holds what opens its first project at the agent service. */
export async function prepareAgents(
  server: PlatosServer,
): Promise<PreparedProfile & { readonly pathTo: (slug: string, page: string) => string }> {
  let workspace = '';
  const tokens = memoryKeychain();
  const prepared = await prepareProfile({}, async (made) => {
    const { id, env } = await connect(made, server, { agentUrl: server.agent.url });
    const { projectId } = environmentAt(server.world, 'dev');
    const entity = entityOf(server.world, projectId);
    const controlPlane = server.agent.issue.controlPlane('dev');
    const secrets = { entityId: entity.id, secret: entity.secret, controlPlane };
    await made.ask('connections.setAgentAccess', { id, projectId: env('dev').projectId, ...secrets });
    workspace = id;
    for (const [account, secret] of made.keychain.entries) await tokens.write(account, secret);
  });
  for (const [account, secret] of tokens.entries) await prepared.keychain.write(account, secret);
  const pathTo = (slug: string, page: string) =>
    `/w/${workspace}/orgs/acme-1a2b/projects/support-bot-3c4d/env/${slug}/${page}`;
  return { ...prepared, pathTo };
}
