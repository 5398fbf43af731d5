/**
 * A stretch of text: as it is, a character that could not be seen or would reorder its neighbours, or blanks
 * where they would be overlooked, as dots.
 */
export type Stretch =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'blanks'; readonly text: string; readonly name: string }
  | { readonly type: 'escape'; readonly text: string; readonly name: string };

/** Controls, zero-width and bidirectional characters, odd spaces, lone surrogates. */
const unseen = /(?! )[\p{Cc}\p{Cf}\p{Cs}\p{Zs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

const short: Readonly<Record<string, readonly [shown: string, name: string]>> = {
  '\n': ['↵', 'line feed'],
  '\r': ['␍', 'carriage return'],
  '\t': ['⇥', 'tab'],
};

/**
 * Text cut so that every character in it can be seen.
 *
 * @param limit  code units that are looked at; the rest is left out (the caller says that there is more)
 * @param ends   show the blanks with which the text begins and ends, too
 */
export function stretches(text: string, limit = 4_000, ends = false): readonly Stretch[] {
  const shown = text.slice(0, limit);
  if (!ends) return escaped(shown);
  const begin = shown.length - shown.trimStart().length;
  const end = text.length > limit ? shown.length : Math.max(begin, shown.trimEnd().length);
  return [
    ...escaped(shown.slice(0, begin)).map(dotted),
    ...escaped(shown.slice(begin, end)),
    ...escaped(shown.slice(end)).map(dotted),
  ];
}

function escaped(text: string): readonly Stretch[] {
  const found: Stretch[] = [];
  let from = 0;
  for (const match of text.matchAll(unseen)) {
    if (match.index > from) found.push({ type: 'text', text: text.slice(from, match.index) });
    found.push(escapeOf(match[0]));
    from = match.index + match[0].length;
  }
  if (from < text.length) found.push({ type: 'text', text: text.slice(from) });
  return found;
}

/** Of white space only blanks are left as text. */
function dotted(stretch: Stretch): Stretch {
  if (stretch.type !== 'text') return stretch;
  const { length } = stretch.text;
  return { type: 'blanks', text: '·'.repeat(length), name: length === 1 ? 'space' : `${length} spaces` };
}

function escapeOf(character: string): Stretch {
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  const [text, name] = short[character] ?? [code, `invisible character ${code}`];
  return { type: 'escape', text, name };
}
