import type { CompareRow } from '../../../core/compare.ts';
import { type PromotionKinds, proposePromotion } from '../../../core/promotion.ts';
import type { RuleSet } from '../../../core/rules.ts';
import type { Choice, Choices } from '../../state/promotion.ts';
import { type Advice, adviceFor } from './advice.ts';

/** One key of a promotion from left to right. */
export interface PromoteRow extends CompareRow {
  readonly advice: Advice;
}

/** The rows of a comparison with what core proposes for each. */
export function promoteRows(
  rows: readonly CompareRow[],
  rules: RuleSet,
  kinds: PromotionKinds,
): readonly PromoteRow[] {
  const side = (of: 'left' | 'right') => rows.flatMap((row) => row[of] ?? []);
  const proposals = new Map(
    proposePromotion(side('left'), side('right'), [...rules.values()], kinds).map((one) => [one.key, one]),
  );
  return rows.map((row) => ({ ...row, advice: adviceFor(row, proposals.get(row.key)) }));
}

/** `differing`: new and changed. `deletions` is a section of its own and never mixed with the others. */
export const promoteShows = [
  'differing',
  'new',
  'changed',
  'cannot-tell',
  'chosen',
  'all',
  'deletions',
] as const;
export type PromoteShow = (typeof promoteShows)[number];

/** Both sides have it, and nobody can tell whether it would change: a value is hidden. */
const isUnknown = ({ state }: PromoteRow): boolean => state === 'cannot-tell';

const passes = (row: PromoteRow, show: PromoteShow, choices: Choices): boolean => {
  const { lane } = row.advice;
  if (lane === 'extra') return show === 'deletions';
  switch (show) {
    case 'differing':
      return lane !== 'same';
    case 'new':
      return lane === 'new';
    case 'changed':
      return lane === 'changed' && !isUnknown(row);
    case 'cannot-tell':
      return isUnknown(row);
    case 'chosen':
      return choices.has(row.key);
    case 'all':
      return true;
    case 'deletions':
      return false;
  }
};

export function countPromote(
  rows: readonly PromoteRow[],
  choices: Choices,
): Readonly<Record<PromoteShow, number>> {
  const counts = { differing: 0, new: 0, changed: 0, 'cannot-tell': 0, chosen: 0, all: 0, deletions: 0 };
  for (const row of rows) for (const show of promoteShows) if (passes(row, show, choices)) counts[show] += 1;
  return counts;
}

export function visiblePromote(
  rows: readonly PromoteRow[],
  show: PromoteShow,
  choices: Choices,
): readonly PromoteRow[] {
  return rows.filter((row) => passes(row, show, choices));
}

/** Whether a choice can be made for a row at all: hidden values are not copied, what is the same stays. */
export function allows(row: PromoteRow, choice: Choice): boolean {
  const { lane, caution } = row.advice;
  if (lane === 'extra') return choice === 'delete';
  if (choice === 'delete') return false;
  return choice === 'set' || (caution !== 'hidden' && lane !== 'same');
}

/** What Space does to some rows: all that can be ticked become ticked; when all are, none is. */
export function toggled(
  rows: readonly PromoteRow[],
  choices: Choices,
): { readonly keys: readonly string[]; readonly choice: Choice | 'skip' } {
  const tick: Choice = rows.every((row) => row.advice.lane === 'extra') ? 'delete' : 'copy';
  const able = rows.filter((row) => choices.has(row.key) || allows(row, tick));
  const off = able.length > 0 && able.every((row) => choices.has(row.key));
  const keys = able.filter((row) => off || !choices.has(row.key)).map((row) => row.key);
  return { keys, choice: off ? 'skip' : tick };
}

/** The rows that core proposes to copy: new or changed, and nothing speaks against it. */
export const proposedKeys = (rows: readonly PromoteRow[]): readonly string[] =>
  rows.filter(({ advice }) => advice.proposed && advice.lane !== 'same').map((row) => row.key);

export interface NotCarried {
  readonly providerKeys: readonly string[];
  readonly credentials: readonly string[];
  readonly mustDiffer: readonly string[];
  readonly places: readonly string[];
  readonly which: readonly string[];
  readonly named: readonly string[];
  readonly testKeys: readonly string[];
  readonly liveKeys: readonly string[];
  readonly hidden: readonly string[];
}

/** What differs and stays behind unless somebody ticks it, by reason. */
export function notCarried(rows: readonly PromoteRow[], choices: Choices): NotCarried {
  const of = (caution: Advice['caution']) =>
    rows
      .filter(({ key, advice }) => {
        const differs = advice.lane === 'new' || advice.lane === 'changed';
        return differs && advice.caution === caution && !choices.has(key);
      })
      .map((row) => row.key);
  return {
    providerKeys: of('provider-key'),
    credentials: of('credential'),
    mustDiffer: of('must-differ'),
    places: of('place'),
    which: of('which'),
    named: of('named'),
    testKeys: of('test-key'),
    liveKeys: of('live-key'),
    hidden: of('hidden'),
  };
}
