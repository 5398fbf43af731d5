import type { Connection, Flavour } from '../../../core/connection.ts';
import type { EnvironmentRef } from '../../../core/environment.ts';
import type { ListChanges, ListState, SeenList } from '../../../core/list-state.ts';
import type { DocumentResource, Resource } from '../../../core/resource.ts';
import type { Sighting } from '../../../core/sighting.ts';
import type { StoredDocument, WorkspacePort } from '../../../core/workspace.ts';
import type { Fingerprinter } from '../../store/fingerprint.ts';
import type { Store } from '../../store/open.ts';
import type { AgentService } from './agent-service.ts';
import type { ServerApi } from './api.ts';
import type { DocumentSources, ProviderSwitches } from './documents/source.ts';

/** What a workspace on a server is made of. */
export interface ServerParts {
  readonly store: Store;
  readonly fingerprint: Fingerprinter;
  /** Unix milliseconds. */
  readonly now: () => number;
  readonly newId: () => string;
  readonly api: ServerApi;
  readonly agentService: AgentService;
  /** As it is set now; its id is the workspace's. */
  readonly connection: () => Connection;
  /** Have an environment that no route of the server lists looked for from now on. */
  readonly addSlug: (added: Connection['addedSlugs'][number]) => void;
  /** Something about a list is known anew: of one environment, or of what the account sees. */
  readonly changed: (env: EnvironmentRef | undefined) => void;
  /**
   * A complete list was read and is believed: told before anybody who asked for it sees it, for doubts to be settled.
   *
   * @returns what this console turns out to have written: the fingerprint by key, undefined for what it deleted
   */
  readonly listed: (
    env: EnvironmentRef,
    list: ReadonlyMap<string, Sighting>,
  ) => ReadonlyMap<string, string | undefined>;
  /** What there is beside variables. */
  readonly sources: DocumentSources;
  /** Absent where providers cannot be switched off. */
  readonly switches?: ProviderSwitches;
  /** Keys of documents of which it is not known whether they were written. */
  readonly documentsInDoubt: (env: EnvironmentRef, resource: DocumentResource) => readonly string[];
  /** Such documents were read since: by key, null for one that is not there. */
  readonly documentsRead: (
    env: EnvironmentRef,
    resource: DocumentResource,
    found: ReadonlyMap<string, Pick<StoredDocument, 'text' | 'fingerprint'> | null>,
  ) => void;
}

/** One account on one server: the port, and what only a server needs. */
export interface ServerWorkspace extends WorkspacePort {
  /** What the server speaks, as far as it is known. */
  readonly flavour: Flavour | undefined;
  /** Undefined for an environment that was never read. */
  readonly listState: (env: EnvironmentRef) => ListState | undefined;
  /**
   * Read the server again: one environment's list, or what the account sees.
   *
   * Fails with `server`; of an environment that was read before, the reason is in `listState` too.
   */
  readonly refresh: (env?: EnvironmentRef) => Promise<void>;
  /** Take the list that shrank for true. Does nothing where there is none. */
  readonly believe: (env: EnvironmentRef, resource: Resource) => void;
  /** The person looked: news begin anew from what is known now. */
  readonly seen: (env: EnvironmentRef) => void;
  /** What is kept of an environment, newest first. */
  readonly snapshots: (env: EnvironmentRef) => readonly SeenList[];
  /** What the list known now has otherwise than a kept one. Fails with `not-found`. */
  readonly since: (env: EnvironmentRef, snapshotId: number) => ListChanges;
  readonly pin: (snapshotId: number, pinned: boolean) => void;
  /** Ends what is on its way. */
  readonly close: () => void;
}
