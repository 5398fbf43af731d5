import './pairs.css';
import ArrowLeftToLine from 'lucide-react/icons/arrow-left-to-line';
import ArrowRightToLine from 'lucide-react/icons/arrow-right-to-line';
import CircleDashed from 'lucide-react/icons/circle-dashed';
import CircleQuestionMark from 'lucide-react/icons/circle-question-mark';
import Equal from 'lucide-react/icons/equal';
import EqualNot from 'lucide-react/icons/equal-not';
import ShieldCheck from 'lucide-react/icons/shield-check';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import type { ReactNode } from 'react';
import type { CompareRow, CompareState, Standing } from '../../core/compare.ts';
import type { RuleKind } from '../../core/rules.ts';

const stateIcons = {
  same: Equal,
  different: EqualNot,
  'only-left': ArrowLeftToLine,
  'only-right': ArrowRightToLine,
  'cannot-tell': CircleQuestionMark,
} as const;

/** A compare state in words. */
export function stateWord(state: CompareState, leftName: string, rightName: string): string {
  switch (state) {
    case 'same':
      return 'Same';
    case 'different':
      return 'Different';
    case 'only-left':
      return `Only in ${leftName}`;
    case 'only-right':
      return `Only in ${rightName}`;
    case 'cannot-tell':
      return 'Cannot tell';
  }
}

interface StateMarkProps {
  readonly row: Pick<CompareRow, 'state' | 'kindDiffers' | 'expected'>;
  readonly leftName: string;
  readonly rightName: string;
}

export function StateMark({ row, leftName, rightName }: StateMarkProps): ReactNode {
  const { state, kindDiffers, expected } = row;
  const Icon = stateIcons[state];
  const word = stateWord(state, leftName, rightName);
  return (
    <span
      className={`mark mark-${expected ? 'expected' : state}`}
      {...(expected ? { title: 'Expected of the kind of one of the two environments' } : {})}
    >
      <Icon size={14} aria-hidden />
      <span className="mark-word">
        {kindDiffers && state === 'same'
          ? 'Same value, kinds differ'
          : expected
            ? 'Different, expected'
            : word}
      </span>
    </span>
  );
}

export const ruleWords: Readonly<Record<RuleKind, string>> = {
  'must-match': 'Must match',
  'must-differ': 'Must differ',
  any: 'Any',
};

/** Whether the rule holds: nothing to say where there is no rule, and not "OK" where a value is hidden or lacking. */
export function VerdictMark({ standing }: { readonly standing: Standing }): ReactNode {
  switch (standing) {
    case 'broken':
      return (
        <span className="mark mark-broken">
          <TriangleAlert size={14} aria-hidden />
          <span className="mark-word">Rule broken</span>
        </span>
      );
    case 'none':
      return (
        <span className="soft">
          <span aria-hidden>—</span>
          <span className="only-spoken">nothing expected</span>
        </span>
      );
    case 'missing':
      return (
        <span className="mark soft">
          <CircleDashed size={14} aria-hidden />
          <span className="mark-word">Missing</span>
        </span>
      );
    case 'unknown':
      return (
        <span className="mark soft">
          <CircleQuestionMark size={14} aria-hidden />
          <span className="mark-word">Unknown</span>
        </span>
      );
    case 'kept':
      return (
        <span className="mark mark-ok">
          <ShieldCheck size={14} aria-hidden />
          <span className="mark-word">OK</span>
        </span>
      );
  }
}
