import { z } from 'zod';
import { type Answer, json, refuse } from '../answer.ts';
import { type Asked, jsonBody, param } from '../asked.ts';
import { principalOf } from '../credentials.ts';
import type { Flavour } from '../flavour.ts';
import { newId, personalToken } from '../names.ts';
import type { Route } from '../route.ts';
import type { Token, TokenPins } from '../world.ts';

const base = '/api/v1/user/pat';
const only = ({ tokenRoutes: has }: Flavour): boolean => has;
const dayMs = 24 * 60 * 60_000;

/** Where a user of Platos mints, lists and revokes personal access tokens. */
export const tokenRoutes: readonly Route[] = [
  { method: 'GET', path: base, bucket: 'general', handle: list, only },
  { method: 'POST', path: base, bucket: 'general', handle: mint, only },
  { method: 'POST', path: `${base}/:id/revoke`, bucket: 'general', handle: revoke, only },
];

const mintBody = z.object({
  name: z.string().trim().min(1).max(80),
  role: z.enum(['read', 'write', 'admin']).default('write'),
  scope: z
    .object({ orgId: z.string().optional(), projectId: z.string().optional(), envId: z.string().optional() })
    .default({}),
  ttlDays: z.number().int().min(0).max(365).optional(),
});

function userAsked(asked: Asked): string {
  const who = principalOf(asked);
  return who?.kind === 'user' ? who.userId : refuse(401, 'Unauthorized');
}

const tokensOf = ({ world }: Asked, userId: string): readonly Token[] =>
  world.tokens.filter(
    ({ of, token }) => 'userId' in of && of.userId === userId && token.startsWith('plt_pat_'),
  );

const dateOf = (time: number | undefined): string | null =>
  time === undefined ? null : new Date(time).toISOString();

function list(asked: Asked): Answer {
  const rows = tokensOf(asked, userAsked(asked)).map((one) => ({
    id: one.id,
    name: one.name,
    role: one.role,
    organizationId: one.pins.organizationId ?? null,
    projectId: one.pins.projectId ?? null,
    environmentId: one.pins.environmentId ?? null,
    expiresAt: dateOf(one.expiresAt),
    lastUsedAt: dateOf(one.lastUsedAt),
    revokedAt: dateOf(one.revokedAt),
    createdAt: dateOf(one.createdAt),
  }));
  return json({ tokens: rows });
}

/** The only answer that holds the token. */
function mint(asked: Asked): Answer {
  const userId = userAsked(asked);
  const body = mintBody.safeParse(jsonBody(asked, json({ error: 'Invalid JSON body' }, 400)));
  if (!body.success) return json({ error: 'Invalid request body', issues: body.error.issues }, 400);
  const { name, role, scope, ttlDays = asked.flavour.roles ? 90 : 0 } = body.data;
  if (!isScope(scope)) return refuse(400, 'A project scope needs an organization, an environment scope both');
  const expiresAt = ttlDays === 0 ? undefined : asked.now + ttlDays * dayMs;
  const made: Token = {
    id: newId('pat'),
    token: personalToken('plt_pat_'),
    name,
    of: { userId },
    role,
    pins: pinsOf(scope),
    createdAt: asked.now,
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
  asked.world.tokens.push(made);
  const { id, token, createdAt } = made;
  const dates = { expiresAt: dateOf(expiresAt), createdAt: dateOf(createdAt) };
  return json({ id, token, name, role, scope, ...dates }, 201);
}

type Scope = z.infer<typeof mintBody>['scope'];

const isScope = ({ orgId, projectId, envId }: Scope): boolean =>
  (projectId === undefined || orgId !== undefined) && (envId === undefined || projectId !== undefined);

const pinsOf = ({ orgId, projectId, envId }: Scope): TokenPins => ({
  ...(orgId === undefined ? {} : { organizationId: orgId }),
  ...(projectId === undefined ? {} : { projectId }),
  ...(envId === undefined ? {} : { environmentId: envId }),
});

/** Revoking twice is fine. */
function revoke(asked: Asked): Answer {
  const found = tokensOf(asked, userAsked(asked)).find(({ id }) => id === param(asked, 'id'));
  if (found === undefined) return refuse(404, 'Not found');
  found.revokedAt ??= asked.now;
  return json({ ok: true, id: found.id });
}
