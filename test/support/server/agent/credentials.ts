import { createHash, randomBytes } from 'node:crypto';
import { newId } from '../names.ts';
import { environmentAt, type World } from '../world.ts';
import type { Entity, McpToken } from './agent-world.ts';
import { signSession } from './session-token.ts';

export function controlPlaneToken(seed = randomBytes(16).toString('hex')): string {
  return `plt_mcp_${createHash('sha256').update(seed).digest('base64url')}`;
}

export interface SessionOptions {
  /** The first user unless given. */
  readonly userId?: string;
  /** An hour unless given. */
  readonly ttlSeconds?: number;
  /** The only agent that it may name. */
  readonly agentId?: string;
}

/** Makes credentials of the agent service for an environment of the first project, and gives their text. */
export interface AgentIssue {
  readonly session: (slug: string, options?: SessionOptions) => string;
  /** For every tool and for ever unless told. */
  readonly controlPlane: (
    slug: string,
    options?: Partial<Pick<McpToken, 'permissions' | 'tier' | 'userId' | 'expiresAt'>>,
  ) => string;
}

export function agentIssuer(world: World, now: () => number): AgentIssue {
  const scopeAt = (slug: string, userId = world.users[0]?.id ?? '') => {
    const { id, projectId } = environmentAt(world, slug);
    const organizationId = world.projects.find((one) => one.id === projectId)?.organizationId ?? '';
    return { organizationId, projectId, environmentId: id, userId };
  };
  return {
    session: (slug, { userId, ttlSeconds = 3600, agentId } = {}) => {
      const scope = scopeAt(slug, userId);
      const exp = Math.floor(now() / 1000) + ttlSeconds;
      return signSession(entityOf(world, scope.projectId), { ...scope, agentId, exp });
    },
    controlPlane: (slug, { userId, ...options } = {}) => {
      const token = controlPlaneToken();
      world.agent.mcpTokens.push({
        id: newId('mcp'),
        token,
        name: 'Issued',
        ...scopeAt(slug, userId),
        permissions: ['*'],
        tier: 'scope',
        createdAt: now(),
        ...options,
      });
      return token;
    },
  };
}

/** The entity of a project. */
export function entityOf(world: World, projectId: string): Entity {
  const found = world.agent.entities.find((one) => one.projectId === projectId);
  if (found === undefined) throw new Error('no entity');
  return found;
}
