import type { IncomingHttpHeaders } from 'node:http';
import { Refused, unexpected } from './answer.ts';
import type { Flavour } from './flavour.ts';
import type { World } from './world.ts';

/** A request as the routes see it. */
export interface Asked {
  readonly world: World;
  readonly flavour: Flavour;
  /** Milliseconds since 1970, by the server's clock. */
  readonly now: number;
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly method: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Stops an import after so many writes, as a database that goes away would. */
  readonly importStopsAfter?: number | undefined;
}

export const param = (asked: Asked, name: string): string => asked.params[name] ?? '';

export const bearer = ({ headers }: { readonly headers: IncomingHttpHeaders }): string | undefined =>
  headers.authorization === undefined ? undefined : /^Bearer\s+(\S+)\s*$/.exec(headers.authorization)?.[1];

/** The body as JSON; `otherwise` is what the route answers to text that is none. */
export function jsonBody(asked: Asked, otherwise = unexpected()): unknown {
  try {
    return JSON.parse(asked.body.toString('utf8'));
  } catch {
    throw new Refused(otherwise);
  }
}
