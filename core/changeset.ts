import { z } from 'zod';
import { AgentSlug } from './agent.ts';
import { DocumentChange } from './document.ts';
import { DocumentWords } from './document-words.ts';
import { DraftPatch, ValueText } from './draft.ts';
import { EnvironmentKind, EnvironmentRef, Protection, Slug } from './environment.ts';
import type { AppError } from './errors.ts';
import { KindRuleChange } from './kind-rule.ts';
import { limits } from './limits.ts';
import { RenameId } from './rename.ts';
import { DocumentKey, Resource } from './resource.ts';
import { RuleChange } from './rules.ts';
import { RiskLevel, safetyRules } from './safety-rule.ts';
import { Fingerprint, ValueLength, VariableKey, VariableKind } from './variable.ts';

export const PlanId = z.string().min(8).max(64);
export const ChangeSetId = z.string().min(8).max(64);

/** What a row of a promotion does with its key. `set` writes another value than the source's. */
export const PromotionChoice = z.discriminatedUnion('action', [
  z.object({ action: z.literal('copy'), key: VariableKey }),
  z.object({ action: z.literal('set'), key: VariableKey, value: ValueText, kind: VariableKind.optional() }),
  z.object({ action: z.literal('delete'), key: VariableKey }),
]);
export type PromotionChoice = z.infer<typeof PromotionChoice>;

/** Where the operations of a plan come from. Every write takes the same road from here on. */
export const ChangeSource = z.discriminatedUnion('type', [
  /** All drafts of the environment, or only those of `keys`. */
  z.object({ type: z.literal('drafts'), keys: z.array(VariableKey).max(limits.keysPerCall).optional() }),
  z.object({ type: z.literal('patches'), patches: z.array(DraftPatch).max(limits.keysPerCall) }),
  z.object({
    type: z.literal('promotion'),
    from: EnvironmentRef,
    choices: z.array(PromotionChoice).max(limits.keysPerCall),
    /** Agents that go along, by slug, and queues whose settings do. */
    agents: z.array(AgentSlug).max(limits.agentsPerEnvironment).optional(),
    queues: z.array(DocumentKey).max(limits.keysPerCall).optional(),
  }),
  /** Agents of another environment, as the target is to have them. */
  z.object({
    type: z.literal('clone'),
    from: EnvironmentRef,
    slugs: z.array(AgentSlug).min(1).max(limits.agentsPerEnvironment),
  }),
  /** Documents, and the variables that belong to the same act. */
  z.object({
    type: z.literal('edits'),
    documents: z.array(DocumentChange).min(1).max(limits.keysPerCall),
    patches: z.array(DraftPatch).max(limits.keysPerCall).optional(),
  }),
  z.object({ type: z.literal('undo'), changeSetId: ChangeSetId }),
  /** What an interrupted or cancelled change set has left to do. */
  z.object({ type: z.literal('resume'), changeSetId: ChangeSetId }),
  /** The next writing step of a rename: making the environment, or copying into it. Hidden values are given. */
  z.object({
    type: z.literal('rename'),
    renameId: RenameId,
    given: z.array(z.object({ key: VariableKey, value: ValueText })).max(limits.keysPerCall),
  }),
  z.object({
    type: z.literal('restore'),
    resource: Resource.optional(),
    key: VariableKey,
    version: z.number().int().min(1),
  }),
]);
export type ChangeSource = z.infer<typeof ChangeSource>;

/** The state of one key without its value; absent = the key is not set. */
export const SideMeta = z.object({
  kind: VariableKind,
  hidden: z.boolean(),
  empty: z.boolean(),
  fingerprint: Fingerprint.optional(),
  length: ValueLength.optional(),
  note: z.string().optional(),
});
export type SideMeta = z.infer<typeof SideMeta>;

/** What a safety rule found, or what the change itself does. */
export const RiskKind = z.enum([
  ...safetyRules,
  'overwrites',
  'deletes',
  'must-match-broken',
  'must-differ-broken',
  'empty',
  'blanks',
  'invisible',
  'place',
  'named',
  'secret-to-plain',
  'note-dropped',
  'provider-not-able',
  'provider-unknown',
  'key-not-found',
  'skill-lacks',
  'fields-kept',
  'agents-pinned',
  'in-use',
  'key-without-value',
  'pauses',
]);
export type RiskKind = z.infer<typeof RiskKind>;

export const Risk = z.object({ kind: RiskKind, level: RiskLevel, text: z.string() });
export type Risk = z.infer<typeof Risk>;

/** One line of a review: what will happen to one key, what is risky, and how the target moved. */
export const PlanRow = z.object({
  /** Absent: a variable. */
  resource: Resource.optional(),
  key: VariableKey,
  action: z.enum(['create', 'update', 'delete', 'none']),
  before: SideMeta.optional(),
  after: SideMeta.optional(),
  changes: z.array(z.enum(['value', 'kind', 'note'])),
  /** Of a document: what its sides hold or what changes, in a few words. */
  words: DocumentWords.optional(),
  risks: z.array(Risk),
  /** Set when the target moved after the plan was made: what it was then; `before` is what it is now. */
  drift: z.object({ was: SideMeta.optional() }).optional(),
});
export type PlanRow = z.infer<typeof PlanRow>;

