import { type AgentIssue, agentIssuer } from './agent/credentials.ts';
import { type AgentLimits, createAgentLimiter, defaultAgentLimits } from './agent/limits.ts';
import { respondAgent } from './agent/respond-agent.ts';
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
  /** Of the agent service, where the flavour has one. */
  readonly agentPort?: number;
  readonly agentRateLimit?: Partial<AgentLimits>;
}

/** The agent service: a listener of its own, over the same world. */
export interface AgentService extends Listener {
  readonly issue: AgentIssue;
}

export interface FakeServer extends Listener {
  readonly flavour: Flavour;
  /** To be read and changed directly, as by a second client. */
  readonly world: World;
  readonly issue: Issue;
  /** A personal access token that may read and write everything. */
  readonly token: string;
  readonly agent: AgentService | undefined;
}

/** A server with its agent service. */
export interface PlatosServer extends FakeServer {
  readonly agent: AgentService;
}

/** Starts a server of an era of Platos that has an agent service. */
export async function startPlatos(
  options: Omit<ServerOptions, 'flavour'> & { readonly flavour?: 'platos-a' | 'platos-b' } = {},
): Promise<PlatosServer> {
  const server = await startServer({ flavour: 'platos-a', ...options });
  if (server.agent === undefined) throw new Error('no agent service');
  return { ...server, agent: server.agent };
}

/** Starts a server on 127.0.0.1 that speaks as Trigger.dev or as an era of Platos does. */
export async function startServer(options: ServerOptions): Promise<FakeServer> {
  const flavour = { ...flavours[options.flavour], ...options.differences };
  const world = options.world ?? sampleWorld(flavour);
  const { tls, port = 0, now = Date.now } = options;
  const limiter = createLimiter({ ...defaultLimits, ...options.rateLimit });
  const webapp = await listen({
    port,
    tls,
    now,
    respond: (received) => respond({ world, flavour, ...received }, limiter),
  });
  const agent = await startAgent(options, world, flavour, webapp.url).catch(async (error) => {
    await webapp.close();
    throw error;
  });
  const issue = issuer(world, flavour, now);
  return {
    ...webapp,
    flavour,
    world,
    issue,
    token: world.tokens[0]?.token ?? issue.personal(),
    agent,
    close: async () => void (await Promise.all([webapp.close(), agent?.close()])),
  };
}

async function startAgent(
  { tls, now = Date.now, agentPort = 0, agentRateLimit }: ServerOptions,
  world: World,
  flavour: Flavour,
  dashboard: string,
): Promise<AgentService | undefined> {
  if (!flavour.agentService) return undefined;
  const limiter = createAgentLimiter({ ...defaultAgentLimits, ...agentRateLimit });
  const listener = await listen({
    port: agentPort,
    tls,
    now,
    respond: async (received) => respondAgent({ world, flavour, dashboard, limiter, ...received }),
  });
  return { ...listener, issue: agentIssuer(world, now) };
}
