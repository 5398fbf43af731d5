import { once } from 'node:events';
import {
  createServer as createPlain,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createSecure } from 'node:https';
import type { Answer } from './answer.ts';
import type { Asked } from './asked.ts';
import { type CredentialKind, credentialKind } from './credentials.ts';
import { deliver } from './deliver.ts';
import { createFaults, type Faults } from './faults.ts';

/** A request as it came in. Bodies and credentials are not kept, so that a failing test prints none. */
export interface Logged {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly credential: CredentialKind;
  readonly headers: Readonly<Record<string, string>>;
}

/** What is known of a request before anything of the server is. */
export type Received = Omit<Asked, 'world' | 'flavour' | 'params'>;

export interface ListenerOptions {
  /** Any free one where it is 0. */
  readonly port: number;
  /** PEM texts; it speaks https with them. */
  readonly tls?: { readonly key: string; readonly cert: string } | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly respond: (received: Received) => Promise<Answer>;
}

/** One port of 127.0.0.1 that answers, with a log and faults of its own. */
export interface Listener {
  readonly url: string;
  readonly port: number;
  readonly requests: Logged[];
  readonly faults: Faults;
  /** Cuts every connection. */
  readonly close: () => Promise<void>;
}

export async function listen({ port: wanted, tls, now, respond }: ListenerOptions): Promise<Listener> {
  const faults = createFaults();
  const requests: Logged[] = [];
  let origin = '';

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const method = request.method ?? 'GET';
    const url = new URL(request.url ?? '/', 'http://server.example');
    const path = rawPath(request.url ?? '/');
    requests.push(logged(request, method));
    const body = await bodyOf(request);
    const fault = faults.next(method, path);
    const importStopsAfter = fault?.kind === 'half-import' ? fault.after : undefined;
    const { searchParams: query } = url;
    const { headers } = request;
    const received = { now: now(), origin, method, path, query, headers, body, importStopsAfter };
    await deliver(response, () => respond(received), fault, received.now);
  };

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    // A client that goes away in the middle is no fault of the server.
    serve(request, response).catch(() => response.destroy());
  };
  const server = tls ? createSecure(tls, answer) : createPlain(answer);
  const port = await listenOn(server, wanted);
  origin = `${tls ? 'https' : 'http'}://127.0.0.1:${port}`;
  return { url: origin, port, requests, faults, close: () => close(server) };
}

/** As it was sent: a parsed URL would resolve dots in a key. */
const rawPath = (url: string): string => url.split('?')[0] ?? '/';

const secretHeaders = new Set([
  'authorization',
  'x-platos-session-token',
  'x-platos-api-key',
  'x-platos-user-token',
]);

function logged(request: IncomingMessage, method: string): Logged {
  const rest = Object.entries(request.headers).filter(([name]) => !secretHeaders.has(name));
  const headers = Object.fromEntries(rest.map(([name, value]) => [name, String(value)]));
  return { method, path: request.url ?? '/', credential: credentialKind(request.headers), headers };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

async function listenOn(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
