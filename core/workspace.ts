import type { Approval } from './approval.ts';
import type {
  Environment,
  EnvironmentColour,
  EnvironmentKind,
  EnvironmentRef,
  NewEnvironment,
  ProjectRef,
  Protection,
  Workspace,
} from './environment.ts';
import type { DocumentsState, ListState } from './list-state.ts';
import type { DocumentResource, Resource } from './resource.ts';
import type { Fingerprint, VariableKind, VariableMeta } from './variable.ts';

/** A variable with its value. Lives in main only; `value` is absent exactly when the server hides it. */
export interface StoredVariable {
  readonly key: string;
  readonly value: string | undefined;
  readonly kind: VariableKind;
  readonly note: string | undefined;
  /** Of `value`, or the remembered one of a hidden value. */
  readonly fingerprint: Fingerprint | undefined;
  readonly version: number;
  readonly changedAt: number | undefined;
}

/** What an operation expects to find: `null` for an unset key. Anything else there is drift. */
export interface Expectation {
  readonly fingerprint: Fingerprint | undefined;
  readonly kind: VariableKind;
  readonly note: string | undefined;
}

/** An agent, provider key or queue of an environment. Lives in main; its text holds no secret. */
export interface StoredDocument {
  readonly key: string;
  /** Canonical JSON text, see `core/json.ts`. No id of the workspace is in it. */
  readonly text: string;
  readonly fingerprint: Fingerprint;
  /** 0 where its workspace does not say. */
  readonly version: number;
  /** Unix milliseconds. */
  readonly changedAt: number | undefined;
  /** What happens there at this moment: no part of the document. Absent where nothing runs. */
  readonly live?: { readonly running: number; readonly queued: number };
}

/** One version of a document; `text` is absent where it was a deletion. */
export interface DocumentVersion {
  readonly version: number;
  readonly text: string | undefined;
  /** Unix milliseconds. */
  readonly at: number;
  readonly changeSetId: string | undefined;
}

/**
 * What a workspace with the capabilities `agents`, `provider-keys` or `queues` reads beyond variables; it is written by
 * `apply`. A server translates its ids on the way: see `core/agent-record.ts`.
 */
export interface DocumentPort {
  /** All of one resource, sorted by key, or those of `keys`: complete or a `Failure`. `newest` unless said otherwise. */
  readonly read: (
    env: EnvironmentRef,
    resource: DocumentResource,
    keys?: readonly string[],
    freshness?: Freshness,
  ) => Promise<readonly StoredDocument[]>;
  /** Where they come from a server: how old what was seen last is. Undefined where nothing was seen. */
  readonly state?: (env: EnvironmentRef, resource: DocumentResource) => DocumentsState | undefined;
  /**
   * That the server still has the environment, asked of it now, where reading and writing documents do not tell.
   * Fails: `refused` (`environment-gone`), and as reading does.
   */
  readonly confirmThere?: (env: EnvironmentRef, resources: ReadonlySet<Resource>) => Promise<void>;
  /** Ids of providers that are switched off there, whatever keys there are. Absent: none can be. */
  readonly providersOff?: (env: EnvironmentRef, freshness?: Freshness) => Promise<ReadonlySet<string>>;
  /** With the capability `documents.versions`: newest first. */
  readonly versions?: (
    env: EnvironmentRef,
    resource: DocumentResource,
    key: string,
  ) => Promise<readonly DocumentVersion[]>;
}

/** One write to one key. Its inverse is an operation too. A document's value is its text, its kind `plain`. */
export type Operation = { /** Absent: a variable. */ readonly resource?: Resource | undefined } & (
  | {
      readonly type: 'set';
      readonly key: string;
      readonly value: string;
      readonly kind: VariableKind;
      readonly note: string | undefined;
      readonly expect: Expectation | null;
    }
  | { readonly type: 'delete'; readonly key: string; readonly expect: Expectation }
);

export type Outcome =
  | {
      readonly outcome: 'done';
      /** A document as it is now, where its workspace added to what was written. */
      readonly holds?: Pick<StoredDocument, 'text' | 'fingerprint'>;
    }
  | { readonly outcome: 'failed'; readonly reason: string }
  /** It was sent, and surely has not been carried out. */
  | { readonly outcome: 'not-done'; readonly reason: string }
  | { readonly outcome: 'in-doubt'; readonly reason: string };

/**
 * Where a workspace reports what becomes of each operation, by its position in the change set.
 *
 * `sent` is recorded before a request leaves, which may wait for a rate limit; `answered` tells that it left; `settled` is recorded before the same key is touched again.
 * A workspace that writes into the store itself calls `settled` inside the same transaction.
 */
export interface Journal {
  readonly sent: (position: number) => void;
  readonly answered: (position: number) => void;
  readonly settled: (position: number, outcome: Outcome) => void;
}

export interface ApplyRequest {
  readonly env: EnvironmentRef;
  readonly changeSetId: string;
  /** Of the change set, for a workspace that keeps notes of what was done. */
  readonly title: string;
  /** The operations to carry out, each with its position in the change set. */
  readonly operations: readonly { readonly position: number; readonly operation: Operation }[];
  readonly journal: Journal;
  /** Asked between operations: a cancelled apply stops cleanly, the rest stays not done. */
  readonly cancelled: () => boolean;
}

