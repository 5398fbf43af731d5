import { type AppError, Failure, fail } from '../../core/errors.ts';
import type { LoginStarted, LoginState } from '../../core/ipc/connection-calls.ts';
import { limits } from '../../core/limits.ts';
import { reportBug } from '../bugs.ts';
import { startLogin } from '../workspaces/server/http/login.ts';
import { refuseWhenClosing } from './closing.ts';
import { refuseWhenMoved, setToken } from './connections-token.ts';
import { type Context, perContext } from './context.ts';

interface Running {
  readonly connectionId: string;
  readonly approveUrl: string;
  readonly abort: AbortController;
}

/** By login id. */
const loginsOf = perContext(() => new Map<string, Running>());

/**
 * Begin a login: open the server's page in the person's own browser and wait for their yes in the background.
 *
 * How it goes on is told by `login.changed`; a login of the same connection that still waits is cancelled.
 * Fails: `not-found`, `server` (offline where told to stay so), `unsupported` (the server has no such login).
 */
export async function beginLogin(context: Context, { id }: { readonly id: string }): Promise<LoginStarted> {
  const { servers, now } = context;
  const connection = servers.connection(id);
  const { name, url, caFile, allowHttp, stayOffline } = connection;
  if (stayOffline) fail({ code: 'server', problem: 'offline', server: name });
  cancelLogins(context, id);
  const login = await startLogin({ url, caFile, allowHttp, name, now });
  refuseWhenClosing(context);
  refuseWhenMoved(context, connection);
  cancelLogins(context, id);
  const loginId = context.newId();
  const abort = new AbortController();
  loginsOf(context).set(loginId, { connectionId: id, approveUrl: login.approveUrl, abort });
  const opened = await context.openExternal(login.approveUrl).then(
    () => true,
    () => false, // the person can still open it by hand
  );
  void wait(context, loginId, id, login.poll(abort.signal), abort.signal);
  const { host } = new URL(login.approveUrl);
  return { loginId, host, expiresAt: now() + limits.loginMs, opened };
}

async function wait(
  context: Context,
  loginId: string,
  id: string,
  poll: Promise<{ readonly token: string }>,
  signal: AbortSignal,
): Promise<void> {
  const tell = (state: LoginState, error?: AppError): void => {
    if (!loginsOf(context).delete(loginId)) return;
    context.emit('login.changed', { loginId, state, ...(error === undefined ? {} : { error }) });
  };
  try {
    const { token } = await poll;
    signal.throwIfAborted();
    await setToken(context, { id, token });
    tell('done');
  } catch (error) {
    if (signal.aborted) return tell('cancelled');
    if (!(error instanceof Failure)) {
      const incident = context.newId();
      reportBug(incident, 'a login', error);
      return tell('failed', { code: 'internal', incident });
    }
    const { detail } = error;
    const expired = detail.code === 'server' && detail.problem === 'timeout';
    tell(expired ? 'expired' : 'failed', detail);
  }
}

interface OfLogin {
  readonly loginId: string;
}

const find = (context: Context, loginId: string): Running =>
  loginsOf(context).get(loginId) ?? fail({ code: 'not-found', what: 'login', name: loginId });

/** The page's address, to be read and typed where the clipboard does not lead. Fails: `not-found`. */
export const loginAddress = (context: Context, { loginId }: OfLogin): { url: string } => ({
  url: find(context, loginId).approveUrl,
});

/** The page's address for another browser: main writes it to the clipboard. Fails: `not-found`. */
export async function copyLoginAddress(
  context: Context,
  { loginId }: OfLogin,
): Promise<Record<string, never>> {
  await context.clipboard.write(find(context, loginId).approveUrl);
  return {};
}

/** Wait no longer. What is approved afterwards gives no token here. A login that has ended is left as it is. */
export function cancelLogin(context: Context, { loginId }: OfLogin): Record<string, never> {
  loginsOf(context).get(loginId)?.abort.abort();
  return {};
}

/** Those of a connection; on lock and quit all of them. */
export function cancelLogins(context: Context, id?: string): void {
  for (const { abort, connectionId } of loginsOf(context).values())
    if (id === undefined || connectionId === id) abort.abort();
}
