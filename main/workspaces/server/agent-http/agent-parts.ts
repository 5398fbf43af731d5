import { type AgentAccessProblem, Failure } from '../../../../core/errors.ts';
import type { AgentSecrets } from '../../../credentials/agent-secrets.ts';
import type { Exchanges } from '../http/exchanges.ts';
import type { AgentCall, AgentConnection } from './agent-requests.ts';

/** What all that speaks with one agent service goes through. */
export interface AgentParts {
  readonly exchanges: Exchanges<AgentCall>;
  readonly connection: () => AgentConnection;
  /** Unix milliseconds. */
  readonly now: () => number;
}

/** What a project's control-plane token is of, as the server tells it. Ids are the server's own. */
export interface AgentScope {
  readonly organizationId: string;
  readonly projectId: string;
  readonly environmentId: string;
  readonly userId: string;
}

/** Credentials that are in use, and what they are of. */
export interface OpenAccess {
  readonly secrets: AgentSecrets;
  /** Asked once. Fails: `server`, `agent-access`. */
  readonly scope: () => Promise<AgentScope>;
}

export const accessFailure = ({ connection }: AgentParts, why: AgentAccessProblem): Failure =>
  new Failure({ code: 'agent-access', why, server: connection().name });
