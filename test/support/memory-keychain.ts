import { fail, type KeychainProblem } from '../../core/errors.ts';
import type { Keychain } from '../../main/keychain/keychain.ts';

export interface MemoryKeychain extends Keychain {
  readonly entries: Map<string, string>;
  /** What it fails with from here on. */
  readonly state: { problem: KeychainProblem | undefined };
}

/** A keychain that outlives the app within one test, and can be told to fail. */
export function memoryKeychain(problem?: KeychainProblem): MemoryKeychain {
  const entries = new Map<string, string>();
  const state = { problem };
  const working = () =>
    state.problem === undefined ? undefined : fail({ code: 'keychain', problem: state.problem });
  return {
    entries,
    state,
    probe: async () => state.problem ?? 'ok',
    read: async (account) => working() ?? entries.get(account),
    write: async (account, secret) => {
      working();
      // The key of a store is never replaced; a connection's token is.
      if (entries.has(account) && !account.startsWith('connection:'))
        throw new Error('an old key was about to be overwritten');
      entries.set(account, secret);
    },
    remove: async (account) => void (working() ?? entries.delete(account)),
  };
}
