import type { AppError, StoreProblem } from '../../core/errors.ts';

export type WayOut = 'retry' | 'start-fresh' | 'quit';

const ofStore: Readonly<Record<StoreProblem, readonly WayOut[]>> = {
  'wrong-key': ['retry', 'start-fresh', 'quit'],
  'key-missing': ['retry', 'start-fresh', 'quit'],
  damaged: ['retry', 'start-fresh', 'quit'],
  'newer-schema': ['retry', 'start-fresh', 'quit'],
  'read-only': ['retry', 'quit'],
  'no-space': ['retry', 'quit'],
  'in-use': ['retry', 'quit'],
};

/** What can be done about a problem at the start, the likeliest first. Starting fresh always keeps the old file. */
export function waysOut(error: AppError): readonly WayOut[] {
  if (error.code === 'store') return ofStore[error.problem];
  return ['retry', 'quit'];
}
