import type { AppError, KeychainProblem, StoreProblem } from '../../core/errors.ts';

export type WayOut = 'retry' | 'passphrase' | 'session' | 'start-fresh' | 'quit';

const ofStore: Readonly<Record<StoreProblem, readonly WayOut[]>> = {
  'wrong-key': ['retry', 'start-fresh', 'quit'],
  'key-missing': ['retry', 'start-fresh', 'quit'],
  damaged: ['retry', 'start-fresh', 'quit'],
  'newer-schema': ['retry', 'start-fresh', 'quit'],
  'read-only': ['retry', 'session', 'quit'],
  'no-space': ['retry', 'session', 'quit'],
  'in-use': ['retry', 'quit'],
};

const ofKeychain: Readonly<Record<KeychainProblem, readonly WayOut[]>> = {
  unavailable: ['retry', 'quit'],
  locked: ['retry', 'quit'],
  timeout: ['retry', 'quit'],
  denied: ['retry', 'quit'],
};

/** What can be done about a problem at the start, the likeliest first. Starting fresh always keeps the old file. */
export function waysOut(error: AppError): readonly WayOut[] {
  if (error.code === 'store') return ofStore[error.problem];
  if (error.code === 'keychain') return ofKeychain[error.problem];
  return ['retry', 'quit'];
}
