import { randomUUID } from 'node:crypto';
import type { KeyMode } from '../../core/app-state.ts';
import type { EnvironmentRef } from '../../core/environment.ts';
import type { WorkspacePort } from '../../core/workspace.ts';
import { openServer } from '../connections/open-server.ts';
import { createServers } from '../connections/servers.ts';
import { createCredentials } from '../credentials/credentials.ts';
import type { Keychain } from '../keychain/keychain.ts';
import { createFingerprinter } from '../store/fingerprint.ts';
import type { Store } from '../store/open.ts';
import { createLocalWorkspace } from '../workspaces/local/local.ts';
import { createBudgets } from '../workspaces/server/http/budget.ts';
import type { ServerParts } from '../workspaces/server/workspace.ts';
import type { Context } from './context.ts';
import { recoverInterrupted } from './recover.ts';
import { documentsInDoubt, settleDocuments, settleDoubt } from './settle-doubt.ts';

/** What the use cases reach outside of the store. */
export interface Outside extends Pick<Context, 'clipboard' | 'emit' | 'openExternal'> {
  readonly keychain: Keychain;
  /** Where the store's key is kept, and so the tokens. */
  readonly mode: KeyMode;
  readonly now?: Context['now'];
  /** Counted on from here; from nothing where there was none before. */
  readonly disclosed?: Context['disclosed'];
}

/** Everything the use cases need, over a store that was just opened. Names what a crash left behind. */
export function createContext(store: Store, outside: Outside): Context {
  const { clipboard, emit, openExternal, keychain, mode, now = Date.now } = outside;
  const { disclosed = { count: 0, recent: [] } } = outside;
  const newId = randomUUID;
  const fingerprint = createFingerprinter(store);
  const credentials = createCredentials({ mode, keychain, store });
  const budgets = createBudgets();
  const local = createLocalWorkspace({ store, fingerprint, now, newId });
  const workspaces = new Map<string, WorkspacePort>([[local.id, local]]);
  const changed = (env: EnvironmentRef | undefined): void =>
    env === undefined ? emit('scope.changed', {}) : emit('variables.changed', { env });
  const tellSettled = (settled: number): void => {
    if (settled === 0) return;
    emit('scope.changed', {});
    emit('app.changed', {});
  };
  const listed: ServerParts['listed'] = (env, list) => {
    const { settled, written } = settleDoubt({ store, now }, env, list);
    tellSettled(settled);
    return written;
  };
  const documents: Pick<ServerParts, 'documentsInDoubt' | 'documentsRead'> = {
    documentsInDoubt: (env, resource) => documentsInDoubt({ store, now }, env, resource),
    documentsRead: (env, resource, found) =>
      tellSettled(settleDocuments({ store, now }, env, resource, found)),
  };
  const servers = createServers({
    store,
    open: (connection) => {
      const addSlug: ServerParts['addSlug'] = (added) => void servers.addSlug(connection().id, added);
      const told = { addSlug, changed, listed, ...documents };
      return openServer({ store, fingerprint, now, newId, ...told, credentials, budgets }, connection);
    },
    opened: (workspace) => void workspaces.set(workspace.id, workspace),
    closed: ({ id }) => void workspaces.delete(id),
    changed: () => emit('connections.changed', {}),
  });
  const context: Context = {
    store,
    workspaces,
    servers,
    credentials,
    budgets,
    openExternal,
    fingerprint,
    clipboard,
    disclosed,
    now,
    newId,
    emit,
  };
  recoverInterrupted(context);
  return context;
}
