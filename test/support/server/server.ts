import { once } from 'node:events';
import {
  createServer as createPlain,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createSecure } from 'node:https';
import { type CredentialKind, credentialKind } from './credentials.ts';
import { deliver } from './deliver.ts';
import { createFaults, type Faults } from './faults.ts';
import { type Flavour, type FlavourName, flavours } from './flavour.ts';
import { createLimiter, defaultLimits, type RateLimits } from './rate-limit.ts';
import { respond, type Unrouted } from './respond.ts';
import { sampleWorld } from './samples.ts';
import { type Issue, issuer } from './tokens.ts';
import type { World } from './world.ts';

export interface ServerOptions {
  readonly flavour: FlavourName;
  /** Where this server differs from its flavour, as an older one would. */
  readonly differences?: Partial<Flavour>;
  /** What it knows; the sample unless given. The world of a closed server makes it start again as it was. */
  readonly world?: World;
  /** Any free one unless given. */
  readonly port?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** PEM texts; the server speaks https with them. */
  readonly tls?: { readonly key: string; readonly cert: string };
  readonly rateLimit?: Partial<RateLimits>;
}

/** A request as it came in. Bodies and credentials are not kept, so that a failing test prints none. */
export interface Logged {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly credential: CredentialKind;
  readonly headers: Readonly<Record<string, string>>;
}

export interface FakeServer {
  readonly url: string;
  readonly port: number;
  readonly flavour: Flavour;
  /** To be read and changed directly, as by a second client. */
  readonly world: World;
  readonly requests: Logged[];
  readonly faults: Faults;
  readonly issue: Issue;
  /** A personal access token that may read and write everything. */
  readonly token: string;
  /** Cuts every connection. */
  readonly close: () => Promise<void>;
}

/** Starts a server on 127.0.0.1 that speaks as Trigger.dev or as an era of Platos does. */
export async function startServer(options: ServerOptions): Promise<FakeServer> {
  const flavour = { ...flavours[options.flavour], ...options.differences };
  const world = options.world ?? sampleWorld(flavour);
  const now = options.now ?? Date.now;
  const limiter = createLimiter({ ...defaultLimits, ...options.rateLimit });
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
    const asked: Unrouted = {
      world,
      flavour,
      now: now(),
      origin,
      method,
      path,
      query: url.searchParams,
      headers: request.headers,
      body,
      importStopsAfter,
    };
    await deliver(response, () => respond(asked, limiter), fault, asked.now);
  };

  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    // A client that goes away in the middle is no fault of the server.
    serve(request, response).catch(() => response.destroy());
  };
  const server = options.tls ? createSecure(options.tls, listener) : createPlain(listener);
  const port = await listenOn(server, options.port ?? 0);
  origin = `${options.tls ? 'https' : 'http'}://127.0.0.1:${port}`;
  const issue = issuer(world, flavour, now);
  return {
    url: origin,
    port,
    flavour,
    world,
    requests,
    faults,
    issue,
    token: world.tokens[0]?.token ?? issue.personal(),
    close: () => close(server),
  };
}

/** As it was sent: a parsed URL would resolve dots in a key. */
const rawPath = (url: string): string => url.split('?')[0] ?? '/';

function logged(request: IncomingMessage, method: string): Logged {
  const { authorization: _, ...rest } = request.headers;
  const headers = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)]));
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
