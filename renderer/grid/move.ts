/** Where a key press takes the active row: an index, or undefined when the key does not move. */
export interface MoveKeys {
  readonly key: string;
  readonly mod: boolean;
}

/**
 * The index that a key moves to.
 *
 * @param from      index of the active row, -1 when there is none yet
 * @param count     number of rows
 * @param page      rows that fit the view
 * @param isHeading whether a row only titles those below it, and is stepped over
 */
export function moveTo(
  { key, mod }: MoveKeys,
  from: number,
  count: number,
  page: number,
  isHeading: (index: number) => boolean,
): number | undefined {
  const wanted = target(key, mod, from, count, page);
  if (wanted === undefined || count === 0) return undefined;
  const clamped = Math.min(Math.max(wanted, 0), count - 1);
  const down = clamped > from || key === 'Home';
  return (
    stepOver(clamped, down ? 1 : -1, count, isHeading) ?? stepOver(clamped, down ? -1 : 1, count, isHeading)
  );
}

function target(key: string, mod: boolean, from: number, count: number, page: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return mod ? undefined : from + 1;
    case 'ArrowUp':
      return mod ? undefined : from - 1;
    case 'PageDown':
      return mod ? undefined : from + Math.max(1, page - 1);
    case 'PageUp':
      return mod ? undefined : from - Math.max(1, page - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

function stepOver(
  from: number,
  step: 1 | -1,
  count: number,
  isHeading: (index: number) => boolean,
): number | undefined {
  for (let index = from; index >= 0 && index < count; index += step) if (!isHeading(index)) return index;
  return undefined;
}
