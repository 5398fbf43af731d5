import type { Connection, ConnectionInput } from '../../core/connection.ts';
import { apiOrigin } from '../workspaces/server/http/api-origin.ts';
import { checkConnection } from './check-connection.ts';
import { forgetAllAccess } from './connections-agent-access.ts';
import { forgetToken } from './connections-forget-token.ts';
import type { Context } from './context.ts';
import { endAppliesOf } from './end-applies.ts';
import { whileLeaving } from './leave-server.ts';
import { cancelLogins } from './login.ts';
import { dropPlansOf } from './plan-registry.ts';

interface Update {
  readonly id: string;
  readonly input: ConnectionInput;
}

/**
 * Change what the person set of a connection. Fails: `not-found`, and as `addConnection` does.
 *
 * Before the address leads to another server, all that was of the one before ends and is forgotten: the token, a login,
 * what is being applied, plans, and the lists that were seen. Drafts stay. The same holds of its agent service.
 */
export async function updateConnection(context: Context, { id, input }: Update): Promise<Connection> {
  const checked = await checkConnection(input);
  const before = context.servers.connection(id);
  const { agentUrl, caFile, flavour } = checked;
  const change = (): Connection =>
    context.servers.change(id, { ...checked, agentUrl, caFile, flavour, problem: undefined });
  const leave = whatToLeave(before, checked);
  if (leave === undefined) return change();
  return whileLeaving(context, id, async () => {
    await leave(context, id);
    return change();
  });
}

function whatToLeave(before: Connection, after: ConnectionInput): typeof leaveServer | undefined {
  if (apiOrigin(after.url).origin !== apiOrigin(before.url).origin) return leaveServer;
  const isMoved = before.agentUrl !== undefined && originOf(after) !== originOf(before);
  return isMoved ? leaveAgentService : undefined;
}

async function leaveServer(context: Context, id: string): Promise<void> {
  cancelLogins(context, id);
  await endAppliesOf(context, id);
  await forgetAllAccess(context, id);
  await forgetToken(context, { id });
  dropPlansOf(context, id);
  context.servers.forgetSeen(id, 'all');
}

const originOf = ({ agentUrl }: ConnectionInput): string | undefined =>
  agentUrl && apiOrigin(agentUrl).origin;

/** Its credentials were not for the one that comes after it, or for none. */
async function leaveAgentService(context: Context, id: string): Promise<void> {
  await endAppliesOf(context, id);
  await forgetAllAccess(context, id);
  dropPlansOf(context, id);
  context.servers.forgetSeenAgents(id);
}
