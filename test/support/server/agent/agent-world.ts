import type { AgentConfig } from './agent-config.ts';

/** Registered for one project; its service secret mints sessions for any environment and user of it. */
export interface Entity {
  readonly id: string;
  readonly organizationId: string;
  readonly projectId: string;
  readonly secret: string;
}

/** A control-plane token, of one environment. */
export interface McpToken {
  readonly id: string;
  readonly token: string;
  readonly name: string;
  readonly organizationId: string;
  readonly projectId: string;
  readonly environmentId: string;
  readonly userId: string;
  /** `*`, whole names, and `providers.*`. */
  readonly permissions: readonly string[];
  readonly tier: 'scope' | 'admin';
  /** Milliseconds since 1970, as every time here that is a number. */
  readonly createdAt: number;
  readonly expiresAt?: number;
  lastUsedAt?: number;
  revokedAt?: number;
}

/** The explicit act of linking a provider; one whose variables are set counts as linked without it. */
export interface ProviderRow {
  readonly environmentId: string;
  readonly provider: string;
  enabled: boolean;
  readonly linkedAt: string;
}

/** Points at a variable; the secret itself is the variable's value. */
export interface ProviderKey {
  readonly id: string;
  readonly environmentId: string;
  readonly provider: string;
  label: string;
  envVarName: string;
  isDefault: boolean;
  readonly createdBy: string;
  readonly createdAt: string;
  updatedAt: string;
  lastUsedAt: string | null;
}

/** Beside its configuration, what no create and no change reaches. */
export interface Agent extends AgentConfig {
  readonly id: string;
  readonly organizationId: string;
  readonly projectId: string;
  readonly environmentId: string;
  readonly slug: string;
  currentVersionId: string | null;
  canaryVersionId: string | null;
  canaryPercent: number;
  agentRetryConfig: Readonly<Record<string, unknown>> | null;
  governanceConfig: Readonly<Record<string, unknown>> | null;
  mcpPermissions: readonly string[] | null;
  visibility: 'private' | 'public-guest';
  readonly createdAt: string;
  updatedAt: string;
}

export interface AgentVersion {
  readonly id: string;
  readonly agentId: string;
  /** From 1. */
  readonly versionNumber: number;
  readonly createdBy: string;
  readonly note: string | null;
  readonly snapshot: AgentConfig;
  readonly createdAt: string;
}

export interface Skill {
  readonly id: string;
  readonly environmentId: string;
  readonly name: string;
  readonly description: string;
  readonly requiredEnv: readonly string[];
  /** Agents that have it. */
  readonly agentIds: string[];
  readonly createdAt: string;
}

export interface Thread {
  readonly id: string;
  readonly environmentId: string;
  readonly agentId: string;
  archived: boolean;
}

/** Of one call of a tool with the same arguments, which it lets through once. */
export interface Approval {
  readonly id: string;
  readonly tokenId: string;
  readonly tool: string;
  /** A digest: what is written may be secret. */
  readonly call: string;
  readonly expiresAt: number;
  status: 'pending' | 'approved' | 'denied' | 'used';
}

/** What the agent service keeps for itself; environments and variables are the webapp's. */
export interface AgentWorld {
  readonly entities: Entity[];
  readonly mcpTokens: McpToken[];
  readonly providerRows: ProviderRow[];
  readonly providerKeys: ProviderKey[];
  readonly agents: Agent[];
  readonly versions: AgentVersion[];
  readonly skills: Skill[];
  readonly threads: Thread[];
  readonly approvals: Approval[];
  /** By environment id: the second credential that requests about it have to bring. */
  readonly accessKeys: Map<string, string>;
  /** Variables of the service's own process, which every environment spends that has none. */
  readonly processVariables: Map<string, string>;
  /** Values that were looked up; found ones alone, for a while. */
  readonly found: Map<string, { readonly value: string; readonly until: number }>;
  /** Answers of providers to the last look at their health. */
  readonly checked: Map<string, { readonly answer: object; readonly until: number }>;
  /** Credentials that the provider itself refuses. */
  readonly refusedCredentials: Set<string>;
  /** Tools that want an approval wait for one; without it they are let through. */
  interactiveApprovals: boolean;
  /** Whose queues the tools for queues reach, whatever the token's environment. */
  triggerEnvironmentId: string;
  /** Beside the webapp's: where it is another, every variable looks unset from here. */
  encryptionKey: 'same' | 'other' | 'missing';
}

export const emptyAgentWorld = (): AgentWorld => ({
  entities: [],
  mcpTokens: [],
  providerRows: [],
  providerKeys: [],
  agents: [],
  versions: [],
  skills: [],
  threads: [],
  approvals: [],
  accessKeys: new Map(),
  processVariables: new Map(),
  found: new Map(),
  checked: new Map(),
  refusedCredentials: new Set(),
  interactiveApprovals: false,
  triggerEnvironmentId: '',
  encryptionKey: 'same',
});
