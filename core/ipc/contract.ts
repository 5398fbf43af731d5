import { z } from 'zod';
import { AppState, KeyMode, ThemeChoice } from '../app-state.ts';
import {
  ApplyResult,
  ChangeSetDetail,
  ChangeSetId,
  ChangeSetSummary,
  ChangeSource,
  Confirmation,
  PlanId,
  PlanView,
} from '../changeset.ts';
import { DraftMeta, DraftPatch } from '../draft.ts';
import {
  BranchSlug,
  DisplayName,
  Environment,
  EnvironmentColour,
  EnvironmentKind,
  EnvironmentRef,
  NewSlug,
  ProjectRef,
  Protection,
  Slug,
  Workspace,
  WorkspaceId,
} from '../environment.ts';
import type { AppError } from '../errors.ts';
import {
  ImportConfirmation,
  ImportFile,
  ImportFileChoice,
  ImportId,
  ImportPlan,
  ImportPreview,
  ImportResult,
  ImportRowChoice,
  ImportTarget,
} from '../imports.ts';
import { KindRule } from '../kind-rule.ts';
import { limits } from '../limits.ts';
import { ListState } from '../list-state.ts';
import { Resource } from '../resource.ts';
import { Required, Rule } from '../rules.ts';
import { EnvironmentHealth } from '../safety.ts';
import { Settings, SettingsPatch } from '../settings.ts';
import { VariableKey, VariableKind, VariableMeta } from '../variable.ts';
import { approvalCalls } from './approval-calls.ts';
import { call } from './call.ts';
import type { Call, Event } from './calls.ts';
import { connectionCalls, LoginId, LoginState } from './connection-calls.ts';
import { documentCalls } from './document-calls.ts';
import { renameCalls } from './rename-calls.ts';

const Nothing = z.object({});
const Done = z.object({});
const InEnv = z.object({ env: EnvironmentRef });
const Keys = z.array(VariableKey).max(limits.keysPerCall);
const FileChoices = z.array(ImportFileChoice).max(limits.filesPerImport);

/** Whose value is meant: the saved one, the draft's, one side of a plan, or an old version. */
export const ValueSource = z.discriminatedUnion('from', [
  z.object({ from: z.literal('saved'), env: EnvironmentRef }),
  z.object({ from: z.literal('draft'), env: EnvironmentRef }),
  /** `was`: before it moved under the plan, where that was seen. */
  z.object({ from: z.literal('plan'), planId: PlanId, side: z.enum(['before', 'after', 'was']) }),
  z.object({ from: z.literal('version'), env: EnvironmentRef, version: z.number().int().min(1) }),
  /** What a change set found and what it wrote, as the history keeps it for Undo. */
  z.object({ from: z.literal('journal'), changeSetId: ChangeSetId, side: z.enum(['before', 'after']) }),
]);
export type ValueSource = z.infer<typeof ValueSource>;

/** What is in an environment, counted. */
export const EnvironmentContents = z.object({
  variables: z.number().int(),
  secrets: z.number().int(),
  drafts: z.number().int(),
  agents: z.number().int(),
  providerKeys: z.number().int(),
  queues: z.number().int(),
  /** Variables whose values the server keeps back. */
  hidden: z.number().int(),
  /** Lines of the history that name it. */
  changeSets: z.number().int(),
  /** Of these: interrupted, and not finished since. */
  interrupted: z.number().int(),
});
export type EnvironmentContents = z.infer<typeof EnvironmentContents>;

/** `masked`: the environment's setting or the kind keeps it out of the grid; reveal may show it. */
const InViewValue = z.object({ key: VariableKey, value: z.string().optional(), masked: z.boolean() });

const VersionMeta = z.object({
  version: z.number().int(),
  kind: VariableKind,
  deleted: z.boolean(),
  purged: z.boolean(),
  fingerprint: z.string().optional(),
  at: z.number().int(),
  changeSetId: ChangeSetId.optional(),
  current: z.boolean(),
});
export type VersionMeta = z.infer<typeof VersionMeta>;

