import { assertNever, type StoreProblem } from '../../core/errors.ts';
import type { ErrorText } from './error-shape.ts';

/** What is wrong with the store on disk, in words, with the ways out. */
export function storeText(problem: StoreProblem, path: string | undefined): ErrorText {
  const at = path === undefined ? '' : ` (${path})`;
  switch (problem) {
    case 'wrong-key':
      return {
        title: 'The key does not fit this store',
        what: `A key was found, but it belongs to another store. The data${at} is untouched.`,
        next: 'If you restored a backup, restore its key too. Or start fresh: the old file and its key are kept.',
      };
    case 'key-missing':
      return {
        title: 'The key of this store is missing',
        what: `The data is here${at}, but its key is no longer in the keychain, so it cannot be read.`,
        next: 'Bring the keychain entry back and try again. Or start fresh: the old file is kept beside the new one.',
      };
    case 'damaged':
      return {
        title: 'The store is damaged',
        what: `The file${at} opens, but its content is not whole.`,
        next: 'Put a backup from the data folder in its place and try again. Or start fresh: the old file is kept.',
      };
    case 'newer-schema':
      return {
        title: 'The store was written by a newer console',
        what: `This version does not know how to read it${at}, and does not touch it.`,
        next: 'Install the newer version. Or start fresh: the old file is kept.',
      };
    case 'read-only':
      return {
        title: 'The data folder cannot be written',
        what: `Changes could not be kept${at}, so the store was not opened.`,
        next: 'Give yourself write permission on the folder, then try again.',
      };
    case 'no-space':
      return {
        title: 'The disk is full',
        what: `There is no room to keep changes safely${at}. Nothing already saved is lost.`,
        next: 'Free some space, then try again.',
      };
    case 'in-use':
      return {
        title: 'Another console is using this data',
        what: `The store${at} is open in another window of this program.`,
        next: 'Use that window, or close it and try again.',
      };
    default:
      return assertNever(problem);
  }
}
