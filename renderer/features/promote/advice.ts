import type { CompareRow } from '../../../core/compare.ts';
import type { PromotionReason, PromotionRow } from '../../../core/promotion.ts';

export type Lane =
  /** Only the source has it. */
  | 'new'
  /** Both have it, and value or kind are not known to be the same. */
  | 'changed'
  /** Nothing would change. */
  | 'same'
  /** Only the target has it: a deletion, offered in a section of its own. */
  | 'extra';

/** Why a key is not copied unless the person says so for this very key. */
export type Caution = Exclude<PromotionReason, 'same' | 'only-target'>;

export interface Advice {
  readonly lane: Lane;
  readonly caution: Caution | undefined;
  /** Copying is proposed: it would change something, and nothing speaks against it. */
  readonly proposed: boolean;
}

/** What a promotion from left to right should make of one key: core's proposal in the words of this page. */
export function adviceFor(row: CompareRow, proposal: PromotionRow | undefined): Advice {
  const caution = proposal?.reasons.find((reason) => reason !== 'same' && reason !== 'only-target');
  return { lane: laneOf(row), caution, proposed: proposal?.proposed === 'copy' };
}

function laneOf({ state, kindDiffers }: CompareRow): Lane {
  if (state === 'only-left') return 'new';
  if (state === 'only-right') return 'extra';
  return state === 'same' && !kindDiffers ? 'same' : 'changed';
}

export const cautionWords: Readonly<Record<Caution, string>> = {
  'provider-key': 'provider key',
  credential: 'credential',
  'must-differ': 'must differ',
  place: 'address or bucket',
  which: 'says which environment',
  named: 'names its environment',
  'test-key': 'test key',
  'live-key': 'live key',
  hidden: 'hidden by the server',
};
