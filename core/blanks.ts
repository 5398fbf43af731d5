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
  const begin = nameOf(value.slice(0, value.length - value.trimStart().length));
  if (end === '') return `Begins with ${begin}.`;
  return starts ? `Begins with ${begin} and ends with ${nameOf(end)}.` : `Ends with ${nameOf(end)}.`;
}

function nameOf(around: string): string {
  if (/^\r?\n$/.test(around)) return 'a line break';
  if (/[\r\n]/.test(around)) return 'line breaks or spaces';
  return around.length === 1 ? 'a space' : `${around.length} spaces`;
}
