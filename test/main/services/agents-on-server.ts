import { onTestFinished } from 'vitest';
import { connect } from '../../support/connected.ts';
import { type AgentLimits, perMinute } from '../../support/server/agent/limits.ts';
import { type PlatosServer, startPlatos } from '../../support/server/server.ts';
import { environmentAt } from '../../support/server/world.ts';
import { apply, services } from '../../support/services.ts';
import { projectId, secretsOf } from '../workspaces/server/agent-service.ts';

const generous: Partial<AgentLimits> = { userPerMinute: perMinute(2_000), scopePerMinute: perMinute(2_000) };

/** Connected to the sample, with the credentials of its first project. */
export async function opened(agentRateLimit: Partial<AgentLimits> = generous) {
  const server = await startPlatos({ flavour: 'platos-a', agentRateLimit });
  onTestFinished(() => server.close());
  const app = await services();
  const { id, env } = await connect(app, server, { agentUrl: server.agent.url });
  await app.ask('connections.setAgentAccess', { id, projectId, ...secretsOf(server) });
  return { server, app, id, env };
}
export type Opened = Awaited<ReturnType<typeof opened>>;

export const agentsIn = ({ world }: PlatosServer, slug: string) =>
  world.agent.agents.filter(({ environmentId }) => environmentId === environmentAt(world, slug).id);
export const agentAt = (server: PlatosServer, slug: string, agent = 'triage') => {
  const found = agentsIn(server, slug).find((one) => one.slug === agent);
  if (found === undefined) throw new Error(`no ${agent} in ${slug}`);
  return found;
};
export const skillsOf = ({ world }: PlatosServer, agentId: string) =>
  world.agent.skills.filter(({ agentIds }) => agentIds.includes(agentId)).map(({ name }) => name);

/** All that an agent is, but for which version it is at. */
export const stateOf = (server: PlatosServer, slug: string, agent = 'triage') => {
  const { currentVersionId: _, updatedAt: __, ...rest } = agentAt(server, slug, agent);
  return structuredClone({ ...rest, skills: skillsOf(server, rest.id) });
};

export const clone = ({ app, env }: Opened, from: string, to: string, ...slugs: string[]) =>
  app.ask('changes.plan', { env: env(to), source: { type: 'clone', from: env(from), slugs } });

export const undo = async ({ app, env }: Opened, to: string, changeSetId: string) =>
  apply(app.ask, await app.ask('changes.plan', { env: env(to), source: { type: 'undo', changeSetId } }));
