import type { DraftPatch } from '../../../core/draft.ts';
import { seeded } from '../../support/random.ts';

/** What the environment holds before the apply: half of the keys that the patches touch. */
export const valuesBefore = (operations: number): ReadonlyMap<string, string> =>
  new Map(Array.from({ length: operations / 2 }, (_, index) => [`KEY_${index * 2}`, `before-${index * 2}`]));

/** One patch for each key: mostly new values, some deletions where there is something to delete. */
export function patchesOf(seed: number, operations: number): readonly DraftPatch[] {
  const random = seeded(seed);
  const before = valuesBefore(operations);
  return Array.from({ length: operations }, (_, index): DraftPatch => {
    const key = `KEY_${index}`;
    if (random() < 0.2 && before.has(key)) return { key, deleted: true };
    return { key, value: `after-${seed}-${index}`, kind: random() < 0.5 ? 'plain' : 'secret' };
  });
}

/** What stands in the editor after so many key presses. */
export const typedText = (presses: number): string => `typed ${presses}`;
