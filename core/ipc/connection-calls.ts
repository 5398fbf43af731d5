import { z } from 'zod';
import { Account, Connection, ConnectionInput, ListedConnection } from '../connection.ts';
import { EnvironmentRef, ProjectId, Slug, WorkspaceId } from '../environment.ts';
import { limits } from '../limits.ts';
import { ListChanges, SeenList } from '../list-state.ts';
import { Resource } from '../resource.ts';
import { call } from './call.ts';

const Done = z.object({});
const OfOne = z.object({ id: WorkspaceId });

/** What would go with a connection. */
export const ConnectionContents = z.object({
  hasToken: z.boolean(),
  projects: z.number().int(),
  environments: z.number().int(),
  /** Dated lists of variables, over all environments. */
  snapshots: z.number().int(),
  drafts: z.number().int(),
  /** Lines of the history: they stay. */
  changeSets: z.number().int(),
});
export type ConnectionContents = z.infer<typeof ConnectionContents>;

export const LoginId = z.string().min(1).max(64);

export const LoginStarted = z.object({
  loginId: LoginId,
  /** Of the page that was opened. */
  host: z.string(),
  /** Unix milliseconds. */
  expiresAt: z.number().int(),
  /** Whether the desktop took the page; otherwise the person opens it by hand. */
  opened: z.boolean(),
});
export type LoginStarted = z.infer<typeof LoginStarted>;

/** `expired`: nobody approved it in time. */
export const LoginState = z.enum(['waiting', 'done', 'failed', 'cancelled', 'expired']);
export type LoginState = z.infer<typeof LoginState>;

/** The calls about connections to servers. No answer holds a token. */
export const connectionCalls = {
  'connections.list': call(z.object({}), z.object({ connections: z.array(ListedConnection) })),
  /** Ask once, without a token, whether a server answers there. Fails: as `connections.add`, and `server`. Nothing is kept. */
  'connections.reach': call(ConnectionInput, Done),
  /** Fails: `invalid-input` (address), `server` insecure (http:// to another machine, not confirmed), `file` (CA file). */
  'connections.add': call(ConnectionInput, Connection),
  /** The same failures. Where the address points to another server, the token is forgotten: it was not for that one. */
  'connections.update': call(OfOne.extend({ input: ConnectionInput }), Connection),
  'connections.contents': call(OfOne, ConnectionContents),
  /** While a rate limit makes requests wait: when the next one leaves, in Unix milliseconds. */
  'connections.waiting': call(OfOne, z.object({ until: z.number().int().optional() })),
  /** The connection's name is typed: token, lists and drafts go, from backups too. The history stays. */
  'connections.remove': call(OfOne.extend({ confirmation: z.string().max(limits.nameLength) }), Done),
  'connections.setOffline': call(OfOne.extend({ stayOffline: z.boolean() }), Connection),
  /** Absent: any age is fine. */
  'connections.setMaxAge': call(OfOne.extend({ maxAgeHours: Connection.shape.maxAgeHours }), Connection),
  'connections.setCompareSecrets': call(OfOne.extend({ compareSecrets: z.boolean() }), Connection),
  /** Log out here. The server is not asked to revoke the token, which other programs may share. */
  'connections.forgetToken': call(OfOne, Connection),
  /**
   * A token in place of the one before, which stays when the server does not accept the new one.
   *
   * Fails: `token-refused` (told by its prefix, nothing was sent), `server`, `keychain`.
   */
  'connections.setToken': call(
    OfOne.extend({ token: z.string().trim().min(1).max(limits.tokenLength) }),
    Connection,
  ),
  /**
   * What opens a project at the agent service, in place of what was there, which stays unless all of it is accepted.
   *
   * Fails: `unsupported`, `agent-access`, `server`, `keychain`.
   */
  'connections.setAgentAccess': call(
    OfOne.extend({
      projectId: ProjectId,
      entityId: z.string().trim().min(1).max(limits.tokenLength),
      /** Of the entity: mints sessions for every environment and person of the project. */
      secret: z.string().trim().min(1).max(limits.tokenLength),
      /** A token of any of the project's environments. */
      controlPlane: z.string().trim().min(1).max(limits.tokenLength),
    }),
    Connection,
  ),
  /** They go from this machine and are not revoked. */
  'connections.forgetAgentAccess': call(OfOne.extend({ projectId: ProjectId }), Connection),
  /** Ask the server who the token belongs to. Fails: `server`. */
  'connections.test': call(OfOne, z.object({ account: Account, ms: z.number().int() })),
  /** Read again what the account sees, or one environment's list. Fails: `server`. */
  'connections.refresh': call(OfOne.extend({ env: EnvironmentRef.optional() }), Done),
  /** An environment that no route of the server lists. Fails: `not-found` where the server has none of that slug. */
  'connections.addSlug': call(OfOne.extend({ projectId: ProjectId, slug: Slug }), Connection),
  'connections.removeSlug': call(OfOne.extend({ projectId: ProjectId, slug: Slug }), Connection),

  /** Open the server's page in the person's own browser. How it goes on is told by `login.changed`. */
  'login.start': call(OfOne, LoginStarted),
  /** The page's address, for a person who opens it by hand or on another machine: shown while the login waits. */
  'login.address': call(z.object({ loginId: LoginId }), z.object({ url: z.string() })),
  /** Main writes the page's address to the clipboard, for a browser that did not open. */
  'login.copyAddress': call(z.object({ loginId: LoginId }), Done),
  'login.cancel': call(z.object({ loginId: LoginId }), Done),

  /** A list that shrank is right: of variables, or of documents of one resource. */
  'lists.believe': call(z.object({ env: EnvironmentRef, resource: Resource.optional() }), Done),
  /** The person looked: what is new counts from now. */
  'lists.seen': call(z.object({ env: EnvironmentRef }), Done),
  /** The dated lists that are kept of an environment, newest first. */
  'lists.kept': call(z.object({ env: EnvironmentRef }), z.object({ lists: z.array(SeenList) })),
  /** What is otherwise now than in a kept list. */
  'lists.since': call(z.object({ env: EnvironmentRef, id: z.number().int() }), ListChanges),
  /** Keep a list whatever comes after, or no longer. */
  'lists.pin': call(z.object({ env: EnvironmentRef, id: z.number().int(), pinned: z.boolean() }), Done),
} as const;