/** Every question the window may ask, with the shape of question and answer. */
export const contract = {
  'app.state': call(Nothing, AppState),
  /** `keychain` retries it; `passphrase` opens or, at the first start, makes the key file; `session` keeps all in memory. */
  'app.unlock': call(
    z.object({ mode: KeyMode, passphrase: z.string().max(limits.passphraseLength).optional() }),
    Done,
  ),
  'app.lock': call(Nothing, Done),
  'app.retry': call(Nothing, Done),
  'app.startFresh': call(Nothing, Done),
  'app.setTheme': call(z.object({ theme: ThemeChoice }), Done),
  'app.quit': call(Nothing, Done),

  'scope.list': call(
    Nothing,
    z.object({
      workspaces: z.array(Workspace),
      drafts: z.array(z.object({ env: EnvironmentRef, count: z.number().int() })),
    }),
  ),
  'scope.openSample': call(Nothing, z.object({ path: z.string() })),
  'projects.create': call(
    z.object({ workspaceId: WorkspaceId, organization: DisplayName, name: DisplayName }),
    z.object({ project: ProjectRef, path: z.string() }),
  ),
  /** A branch has the kind `preview`, and its slug begins with that. */
  'environments.create': call(
    z.object({
      project: ProjectRef,
      slug: z.union([NewSlug, BranchSlug]),
      name: DisplayName,
      kind: EnvironmentKind,
    }),
    Environment,
  ),
  /** The slug is typed where the environment is guarded less from then on. */
  'environments.update': call(
    InEnv.extend({
      name: DisplayName.optional(),
      kind: EnvironmentKind.optional(),
      showPlainValues: z.boolean().optional(),
      colour: EnvironmentColour.nullable().optional(),
      protection: Protection.optional(),
      confirmation: z.string().max(200).optional(),
    }),
    Environment,
  ),
  /** What archiving would hide. */
  'environments.contents': call(InEnv, EnvironmentContents),
  'environments.reorder': call(z.object({ project: ProjectRef, slugs: z.array(Slug).max(1_000) }), Done),
  /** The slug is typed again: archiving hides an environment with all that is in it. `archived: false` brings it back. */
  'environments.archive': call(
    InEnv.extend({ archived: z.boolean(), confirmation: z.string().max(200) }),
    Done,
  ),

  /** Complete or an error, never a part. Sorted by key. */
  'variables.list': call(
    InEnv,
    z.object({
      rows: z.array(VariableMeta),
      readAt: z.number().int(),
      /** Of a list that comes from a server. */
      state: ListState.optional(),
    }),
  ),
  /** Which keys hold `text` in their value. Hidden values are not searched. */
  'variables.search': call(
    InEnv.extend({ text: z.string().min(1).max(1_000) }),
    z.object({ keys: Keys, masked: z.number().int() }),
  ),
  'variables.versions': call(
    InEnv.extend({ key: VariableKey }),
    z.object({ versions: z.array(VersionMeta) }),
  ),

  'values.inView': call(
    z.object({ source: ValueSource, keys: z.array(VariableKey).max(limits.keysInView) }),
    z.object({ values: z.array(InViewValue) }),
  ),
  /** One key per call, counted and rate-limited. `count` is how many were revealed since the start. */
  'values.reveal': call(
    z.object({ source: ValueSource, key: VariableKey }),
    z.object({ value: z.string(), count: z.number().int() }),
  ),
  /** Main writes the clipboard and clears it after `clearsInMs` if it is unchanged. No value comes back. */
  'values.copy': call(
    z.object({ source: ValueSource, key: VariableKey, form: z.enum(['value', 'assignment', 'key']) }),
    z.object({ clearsInMs: z.number().int() }),
  ),

  'drafts.list': call(InEnv, z.object({ drafts: z.array(DraftMeta) })),
  'drafts.put': call(
    InEnv.extend({
      patches: z.array(DraftPatch).min(1).max(limits.keysPerCall),
      undoGroup: z.string().max(64).optional(),
    }),
    z.object({ drafts: z.array(DraftMeta) }),
  ),
  'drafts.rename': call(InEnv.extend({ from: VariableKey, to: VariableKey }), Done),
  /** Saved values of `from` become drafts of `env`; hidden ones are left out and named. */
  'drafts.carry': call(
    InEnv.extend({ from: EnvironmentRef, keys: Keys, undoGroup: z.string().max(64).optional() }),
    z.object({ carried: Keys, left: Keys }),
  ),
  /** All drafts of the environment when `keys` is absent. Can be undone. */
  'drafts.discard': call(InEnv.extend({ keys: Keys.optional() }), z.object({ discarded: z.number().int() })),
  /** The last step, or that of one editor, whatever was edited since. */
  'drafts.undo': call(InEnv.extend({ undoGroup: z.string().max(64).optional() }), z.object({ keys: Keys })),
  'drafts.redo': call(InEnv, z.object({ keys: Keys })),

  'changes.plan': call(InEnv.extend({ source: ChangeSource }), PlanView),
  'changes.view': call(z.object({ planId: PlanId }), PlanView),
  /** Take rows out of a plan (for one: keep what the target has now). Gives the plan's next revision. */
  'changes.exclude': call(z.object({ planId: PlanId, keys: Keys }), PlanView),
  /** Main checks the confirmation, reads the target again and refuses on drift until that revision was seen. */
  'changes.apply': call(
    z.object({ planId: PlanId, revision: z.number().int(), confirmation: Confirmation }),
    ApplyResult,
  ),
  'changes.cancel': call(z.object({ planId: PlanId }), Done),
  'changes.drop': call(z.object({ planId: PlanId }), Done),

  'history.list': call(
    z.object({
      project: ProjectRef,
      slug: Slug.optional(),
      key: VariableKey.optional(),
      before: z.number().int().optional(),
      limit: z.number().int().min(1).max(200),
    }),
    z.object({ entries: z.array(ChangeSetSummary), more: z.boolean() }),
  ),
  /** Forget what a variable or a document was before, in history, journal and backups. */
  'history.purge': call(
    InEnv.extend({ resource: Resource.optional(), key: VariableKey, confirmation: VariableKey }),
    z.object({ versions: z.number().int(), backups: z.number().int() }),
  ),
  'history.get': call(z.object({ changeSetId: ChangeSetId }), ChangeSetDetail),

  'rules.list': call(
    z.object({ project: ProjectRef }),
    z.object({
      rules: z.array(Rule),
      required: z.array(Required),
      /** The kinds of environments whose differences are expected. */
      expects: z.array(EnvironmentKind),
    }),
  ),
  /** `rule: null` removes the person's rule, so that the default holds again. */
  'rules.put': call(
    z.object({
      project: ProjectRef,
      key: VariableKey,
      rule: z.enum(['must-match', 'must-differ', 'any']).nullable(),
      note: z.string().max(limits.noteLength).optional(),
      /** Whether every environment must have it; absent: as before. */
      required: z.boolean().optional(),
    }),
    Done,
  ),
  /** What differences of one kind of environment are, for keys without a rule of their own. */
  'rules.putKind': call(z.object({ project: ProjectRef, kind: EnvironmentKind, rule: KindRule }), Done),
  'rules.require': call(z.object({ project: ProjectRef, keys: Keys.min(1) }), Done),
  'rules.unrequire': call(z.object({ project: ProjectRef, keys: Keys.min(1) }), Done),
  /** Takes back a line of the history that changed rules. */
  'rules.undo': call(z.object({ changeSetId: ChangeSetId }), Done),

  /** What the safety rules say of each live environment of a project. Main reads the values; none comes back. */
  'safety.list': call(
    z.object({ project: ProjectRef }),
    z.object({ environments: z.array(EnvironmentHealth) }),
  ),

  'imports.read': call(
    z.object({ files: z.array(ImportFile).min(1).max(limits.filesPerImport), target: ImportTarget }),
    ImportPreview,
  ),
  /** More files to those being looked at; one of the same name takes its place. `changed`: positions of files that are new. */
  'imports.add': call(
    z.object({ importId: ImportId, files: z.array(ImportFile).min(1).max(limits.filesPerImport) }),
    z.object({ changed: z.array(z.number().int()) }),
  ),
  /** The preview with another target or other places for its files. */
  'imports.preview': call(
    z.object({ importId: ImportId, target: ImportTarget, files: FileChoices }),
    ImportPreview,
  ),
  'imports.plan': call(
    z.object({
      importId: ImportId,
      target: ImportTarget,
      files: FileChoices,
      rows: z.array(ImportRowChoice).max(limits.keysPerCall),
    }),
    ImportPlan,
  ),
  'imports.apply': call(
    z.object({ importId: ImportId, confirmations: z.array(ImportConfirmation).max(limits.filesPerImport) }),
    ImportResult,
  ),
  'imports.discard': call(z.object({ importId: ImportId }), Done),

  'exports.suggest': call(
    InEnv.extend({ format: z.enum(['dotenv', 'json']), content: z.enum(['values', 'keys']) }),
    z.object({ path: z.string() }),
  ),
  /** Never overwrites a file. `insideGit`: a work tree that does not ignore the file. */
  'exports.write': call(
    InEnv.extend({
      format: z.enum(['dotenv', 'json']),
      content: z.enum(['values', 'keys']),
      path: z.string().min(1).max(4_096),
    }),
    z.object({ path: z.string(), written: z.number().int(), left: Keys, insideGit: z.boolean() }),
  ),

  'settings.get': call(Nothing, Settings),
  'settings.put': call(SettingsPatch, Settings),

  ...connectionCalls,
  ...documentCalls,
  ...renameCalls,
  ...approvalCalls,
} as const satisfies Record<Call, { input: z.ZodType; output: z.ZodType }>;

