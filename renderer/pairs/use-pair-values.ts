import { useMemo, useState } from 'react';
import type { CompareRow } from '../../core/compare.ts';
import type { EnvironmentRef } from '../../core/environment.ts';
import type { VariableMeta } from '../../core/variable.ts';
import { useValuesInView } from '../values/use-values-in-view.ts';

/** A value of the rows in view, where the window may show it. */
export type ShownValue = (side: 'left' | 'right', key: string) => string | undefined;

interface Keys {
  readonly left: readonly string[];
  readonly right: readonly string[];
}

const readable = (side: VariableMeta | undefined): boolean =>
  side !== undefined && side.kind === 'plain' && !side.hidden && !side.empty;

/**
 * Plain values of both sides for the rows in view, as far as each environment lets them be seen.
 *
 * @param stamp  changes when the rows were read again
 */
export function usePairValues(left: EnvironmentRef, right: EnvironmentRef, stamp: unknown) {
  const [keys, setKeys] = useState<Keys>({ left: [], right: [] });
  const leftValues = useValuesInView({ from: 'saved', env: left }, keys.left, stamp);
  const rightValues = useValuesInView({ from: 'saved', env: right }, keys.right, stamp);
  const shown: ShownValue = useMemo(
    () => (side, key) => (side === 'left' ? leftValues : rightValues).get(key)?.value,
    [leftValues, rightValues],
  );
  const viewChanged = useMemo(
    () => (rows: readonly CompareRow[]) => {
      const of = (side: 'left' | 'right') => rows.filter((row) => readable(row[side])).map((row) => row.key);
      setKeys({ left: of('left'), right: of('right') });
    },
    [],
  );
  return { shown, viewChanged };
}
