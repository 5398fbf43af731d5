import { z } from 'zod';
import { AgentSlug } from '../agent.ts';
import { ChangeSetId, PlanId } from '../changeset.ts';
import { EnvironmentRef } from '../environment.ts';
import { limits } from '../limits.ts';
import { DocumentsState } from '../list-state.ts';
import { KeyRef, ProviderKey } from '../provider-key.ts';
import { QueueSettings } from '../queue.ts';
import { DocumentKey, DocumentResource } from '../resource.ts';
import { Fingerprint, VariableKey } from '../variable.ts';
import { call } from './call.ts';

const InEnv = z.object({ env: EnvironmentRef });
const OfOne = InEnv.extend({ resource: DocumentResource, key: DocumentKey });

/** One way in which an agent reaches a model, and by which variable the environment pays for it. */
export const RouteState = z.object({
  label: z.string(),
  model: z.string(),
  pin: KeyRef.optional(),
  /** Absent where the environment is not able to run it. */
  runsOn: z.string().optional(),
  /** Variables that it lacks for that. */
  lacks: z.array(z.string()),
  /** The provider is switched off there. */
  off: z.boolean(),
});
export type RouteState = z.infer<typeof RouteState>;

const SkillState = z.object({ name: z.string(), lacks: z.array(z.string()) });

export const AgentSummary = z.object({
  slug: AgentSlug,
  name: z.string(),
  model: z.string(),
  active: z.boolean(),
  routes: z.number().int(),
  skills: z.number().int(),
  /** Of all that it is told, in UTF-16 code units. */
  promptLength: z.number().int(),
  /** All of its routes can run here. */
  able: z.boolean(),
  /** Of what a clone carries, provider keys left out: equal means the same agent in all that counts. */
  carried: Fingerprint,
  version: z.number().int(),
  changedAt: z.number().int().optional(),
});
export type AgentSummary = z.infer<typeof AgentSummary>;

const AgentDetail = z.object({
  text: z.string(),
  fingerprint: Fingerprint,
  version: z.number().int(),
  changedAt: z.number().int().optional(),
  routes: z.array(RouteState),
  skills: z.array(SkillState),
});
export type AgentDetail = z.infer<typeof AgentDetail>;

export const CloneCheck = z.object({
  slug: AgentSlug,
  name: z.string(),
  /** `missing`: the source has it no more. `same`: the target has all of it already. */
  state: z.enum(['new', 'changes', 'same', 'missing']),
  routes: z.array(
    z.object({
      label: z.string(),
      model: z.string(),
      from: KeyRef.optional(),
      to: KeyRef.optional(),
      by: z.enum(['variable', 'label', 'default', 'none', 'not-pinned']),
      runsOn: z.string().optional(),
      lacks: z.array(z.string()),
      off: z.boolean(),
    }),
  ),
  skills: z.array(SkillState),
  stays: z.array(z.object({ field: z.string(), why: z.string() })),
});
export type CloneCheck = z.infer<typeof CloneCheck>;

/** A variable as far as providers go. Without a value it is not listed. */
const ProviderVariable = z.object({
  key: VariableKey,
  hidden: z.boolean(),
  fingerprint: Fingerprint.optional(),
});

export const EnvironmentProviders = z.object({
  variables: z.array(ProviderVariable),
  keys: z.array(ProviderKey.extend({ fingerprint: Fingerprint, agents: z.array(AgentSlug) })),
  /** Ids of providers that are switched off, whatever keys there are. */
  off: z.array(z.string()),
  /** Variables with a name near one that agents look up. */
  nearMisses: z.array(z.object({ key: VariableKey, meant: VariableKey })),
  /** Of the provider keys. */
  state: DocumentsState.optional(),
});
export type EnvironmentProviders = z.infer<typeof EnvironmentProviders>;

export const QueueRow = QueueSettings.extend({
  name: DocumentKey,
  fingerprint: Fingerprint,
  /** Where the workspace runs queues. */
  running: z.number().int().optional(),
  queued: z.number().int().optional(),
});
export type QueueRow = z.infer<typeof QueueRow>;

const BothSides = z.object({ before: z.string().optional(), after: z.string().optional() });

/** The calls about agents, provider keys and queues. None holds a value of a variable. */
export const documentCalls = {
  'agents.list': call(InEnv, z.object({ agents: z.array(AgentSummary), state: DocumentsState.optional() })),
  'agents.get': call(InEnv.extend({ slug: AgentSlug }), AgentDetail),
  /** What cloning into `env` would do, before anything is planned. */
  'agents.checkClone': call(
    InEnv.extend({ from: EnvironmentRef, slugs: z.array(AgentSlug).min(1).max(limits.agentsPerEnvironment) }),
    z.object({ agents: z.array(CloneCheck) }),
  ),
  /** Both sides of one of them as text: what is there now, and what would be. */
  'agents.previewClone': call(InEnv.extend({ from: EnvironmentRef, slug: AgentSlug }), BothSides),
  'providers.list': call(InEnv, EnvironmentProviders),
  'queues.list': call(InEnv, z.object({ queues: z.array(QueueRow), state: DocumentsState.optional() })),
  'documents.versions': call(
    OfOne,
    z.object({
      versions: z.array(
        z.object({
          version: z.number().int(),
          deleted: z.boolean(),
          at: z.number().int(),
          changeSetId: ChangeSetId.optional(),
        }),
      ),
    }),
  ),
  'documents.version': call(
    OfOne.extend({ version: z.number().int().min(1) }),
    z.object({ text: z.string() }),
  ),
  /** Both sides of a document in a plan. */
  'changes.document': call(
    z.object({ planId: PlanId, resource: DocumentResource, key: DocumentKey }),
    BothSides,
  ),
  /** The same of a line of the journal. */
  'history.document': call(
    z.object({ changeSetId: ChangeSetId, resource: DocumentResource, key: DocumentKey }),
    BothSides,
  ),
} as const;
