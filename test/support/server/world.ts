import type { AgentWorld } from './agent/agent-world.ts';
import type { EnvironmentType } from './flavour.ts';

export interface User {
  readonly id: string;
  readonly email: string;
  readonly name: string;
}

export interface Organization {
  readonly id: string;
  title: string;
  readonly slug: string;
  readonly createdAt: string;
  readonly members: { readonly userId: string; readonly role: 'ADMIN' | 'MEMBER' }[];
}

export interface Project {
  readonly id: string;
  readonly ref: string;
  name: string;
  readonly slug: string;
  readonly createdAt: string;
  readonly organizationId: string;
  deleted?: boolean;
}

export interface Environment {
  readonly id: string;
  readonly projectId: string;
  readonly slug: string;
  readonly type: EnvironmentType;
  readonly apiKey: string;
  /** The member whose development environment it is. */
  readonly userId?: string;
  /** Of a branch: its name, and the environment it inherits from. */
  readonly branchName?: string;
  readonly parentId?: string;
  readonly createdAt: string;
  paused: boolean;
  archived?: boolean;
  archivedAt?: string;
}

/** A credential beside the environments' root keys. */
export interface Token {
  readonly id: string;
  readonly token: string;
  readonly name: string;
  /** Whose it is: a user's, an organization's, or an additional key of an environment. */
  readonly of:
    | { readonly userId: string }
    | { readonly organizationId: string }
    | { readonly environmentId: string };
  readonly role: 'read' | 'write' | 'admin';
  readonly pins: TokenPins;
  /** Of an additional environment key, as `read:envvars`; without them it may do anything. */
  readonly scopes?: readonly string[];
  /** Milliseconds since 1970, as every time here that is a number. */
  readonly expiresAt?: number;
  readonly createdAt: number;
  lastUsedAt?: number;
  revokedAt?: number;
}

export interface TokenPins {
  readonly organizationId?: string;
  readonly projectId?: string;
  readonly environmentId?: string;
}

/** One variable's value in one environment. */
export interface Value {
  value: string;
  secret: boolean;
  /** Counts writes, from 1. */
  version: number;
  updatedBy?: unknown;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  updatedAt: number;
}

export interface LoginCode {
  readonly code: string;
  readonly createdAt: number;
  /** Set when the user pressed Authorize. */
  token?: string;
}

export interface Queue {
  readonly id: string;
  readonly environmentId: string;
  readonly name: string;
  readonly type: 'task' | 'custom';
  readonly base: number | null;
  override?: number;
  overriddenAt?: string;
  running: number;
  queued: number;
  paused: boolean;
}

export interface Deployment {
  readonly id: string;
  readonly environmentId: string;
  readonly createdAt: string;
  readonly shortCode: string;
  readonly version: string;
  /** The server also knows INSTALLING, which the official client does not. */
  status:
    | 'PENDING'
    | 'INSTALLING'
    | 'BUILDING'
    | 'DEPLOYING'
    | 'DEPLOYED'
    | 'FAILED'
    | 'CANCELED'
    | 'TIMED_OUT';
  /** The official client refuses null in these two; the server sends it. */
  readonly deployedAt: string | null;
  readonly git: Readonly<Record<string, string>> | null;
  isCurrent: boolean;
}

export interface Schedule {
  readonly id: string;
  readonly environmentId: string;
  readonly type: 'DECLARATIVE' | 'IMPERATIVE';
  readonly deduplicationKey: string;
  task: string;
  cron: string;
  active: boolean;
  timezone: string;
  externalId: string | null;
}

/**
 * Everything the server knows. A test may read and change any of it, as a second client would.
 *
 * Values are kept by environment id and key, in the order in which they were first written.
 */
export interface World {
  readonly users: User[];
  readonly organizations: Organization[];
  readonly projects: Project[];
  readonly environments: Environment[];
  readonly tokens: Token[];
  readonly codes: LoginCode[];
  readonly queues: Queue[];
  /** Newest first. */
  readonly deployments: Deployment[];
  readonly schedules: Schedule[];
  readonly values: Map<string, Map<string, Value>>;
  /** What the agent service knows beside this; of no use where there is none. */
  readonly agent: AgentWorld;
  /** Who is logged in to the dashboard in the browser. */
  browserUserId: string;
}

export function valuesOf(world: World, environmentId: string): Map<string, Value> {
  const there = world.values.get(environmentId);
  if (there !== undefined) return there;
  const made = new Map<string, Value>();
  world.values.set(environmentId, made);
  return made;
}

/** Sets a value as another client would, without any rule of the routes. */
export function put(
  world: World,
  environmentId: string,
  key: string,
  value: string,
  how: { readonly secret?: boolean; readonly updatedBy?: unknown; readonly now?: number } = {},
): void {
  const values = valuesOf(world, environmentId);
  const there = values.get(key);
  const updatedBy = how.updatedBy ?? there?.updatedBy;
  const updatedAt = how.now ?? Date.now();
  values.set(key, {
    value,
    secret: how.secret ?? there?.secret ?? false,
    version: (there?.version ?? 0) + 1,
    createdAt: there?.createdAt ?? updatedAt,
    updatedAt,
    ...(updatedBy === undefined ? {} : { updatedBy }),
  });
}

export const environmentsOf = (world: World, projectId: string): Environment[] =>
  world.environments.filter((one) => one.projectId === projectId);

/** A key belongs to a project as long as any of its environments has a value of it. */
export const projectHas = (world: World, projectId: string, key: string): boolean =>
  world.environments.some(
    (one) => one.projectId === projectId && world.values.get(one.id)?.has(key) === true,
  );

/** The environment of a slug, not a branch: in the first project unless told. */
export function environmentAt(world: World, slug: string, projectRef = world.projects[0]?.ref): Environment {
  const project = world.projects.find(({ ref }) => ref === projectRef);
  const found = world.environments.find(
    (one) => one.projectId === project?.id && one.slug === slug && one.branchName === undefined,
  );
  if (found === undefined) throw new Error(`no environment ${slug}`);
  return found;
}
