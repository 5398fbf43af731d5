import { json } from '../answer.ts';
import type { Asked } from '../asked.ts';
import { named, stop } from './answer.ts';
import type { AgentLimiter } from './limits.ts';
import { readSession } from './session-token.ts';

/** What a request of the agent service is about. That the environment exists is looked at nowhere. */
export interface Scope {
  readonly organizationId: string;
  readonly projectId: string;
  readonly environmentId: string;
  readonly userId: string;
  /** The one agent that a session may name. */
  readonly agentId?: string | undefined;
}

/** A request as the routes of the agent service see it. */
export interface AgentAsked extends Asked {
  /** URL of the webapp. */
  readonly dashboard: string;
  readonly limiter: AgentLimiter;
}

export interface Scoped extends AgentAsked {
  readonly scope: Scope;
}

/** The scope of a session token, or else of trusted headers; ends with 401 or 403 where there is none. */
export function scopeOf(asked: Asked): Scope {
  const token = asked.headers['x-platos-session-token'];
  const scope = typeof token === 'string' ? readSession(asked.world, token, asked.now) : byHeaders(asked);
  if (scope === undefined) return stop(named(401, 'Invalid or missing session token'));
  const agentId = asked.params['agent'];
  if (scope.agentId !== undefined && agentId !== undefined && agentId !== scope.agentId)
    return stop(named(403, 'AGENT_SCOPE_MISMATCH'));
  checkAccessKey(asked, scope);
  return scope;
}

/** Four headers from the private network; whoever came through a proxy is not believed. */
function byHeaders({ headers }: Asked): Scope | undefined {
  if (headers['x-forwarded-for'] !== undefined) return undefined;
  const read = (name: string): string => String(headers[`x-platos-${name}`] ?? '');
  const scope = {
    organizationId: read('organization-id'),
    projectId: read('project-id'),
    environmentId: read('environment-id'),
    userId: read('user-id'),
  };
  return Object.values(scope).every((value) => value !== '') ? scope : undefined;
}

function checkAccessKey({ world, headers }: Asked, { environmentId }: Scope): void {
  const wanted = world.agent.accessKeys.get(environmentId);
  if (wanted === undefined || headers['x-platos-api-key'] === wanted) return;
  const message = 'This scope wants an access key in X-Platos-Api-Key';
  stop(json({ error: 'INVALID_ACCESS_KEY', message }, 401));
}
