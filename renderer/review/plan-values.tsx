import { createContext, use } from 'react';
import type { PlanRow, SideMeta } from '../../core/changeset.ts';
import { resourceOf } from '../../core/resource.ts';
import type { ValuesInView } from '../values/use-values-in-view.ts';
import { Unset, ValueText } from '../values/value-text.tsx';
import { plural } from './plan-lines.ts';

interface SideValues {
  readonly values: ValuesInView;
  readonly revealed: (key: string) => string | undefined;
}

export interface PlanValuesIn {
  readonly before: SideValues;
  readonly after: SideValues;
  /** Of rows that changed meanwhile: what was there. */
  readonly was: SideValues;
}

const nothing: SideValues = { values: new Map(), revealed: () => undefined };

/** Values of the rows in view, handed past the memoised rows to the cells that show them. */
export const PlanValues = createContext<PlanValuesIn>({
  before: nothing,
  after: nothing,
  was: nothing,
});

/** One side of a row; what stays the same is quiet. */
export function SideValue({ row, side }: { readonly row: PlanRow; readonly side: 'before' | 'after' }) {
  const { values, revealed } = use(PlanValues)[side];
  const meta = row[side];
  if (meta === undefined) return <Unset />;
  if (resourceOf(row) !== 'variable')
    return <span className="soft plan-words">{documentText(row, side, meta)}</span>;
  const kindMoves = row.changes.includes('kind') && row.before !== undefined;
  const noteOnly = row.changes.length === 1 && row.changes[0] === 'note';
  return (
    <>
      <ValueText
        hidden={meta.hidden}
        empty={meta.empty}
        value={values.get(row.key)}
        revealed={revealed(row.key)}
        length={meta.length}
      />
      {kindMoves && <span className="plan-kind">{meta.kind}</span>}
      {noteOnly && side === 'after' && <span className="soft">note only</span>}
    </>
  );
}

/** A document in a few words: what is in it stands below the list. */
const documentText = (row: PlanRow, side: 'before' | 'after', { length }: SideMeta): string =>
  row.words?.[side] ?? plural(length?.atLeast ?? 0, 'character');
