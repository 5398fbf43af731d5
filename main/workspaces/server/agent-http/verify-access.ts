import { Failure } from '../../../../core/errors.ts';
import type { AgentSecrets } from '../../../credentials/agent-secrets.ts';
import { createExchanges } from '../http/exchanges.ts';
import { type Pace, usualPace } from '../http/pace.ts';
import { expiryOfLastUsed, ListedTokens } from '../http/token-expiry.ts';
import { type AgentParts, accessFailure } from './agent-parts.ts';
import { createAgentRequests } from './agent-requests.ts';
import type { AgentServiceOptions } from './create-agent-service.ts';
import { openProject } from './projects.ts';

export interface NewAccess extends Pick<AgentServiceOptions, 'connection' | 'now' | 'budgets'> {
  readonly secrets: AgentSecrets;
  /** The server's own id of the project that they are to open. */
  readonly projectId: string;
}

/**
 * Try credentials that are not kept yet: the token is of that project and lists its environments, the secret mints.
 *
 * @returns when the control-plane token expires, in Unix milliseconds, where the server tells
 * Fails: `agent-access`, `server`, `unsupported`.
 */
export async function verifyAccess(
  { connection, secrets, projectId, now, budgets }: NewAccess,
  pace: Pace = usualPace,
): Promise<number | undefined> {
  const exchanges = createExchanges(createAgentRequests(connection), { now, budgets }, pace);
  const parts: AgentParts = { exchanges, connection, now };
  try {
    const project = openProject(parts, secrets);
    const scope = await project.scope();
    if (scope.projectId !== projectId) throw accessFailure(parts, 'other-project');
    await project.environments();
    return await expiryOf(parts, await project.sessions.token(scope.environmentId), scope.environmentId);
  } finally {
    exchanges.close();
  }
}

/** The service lists the tokens of an environment and person without saying which one asks: it was used just now. */
async function expiryOf(
  { exchanges }: AgentParts,
  session: string,
  scope: string,
): Promise<number | undefined> {
  try {
    const tokens = await exchanges.get(
      {
        path: ['mcp', 'platform', 'tokens'],
        headers: { 'x-platos-session-token': session },
        counted: ['session', scope],
      },
      ListedTokens,
    );
    return expiryOfLastUsed(tokens);
  } catch (error) {
    if (error instanceof Failure) return undefined; // nothing hangs on it
    throw error;
  }
}
