import CircleCheck from 'lucide-react/icons/circle-check';
import CircleHelp from 'lucide-react/icons/circle-help';
import CircleX from 'lucide-react/icons/circle-x';
import MoveRight from 'lucide-react/icons/move-right';
import { use } from 'react';
import type { PlanRow, Risk, RowOutcome, SideMeta } from '../../core/changeset.ts';
import { resourceOf, rowId } from '../../core/resource.ts';
import { Button } from '../ui/button.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { levelLooks } from '../ui/level.tsx';
import { Mono } from '../ui/mono.tsx';
import { sideText } from './plan-lines.ts';
import { PlanValues, type PlanValuesIn } from './plan-values.tsx';

function RiskLine({ risk }: { readonly risk: Risk }) {
  const { Icon, tone, word } = levelLooks[risk.level];
  return (
    <span className={`remark remark-${tone}`} title={risk.text}>
      <Icon size={14} aria-label={word} />
      <span className="remark-text">{risk.text}</span>
    </span>
  );
}

/** One of was, now and mine: the value where it may be seen, or what may be told of it. */
function MovedSide({
  row,
  side,
  meta,
}: {
  readonly row: PlanRow;
  readonly side: keyof PlanValuesIn;
  readonly meta: SideMeta | undefined;
}) {
  const values = use(PlanValues)[side];
  const text =
    meta === undefined || meta.hidden || resourceOf(row) !== 'variable'
      ? undefined
      : (values.revealed(row.key) ?? values.values.get(row.key)?.value);
  if (text === undefined || text === '') return sideText(meta);
  return <Mono text={text} limit={shownLength} ends />;
}

/** Characters of a value among the remarks: the columns before them show more. */
const shownLength = 60;

/** What is risky about a row, and how the target moved under it: was, now, mine. */
export function RowRemarks({
  row,
  onExclude,
}: {
  readonly row: PlanRow;
  readonly onExclude: ((key: string) => void) | undefined;
}) {
  return (
    <>
      {row.drift !== undefined && (
        <>
          <span className="remark remark-bad">
            <MoveRight size={14} aria-hidden />
            <span className="remark-text">Changed meanwhile.</span>
            {onExclude !== undefined && (
              <Button look="quiet" excludeFromTabOrder onPress={() => onExclude(rowId(row))}>
                Keep what is there <Kbd chord="x" quiet />
              </Button>
            )}
          </span>
          <span className="remark remark-soft remark-drift">
            <span className="remark-text">
              <b>was</b> <MovedSide row={row} side="was" meta={row.drift.was} /> · <b>now</b>{' '}
              <MovedSide row={row} side="before" meta={row.before} /> · <b>mine</b>{' '}
              {row.action === 'delete' ? 'delete it' : <MovedSide row={row} side="after" meta={row.after} />}
            </span>
          </span>
        </>
      )}
      {row.risks.map((risk) => (
        <RiskLine key={risk.kind} risk={risk} />
      ))}
    </>
  );
}

const outcomes = {
  done: { Icon: CircleCheck, tone: 'good', word: 'Done' },
  failed: { Icon: CircleX, tone: 'bad', word: 'Failed' },
  'not-done': { Icon: CircleX, tone: 'soft', word: 'Not done' },
  'in-doubt': { Icon: CircleHelp, tone: 'warn', word: 'In doubt: may or may not have been written' },
} as const;

export function OutcomeRemark({ outcome }: { readonly outcome: RowOutcome }) {
  const { Icon, tone, word } = outcomes[outcome.outcome];
  return (
    <>
      <span className={`remark remark-${tone}`}>
        <Icon size={14} aria-hidden />
        <span className="remark-text">{word}</span>
      </span>
      {outcome.reason !== undefined && (
        <span className="remark remark-soft remark-drift" title={outcome.reason}>
          <span className="remark-text">{outcome.reason}</span>
        </span>
      )}
    </>
  );
}
