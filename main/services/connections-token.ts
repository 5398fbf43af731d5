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
 * Fails: `not-found`, `token-refused` (by its prefix; nothing was sent), `server`, `keychain`.
 */
export async function setToken(context: Context, { id, token }: SetToken): Promise<Connection> {
  const { servers, credentials, now } = context;
  const type = credentialType(token);
  const why = refused[type];
  if (why !== undefined) fail({ code: 'token-refused', why });
  const { name, url, caFile, allowHttp, stayOffline } = servers.connection(id);
  if (stayOffline) fail({ code: 'server', problem: 'offline', server: name });
  const account = await verifyToken({ url, caFile, allowHttp, name, now, token });
  const expiresAt = await tokenExpiry({
    connection: () => servers.connection(id),
    token: async () => token,
    now,
  });
  refuseWhenClosing(context);
  await credentials.write(id, token);
  const known = expiresAt === undefined ? {} : { expiresAt };
  servers.loggedIn(id, account, { type, masked: maskCredential(token), ...known });
  refreshNow(context, id);
  return servers.connection(id);
}
