import { type ReactNode, use } from 'react';
import type { PlanRow } from '../../core/changeset.ts';
import { useCommands } from '../commands/use-commands.ts';
import { Kbd } from '../ui/kbd.tsx';
import { Name } from '../ui/mono.tsx';
import { DiffView, WholeValue } from '../values/diff-view.tsx';
import { PlanValues } from './plan-values.tsx';

/** The active row of a review, opened: both values as a whole, and word by word what differs. */
export function ValuePane({
  row,
  onClose,
}: {
  readonly row: PlanRow;
  readonly onClose: () => void;
}): ReactNode {
  const values = use(PlanValues);
  // It came after the review around it, so its Escape is the nearer one.
  useCommands([
    {
      id: 'review.closeValues',
      title: 'Close the whole values',
      group: 'Variables',
      keys: ['Escape'],
      run: onClose,
    },
  ]);
  const textOf = (side: 'before' | 'after'): string | undefined => {
    const meta = row[side];
    if (meta === undefined || meta.hidden) return undefined;
    if (meta.empty) return '';
    return values[side].revealed(row.key) ?? values[side].values.get(row.key)?.value;
  };
  const instead = (side: 'before' | 'after'): string => {
    const meta = row[side];
    if (meta === undefined) return side === 'after' ? 'not set any more' : 'not set';
    return meta.hidden ? 'hidden by the server' : 'masked';
  };
  const [before, after] = [textOf('before'), textOf('after')];
  const masked = (['before', 'after'] as const).some(
    (side) => textOf(side) === undefined && row[side]?.hidden === false,
  );
  return (
    <section className="review-document" aria-label={`Values of ${row.key}`}>
      <h2>
        <Name text={row.key} />
        {masked && (
          <span className="review-value-hint">
            <Kbd chord="r" /> shows what is masked
          </span>
        )}
      </h2>
      {before !== undefined && after !== undefined ? (
        <DiffView left={before} right={after} leftName="Now" rightName="Will be" of={row.key} />
      ) : (
        <div className="diff">
          <WholeValue name="Now" text={before} instead={instead('before')} />
          <WholeValue name="Will be" text={after} instead={instead('after')} />
        </div>
      )}
    </section>
  );
}
