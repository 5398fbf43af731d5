/** Keys of the ticked rows. */
export type Selection = ReadonlySet<string>;

/** Where a range began, and what was ticked before it. */
export interface Anchor {
  readonly key: string;
  readonly base: Selection;
}

export function toggled(selection: Selection, key: string): Selection {
  const next = new Set(selection);
  if (!next.delete(key)) next.add(key);
  return next;
}

/**
 * The selection while a range is drawn: what was ticked before it and every row from the anchor to `to`.
 *
 * @param order  keys of the rows as shown
 */
export function ranged(order: readonly string[], anchor: Anchor, to: string): Selection {
  const a = order.indexOf(anchor.key);
  const b = order.indexOf(to);
  if (a === -1 || b === -1) return anchor.base;
  return new Set([...anchor.base, ...order.slice(Math.min(a, b), Math.max(a, b) + 1)]);
}

/** All rows shown, or none of them when all are ticked already. What is filtered out stays as it is. */
export function allToggled(selection: Selection, order: readonly string[]): Selection {
  const next = new Set(selection);
  const all = order.length > 0 && order.every((key) => selection.has(key));
  for (const key of order) {
    if (all) next.delete(key);
    else next.add(key);
  }
  return next;
}