/** One version of a variable. `value` is absent where it was a deletion, or was purged since. */
export interface StoredVersion {
  readonly version: number;
  readonly value: string | undefined;
  readonly kind: VariableKind;
  readonly note: string | undefined;
  readonly fingerprint: Fingerprint | undefined;
  readonly deleted: boolean;
  readonly purged: boolean;
  /** Unix milliseconds. */
  readonly at: number;
  readonly changeSetId: string | undefined;
}

/** What a workspace with the capabilities `environments.*` can do beyond variables. */
export interface Management {
  readonly createProject: (input: { readonly organization: string; readonly name: string }) => Promise<{
    readonly projectId: string;
    readonly organizationSlug: string;
    readonly projectSlug: string;
    /** The environment it starts with. */
    readonly environmentSlug: string;
  }>;
  readonly updateEnvironment: (
    env: EnvironmentRef,
    change: {
      readonly name?: string | undefined;
      readonly kind?: EnvironmentKind | undefined;
      readonly showPlainValues?: boolean | undefined;
      /** Null: the colour of its kind again. */
      readonly colour?: EnvironmentColour | null | undefined;
      readonly protection?: Protection | undefined;
    },
  ) => Promise<Environment>;
  /** `slugs` are all live environments of the project in their new order. */
  readonly reorderEnvironments: (project: ProjectRef, slugs: readonly string[]) => Promise<void>;
  readonly archiveEnvironment: (env: EnvironmentRef, archived: boolean, deed?: Deed) => Promise<void>;
}

/** Who wants to know how far a change of an environment itself is, for the journal. */
export interface Deed {
  /** Called right before a request leaves that may do it; never where the workspace writes into the store itself. */
  readonly begins?: () => void;
  /** Called inside the transaction of the write where the workspace writes into the store itself, else not at all. */
  readonly done: () => void;
  /** It goes on with what waits for this approval (its id here), and with nothing else. */
  readonly approval?: string | undefined;
}

/** What waits for an approval on a server. */
export interface ApprovalPort {
  readonly list: (project: ProjectRef) => readonly Approval[];
  /** Asked no longer from here. The server goes on knowing of it until it runs out. */
  readonly forget: (id: string) => void;
}

/**
 * How new a list has to be.
 *
 * - `stored`: the last complete list that was seen, however old; the server is asked only where there is none.
 * - `newest`: the server's list, or the last one seen where the server cannot be reached or does not answer soon.
 * - `server`: the server's list or a `server` failure. For what is about to be written.
 *
 * A workspace without a server answers all three alike.
 */
export type Freshness = 'stored' | 'newest' | 'server';

/** What a workspace cannot store, as data. Planning leaves such changes out and says why. */
export interface WriteRules {
  /** What a new key must look like, and the same in words ("capital letters, digits and underscores, …"). */
  readonly newKey: { readonly pattern: RegExp; readonly words: string };
  /** Keys that the server drops silently. */
  readonly reserved: readonly string[];
  /** Whether a value may be empty or blank. */
  readonly blankValues: boolean;
  /** The longest value in UTF-16 code units, where there is a limit below the console's own. */
  readonly valueLength: number | undefined;
  /** `settable` in either direction; `kept`: a secret stays one, a new variable is always plain. */
  readonly secretFlag: 'settable' | 'kept';
  /** `given`: queues come with a deployment, which sets their type and own limit. */
  readonly queues: 'free' | 'given';
  /** `served`: some fields of an agent cannot be written, and a skill is linked only where its variables are set. */
  readonly agents: 'whole' | 'served';
  readonly notes: boolean;
}

/** A place where projects live. `core` names it, `main/workspaces/*` implement it. Failures are `Failure`s. */
export interface WorkspacePort {
  readonly id: string;
  readonly describe: () => Promise<Workspace>;
  readonly writeRules: WriteRules;
  /** All variables, sorted by key: complete or a `Failure`. `stored` unless said otherwise. */
  readonly listVariables: (env: EnvironmentRef, freshness?: Freshness) => Promise<readonly VariableMeta[]>;
  /** The same with values, for planning, search and export; only `keys` when given. */
  readonly readVariables: (
    env: EnvironmentRef,
    keys?: readonly string[],
    freshness?: Freshness,
  ) => Promise<readonly StoredVariable[]>;
  /** Where the list comes from a server: how old it is and what is known of it. Absent: it is always now. */
  readonly listState?: (env: EnvironmentRef) => ListState | undefined;
  readonly apply: (request: ApplyRequest) => Promise<void>;
  /** When the next request leaves, while a rate limit makes it wait. Unix milliseconds. */
  readonly waitingUntil?: () => number | undefined;
  readonly createEnvironment: (
    project: ProjectRef,
    input: NewEnvironment,
    deed?: Deed,
  ) => Promise<Environment>;
  readonly manage?: Management;
  /** Absent where nothing has to be approved. Whoever does the same again goes on under the approval that was given. */
  readonly approvals?: ApprovalPort;
  /** Absent where a workspace has variables only. */
  readonly documents?: DocumentPort;
  /** With the capability `variables.versions`: newest first; none of a key that never was. */
  readonly versions?: (env: EnvironmentRef, key: string) => Promise<readonly StoredVersion[]>;
}