export const PlanView = z.object({
  id: PlanId,
  /** Grows each time the target is read again and found moved. Apply names the revision that was seen. */
  revision: z.number().int().min(1),
  env: EnvironmentRef,
  /** When the target was seen to be as the plan says. Unix milliseconds. */
  readAt: z.number().int(),
  /** It was made from what was seen last, because the server gave nothing newer: applying reads it again. */
  offline: z.boolean(),
  /** Names of environments that were never seen and could not be read: the plan is not compared with them. */
  unread: z.array(z.string()),
  environmentName: z.string(),
  environmentKind: EnvironmentKind,
  protection: Protection,
  /** The environment does not exist yet: applying makes it. */
  createsEnvironment: z.boolean(),
  title: z.string(),
  source: z.enum([
    'drafts',
    'patches',
    'promotion',
    'undo',
    'resume',
    'restore',
    'import',
    'clone',
    'edits',
    'rename',
  ]),
  rows: z.array(PlanRow),
  counts: z.object({
    create: z.number().int(),
    update: z.number().int(),
    delete: z.number().int(),
    none: z.number().int(),
  }),
  /** Nothing is left of the environment's variables when it was applied. */
  empties: z.literal(true).optional(),
  /** What main demands: the slug typed (see `Protection`), and each of these keys typed (refused risks). */
  confirmation: z.object({ slug: Slug.optional(), keys: z.array(VariableKey) }),
  /** Left out of this plan, with the reason shown to the person. */
  left: z.array(z.object({ resource: Resource.optional(), key: z.string(), why: z.string() })),
});
export type PlanView = z.infer<typeof PlanView>;

/** What the person typed into a review. Main checks it; the window only passes it on. */
export const Confirmation = z.object({
  slug: z.string().max(400),
  keys: z.array(VariableKey).max(1_000),
});
export type Confirmation = z.infer<typeof Confirmation>;

export const RowOutcome = z.object({
  resource: Resource.optional(),
  key: VariableKey,
  outcome: z.enum(['done', 'failed', 'not-done', 'in-doubt']),
  reason: z.string().optional(),
});
export type RowOutcome = z.infer<typeof RowOutcome>;

export const ChangeSetState = z.enum(['applying', 'done', 'partial', 'cancelled', 'interrupted']);
export type ChangeSetState = z.infer<typeof ChangeSetState>;

export const ApplyResult = z.object({
  changeSetId: ChangeSetId,
  state: ChangeSetState,
  done: z.number().int(),
  total: z.number().int(),
  rows: z.array(RowOutcome),
  /** Why a server took nothing more: what is not done was not sent. */
  stopped: z.custom<AppError>().optional(),
});
export type ApplyResult = z.infer<typeof ApplyResult>;

/** Stands for the slug in a line of the journal that is of all environments of a project. No slug has a star. */
export const projectWide = '*';

/** One line of the journal. */
export const ChangeSetSummary = z.object({
  id: ChangeSetId,
  env: EnvironmentRef,
  title: z.string(),
  source: PlanView.shape.source,
  state: ChangeSetState,
  total: z.number().int(),
  done: z.number().int(),
  startedAt: z.number().int(),
  finishedAt: z.number().int().optional(),
  undoOf: ChangeSetId.optional(),
  /** How many of `done` were taken back since; `undoneBy`, the last to do so, is set when that is all of them. */
  undone: z.number().int(),
  undoneBy: ChangeSetId.optional(),
  /** How many of those that are not done a later resume did. */
  finished: z.number().int(),
  /** How many rules of keys or kinds it changed; such a line has no operations and is taken back by `rules.undo`. */
  rules: z.number().int(),
  canUndo: z.boolean(),
  canResume: z.boolean(),
});
export type ChangeSetSummary = z.infer<typeof ChangeSetSummary>;

/** A line of the journal with its operations, without values. */
export const ChangeSetDetail = ChangeSetSummary.extend({
  rows: z.array(
    z.object({
      resource: Resource.optional(),
      key: VariableKey,
      action: z.enum(['create', 'update', 'delete']),
      before: SideMeta.optional(),
      after: SideMeta.optional(),
      outcome: RowOutcome.shape.outcome,
      /** A later resume did it. */
      doneLater: z.boolean().optional(),
      /** Sides whose values were to be forgotten since. */
      forgotten: z.array(z.enum(['before', 'after'])).optional(),
    }),
  ),
  ruleChanges: z.array(RuleChange),
  kindChanges: z.array(KindRuleChange),
});
export type ChangeSetDetail = z.infer<typeof ChangeSetDetail>;
