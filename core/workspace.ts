import type { Environment, EnvironmentKind, EnvironmentRef, ProjectRef, Workspace } from './environment.ts';
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

/** One write to one key. Its inverse is an operation too. */
export type Operation =
  | {
      readonly type: 'set';
      readonly key: string;
      readonly value: string;
      readonly kind: VariableKind;
      readonly note: string | undefined;
      readonly expect: Expectation | null;
    }
  | { readonly type: 'delete'; readonly key: string; readonly expect: Expectation };

export type Outcome =
  | { readonly outcome: 'done' }
  | { readonly outcome: 'failed'; readonly reason: string }
  | { readonly outcome: 'in-doubt'; readonly reason: string };

/**
 * Where a workspace reports what becomes of each operation, by its position in the change set.
 *
 * `sent` is recorded before a request leaves, `settled` before the same key is touched again.
 * A workspace that writes into the store itself calls `settled` inside the same transaction.
 */
export interface Journal {
  readonly sent: (position: number) => void;
  readonly settled: (position: number, outcome: Outcome) => void;
}

export interface ApplyRequest {
  readonly env: EnvironmentRef;
  readonly changeSetId: string;
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
    },
  ) => Promise<Environment>;
  /** `slugs` are all live environments of the project in their new order. */
  readonly reorderEnvironments: (project: ProjectRef, slugs: readonly string[]) => Promise<void>;
  readonly archiveEnvironment: (env: EnvironmentRef, archived: boolean) => Promise<void>;
}

/** A place where projects live. `core` names it, `main/workspaces/*` implement it. Failures are `Failure`s. */
export interface WorkspacePort {
  readonly id: string;
  readonly describe: () => Promise<Workspace>;
  /** All variables, sorted by key: complete or a `Failure` with code `incomplete`. */
  readonly listVariables: (env: EnvironmentRef) => Promise<readonly VariableMeta[]>;
  /** The same with values, for planning, search and export; only `keys` when given. */
  readonly readVariables: (
    env: EnvironmentRef,
    keys?: readonly string[],
  ) => Promise<readonly StoredVariable[]>;
  readonly apply: (request: ApplyRequest) => Promise<void>;
  readonly createEnvironment: (
    project: ProjectRef,
    input: { readonly slug: string; readonly name: string; readonly kind: EnvironmentKind },
  ) => Promise<Environment>;
  readonly manage?: Management;
  /** With the capability `variables.versions`: newest first; none of a key that never was. */
  readonly versions?: (env: EnvironmentRef, key: string) => Promise<readonly StoredVersion[]>;
}
