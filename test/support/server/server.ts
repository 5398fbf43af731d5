import { type Flavour, type FlavourName, flavours } from './flavour.ts';
import { type Listener, listen } from './listener.ts';
import { createLimiter, defaultLimits, type RateLimits } from './rate-limit.ts';
import { respond } from './respond.ts';
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

export interface FakeServer extends Listener {
  readonly flavour: Flavour;
  /** To be read and changed directly, as by a second client. */
  readonly world: World;
  readonly issue: Issue;
  /** A personal access token that may read and write everything. */
  readonly token: string;
}

/** Starts a server on 127.0.0.1 that speaks as Trigger.dev or as an era of Platos does. */
export async function startServer(options: ServerOptions): Promise<FakeServer> {
  const flavour = { ...flavours[options.flavour], ...options.differences };
  const world = options.world ?? sampleWorld(flavour);
  const now = options.now ?? Date.now;
  const limiter = createLimiter({ ...defaultLimits, ...options.rateLimit });
  const listener = await listen({
    port: options.port ?? 0,
    tls: options.tls,
    now,
    respond: (received) => respond({ world, flavour, ...received }, limiter),
  });
  const issue = issuer(world, flavour, now);
  return { ...listener, flavour, world, issue, token: world.tokens[0]?.token ?? issue.personal() };
}
