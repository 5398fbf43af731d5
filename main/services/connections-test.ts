import type { Account } from '../../core/connection.ts';
import { createServerApi } from '../workspaces/server/http/server-api.ts';
import { refuseWhenClosing } from './closing.ts';
import type { Context } from './context.ts';

/**
 * Ask a connection's server whose its token is, and how long it takes to say so.
 *
 * Fails: `not-found`, `server`, `keychain`.
 */
export async function testConnection(
  context: Context,
  { id }: { readonly id: string },
): Promise<{ account: Account; ms: number }> {
  const { servers, credentials, budgets, now } = context;
  servers.connection(id);
  const api = createServerApi({
    connection: () => servers.connection(id),
    token: () => credentials.read(id),
    budgets,
    now,
  });
  const asked = performance.now();
  try {
    const account = await api.whoAmI();
    refuseWhenClosing(context);
    servers.change(id, { reachedAt: now(), problem: undefined });
    return { account, ms: Math.round(performance.now() - asked) };
  } finally {
    api.close();
  }
}
