import type { ChangeSetSummary, PlanView } from '../../../core/changeset.ts';
import { assertNever } from '../../../core/errors.ts';
import type { Tone } from '../../ui/badge.tsx';

export interface StateWords {
  readonly tone: Tone;
  /** One or two words. */
  readonly short: string;
  /** What that means, with counts. */
  readonly long: string;
}

type Counted = Pick<
  ChangeSetSummary,
  'state' | 'done' | 'total' | 'undone' | 'undoneBy' | 'finished' | 'rules'
>;

const takenBack: StateWords = {
  tone: 'neutral',
  short: 'undone',
  long: 'It was taken back by a later change.',
};

/** How a change set ended, in words. */
export function stateWords({ state, done, total, undone, undoneBy, finished, rules }: Counted): StateWords {
  if (rules > 0)
    return undoneBy === undefined
      ? { tone: 'good', short: 'done', long: 'It changed what is expected of keys, in all environments.' }
      : takenBack;
  if (total === 0 && state === 'done')
    return {
      tone: 'neutral',
      short: 'done',
      long: 'It concerned the environment itself; no variable was changed.',
    };
  if (total === 0 && state !== 'applying')
    return { tone: 'bad', short: state, long: 'Its environment was not made. Resume makes it.' };
  if (undoneBy !== undefined) return takenBack;
  if (undone > 0)
    return {
      tone: 'warn',
      short: 'partly undone',
      long: `${undone} of ${done} taken back by a later change. Undo takes back the rest.`,
    };
  if (finished > 0 && done + finished === total)
    return {
      tone: 'good',
      short: 'finished later',
      long: `${done} of ${total} written; a later change did the rest.`,
    };
  const later = finished === 0 ? '' : `, ${finished} more by a later change`;
  const counted = `${done} of ${total} written${later}`;
  switch (state) {
    case 'done':
      return { tone: 'good', short: 'done', long: total === 1 ? 'Written.' : `All ${total} written.` };
    case 'partial':
      return {
        tone: 'warn',
        short: 'partial',
        long: `${counted}. Each of the others says what became of it.`,
      };
    case 'cancelled':
      return {
        tone: 'warn',
        short: 'cancelled',
        long: `${counted} before it was cancelled; the rest was not touched.`,
      };
    case 'interrupted':
      return {
        tone: 'bad',
        short: 'interrupted',
        long: `${counted} when the console stopped in the middle. Resume does the rest, Undo takes back what was done.`,
      };
    case 'applying':
      return { tone: 'info', short: 'applying', long: `${counted} so far.` };
    default:
      return assertNever(state);
  }
}

/** Where a change came from, in a word. */
export const sourceNames: Readonly<Record<PlanView['source'], string>> = {
  drafts: 'edited',
  patches: 'edited',
  promotion: 'promoted',
  undo: 'undo',
  resume: 'resumed',
  restore: 'restored',
  import: 'imported',
  clone: 'cloned',
  edits: 'edited',
  rename: 'renamed',
};
