import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { World } from '../world.ts';
import type { Entity } from './agent-world.ts';
import type { Scope } from './scope.ts';

const claimsShape = z.object({
  organizationId: z.string().min(1),
  projectId: z.string().min(1),
  environmentId: z.string().min(1),
  userId: z.string().min(1),
  entityId: z.string().min(1),
  agentId: z.string().optional(),
  /** Seconds since 1970. */
  exp: z.number(),
});

export type Claims = z.infer<typeof claimsShape>;

/** A session token: HS256, signed with the secret of the entity that it names. */
export function signSession({ id, secret }: Entity, claims: Omit<Claims, 'entityId'>): string {
  const head = encoded({ alg: 'HS256', typ: 'JWT' });
  const body = encoded({ ...claims, entityId: id });
  return `${head}.${body}.${signature(`${head}.${body}`, secret)}`;
}

/** The scope of a token that is signed well and has not expired. */
export function readSession(world: World, token: string, now: number): Scope | undefined {
  const [head = '', body = '', sign = '', ...more] = token.split('.');
  const header = z.object({ alg: z.literal('HS256') }).safeParse(decoded(head));
  const claims = claimsShape.safeParse(decoded(body));
  if (more.length > 0 || !header.success || !claims.success) return undefined;
  const { exp, entityId, ...scope } = claims.data;
  const entity = world.agent.entities.find(
    (one) =>
      one.id === entityId && one.projectId === scope.projectId && one.organizationId === scope.organizationId,
  );
  if (entity === undefined || exp * 1000 <= now) return undefined;
  return isSame(sign, signature(`${head}.${body}`, entity.secret)) ? scope : undefined;
}

const signature = (text: string, secret: string): string =>
  createHmac('sha256', secret).update(text).digest('base64url');

function isSame(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
}

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
