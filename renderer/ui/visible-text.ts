/** A stretch of text: as it is, or a character that could not be seen or would reorder its neighbours. */
export type Stretch =
  | { readonly type: 'text'; readonly text: string }
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
 */
export function stretches(text: string, limit = 4_000): readonly Stretch[] {
  const shown = text.slice(0, limit);
  const found: Stretch[] = [];
  let from = 0;
  for (const match of shown.matchAll(unseen)) {
    if (match.index > from) found.push({ type: 'text', text: shown.slice(from, match.index) });
    found.push(escapeOf(match[0]));
    from = match.index + match[0].length;
  }
  if (from < shown.length) found.push({ type: 'text', text: shown.slice(from) });
  return found;
}

function escapeOf(character: string): Stretch {
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  const [text, name] = short[character] ?? [code, `invisible character ${code}`];
  return { type: 'escape', text, name };
}
