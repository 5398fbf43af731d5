import { assertNever, type KeychainProblem } from '../../core/errors.ts';
import type { ErrorText } from './error-shape.ts';

/** What is wrong with the system keychain, in words, with the ways out. */
export function keychainText(problem: KeychainProblem): ErrorText {
  switch (problem) {
    case 'unavailable':
      return {
        title: 'There is no system keychain here',
        what: 'The console keeps the key of its store in the keychain of the system, and none answers on this machine.',
        next: 'Start a keychain service (GNOME Keyring, KWallet) and try again, or choose another way to keep the key.',
      };
    case 'locked':
      return {
        title: 'The system keychain is locked',
        what: 'It has to be unlocked before the store can be opened. Nothing was changed.',
        next: 'Unlock it, for instance when it asks for its password, then try again.',
      };
    case 'timeout':
      return {
        title: 'The system keychain does not answer',
        what: 'It was asked and did not answer in time. That does not mean the key is gone.',
        next: 'Look for a keychain window waiting behind this one, answer it, then try again.',
      };
    case 'denied':
      return {
        title: 'The system keychain refused',
        what: 'Access to the key of the store was denied.',
        next: 'Try again and allow access when the system asks.',
      };
    default:
      return assertNever(problem);
  }
}
