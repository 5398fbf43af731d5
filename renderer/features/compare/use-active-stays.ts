import { useEffect, useRef } from 'react';

interface Keyed {
  readonly key: string;
}

/** The key in the place that a row left: the next one, or the last. */
export const keyInPlace = (shown: readonly Keyed[], place: number): string | undefined =>
  shown[Math.min(place, shown.length - 1)]?.key;

/** When another answer takes the active row out of what is shown, the row in its place becomes active. */
export function useActiveStays<Row extends Keyed>(
  rows: readonly Row[],
  shown: readonly Row[],
  active: string | undefined,
  setActive: (key: string) => void,
): void {
  const before = useRef<{ readonly rows: readonly Row[]; readonly place: number }>(undefined);
  useEffect(() => {
    const place = shown.findIndex((row) => row.key === active);
    if (place !== -1) {
      before.current = { rows, place };
      return;
    }
    // A filter that was picked is no reason: the row comes back with the next one.
    const last = before.current;
    const next = last === undefined || last.rows === rows ? undefined : keyInPlace(shown, last.place);
    if (next !== undefined) setActive(next);
  }, [rows, shown, active, setActive]);
}
