import type { Connection, ConnectionInput } from '../../core/connection.ts';
import { checkConnection } from './check-connection.ts';
import { forgetToken } from './connections-forget-token.ts';
import type { Context } from './context.ts';

interface Update {
  readonly id: string;
  readonly input: ConnectionInput;
}

/**
 * Change what the person set of a connection. Fails: `not-found`, and as `addConnection` does.
 *
 * The token is forgotten before the address leads to another server: it was given for the one before.
 */
export async function updateConnection(context: Context, { id, input }: Update): Promise<Connection> {
  const before = context.servers.connection(id);
  const checked = await checkConnection(input);
  const moved = new URL(checked.url).origin !== new URL(before.url).origin;
  if (moved) await forgetToken(context, { id });
  const { agentUrl, caFile, flavour } = checked;
  return context.servers.change(id, {
    ...checked,
    agentUrl,
    caFile,
    flavour,
    problem: undefined,
  });
}
