import { randomUUID } from 'node:crypto';
import { createFingerprinter } from '../store/fingerprint.ts';
import type { Store } from '../store/open.ts';
import { createLocalWorkspace } from '../workspaces/local/local.ts';
import type { Context } from './context.ts';
import { recoverInterrupted } from './recover.ts';

/** Everything the use cases need, over a store that was just opened. Names what a crash left behind. */
export function createContext(
  store: Store,
  outside: Pick<Context, 'clipboard' | 'emit'> & Partial<Pick<Context, 'now'>>,
): Context {
  const { clipboard, emit, now = Date.now } = outside;
  const fingerprint = createFingerprinter(store);
  const local = createLocalWorkspace({ store, fingerprint, now, newId: randomUUID });
  const context: Context = {
    store,
    workspaces: new Map([[local.id, local]]),
    fingerprint,
    clipboard,
    now,
    newId: randomUUID,
    emit,
  };
  recoverInterrupted(context);
  return context;
}
