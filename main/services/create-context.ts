import { randomUUID } from 'node:crypto';
import type { KeyMode } from '../../core/app-state.ts';
import { createServers } from '../connections/servers.ts';
import { createCredentials } from '../credentials/credentials.ts';
import type { Keychain } from '../keychain/keychain.ts';
import { createFingerprinter } from '../store/fingerprint.ts';
import type { Store } from '../store/open.ts';
import { createLocalWorkspace } from '../workspaces/local/local.ts';
import type { Context } from './context.ts';
import { recoverInterrupted } from './recover.ts';

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
  const fingerprint = createFingerprinter(store);
  const local = createLocalWorkspace({ store, fingerprint, now, newId: randomUUID });
  const context: Context = {
    store,
    workspaces: new Map([[local.id, local]]),
    servers: createServers(store, () => emit('connections.changed', {})),
    credentials: createCredentials({ mode, keychain, store }),
    openExternal,
    fingerprint,
    clipboard,
    disclosed,
    now,
    newId: randomUUID,
    emit,
  };
  recoverInterrupted(context);
  return context;
}
