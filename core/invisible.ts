/** A character of a text that cannot be seen, or that moves others about. */
export interface InvisibleCharacter {
  /** Position in UTF-16 code units. */
  readonly index: number;
  readonly name: string;
  /** `bidi` characters can make a text look like another one. */
  readonly kind: 'blank' | 'bidi' | 'control';
}

const names: Readonly<Record<string, string>> = {
  '\u00a0': 'no-break space',
  '\u00ad': 'soft hyphen',
  '\u061c': 'Arabic letter mark',
  '\u180e': 'Mongolian vowel separator',
  '\u2007': 'figure space',
  '\u200b': 'zero-width space',
  '\u200c': 'zero-width non-joiner',
  '\u200d': 'zero-width joiner',
  '\u200e': 'left-to-right mark',
  '\u200f': 'right-to-left mark',
  '\u2028': 'line separator',
  '\u2029': 'paragraph separator',
  '\u202a': 'left-to-right embedding',
  '\u202b': 'right-to-left embedding',
  '\u202c': 'end of direction change',
  '\u202d': 'left-to-right override',
  '\u202e': 'right-to-left override',
  '\u202f': 'narrow no-break space',
  '\u2060': 'word joiner',
  '\u2066': 'left-to-right isolate',
  '\u2067': 'right-to-left isolate',
  '\u2068': 'first strong isolate',
  '\u2069': 'end of isolate',
  '\u3000': 'ideographic space',
  '\ufeff': 'byte order mark',
};

const bidi = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;
const invisible = new RegExp(
  `${control.source}|${bidi.source}|[\\u00a0\\u00ad\\u180e\\u2007\\u200b-\\u200d\\u2028\\u2029\\u202f\\u2060\\u3000\\ufeff]`,
  'g',
);

/** Every invisible character of a text, in order. Plain blanks, tabs and line ends are not counted. */
export function invisibleCharacters(text: string): readonly InvisibleCharacter[] {
  return Array.from(text.matchAll(invisible), ({ 0: character, index }) => ({
    index,
    name: names[character] ?? `control character ${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
    kind: bidi.test(character) ? 'bidi' : control.test(character) ? 'control' : 'blank',
  }));
}

const unseemly = new RegExp(`${control.source}|${bidi.source}|[\\t\\n\\v\\f\\r\\u2028\\u2029]`, 'g');

/** A name that others gave, for a line among others: what would break or turn the line is shown as `\ufffd`. */
export const inOneLine = (name: string): string => name.toWellFormed().replace(unseemly, '\ufffd').trim();
