import { z } from 'zod';
import { DisplayName, ProjectId, Slug, WorkspaceId } from './environment.ts';
import { serverProblems } from './errors.ts';
import { limits } from './limits.ts';
import { holdsToken } from './token-text.ts';

/**
 * What a server speaks. Detected, read leniently, written strictly.
 *
 * - `trigger`: Trigger.dev.
 * - `platos`: Platos; which store lies behind it is not known yet, so the narrower limits hold.
 * - `platos-tables`: Platos on Trigger.dev's tables. `platos-tenancy`: Platos on its tenancy database.
 */
export const Flavour = z.enum(['trigger', 'platos', 'platos-tables', 'platos-tenancy']);
export type Flavour = z.infer<typeof Flavour>;

/** What a credential is, told by its prefix. Only the first three can be used for a connection's webapp. */
export const CredentialType = z.enum([
  'trigger-pat',
  'platos-pat',
  'environment-key',
  'control-plane',
  'session',
  'unknown',
]);
export type CredentialType = z.infer<typeof CredentialType>;

/** What may be told of a credential: never the credential. */
export const CredentialMeta = z.object({
  type: CredentialType,
  /** Such as `tr_pat_ab12••••9z9z`. */
  masked: z.string().max(64),
  /** Unix milliseconds, where it is known. */
  expiresAt: z.number().int().optional(),
});
export type CredentialMeta = z.infer<typeof CredentialMeta>;

export const ServerUrl = z.string().trim().min(1).max(2_000);

/** What the person sets of a connection. */
export const ConnectionInput = z.object({
  name: DisplayName,
  /** Of the webapp: scheme, host, perhaps a path. */
  url: ServerUrl,
  /** Of the agent service, where there is one. */
  agentUrl: ServerUrl.optional(),
  /** A PEM file with the authorities to trust besides the system's. */
  caFile: z.string().max(4_096).optional(),
  /** The person confirmed http:// to another machine. */
  allowHttp: z.boolean(),
  /** What it speaks, where the person knows better than the detection. */
  flavour: Flavour.optional(),
});
export type ConnectionInput = z.infer<typeof ConnectionInput>;

/** Who a credential belongs to. Of an environment's key, which has no person: its project and slug, as in `shop / prod`. */
export const Account = z.object({ email: z.string().max(320), userId: z.string().max(128) });
export type Account = z.infer<typeof Account>;

/** What opens one project at the agent service, as far as it may be told. The credentials stay in the keychain. */
export const AgentAccess = z.object({
  projectId: ProjectId,
  /** Whose secret it is: not a secret itself. */
  entityId: z.string().max(64),
  /** Of the entity's service secret, such as `plt_ent_ab12••••9z9z`. */
  secret: z.string().max(64),
  controlPlane: CredentialMeta,
});
export type AgentAccess = z.infer<typeof AgentAccess>;

/** One account on one server: a workspace. Its credential stays in the keychain. */
export const Connection = ConnectionInput.extend({
  id: WorkspaceId,
  /** What was detected, or set. Absent until it was reached once. */
  flavour: Flavour.optional(),
  account: Account.optional(),
  credential: CredentialMeta.optional(),
  stayOffline: z.boolean(),
  /** Lists older than this are called too old. Absent: any age is fine. */
  maxAgeHours: z.number().int().min(1).max(8_760).optional(),
  /** Read secrets through the environment's key to compare them: values become fingerprints and are dropped. */
  compareSecrets: z.boolean(),
  /** Environments that no route lists, added by hand. */
  addedSlugs: z
    .array(z.object({ projectId: z.string().max(128), slug: Slug }))
    .max(limits.entriesPerConnection),
  /** Of the projects whose agents and provider keys are reached. Absent: of none. */
  agentAccess: z.array(AgentAccess).max(limits.entriesPerConnection).optional(),
  /** When it was last reached, and why not since. */
  reachedAt: z.number().int().optional(),
  problem: z.enum(serverProblems).optional(),
});
export type Connection = z.infer<typeof Connection>;

/** A connection as it is listed. */
export const ListedConnection = Connection.extend({
  /** What it speaks as far as that is known by now: set by the person, or detected. */
  speaks: Flavour.optional(),
});
export type ListedConnection = z.infer<typeof ListedConnection>;

/** The longer prefixes first: whatever begins with `tr_` and is nothing else is an environment's key. */
const prefixes: readonly (readonly [string, CredentialType])[] = [
  ['tr_pat_', 'trigger-pat'],
  ['plt_pat_', 'platos-pat'],
  ['plt_mcp_', 'control-plane'],
  ['plt_oa_', 'control-plane'],
  ['tr_', 'environment-key'],
  ['eyJ', 'session'],
];

/** What a pasted credential is, by its prefix. */
export function credentialType(token: string): CredentialType {
  return prefixes.find(([prefix]) => token.startsWith(prefix))?.[1] ?? 'unknown';
}

/** Whether a text can be the id of an entity of the agent service. */
export const isEntityId = (text: string): boolean => /^[\w-]{1,64}$/.test(text) && !holdsToken(text);

/** Whether a text can be an entity's service secret: it may be anything but a token of another kind. */
export const isServiceSecret = (text: string): boolean =>
  /^[\x21-\x7e]+$/.test(text) && credentialType(text) === 'unknown';

/** Whether a text can be a token that is made for the control plane; one of OAuth ends within the hour. */
export const isControlPlaneToken = (text: string): boolean => /^plt_mcp_[\x21-\x7e]+$/.test(text);

/** A credential as it may be shown: its prefix, four characters from each end of the rest, never more than a third. */
export function maskCredential(token: string): string {
  const prefix = /^(?:tr|plt)_[a-z]{1,8}_/.exec(token)?.[0] ?? '';
  const rest = token.slice(prefix.length);
  const shown = Math.min(4, Math.floor(rest.length / 6));
  return `${prefix}${rest.slice(0, shown)}••••${shown === 0 ? '' : rest.slice(-shown)}`;
}
