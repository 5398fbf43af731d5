import type { CloneCheck } from '../../../core/ipc/document-calls.ts';

interface Named {
  readonly name: string;
}

/** What of a clone is to be reviewed, and what the foot of the page says about it. */
export interface CloneWork<Target> {
  /** Those where something would change, or of which that is not known yet. */
  readonly toReview: readonly Target[];
  readonly text: string;
}

/** An environment that has the agents just so needs no review: it would show nothing. */
export function cloneWork<Target extends Named>(
  targets: readonly Target[],
  checksIn: (target: Target) => readonly CloneCheck[] | undefined,
): CloneWork<Target> {
  const idle = targets.filter((target) => checksIn(target)?.every(isIdle) === true);
  const toReview = targets.filter((target) => !idle.includes(target));
  const before = 'Nothing is written before the review.';
  if (idle.length === 0) return { toReview, text: before };
  const names = idle.map(({ name }) => name).join(', ');
  const left = `Nothing to change in ${names}`;
  return { toReview, text: toReview.length === 0 ? `${left}.` : `${left}: left out. ${before}` };
}

const isIdle = ({ state }: CloneCheck): boolean => state === 'same' || state === 'missing';
