import type { Keychain } from '../keychain/keychain.ts';
import type { Vault } from './vault.ts';

/** Tokens in the keychain of the system: entries of their own beside the store's key. */
export function keychainVault(keychain: Keychain): Vault {
  const accountOf = (connectionId: string): string => `connection:${connectionId}`;
  return {
    read: (connectionId) => keychain.read(accountOf(connectionId)),
    write: (connectionId, token) => keychain.write(accountOf(connectionId), token),
    remove: (connectionId) => keychain.remove(accountOf(connectionId)),
  };
}
