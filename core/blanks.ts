/**
 * What is wrong with the blanks around a value, as a sentence; undefined where nothing is.
 *
 * One line break at the end of a text of several lines (a certificate, a key) is how such texts end.
 */
export function blanksAround(value: string): string | undefined {
  const inner = value.trim();
  if (inner === '' || inner === value) return undefined;
  const starts = value.length > value.trimStart().length;
  const end = value.slice(value.trimEnd().length);
  if (!starts && inner.includes('\n') && /^\r?\n$/.test(end)) return undefined;
  const tail = /[\r\n]/.test(end) ? 'a line break' : 'a space';
  if (end === '') return 'Begins with a space or a line break.';
  return starts ? `Begins with spaces and ends with ${tail}.` : `Ends with ${tail}.`;
}
