import { onTestFinished } from 'vitest';
import type { AppError } from '../../core/errors.ts';
import { connectWithAgents } from './agent-access.ts';
import { perMinute } from './server/agent/limits.ts';
import { type PlatosServer, startPlatos } from './server/server.ts';
import { environmentAt } from './server/world.ts';
import { type Services, services } from './services.ts';

/** What a rate limit does is tried elsewhere. */
const generous = {
  userPerMinute: perMinute(2_000),
  scopePerMinute: perMinute(2_000),
  controlPlane: perMinute(2_000),
};

export interface Managed extends Awaited<ReturnType<typeof connectWithAgents>> {
  readonly app: Services;
  readonly server: PlatosServer;
  readonly project: { readonly workspaceId: string; readonly projectId: string };
  readonly create: (slug: string, kind?: 'staging' | 'production') => Promise<AppError | string>;
  readonly archive: (slug: string) => Promise<AppError | string>;
  readonly slugs: (archived?: boolean) => Promise<readonly string[]>;
}

/** A console that may manage the environments of the sample project. */
export async function managed(
  options: { readonly permissions?: readonly string[]; readonly userId?: string } = {},
) {
  const server = await startPlatos({ agentRateLimit: generous });
  onTestFinished(() => server.close());
  const app = await services();
  const { id, env } = await connectWithAgents(app, server, server.agent.issue.controlPlane('stg', options));
  return withActions({ app, server, id, env });
}

export function withActions(of: Pick<Managed, 'app' | 'server' | 'id' | 'env'>): Managed {
  const { app, env } = of;
  const { workspaceId, projectId } = env('stg');
  const project = { workspaceId, projectId };
  return {
    ...of,
    project,
    create: async (slug, kind = 'staging') => {
      const reply = await app.reply('environments.create', { project, slug, name: 'Quality', kind });
      return reply.ok ? reply.value.slug : reply.error;
    },
    archive: async (slug) => {
      const reply = await app.reply('environments.archive', {
        env: env(slug),
        archived: true,
        confirmation: slug,
      });
      return reply.ok ? 'archived' : reply.error;
    },
    slugs: async (archived = false) => {
      const { workspaces } = await app.ask('scope.list', {});
      const projects = workspaces
        .flatMap(({ organizations }) => organizations)
        .flatMap((one) => one.projects);
      const found = projects.find(({ id }) => id === projectId)?.environments ?? [];
      return found.filter((one) => one.archived === archived).map(({ slug }) => slug);
    },
  };
}

/** No agent of an environment runs any more. */
export const switchOff = (server: PlatosServer, slug: string): void => {
  const { id } = environmentAt(server.world, slug);
  for (const agent of server.world.agent.agents) if (agent.environmentId === id) agent.isActive = false;
};