export type Input<C extends Call> = z.input<(typeof contract)[C]['input']>;
export type Parsed<C extends Call> = z.output<(typeof contract)[C]['input']>;
export type Output<C extends Call> = z.output<(typeof contract)[C]['output']>;

export const eventShapes = {
  'app.changed': z.object({}),
  'scope.changed': z.object({}),
  'drafts.changed': z.object({ env: EnvironmentRef }),
  'changes.progress': z.object({
    planId: PlanId,
    done: z.number().int(),
    failed: z.number().int(),
    total: z.number().int(),
    /** Sent to a server, and not known yet to be done. */
    unchecked: z.number().int().optional(),
    /** While a rate limit makes it wait: when the next request leaves. Unix milliseconds. */
    waitingUntil: z.number().int().optional(),
  }),
  /** A link or a second start asked for this in-app path. */
  'path.opened': z.object({ path: z.string() }),
  /** The person closed the window, which the page held: it asks first, as quitting does. */
  'quit.asked': z.object({}),
  'connections.changed': z.object({}),
  /** Something about a list is known anew: its rows, its age, a problem. */
  'variables.changed': z.object({ env: EnvironmentRef }),
  'login.changed': z.object({ loginId: LoginId, state: LoginState, error: z.custom<AppError>().optional() }),
} as const satisfies Record<Event, z.ZodType>;
export type EventPayload<E extends Event> = z.infer<(typeof eventShapes)[E]>;

/** What crosses, as one JSON string: failures travel as data. */
export type Reply<C extends Call> =
  | { readonly ok: true; readonly value: Output<C> }
  | { readonly ok: false; readonly error: AppError };
