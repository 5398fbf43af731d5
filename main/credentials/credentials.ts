import type { KeyMode } from '../../core/app-state.ts';
import type { Keychain } from '../keychain/keychain.ts';
import type { Store } from '../store/open.ts';
import { keychainVault } from './keychain-vault.ts';
import { storeVault } from './store-vault.ts';
import type { Vault } from './vault.ts';

/**
 * The tokens of connections. They leave only towards the connection's own server: no call of the window returns one.
 *
 * `read` gives undefined only where there surely is none; a keychain that does not answer is a `keychain` failure.
 */
export interface Credentials extends Vault {
  /** On lock and quit: forget what was read. Nothing is read or written any more. */
  readonly close: () => void;
}

export interface CredentialOptions {
  /** Where the store's key is kept: tokens go the same way. */
  readonly mode: KeyMode;
  readonly keychain: Keychain;
  readonly store: Store;
}

/**
 * The credentials of an opened store.
 *
 * With the keychain they are entries of it. Behind a passphrase they lie in the encrypted store, which is the file that
 * the person chose for secrets; in a session the store is in memory.
 *
 * What was read is remembered until `close`, because each question to the keychain starts a process.
 */
export function createCredentials({ mode, keychain, store }: CredentialOptions): Credentials {
  const vault = mode === 'keychain' ? keychainVault(keychain) : storeVault(store);
  const read = new Map<string, Promise<string | undefined>>();
  let closed = false;
  const forget = (connectionId: string): void => void read.delete(connectionId);
  const forgetIf = (connectionId: string, asked: Promise<string | undefined>): void => {
    if (read.get(connectionId) === asked) read.delete(connectionId);
  };
  return {
    read: (connectionId) => {
      const known = read.get(connectionId);
      if (known !== undefined) return known;
      const asked = vault.read(connectionId);
      if (closed) return asked;
      read.set(connectionId, asked);
      // A keychain that was locked may be open the next time, and a token that was missing may be there.
      asked.then(
        (token) => token ?? forgetIf(connectionId, asked),
        () => forgetIf(connectionId, asked),
      );
      return asked;
    },
    write: async (connectionId, token) => {
      forget(connectionId);
      await vault.write(connectionId, token);
      forget(connectionId);
    },
    remove: async (connectionId) => {
      forget(connectionId);
      await vault.remove(connectionId);
      forget(connectionId);
    },
    close: () => {
      closed = true;
      read.clear();
    },
  };
}
