/** The rows whose key holds a text, whatever its case; all of them for an empty one. */
export function rowsHolding<Row extends { readonly key: string }>(
  rows: readonly Row[],
  text: string,
): readonly Row[] {
  const wanted = text.trim().toLowerCase();
  return wanted === '' ? rows : rows.filter((row) => row.key.toLowerCase().includes(wanted));
}
