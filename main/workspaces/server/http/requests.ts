import { createHash } from 'node:crypto';
import { type CredentialType, credentialType } from '../../../../core/connection.ts';
import { Failure, type ServerProblem } from '../../../../core/errors.ts';
import type { ApiOptions, RemoteEnvironment } from '../api.ts';
import { apiOrigin } from './api-origin.ts';
import { branchHeader } from './branch.ts';
import type { Sent, Target } from './transport.ts';

/** One call of the API. */
export interface Call {
  readonly method?: Sent['method'];
  /** Parts of the path behind `/api`, not encoded. */
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
  /** Its branch goes into the header where that is safe. */
  readonly env?: RemoteEnvironment;
  readonly body?: unknown;
  /** Which of the server's limits counts it. */
  readonly bucket?: 'general' | 'deploy';
  /** Another credential than the connection's own, or none. */
  readonly as?: { readonly key: string } | 'nobody';
  readonly signal?: AbortSignal | undefined;
}

/** What is known of a credential without keeping it. */
export interface Credential {
  readonly type: CredentialType;
  /** Tells credentials of one server apart. */
  readonly digest: string;
}

/** Makes requests of calls. */
export interface Requests {
  /** Fails: `server` (offline, insecure), `invalid-input` (the address). */
  readonly target: () => Target;
  /** Fails: `server` (no credential, a path that cannot be), `unsupported` (a branch). */
  readonly sent: (call: Call) => Promise<Sent>;
  /** Fails as `target` does, and with `no-credential`. */
  readonly credential: () => Promise<Credential>;
  /** Name of the budget that counts a call: server, credential (told apart by a digest) and limit. Fails as `credential` does. */
  readonly budget: (call: Call) => Promise<string>;
  readonly failure: (problem: ServerProblem, status?: number) => Failure;
}

export function createRequests({ connection, token }: ApiOptions): Requests {
  const failure: Requests['failure'] = (problem, status) => {
    const server = connection().name;
    return new Failure({ code: 'server', problem, server, ...(status === undefined ? {} : { status }) });
  };

  const ownToken = async (): Promise<string> => {
    const own = await token();
    if (own === undefined) throw failure('no-credential');
    // Anything else cannot be a header, and what the HTTP client says then would quote it.
    if (!/^[\x21-\x7e]+$/.test(own)) throw failure('unauthorized');
    return own;
  };

  const target = (): Target => {
    const { url, allowHttp, caFile, stayOffline } = connection();
    if (stayOffline) throw failure('offline');
    const { origin, isExposed } = apiOrigin(url);
    if (isExposed && !allowHttp) throw failure('insecure');
    return { origin, caFile };
  };

  return {
    failure,
    target,
    sent: async ({ method = 'GET', path, query, env, body, as }) => {
      if (!path.every(isAddressable)) throw failure('gone');
      const branch = branchHeader(env, connection().flavour);
      const key = as === 'nobody' ? undefined : (as?.key ?? (await ownToken()));
      return {
        method,
        path: `/api/${path.map(encodeURIComponent).join('/')}${query === undefined ? '' : `?${new URLSearchParams(query)}`}`,
        headers: {
          accept: 'application/json',
          'user-agent': 'platos-console', // some proxies refuse who gives no name
          ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...branch,
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      };
    },
    budget: async ({ as, bucket = 'general' }) => {
      const { origin } = target();
      if (as === 'nobody') return JSON.stringify([origin, as]);
      return JSON.stringify(
        as === undefined ? [origin, digestOf(await ownToken()), bucket] : [origin, digestOf(as.key)],
      );
    },
    credential: async () => {
      target(); // where nothing may be sent, the keychain is not asked
      const own = await ownToken();
      return { type: credentialType(own), digest: digestOf(own) };
    },
  };
}

/** Tells credentials apart without keeping them. */
export const digestOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Whether a text can be a part of a path: the server would resolve dots, and an empty part would name the list. */
export const isAddressable = (part: string): boolean => !/^\.{0,2}$/.test(part) && part.isWellFormed();
