/** A server in a process of its own that rate-limits and counts; asked by its parent, see `promoting-to-server.ts`. */
import { subscribe } from 'node:diagnostics_channel';
import type { ServerResponse } from 'node:http';
import { startServer } from '../support/server/server.ts';
import { environmentAt, put, valuesOf } from '../support/server/world.ts';

/** What the parent asks for: so many keys in staging, every second of them in production with another value. */
export interface Wanted {
  readonly keys: number;
  readonly limit: { readonly burst: number; readonly refill: number; readonly intervalMs: number };
}

export interface Started {
  readonly url: string;
  readonly token: string;
}

export interface Counted {
  /** Requests in all, and how many of them were over the limit. */
  readonly requests: number;
  readonly refused: number;
  readonly lost: number;
  readonly twice: number;
}

process.once('message', async ({ keys, limit }: Wanted) => {
  const server = await startServer({ flavour: 'trigger', rateLimit: { general: limit } });
  const { world } = server;
  const stg = valuesOf(world, environmentAt(world, 'stg').id);
  const prod = valuesOf(world, environmentAt(world, 'prod').id);
  stg.clear();
  prod.clear();
  for (let at = 0; at < keys; at += 1) {
    put(world, environmentAt(world, 'stg').id, `KEY_${at}`, `value ${at}`);
    if (at % 2 === 1) put(world, environmentAt(world, 'prod').id, `KEY_${at}`, 'old');
  }
  const before = new Map([...prod].map(([key, { version }]) => [key, version]));
  let refused = 0;
  subscribe('http.server.response.finish', (message) => {
    const { response } = message as { readonly response: ServerResponse };
    if (response.statusCode === 429) refused += 1;
  });
  process.on('message', () => {
    const wrong = [...stg].filter(([key, { value }]) => prod.get(key)?.value !== value);
    const again = [...prod].filter(([key, { version }]) => version > (before.get(key) ?? 0) + 1);
    const counted: Counted = {
      requests: server.requests.length,
      refused,
      lost: wrong.length,
      twice: again.length,
    };
    process.send?.(counted);
  });
  const started: Started = { url: server.url, token: server.token };
  process.send?.(started);
});
process.once('disconnect', () => process.exit(0));
