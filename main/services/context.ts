import { Failure } from '../../core/errors.ts';
import type { Event } from '../../core/ipc/calls.ts';
import type { EventPayload } from '../../core/ipc/contract.ts';
import type { WorkspacePort } from '../../core/workspace.ts';
import type { Servers } from '../connections/servers.ts';
import type { Credentials } from '../credentials/credentials.ts';
import type { Fingerprinter } from '../store/fingerprint.ts';
import type { Store } from '../store/open.ts';
import type { Budgets } from '../workspaces/server/http/budget.ts';

/** The system's clipboard. `read` answers an empty text where the host cannot read it. */
export interface Clipboard {
  readonly write: (text: string) => Promise<void>;
  readonly read: () => Promise<string>;
}

/** How many values were disclosed on demand. Of the app, not of a context: a lock does not begin it anew. */
export interface Disclosed {
  count: number;
  /** When each value of the last minute was disclosed, in Unix milliseconds. */
  recent: number[];
}

/** What every use case works with once the store is open. One per opened store. */
export interface Context {
  readonly store: Store;
  readonly workspaces: ReadonlyMap<string, WorkspacePort>;
  /** The connections to servers, each one a workspace. */
  readonly servers: Servers;
  readonly credentials: Credentials;
  /** What rate limits leave to each credential, for all that speaks with it. */
  readonly budgets: Budgets;
  /** Hands a web page to the person's own browser. */
  readonly openExternal: (url: string) => Promise<void>;
  readonly fingerprint: Fingerprinter;
  readonly clipboard: Clipboard;
  readonly disclosed: Disclosed;
  /** Unix milliseconds. */
  readonly now: () => number;
  readonly newId: () => string;
  readonly emit: <E extends Event>(event: E, payload: EventPayload<E>) => void;
}

/**
 * State of one feature that lives in memory only, one per context.
 *
 * It goes with its context: on lock and quit nothing of it can be reached any more.
 */
export function perContext<T>(make: () => T): (context: Context) => T {
  const made = new WeakMap<Context, T>();
  return (context) => {
    const existing = made.get(context);
    if (existing !== undefined) return existing;
    const created = make();
    made.set(context, created);
    return created;
  };
}

/** The workspace of that id, or a `not-found` failure. */
export function workspaceOf(context: Context, workspaceId: string): WorkspacePort {
  const workspace = context.workspaces.get(workspaceId);
  if (workspace !== undefined) return workspace;
  throw new Failure({ code: 'not-found', what: 'workspace', name: workspaceId });
}
