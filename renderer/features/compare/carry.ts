import type { CompareRow } from '../../../core/compare.ts';

export interface Carriable {
  readonly keys: readonly string[];
  /** Should differ between environments: carrying makes them the same. */
  readonly mustDiffer: readonly string[];
  /** Why the other rows stay: nothing there to carry, hidden by the server, or already the same. */
  readonly left: { readonly unset: number; readonly hidden: number; readonly same: number };
}

/** Which of the rows may be carried across, seen from the side they come from. */
export function carriable(rows: readonly CompareRow[], from: 'left' | 'right'): Carriable {
  const keys: string[] = [];
  const mustDiffer: string[] = [];
  const left = { unset: 0, hidden: 0, same: 0 };
  for (const row of rows) {
    const side = row[from];
    if (side === undefined) left.unset += 1;
    else if (side.hidden) left.hidden += 1;
    else if (row.state === 'same' && !row.kindDiffers) left.same += 1;
    else {
      keys.push(row.key);
      if (row.rule === 'must-differ') mustDiffer.push(row.key);
    }
  }
  return { keys, mustDiffer, left };
}

const count = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;

/** Why nothing was carried, in words. */
export function nothingCarried({ left }: Carriable, source: string): string {
  if (left.unset > 0 && left.hidden + left.same === 0) return `Nothing to carry: not set in ${source}.`;
  if (left.hidden > 0 && left.same === 0) return `Nothing to carry: hidden by the server in ${source}.`;
  if (left.same > 0) return 'Nothing to carry: both sides are the same.';
  return 'Nothing to carry: no row is chosen.';
}

/** What became of carrying: how much, where to, and what to look at. Names keys, never values. */
export function carriedText(
  target: string,
  carried: readonly string[],
  left: readonly string[],
  mustDiffer: readonly string[],
): { readonly tone: 'good' | 'warn'; readonly text: string } {
  const what = carried.length === 1 ? carried[0] : count(carried.length, 'key');
  const parts = [`Carried ${what} to ${target} as ${carried.length === 1 ? 'a draft' : 'drafts'}.`];
  if (left.length > 0) parts.push(`${count(left.length, 'hidden value')} left out.`);
  const same = mustDiffer.filter((key) => carried.includes(key));
  if (same.length > 0)
    parts.push(
      `${same.length === 1 ? `${same[0]} is` : `${same.length} of them are`} meant to differ: set another value.`,
    );
  return { tone: same.length + left.length > 0 ? 'warn' : 'good', text: parts.join(' ') };
}
