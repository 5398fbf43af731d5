import type { EnvironmentRef } from '../../../../core/environment.ts';
import type { JsonObject } from '../../../../core/json.ts';
import type { DocumentResource } from '../../../../core/resource.ts';
import type { DocumentVersion, StoredDocument } from '../../../../core/workspace.ts';
import type { WriteAnswer } from '../api.ts';

/** A document as a server has it, without any id. */
export interface FoundDocument extends Pick<StoredDocument, 'live'> {
  readonly key: string;
  readonly content: JsonObject;
  /** Unix milliseconds. */
  readonly changedAt?: number | undefined;
}

export type DocumentWrite =
  | {
      readonly type: 'set';
      readonly key: string;
      readonly content: JsonObject;
      /** What it is done for, where the server keeps notes. */
      readonly note?: string;
    }
  | { readonly type: 'delete'; readonly key: string };

/**
 * What is known of a write of a document. `not-yet`: nothing was sent, since it names a document that is not there; an
 * operation behind it may bring that one.
 */
export type DocumentAnswer = WriteAnswer | { readonly answer: 'not-yet'; readonly reason: string };

/** One resource of a server's environments as documents. */
export interface DocumentSource {
  /**
   * From the server, all of it or those of `keys`: complete or a `Failure` (`server`; `unsupported`, where what would
   * give it is said). `newest`: what was asked a moment ago will do.
   */
  readonly read: (
    env: EnvironmentRef,
    keys?: readonly string[],
    signal?: AbortSignal,
    freshness?: 'newest' | 'server',
  ) => Promise<readonly FoundDocument[]>;
  /** Reading all of it leaves parts out: only reading by key gives whole documents. */
  readonly briefLists: boolean;
  /** Of a document as the server keeps them, newest first. Absent: it keeps none. */
  readonly versions?: (env: EnvironmentRef, key: string) => Promise<readonly DocumentVersion[]>;
  /**
   * Carry out one operation. `before` was read just now; undefined where there was none.
   *
   * `refused` and `stop` only where nothing was changed: of several requests a part done is `unknown`. Rejects with the
   * signal's reason before anything left.
   */
  readonly write: (
    env: EnvironmentRef,
    write: DocumentWrite,
    before: JsonObject | undefined,
    signal?: AbortSignal,
  ) => Promise<DocumentAnswer>;
}

/** Where providers are switched on and off. */
export interface ProviderSwitches {
  /** Ids of those that are switched off. Fails as `DocumentSource.read`. */
  readonly readOff: (
    env: EnvironmentRef,
    freshness: 'newest' | 'server',
    signal?: AbortSignal,
  ) => Promise<ReadonlySet<string>>;
}

/** What a server has beside variables. A resource that it has not fails with `unsupported`. */
export type DocumentSources = Readonly<Partial<Record<DocumentResource, DocumentSource>>>;
