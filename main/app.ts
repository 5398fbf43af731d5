import type { Event } from '../core/ipc/calls.ts';
import type { EventPayload } from '../core/ipc/contract.ts';
import { type Control, createAppControl } from './app-control.ts';
import { reportBug } from './bugs.ts';
import type { Host } from './hosts/host.ts';
import type { AppOptions } from './hosts/options.ts';
import { answer } from './ipc/door.ts';
import { createHandlers } from './ipc/handlers.ts';
import { createKeychain, type Keychain } from './keychain/keychain.ts';
import type { Profile } from './profile.ts';

/** Under this name the operating system lists our entries. */
export const keychainService = 'platos-console';

export interface AppParts {
  readonly profile: Profile;
  /** Where the store's key is kept; the operating system's keychain unless a test or the tour says otherwise. */
  readonly keychain?: Keychain;
  /** Runs before the window opens, once the start has come as far as it comes alone; gives the path to open at. */
  readonly prepare?: (control: Control) => Promise<string>;
}

/**
 * Build the app in this host and open its window. The composition root of both hosts.
 *
 * Returns when the window is open; the store may still wait for the keychain or the person.
 */
export async function runApp(host: Host, options: AppOptions, parts: AppParts): Promise<void> {
  const emit = <E extends Event>(event: E, payload: EventPayload<E>): void =>
    host.emit(event, JSON.stringify(payload));
  const control = createAppControl({
    host,
    profile: parts.profile,
    keychain: parts.keychain ?? createKeychain({ service: keychainService }),
    filesToImport: options.import,
    emit,
  });
  const handlers = createHandlers(control.context, control);
  host.onQuit(control.close);
  host.onPath((path) => emit('path.opened', { path }));
  const open = (path: string): Promise<void> =>
    host.open({
      path,
      colorScheme: 'system',
      onFocus: control.focused,
      onCloseHeld: () => emit('quit.asked', {}),
      answer: (call, json) => answer(handlers, reportBug, call, json),
    });
  if (parts.prepare === undefined) {
    await Promise.all([control.start(), open(options.path ?? '/')]);
    return;
  }
  await control.start();
  await open(await parts.prepare(control));
}
