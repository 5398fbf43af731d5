import { randomBytes } from 'node:crypto';
import type { Connection } from '../../core/connection.ts';
import type { EnvironmentRef } from '../../core/environment.ts';
import type { Sighting } from '../../core/sighting.ts';
import { hmacSha256 } from '../../main/store/fingerprint.ts';
import { openMemoryStore, type Store } from '../../main/store/open.ts';
import { createQueueSource } from '../../main/workspaces/server/documents/queue-source.ts';
import { createServerWorkspace } from '../../main/workspaces/server/server.ts';
import type { ServerWorkspace } from '../../main/workspaces/server/workspace.ts';
import type { MemoryServer } from './memory-server.ts';
import { noAgentAccess } from './no-agent-access.ts';

export interface Bench {
  readonly workspace: ServerWorkspace;
  readonly store: Store;
  /** May be changed: the workspace looks each time. */
  readonly connection: { -readonly [K in keyof Connection]: Connection[K] };
  readonly clock: { now: number };
  readonly changes: (EnvironmentRef | undefined)[];
  readonly listed: { readonly env: EnvironmentRef; readonly list: ReadonlyMap<string, Sighting> }[];
  readonly env: (slug: string) => EnvironmentRef;
  /** The same profile, opened again. */
  readonly again: () => Bench;
}

export const connectionOf = (change: Partial<Connection> = {}): Bench['connection'] => ({
  id: 'w1',
  name: 'Memory',
  url: 'https://server.example',
  allowHttp: false,
  stayOffline: false,
  compareSecrets: false,
  addedSlugs: [],
  ...change,
});

const key = randomBytes(32);

/** A workspace over a server in memory, with a store of its own. */
export function serverBench(
  server: MemoryServer,
  store: Store = openMemoryStore(),
  connection: Bench['connection'] = connectionOf(),
): Bench {
  const clock = { now: 1_700_000_000_000 };
  const changes: Bench['changes'] = [];
  const listed: { env: EnvironmentRef; list: ReadonlyMap<string, Sighting> }[] = [];
  let ids = 0;
  const workspace = createServerWorkspace({
    store,
    fingerprint: hmacSha256(key),
    now: () => clock.now,
    newId: () => `id-${++ids}`,
    api: server.api,
    agentService: noAgentAccess(() => connection),
    connection: () => connection,
    addSlug: () => undefined,
    changed: (env) => void changes.push(env),
    sources: { queue: createQueueSource(server.api) },
    documentsInDoubt: () => [],
    documentsRead: () => undefined,
    listed: (env, list) => {
      listed.push({ env, list });
      return new Map();
    },
  });
  return {
    workspace,
    store,
    connection,
    clock,
    changes,
    listed,
    env: (slug) => ({ workspaceId: 'w1', projectId: 'proj_a', slug }),
    again: () => {
      const next = serverBench(server, store, connection);
      next.clock.now = clock.now;
      return next;
    },
  };
}

export const valuesOf = async (
  { workspace, env }: Bench,
  slug: string,
  freshness: 'stored' | 'newest' | 'server' = 'stored',
): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await workspace.readVariables(env(slug), undefined, freshness)).map(({ key, value }) => [
      key,
      value ?? '(hidden)',
    ]),
  );
