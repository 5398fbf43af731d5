import type { Account, Connection, Flavour } from '../../../core/connection.ts';
import type { EnvironmentKind } from '../../../core/environment.ts';
import type { AppError } from '../../../core/errors.ts';
import type { QueueSettings } from '../../../core/queue.ts';
import type { VariableKind } from '../../../core/variable.ts';
import type { Budgets } from './http/budget.ts';

/** An environment as the server names it. `branch` travels in a header, and only for preview and dev. */
export interface RemoteEnvironment {
  readonly projectRef: string;
  /** In the path: `dev`, `stg`, `prod`, `preview`, or any other that the server has. */
  readonly slug: string;
  readonly branch?: string | undefined;
}

/** An environment that was found, with what the console knows it as. */
export interface FoundEnvironment extends RemoteEnvironment {
  readonly name: string;
  readonly kind: EnvironmentKind;
  readonly paused: boolean;
  readonly archived?: boolean | undefined;
}

export interface FoundProject {
  readonly ref: string;
  readonly slug: string;
  readonly name: string;
  readonly environments: readonly FoundEnvironment[];
}

/** All that an account sees. */
export interface Discovery {
  readonly account: Account;
  readonly flavour: Flavour;
  readonly organizations: readonly {
    readonly slug: string;
    readonly name: string;
    readonly projects: readonly FoundProject[];
  }[];
}

/** A variable as listed. `value` is absent where the server hides it, whichever way it writes that. */
export interface RemoteVariable {
  readonly key: string;
  readonly value: string | undefined;
  readonly kind: VariableKind;
}

/** A complete list, and the flavour as far as the list itself tells it (how it hides a secret). */
export interface RemoteList {
  readonly variables: readonly RemoteVariable[];
  readonly flavour: Flavour | undefined;
}

/** One write. `kind` is sent where the flavour can set it. `exists`: the key has a value in this environment now. */
export type Write =
  | {
      readonly type: 'set';
      readonly key: string;
      readonly value: string;
      readonly kind: VariableKind;
      readonly exists: boolean;
    }
  | { readonly type: 'delete'; readonly key: string };

/**
 * What is known of a write.
 *
 * - `accepted`: the server said yes. It may still not have done it: read back.
 * - `refused`: it said no, and surely wrote nothing. `reason` is the console's own words, in whole sentences.
 * - `unknown`: it may have been written: no answer, an error inside the server, an answer cut short.
 * - `stop`: it said no for a reason that holds for every further write too (credential, project gone, offline).
 *
 * A rate limit is none of these: it is waited for inside.
 */
export type WriteAnswer =
  | { readonly answer: 'accepted' }
  | { readonly answer: 'refused'; readonly reason: string }
  | { readonly answer: 'unknown'; readonly reason: string }
  | { readonly answer: 'stop'; readonly error: AppError };

/** A queue as listed. Limits are of runs at a time; null: none. */
export interface RemoteQueue extends QueueSettings {
  readonly id: string;
  /** Without the prefix that task queues have in the server's own store. */
  readonly name: string;
  /** Runs at this moment. */
  readonly running: number;
  readonly queued: number;
}

/** One thing that a server does to a queue. */
export type QueueStep =
  | { readonly do: 'pause' | 'resume' | 'reset' }
  | { readonly do: 'override'; readonly limit: number };

/** How long the rate limit makes one wait, for a progress line. */
export interface Waiting {
  /** Unix milliseconds at which the next request leaves; undefined when none waits. */
  readonly until: number | undefined;
}

/**
 * One account on one server, over HTTP. Reads are complete or a `server` failure; nothing is kept.
 *
 * Requests go to the connection's own origin only; a redirect is a failure. Every answer is parsed with zod. The token is
 * read from the keychain by `token()` when needed and is in no error, log or answer.
 */
export interface ServerApi {
  readonly whoAmI: () => Promise<Account>;
  /** `signal` stops between requests. */
  readonly discover: (signal?: AbortSignal) => Promise<Discovery>;
  /** Whether a slug that no route lists exists. */
  readonly hasEnvironment: (env: RemoteEnvironment) => Promise<boolean>;
  readonly listVariables: (env: RemoteEnvironment, signal?: AbortSignal) => Promise<RemoteList>;
  readonly write: (env: RemoteEnvironment, write: Write, signal?: AbortSignal) => Promise<WriteAnswer>;
  /**
   * All values in plain, secrets too, through the environment's key. For fingerprints only: the caller drops them.
   * Undefined where the flavour or the slug has no such route.
   */
  readonly readSecrets: (
    env: RemoteEnvironment,
    signal?: AbortSignal,
  ) => Promise<ReadonlyMap<string, string> | undefined>;
  /** Complete, through the environment's key. Fails with `unsupported` too, where the server gives no such key. */
  readonly listQueues: (env: RemoteEnvironment, signal?: AbortSignal) => Promise<readonly RemoteQueue[]>;
  /** One of them by its id; undefined where it is not there. Fails as `listQueues`. */
  readonly findQueue: (
    env: RemoteEnvironment,
    id: string,
    signal?: AbortSignal,
  ) => Promise<RemoteQueue | undefined>;
  /** Steps on one queue, found by its id, in their order. `unknown` where only a part of them was carried out. */
  readonly changeQueue: (
    env: RemoteEnvironment,
    id: string,
    steps: readonly QueueStep[],
    signal?: AbortSignal,
  ) => Promise<WriteAnswer>;
  /** A branch of preview: make it where it is not there, or put it away. */
  readonly changeBranch: (
    env: RemoteEnvironment,
    change: 'create' | 'archive',
    signal?: AbortSignal,
  ) => Promise<WriteAnswer>;
  readonly waiting: () => Waiting;
  /** Ends what is on its way; later calls fail with `offline`. */
  readonly close: () => void;
}

/** What `createServerApi` needs. */
export interface ApiOptions {
  readonly connection: () => Pick<
    Connection,
    'name' | 'url' | 'flavour' | 'caFile' | 'allowHttp' | 'addedSlugs' | 'stayOffline'
  >;
  /** The credential, or undefined where the keychain has none. */
  readonly token: () => Promise<string | undefined>;
  /** Unix milliseconds. */
  readonly now: () => number;
  /** Shared with whoever else may use the same credential. */
  readonly budgets?: Budgets | undefined;
}
