import type { ConnectionInput } from '../../core/connection.ts';
import { reach } from '../workspaces/server/http/reach.ts';
import { checkConnection } from './check-connection.ts';
import type { Context } from './context.ts';

/**
 * Whether a server answers at an address that is not kept yet. Nothing but that question is sent, and no token.
 *
 * Fails: as `addConnection` does, and `server` where none answers, or something else.
 */
export async function reachServer(context: Context, input: ConnectionInput): Promise<Record<string, never>> {
  const { name, url, caFile, allowHttp } = await checkConnection(input);
  await reach({ name, url, caFile, allowHttp, now: context.now });
  return {};
}
