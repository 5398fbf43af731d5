import {
  type Connection,
  type CredentialType,
  credentialType,
  maskCredential,
} from '../../core/connection.ts';
import { fail, type RefusedToken } from '../../core/errors.ts';
import { verifyToken } from '../workspaces/server/http/login.ts';
import { tokenExpiry } from '../workspaces/server/http/token-expiry.ts';
import { refuseWhenClosing } from './closing.ts';
import type { Context } from './context.ts';
import { endAppliesOf } from './end-applies.ts';
import { refuseWhenLeft } from './leave-server.ts';
import { dropPlansOf } from './plan-registry.ts';
import { refreshNow } from './refresh-behind.ts';

const refused: Readonly<Partial<Record<CredentialType, RefusedToken>>> = {
  'control-plane': 'control-plane',
  session: 'session',
  unknown: 'unknown',
};

interface SetToken {
  readonly id: string;
  readonly token: string;
}

/**
 * Take a token for a connection, once its server has said whose it is. The one before stays until then.
 *
 * Another account has development environments of its own: what was seen of the one's before is forgotten.
 *
 * Fails: `not-found`, `token-refused` (by its prefix; nothing was sent), `server`, `keychain`; `invalid-input` where the
 * address was changed meanwhile: the token was not given for that one.
 */
export async function setToken(context: Context, { id, token }: SetToken): Promise<Connection> {
  const { servers, credentials, budgets, now } = context;
  const type = credentialType(token);
  const why = refused[type];
  if (why !== undefined) fail({ code: 'token-refused', why });
  const connection = servers.connection(id);
  const { name, url, caFile, allowHttp, stayOffline } = connection;
  if (stayOffline) fail({ code: 'server', problem: 'offline', server: name });
  const account = await verifyToken({ url, caFile, allowHttp, name, now, token, budgets });
  const expiresAt = await tokenExpiry({
    connection: () => connection,
    token: async () => token,
    now,
    budgets,
  });
  const isAnother = ![undefined, account.userId].includes(servers.seenBy(id));
  if (isAnother) await endAppliesOf(context, id);
  refuseWhenClosing(context);
  refuseWhenMoved(context, connection);
  await credentials.write(id, token);
  try {
    refuseWhenLeft(context, connection, 'url');
  } catch (error) {
    await credentials.remove(id); // it would go to the next server, or stay behind a connection that is gone
    throw error;
  }
  if (isAnother) {
    dropPlansOf(context, id);
    servers.forgetSeen(id, 'development');
  }
  const known = expiresAt === undefined ? {} : { expiresAt };
  servers.loggedIn(id, account, { type, masked: maskCredential(token), ...known });
  refreshNow(context, id);
  return servers.connection(id);
}

/** Fails unless the connection is still there, leads where it led, and may be asked. */
export function refuseWhenMoved(context: Context, before: Connection): void {
  const { stayOffline, name } = context.servers.connection(before.id);
  if (stayOffline) fail({ code: 'server', problem: 'offline', server: name });
  refuseWhenLeft(context, before, 'url');
}
