import type { CompareRow } from '../../../core/compare.ts';
import { providerOf } from '../../../core/detect.ts';

/** Why a key is not copied unless the person says so for this very key. */
export type Caution = 'provider-key' | 'must-differ' | 'hidden';

export type Lane =
  /** Only the source has it. */
  | 'new'
  /** Both have it, and the values are not known to be the same. */
  | 'changed'
  /** Nothing would change. */
  | 'same'
  /** Only the target has it: a deletion, offered in a section of its own. */
  | 'extra';

export interface Advice {
  readonly lane: Lane;
  readonly caution: Caution | undefined;
}

/**
 * What a promotion from left to right should make of one key.
 *
 * `hidden`: the server does not give the source's value, so copying is impossible; another value may be set.
 */
export function adviceFor(row: CompareRow): Advice {
  return { lane: laneOf(row), caution: cautionOf(row) };
}

function laneOf({ state, kindDiffers }: CompareRow): Lane {
  if (state === 'only-left') return 'new';
  if (state === 'only-right') return 'extra';
  return state === 'same' && !kindDiffers ? 'same' : 'changed';
}

function cautionOf(row: CompareRow): Caution | undefined {
  if (row.left?.hidden === true) return 'hidden';
  // The person's own rule says more than a name.
  if (row.ruleSet) return row.rule === 'must-differ' ? 'must-differ' : undefined;
  if (providerOf(row.key) !== undefined) return 'provider-key';
  return row.rule === 'must-differ' ? 'must-differ' : undefined;
}

export const cautionWords: Readonly<Record<Caution, string>> = {
  'provider-key': 'LLM provider key',
  'must-differ': 'must differ',
  hidden: 'hidden by the server',
};
