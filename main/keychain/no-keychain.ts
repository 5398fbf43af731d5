import { fail } from '../../core/errors.ts';
import type { Keychain } from './keychain.ts';

const nothingThere = async (): Promise<never> => fail({ code: 'keychain', problem: 'unavailable' });

/** A keychain that is never there: nothing of the tour, or of a picture of files, is left in the real one. */
export const noKeychain: Keychain = {
  probe: async () => 'unavailable',
  read: nothingThere,
  write: nothingThere,
  remove: nothingThere,
};
