/**
 * Whether a list lost so much at once that a fault is likelier than somebody's hand: all of it, or more than half
 * and at least five.
 *
 * @param before  keys of the list known so far
 * @param now     keys of the list just read
 * @param ours    keys that this console removed itself: they do not count
 */
export function shrankSuddenly(
  before: Iterable<string>,
  now: ReadonlySet<string>,
  ours: ReadonlySet<string>,
): boolean {
  const keys = [...before].filter((key) => !ours.has(key));
  const gone = keys.filter((key) => !now.has(key)).length;
  if (gone === 0) return false;
  return gone === keys.length || (gone >= 5 && gone * 2 > keys.length);
}
