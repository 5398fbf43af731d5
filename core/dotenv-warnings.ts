import { isPlaceholder, looksHidden } from './detect.ts';
import type { ScannedEntry } from './dotenv-scan.ts';
import { assertNever } from './errors.ts';
import { invisibleCharacters } from './invisible.ts';
import { limits } from './limits.ts';
import { newKeyPattern } from './variable.ts';

export type DotenvWarningKind =
  | 'duplicate-key'
  | 'invalid-key'
  | 'no-equals'
  | 'unclosed-quote'
  | 'cut-at-hash'
  | 'spans-assignments'
  | 'value-on-next-line'
  | 'trailing-spaces'
  | 'invisible-character'
  | 'bidi-control'
  | 'placeholder'
  | 'looks-hidden'
  | 'empty'
  | 'too-long';

/** Something about a line that deserves a look. Never carries a value; `key` only where it was read as one. */
export interface DotenvWarning {
  readonly line: number;
  readonly key?: string;
  readonly kind: DotenvWarningKind;
  /** For `duplicate-key`: the line whose value holds. */
  readonly winner?: number;
}

const invisible = /[^\t\n\r\u0020-\u007e\u00a1-\u00ac\u00ae-\u02ff]/;
const assignmentInside = /\n(?:export )?[A-Z_][A-Z0-9_]+=(?!=?(?:\n|$))|\n[A-Z_][A-Z0-9_]+=$/;

/** Whether a text holds a character worth looking for in its values: asked once per file, most have none. */
export const holdsInvisible = (text: string): boolean => invisible.test(text);

/**
 * What is odd about one assignment by itself.
 *
 * @param text  what the entry was scanned from
 * @param seek  whether `text` holds invisible characters at all
 */
export function entryWarnings(
  text: string,
  entry: ScannedEntry,
  seek: boolean,
  report: (kind: DotenvWarningKind) => void,
): void {
  const { key, value } = entry;
  if (!newKeyPattern.test(key)) report('invalid-key');
  if (entry.openQuote) report('unclosed-quote');
  if (cutInsideWord(text, entry)) report('cut-at-hash');
  if (startsOnNextLine(text, entry)) report('value-on-next-line');
  if (key.length > limits.keyLength || isTooLong(value)) report('too-long');
  if (value === '') report('empty');
  else valueWarnings(value, seek, report);
}

function valueWarnings(value: string, seek: boolean, report: (kind: DotenvWarningKind) => void): void {
  if (value.includes('\n') && assignmentInside.test(value)) report('spans-assignments');
  if (value.trim() !== value) report('trailing-spaces');
  if (seek && invisible.test(value)) {
    const characters = invisibleCharacters(value);
    if (characters.some((one) => one.kind === 'bidi')) report('bidi-control');
    if (characters.some((one) => one.kind !== 'bidi')) report('invisible-character');
  }
  if (looksHidden(value)) report('looks-hidden');
  else if (isPlaceholder(value)) report('placeholder');
}

/** `PASSWORD=abc#def`: read as `abc`, surely not as meant. A blank before `#` makes it a comment. */
function cutInsideWord(text: string, entry: ScannedEntry): boolean {
  if (entry.hash === -1 || (entry.quote !== 'none' && !entry.openQuote)) return false;
  return entry.hash > entry.valueFrom && /\S/.test(text.charAt(entry.hash - 1));
}

/** `KEY=` with the value, or what is taken for it, on a later line. */
function startsOnNextLine(text: string, { value, valueFrom, to }: ScannedEntry): boolean {
  if (value === '') return false;
  // A colon takes one blank with it, and that may be the line's end.
  if (text.charCodeAt(valueFrom - 1) === 10) return true;
  for (let at = valueFrom; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === 10) return true;
    if (code > 32 && (code < 128 || /\S/.test(text.charAt(at)))) return false;
  }
  return false;
}

/** More than `limits.valueBytes` as UTF-8, counted only where it is near. */
function isTooLong(value: string): boolean {
  if (value.length * 3 <= limits.valueBytes) return false;
  let bytes = 0;
  for (let at = 0; at < value.length && bytes <= limits.valueBytes; at++) {
    const code = value.charCodeAt(at);
    const half = code >= 0xd800 && code <= 0xdfff;
    bytes += code < 0x80 ? 1 : code < 0x800 || half ? 2 : 3;
  }
  return bytes > limits.valueBytes;
}

/** A warning in words, for the screens. */
export function describeWarning({ kind, winner }: Pick<DotenvWarning, 'kind' | 'winner'>): string {
  switch (kind) {
    case 'duplicate-key':
      return `Set again in line ${winner ?? '?'}, which holds.`;
    case 'invalid-key':
      return 'Not a name: letters, digits and underscores, no digit first.';
    case 'no-equals':
      return 'Neither an assignment nor a comment.';
    case 'unclosed-quote':
      return 'Begins with a quote that does not end it: the quote is read as part of the value.';
    case 'cut-at-hash':
      return 'Read only up to #. Put the value in quotes if # belongs to it.';
    case 'spans-assignments':
      return 'Its quotes take in lines that look like other variables.';
    case 'value-on-next-line':
      return 'Its value is read from a later line.';
    case 'trailing-spaces':
      return 'The value begins or ends with spaces.';
    case 'invisible-character':
      return 'The value holds characters that cannot be seen.';
    case 'bidi-control':
      return 'The value holds characters that change the direction of writing.';
    case 'placeholder':
      return 'Looks like a placeholder, not a value.';
    case 'looks-hidden':
      return 'Looks like what a server shows in place of a hidden value.';
    case 'empty':
      return 'The value is empty.';
    case 'too-long':
      return 'Longer than a name or a value may be.';
    default:
      return assertNever(kind);
  }
}
