import CircleDashed from 'lucide-react/icons/circle-dashed';
import CircleHelp from 'lucide-react/icons/circle-help';
import Equal from 'lucide-react/icons/equal';
import EqualNot from 'lucide-react/icons/equal-not';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import type { CompareState, Verdict } from '../../../core/compare.ts';
import { useCells } from './cell-context.ts';
import type { VariableRow } from './row.ts';

const states = {
  same: { Icon: Equal, tone: 'quiet', says: 'same' },
  different: { Icon: EqualNot, tone: 'warn', says: 'different' },
  'only-left': { Icon: CircleDashed, tone: 'warn', says: 'missing there' },
  'only-right': { Icon: CircleDashed, tone: 'warn', says: 'missing here' },
  'cannot-tell': { Icon: CircleHelp, tone: 'quiet', says: 'cannot tell' },
} as const satisfies Record<CompareState, unknown>;

const verdicts: Readonly<Record<Exclude<Verdict, 'ok'>, string>> = {
  'must-match-broken': 'must match',
  'must-differ-broken': 'must differ',
};

/** How the key stands to the baseline environment: an icon and a word, never the colour alone. */
export function StateCell({ row }: { readonly row: VariableRow }) {
  const { baseline } = useCells();
  if (row.state === undefined)
    return <span className="soft">{baseline === undefined ? 'nothing to compare' : '…'}</span>;
  const { Icon, tone, says } = states[row.state];
  return (
    <>
      <span className={`state-word state-${tone}`} title={`${says} (against ${baseline ?? 'nothing'})`}>
        <Icon size={14} aria-hidden />
        {says}
      </span>
      {row.verdict !== 'ok' && (
        <span className="state-word state-warn" title="A rule for this key is broken">
          <TriangleAlert size={13} aria-label="Rule broken:" />
          {verdicts[row.verdict]}
        </span>
      )}
    </>
  );
}
