import { z } from 'zod';
import { Failure } from '../../../../core/errors.ts';
import { errorOf } from './agent-answer.ts';
import { type AgentParts, accessFailure, type OpenAccess } from './agent-parts.ts';
import { isHeaderText } from './agent-requests.ts';

const Minted = z.object({
  token: z.string().max(8_192).refine(isHeaderText),
  /** Unix seconds, by the server's clock. */
  expiresAt: z.number(),
});

const lifeSeconds = 3_600;
const earlyMs = 300_000;

interface Session {
  readonly token: string;
  /** Unix milliseconds, by the clock of this machine. */
  readonly renewAt: number;
}

/** Session tokens by environment id, for as long as this object lives. */
export interface Sessions {
  /** One that holds for a while yet. Fails: `server`, `agent-access`. */
  readonly token: (environmentId: string) => Promise<string>;
  /** It was refused: the next one is another. */
  readonly drop: (environmentId: string, token: string) => Promise<void>;
}

/** Sessions of a project, each made when it is needed first and again before it ends; one at a time of an environment. */
export function createSessions(parts: AgentParts, access: OpenAccess): Sessions {
  const known = new Map<string, Promise<Session>>();
  const begin = (environmentId: string): void => {
    const minting = mint(parts, access, environmentId);
    known.set(environmentId, minting);
    minting.catch(() => {
      if (known.get(environmentId) === minting) known.delete(environmentId);
    });
  };
  return {
    token: async (environmentId) => {
      const before = known.get(environmentId);
      const held = await before;
      if (held !== undefined && parts.now() < held.renewAt) return held.token;
      if (known.get(environmentId) === before) begin(environmentId);
      const next = await known.get(environmentId);
      if (next === undefined) throw parts.exchanges.failure('unauthorized');
      return next.token;
    },
    drop: async (environmentId, token) => {
      const before = known.get(environmentId);
      const held = await before?.catch(() => undefined);
      if (held?.token === token && known.get(environmentId) === before) known.delete(environmentId);
    },
  };
}

async function mint(
  parts: AgentParts,
  { secrets, scope }: OpenAccess,
  environmentId: string,
): Promise<Session> {
  const { exchanges, now } = parts;
  const { organizationId, projectId, userId } = await scope();
  const asked = now();
  const reply = await exchanges.ask({
    method: 'POST', // makes another one each time, and changes nothing
    path: ['api', 'v1', 'entities', secrets.entityId, 'session-tokens'],
    headers: { authorization: `Bearer ${secrets.secret}` },
    body: { organizationId, projectId, environmentId, userId, ttlSeconds: lifeSeconds },
    counted: ['mint', projectId],
  });
  if (reply.status === 401) throw accessFailure(parts, 'secret-refused');
  if (reply.status === 404 && reply.body !== undefined) throw accessFailure(parts, 'entity-unknown');
  const error = errorOf(exchanges.failure, reply);
  if (error !== undefined) throw new Failure(error);
  const minted = Minted.safeParse(reply.body);
  if (!minted.success) throw exchanges.failure('not-a-server', reply.status);
  const { token, expiresAt } = minted.data;
  // Never by the clock of this machine, which may be wrong.
  const life = reply.date === undefined ? lifeSeconds * 1_000 : expiresAt * 1_000 - reply.date;
  return { token, renewAt: asked + life - Math.min(earlyMs, life / 10) };
}
