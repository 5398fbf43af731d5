import type { Flavour } from '../../core/connection.ts';
import { Failure, type ServerProblem } from '../../core/errors.ts';
import type { VariableKind } from '../../core/variable.ts';
import type {
  Discovery,
  RemoteEnvironment,
  ServerApi,
  Write,
  WriteAnswer,
} from '../../main/workspaces/server/api.ts';

export interface Held {
  value: string;
  kind: VariableKind;
}

/**
 * What one write meets instead of being carried out and answered with yes.
 *
 * - `lie`: yes, but nothing is written. `lost`: written, but no answer. `dropped`: neither written nor answered.
 * - `refused`, `stop`: no. `late`: no answer, and written only once the list was read again.
 */
export type Fate = 'lie' | 'lost' | 'dropped' | 'late' | 'refused' | 'stop';

/** What a server holds, and what was sent to it, without HTTP: for tests of what stands on the interface. */
export interface MemoryServer {
  readonly api: ServerApi;
  flavour: Flavour;
  /** By the path's slug, a branch as `preview/name`. */
  readonly environments: Map<string, Map<string, Held>>;
  readonly env: (slug: string) => Map<string, Held>;
  readonly put: (slug: string, values: Readonly<Record<string, string | Held | null>>) => void;
  /** Every write that arrived, in order. */
  readonly writes: { readonly slug: string; readonly write: Write }[];
  lists: number;
  /** Why nothing answers. */
  problem: ServerProblem | undefined;
  /** The fate of the next write of a key. */
  readonly fates: Map<string, Fate>;
  /** Asked before each answer: may wait, or change what is held. */
  before: (question: 'list' | 'write', key?: string) => void | Promise<void>;
  waitingUntil: number | undefined;
}

export function memoryServer(
  flavour: Flavour = 'trigger',
  environments: Readonly<Record<string, Readonly<Record<string, string | Held>>>> = { dev: {}, prod: {} },
): MemoryServer {
  const server: MemoryServer = {
    flavour,
    environments: new Map(),
    env: (slug) => heldIn(server, { projectRef: 'proj_a', slug }),
    put: (slug, values) => {
      const there = server.environments.get(slug) ?? new Map<string, Held>();
      server.environments.set(slug, there);
      for (const [key, value] of Object.entries(values))
        if (value === null) there.delete(key);
        else there.set(key, typeof value === 'string' ? { value, kind: 'plain' } : { ...value });
    },
    writes: [],
    lists: 0,
    problem: undefined,
    fates: new Map(),
    before: () => undefined,
    waitingUntil: undefined,
    get api() {
      return api;
    },
  };
  const api = apiOf(server);
  for (const [slug, values] of Object.entries(environments)) server.put(slug, values);
  return server;
}

const nameOf = ({ slug, branch }: RemoteEnvironment): string =>
  branch === undefined ? slug : `${slug}/${branch}`;

const failure = (problem: ServerProblem): Failure =>
  new Failure({ code: 'server', problem, server: 'Memory' });

function heldIn(server: MemoryServer, env: RemoteEnvironment): Map<string, Held> {
  const found = server.environments.get(nameOf(env));
  if (found === undefined) throw failure('gone');
  return found;
}

async function reach(server: MemoryServer): Promise<void> {
  await server.before('list');
  if (server.problem !== undefined) throw failure(server.problem);
}

function apiOf(server: MemoryServer): ServerApi {
  /** Writes that are carried out once the list was read. */
  const late: (() => void)[] = [];
  return {
    whoAmI: async () => ({ email: 'a@b.example', userId: 'u1' }),
    discover: async () => {
      await reach(server);
      return discoveryOf(server);
    },
    hasEnvironment: async (env) => server.environments.has(nameOf(env)),
    listVariables: async (env) => {
      server.lists += 1;
      await reach(server);
      const variables = [...merged(server, env, heldIn(server, env))].map(([key, { value, kind }]) => ({
        key,
        kind,
        value: kind === 'secret' ? undefined : value,
      }));
      for (const land of late.splice(0)) land();
      return { variables, flavour: undefined };
    },
    write: (env, one) => writeTo(server, late, env, one),
    readSecrets: async (env) => {
      await reach(server);
      return new Map([...heldIn(server, env)].map(([key, { value }]) => [key, value]));
    },
    listQueues: async () => [],
    findQueue: async () => undefined,
    changeQueue: async () => ({ answer: 'refused', reason: 'There are no queues.' }),
    changeBranch: async (env, change) => {
      if (change === 'create') server.put(nameOf(env), {});
      else server.environments.delete(nameOf(env));
      return { answer: 'accepted' };
    },
    waiting: () => ({ until: server.waitingUntil }),
    close: () => undefined,
  };
}

/** A write as its fate has it. */
async function writeTo(
  server: MemoryServer,
  late: (() => void)[],
  env: RemoteEnvironment,
  one: Write,
): Promise<WriteAnswer> {
  await server.before('write', one.key);
  const fate = server.fates.get(one.key);
  server.fates.delete(one.key);
  if (server.problem !== undefined || fate === 'stop')
    return { answer: 'stop', error: failure(server.problem ?? 'unauthorized').detail };
  if (fate === 'refused') return { answer: 'refused', reason: 'The server refused it.' };
  server.writes.push({ slug: nameOf(env), write: one });
  const carry = () => carryOut(server.flavour, heldIn(server, env), one);
  if (fate === 'late') late.push(carry);
  else if (fate !== 'lie' && fate !== 'dropped') carry();
  const answered = fate === undefined || fate === 'lie';
  return answered ? { answer: 'accepted' } : { answer: 'unknown', reason: 'No answer came.' };
}

/** A branch shows its parent's variables below its own. */
function merged(
  server: MemoryServer,
  { slug, branch }: RemoteEnvironment,
  own: ReadonlyMap<string, Held>,
): ReadonlyMap<string, Held> {
  const parent = branch === undefined ? undefined : server.environments.get(slug);
  return new Map([...(parent ?? []), ...own]);
}

/** A write as the server means it: blank values and reserved names are dropped without a word. */
function carryOut(flavour: Flavour, held: Map<string, Held>, write: Write): void {
  if (write.type === 'delete') {
    held.delete(write.key);
    return;
  }
  const { key, value, kind } = write;
  if (value.trim() === '' || key === 'TRIGGER_SECRET_KEY' || key === 'TRIGGER_API_URL') return;
  held.set(key, { value, kind: flavour === 'trigger' ? kind : (held.get(key)?.kind ?? 'plain') });
}

const kinds = { dev: 'development', stg: 'staging', preview: 'preview', prod: 'production' } as const;

function discoveryOf({ flavour, environments }: MemoryServer): Discovery {
  const found = [...environments.keys()].map((name) => {
    const [, slug = name, branch] = /^([^/]+)\/(.+)$/.exec(name) ?? [];
    return {
      projectRef: 'proj_a',
      slug,
      ...(branch === undefined ? {} : { branch }),
      name: '',
      kind: kinds[slug as keyof typeof kinds] ?? 'development',
      paused: false,
    };
  });
  return {
    account: { email: 'a@b.example', userId: 'u1' },
    flavour,
    organizations: [
      {
        slug: 'acme',
        name: 'Acme',
        projects: [{ ref: 'proj_a', slug: 'shop', name: 'Shop', environments: found }],
      },
    ],
  };
}
