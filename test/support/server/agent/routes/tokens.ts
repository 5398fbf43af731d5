import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { type Answer, json } from '../../answer.ts';
import { bearer, jsonBody, param } from '../../asked.ts';
import { newId } from '../../names.ts';
import { type AgentRoute, bodyIn, isoOf, scopedRoutes } from '../agent-route.ts';
import type { McpToken } from '../agent-world.ts';
import { named, plain, stop } from '../answer.ts';
import { controlPlaneToken } from '../credentials.ts';
import type { AgentAsked, Scoped } from '../scope.ts';
import { signSession } from '../session-token.ts';

/** Where credentials of the agent service are made. */
export const agentTokenRoutes: readonly AgentRoute[] = [
  { method: 'POST', path: '/api/v1/entities/:entity/session-tokens', auth: 'own', handle: mintSession },
  ...scopedRoutes('/mcp/platform/tokens', [
    ['GET ', (asked) => json({ tokens: tokensIn(asked).map(shape) })],
    ['POST ', mint],
    ['POST /:token/revoke', revoke],
  ]),
];

const sessionBody = z.object({
  organizationId: z.string().min(1),
  projectId: z.string().min(1),
  environmentId: z.string().min(1),
  userId: z.string().min(1),
  ttlSeconds: z.number().default(3600),
});

/** The entity is looked up by organization and project alone: the environment may be any, known or not. */
function mintSession(asked: AgentAsked): Answer {
  const id = param(asked, 'entity');
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(id)) return plain(400, 'Invalid entityId');
  const body = sessionBody.safeParse(jsonBody(asked, named(400, 'Unexpected token in JSON')));
  if (!body.success) return plain(400, 'organizationId, projectId, environmentId and userId are required');
  const { ttlSeconds, ...scope } = body.data;
  const secret = bearer(asked);
  if (secret === undefined) return plain(401, 'Missing entity service secret');
  const entity = asked.world.agent.entities.find(
    (one) =>
      one.id === id && one.projectId === scope.projectId && one.organizationId === scope.organizationId,
  );
  if (entity === undefined) return plain(404, 'Entity not registered for this scope');
  if (!isSame(secret, entity.secret)) return plain(401, 'Invalid entity service secret');
  const life = Math.min(604_800, Math.max(60, Math.floor(ttlSeconds)));
  const exp = Math.floor(asked.now / 1000) + life;
  return json({ token: signSession(entity, { ...scope, exp }), expiresAt: exp }, 201);
}

const isSame = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

const tokensIn = ({ world, scope }: Scoped): readonly McpToken[] =>
  world.agent.mcpTokens.filter(
    (one) => one.environmentId === scope.environmentId && one.userId === scope.userId,
  );

const shape = ({ token: _, createdAt, expiresAt, lastUsedAt, revokedAt, ...rest }: McpToken) => ({
  ...rest,
  createdAt: isoOf(createdAt),
  expiresAt: expiresAt === undefined ? null : isoOf(expiresAt),
  lastUsedAt: lastUsedAt === undefined ? null : isoOf(lastUsedAt),
  revokedAt: revokedAt === undefined ? null : isoOf(revokedAt),
});

const dayMs = 24 * 60 * 60_000;

function mint(asked: Scoped): Answer {
  const shapeOfBody = z.object({
    name: z.string().trim().min(1).max(80),
    permissions: z.array(z.string()).default(['*']),
    tier: z.enum(['scope', 'admin']).default('scope'),
    ttlDays: z.number().default(90),
  });
  const { ttlDays, ...body } = bodyIn(asked, shapeOfBody);
  const { organizationId, projectId, environmentId, userId } = asked.scope;
  const organization = asked.world.organizations.find(({ id }) => id === organizationId);
  const isAdmin = organization?.members.some((one) => one.userId === userId && one.role === 'ADMIN') === true;
  if (body.tier === 'admin' && !isAdmin) return named(403, 'Admin tokens are for admins of the organization');
  const made: McpToken = {
    ...body,
    id: newId('mcp'),
    token: controlPlaneToken(),
    organizationId,
    projectId,
    environmentId,
    userId,
    createdAt: asked.now,
    ...(ttlDays <= 0 ? {} : { expiresAt: asked.now + ttlDays * dayMs }),
  };
  asked.world.agent.mcpTokens.push(made);
  return json({ ...shape(made), token: made.token }, 201);
}

function revoke(asked: Scoped): Answer {
  const found = tokensIn(asked).find(({ id }) => id === param(asked, 'token'));
  if (found === undefined) return stop(plain(404, 'Token not found'));
  found.revokedAt ??= asked.now;
  return json({ ok: true, id: found.id });
}
