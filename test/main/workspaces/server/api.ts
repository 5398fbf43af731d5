import { onTestFinished } from 'vitest';
import { type AppError, Failure } from '../../../../core/errors.ts';
import type { ApiOptions, RemoteEnvironment, ServerApi } from '../../../../main/workspaces/server/api.ts';
import { type Pace, usualPace } from '../../../../main/workspaces/server/http/pace.ts';
import { createServerApi } from '../../../../main/workspaces/server/http/server-api.ts';
import type { Fault } from '../../../support/server/faults.ts';
import { type FakeServer, type ServerOptions, startServer } from '../../../support/server/server.ts';

/** As in the app, with pauses that a test can sit through. */
export const quick: Pace = {
  ...usualPace,
  connectMs: 2_000,
  silenceMs: 1_500,
  wholeMs: 5_000,
  againMs: [10, 20],
  limitedMs: 5_000,
};

type Connection = ReturnType<ApiOptions['connection']>;

/** What differs from a connection with the server's own token. */
export interface ApiDifferences extends Partial<Connection> {
  readonly token?: string | undefined;
  readonly now?: () => number;
  readonly pace?: Partial<Pace>;
  readonly budgets?: ApiOptions['budgets'];
}

/** The API of a server that runs, closed with the test. */
export function apiOf(
  server: Pick<FakeServer, 'url' | 'token'>,
  differences: ApiDifferences = {},
): ServerApi {
  const { token = server.token, now = Date.now, pace, budgets, ...rest } = differences;
  const connection: Connection = {
    name: 'Acme',
    url: server.url,
    allowHttp: false,
    addedSlugs: [],
    stayOffline: false,
    ...rest,
  };
  const api = createServerApi(
    { connection: () => connection, token: async () => token, now, budgets },
    { ...quick, ...pace },
  );
  onTestFinished(() => api.close());
  return api;
}

/** A server for one test. */
export async function serverFor(options: ServerOptions): Promise<FakeServer> {
  const server = await startServer(options);
  onTestFinished(() => server.close());
  return server;
}

/** What a rejected promise failed with. */
export async function failureOf(promise: Promise<unknown>): Promise<AppError> {
  const error = await promise.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  );
  if (error instanceof Failure) return error.detail;
  throw error;
}

/** An answer in place of the true one. */
export const saying = (
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = { 'content-type': 'application/json' },
): Fault => ({
  kind: 'instead',
  happens: false,
  answer: () => ({ status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) }),
});

/** An environment of the sample's first project. */
export const at = (slug: string, branch?: string): RemoteEnvironment => ({
  projectRef: 'proj_supportbotsample',
  slug,
  ...(branch === undefined ? {} : { branch }),
});
