import { z } from 'zod';
import { type Account, maskCredential } from '../../../../core/connection.ts';
import { Failure } from '../../../../core/errors.ts';
import type { ApiOptions } from '../api.ts';
import { problemOfReply } from './answers.ts';
import { apiOrigin } from './api-origin.ts';
import { type Client, createClient } from './client.ts';
import { type Pace, usualPace } from './pace.ts';
import { createServerApi } from './server-api.ts';

/** A server that is not a connection yet. */
export interface NewServer {
  /** As it was typed. */
  readonly url: string;
  readonly caFile?: string | undefined;
  readonly allowHttp: boolean;
  /** What failures call it. */
  readonly name: string;
  /** Unix milliseconds. */
  readonly now: () => number;
  readonly budgets?: ApiOptions['budgets'];
}

export interface Login {
  /** To be opened in the person's browser. Its host may differ from the server's: show it. */
  readonly approveUrl: string;
  /**
   * Asks once a second until the person has approved.
   *
   * Rejects with the signal's reason; fails: `server`, with `timeout` where the code is too old.
   */
  readonly poll: (signal: AbortSignal) => Promise<{ readonly token: string; readonly masked: string }>;
}

const pollEveryMs = 1_000;
const codeLifetimeMs = 10 * 60_000;

const Code = z.object({ authorizationCode: z.string().min(1), url: z.string() });
const Poll = z.object({ token: z.object({ token: z.string().regex(/^[\x21-\x7e]{8,512}$/) }).nullable() });

/**
 * Begins a login by way of the browser. The token that comes of it is the one that the command line has as well.
 *
 * Fails: `server`; `unsupported` where the server offers no such login.
 */
export async function startLogin(
  server: NewServer & { readonly sleep?: Pace['sleep'] },
  pace: Pace = usualPace,
): Promise<Login> {
  const ownPace = { ...pace, sleep: server.sleep ?? pace.sleep };
  const client = createClient(newServerOptions(server, undefined), ownPace);
  const code = await askCode(client);
  const endsAt = server.now() + codeLifetimeMs;
  return {
    approveUrl: approveUrl(client, code.url, server.url),
    poll: async (signal) => {
      try {
        for (;;) {
          signal.throwIfAborted();
          const token = await askToken(client, code.authorizationCode, signal);
          if (token !== undefined) return { token, masked: maskCredential(token) };
          if (server.now() >= endsAt) throw client.failure('timeout');
          await ownPace.sleep(pollEveryMs, signal);
        }
      } finally {
        client.close();
      }
    },
  };
}

/** Whose a token is that is not kept yet. Fails: `server`. */
export async function verifyToken(
  server: NewServer & { readonly token: string },
  pace: Pace = usualPace,
): Promise<Account> {
  const api = createServerApi(newServerOptions(server, server.token), pace);
  try {
    return await api.whoAmI();
  } finally {
    api.close();
  }
}

/** What a client of a server needs that is not a connection yet. */
export const newServerOptions = (
  { url, caFile, allowHttp, name, now, budgets }: NewServer,
  token: string | undefined,
): ApiOptions => ({
  connection: () => ({ name, url, caFile, allowHttp, addedSlugs: [], stayOffline: false }),
  token: async () => token,
  now,
  budgets,
});

async function askCode(client: Client): Promise<z.infer<typeof Code>> {
  const reply = await client.ask({ method: 'POST', path: ['v1', 'authorization-code'], as: 'nobody' });
  // 401: nothing but a login may be asked without a credential.
  if ([401, 404, 405].includes(reply.status))
    throw new Failure({
      code: 'unsupported',
      what: 'browser login',
      why: 'This server offers no login by way of the browser. Make a token in its dashboard and paste it.',
    });
  const problem = problemOfReply(reply);
  if (problem !== undefined) throw client.failure(problem, reply.status);
  const parsed = Code.safeParse(reply.body);
  if (!parsed.success) throw client.failure('not-a-server', reply.status);
  return parsed.data;
}

/** A web page, and an encrypted one where the server is: anything else is not opened. */
function approveUrl(client: Client, text: string, serverUrl: string): string {
  const url = URL.parse(text);
  const isPage = url !== null && ['http:', 'https:'].includes(url.protocol) && url.username === '';
  if (!isPage) throw client.failure('not-a-server');
  const { isExposed } = apiOrigin(url.origin);
  if (isExposed && !apiOrigin(serverUrl).isExposed) throw client.failure('insecure');
  return url.href;
}

/** Undefined while the person has not approved; a server in trouble is asked again. */
async function askToken(client: Client, code: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    const body = { authorizationCode: code };
    const reply = await client.ask({ method: 'POST', path: ['v1', 'token'], as: 'nobody', body, signal });
    if (reply.status === 400) throw client.failure('timeout', reply.status);
    const problem = problemOfReply(reply);
    if (problem !== undefined) throw client.failure(problem, reply.status);
    const parsed = Poll.safeParse(reply.body);
    if (!parsed.success) throw client.failure('not-a-server', reply.status);
    return parsed.data.token?.token;
  } catch (error) {
    if (isPassing(error)) return undefined;
    throw error;
  }
}

const passing = new Set(['unreachable', 'cut', 'busy', 'error']);

const isPassing = (error: unknown): boolean =>
  error instanceof Failure && error.detail.code === 'server' && passing.has(error.detail.problem);
