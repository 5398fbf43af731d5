import type { Connection } from '../../core/connection.ts';
import type { Context } from './context.ts';

/**
 * Log out of a connection here: the token goes from this machine.
 *
 * It is not revoked. A login's token is the one that the command line tool of the same person uses.
 * Fails: `not-found`, `keychain`.
 */
export async function forgetToken(context: Context, { id }: { readonly id: string }): Promise<Connection> {
  context.servers.connection(id);
  await context.credentials.remove(id);
  return context.servers.change(id, { credential: undefined, account: undefined });
}
