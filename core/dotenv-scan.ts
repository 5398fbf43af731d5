/** How a value stood in the text. */
export type Quote = 'none' | 'single' | 'double' | 'backtick';

/** One assignment, with offsets into the text that was scanned. */
export interface ScannedEntry {
  readonly key: string;
  readonly value: string;
  readonly quote: Quote;
  readonly exported: boolean;
  readonly from: number;
  /** Past its end: the value, the closing quote, or the comment behind it. */
  readonly to: number;
  /** Offset where the value's text begins, blanks before it included. */
  readonly valueFrom: number;
  /** Offset of the `#` that ended the value, or -1. */
  readonly hash: number;
  /** It begins with a quote that does not end it: the quote is part of the value. */
  readonly openQuote: boolean;
}

/** One object serves all entries of a scan: it is what makes the scan fast. */
type Slot = { -readonly [Field in keyof ScannedEntry]: ScannedEntry[Field] };

/** Told of each part of a text as it is met, in order. Blank lines aside, every line is in one of them. */
export interface ScanVisitor {
  /** The object is the same each time: take out what is to be kept. */
  readonly entry: (entry: ScannedEntry) => void;
  readonly comment: (from: number, to: number) => void;
  /** A line that is neither an assignment nor a comment. */
  readonly dropped: (from: number, to: number) => void;
}

const hashSign = 35;
const equalsSign = 61;
const colon = 58;
const backslash = 92;

/** Letters, digits, `_`, `.` and `-`, by code. */
const keyCharacter = Uint8Array.from({ length: 128 }, (_, code) =>
  /[\w.-]/.test(String.fromCharCode(code)) ? 1 : 0,
);

/** What `\s` matches: the blanks between the parts of a line, line ends included. */
const isBlank = (code: number): boolean =>
  code <= 32 ? code === 32 || (code >= 9 && code <= 13) : code >= 160 && /\s/.test(String.fromCharCode(code));

/** Where `^` and `$` match in a multi-line pattern. Carriage returns are gone before the scan. */
const isLineEnd = (code: number): boolean => code === 10 || code === 0x2028 || code === 0x2029;

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && isBlank(text.charCodeAt(at))) at++;
  return at;
}

function lineEndFrom(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isLineEnd(text.charCodeAt(at))) at++;
  return at;
}

/**
 * Split dotenv text into assignments, comments and the rest, in one pass.
 *
 * @param text  with `\n` as its only line end
 *
 * Decides as the pattern of the `dotenv` package does (18.0.10), but without a pattern: the time is linear
 * in the length of the text whatever it holds. The property test holds it against the package itself.
 */
export function scanDotenv(text: string, visitor: ScanVisitor): void {
  const nextHash = finder(text, '#');
  const slot: Slot = {
    key: '',
    value: '',
    quote: 'none',
    exported: false,
    from: 0,
    to: 0,
    valueFrom: 0,
    hash: -1,
    openQuote: false,
  };
  let from = skipBlanks(text, 0);
  while (from < text.length) {
    const comment = text.charCodeAt(from) === hashSign;
    if (!comment && scanEntry(text, from, nextHash, slot)) visitor.entry(slot);
    else {
      slot.to = lineEndFrom(text, from);
      if (comment) visitor.comment(from, slot.to);
      else visitor.dropped(from, slot.to);
    }
    from = skipBlanks(text, slot.to);
  }
}

/** Next place of a character for growing offsets; never walks the same stretch twice. */
function finder(text: string, character: string): (from: number) => number {
  let found = -1;
  return (from) => {
    if (found < from) {
      const next = text.indexOf(character, from);
      found = next === -1 ? text.length : next;
    }
    return found;
  };
}

function scanEntry(text: string, from: number, nextHash: (from: number) => number, slot: Slot): boolean {
  const keyFrom = afterExport(text, from);
  let keyTo = keyFrom;
  while (keyCharacter[text.charCodeAt(keyTo)] === 1) keyTo++;
  if (keyTo === keyFrom) return false;
  const valueFrom = afterSeparator(text, keyTo);
  if (valueFrom === -1) return false;
  slot.key = text.slice(keyFrom, keyTo);
  slot.exported = keyFrom > from;
  slot.from = from;
  slot.valueFrom = valueFrom;
  if (!scanQuoted(text, slot)) scanBare(text, nextHash, slot);
  return true;
}

/** Past `export` and its blanks where a key follows; `export=1` is a key of that name. */
function afterExport(text: string, from: number): number {
  if (!text.startsWith('export', from) || !isBlank(text.charCodeAt(from + 6))) return from;
  const next = skipBlanks(text, from + 6);
  return keyCharacter[text.charCodeAt(next)] === 1 ? next : from;
}

/** `KEY = value`, or `KEY: value` with a blank after and none before the colon. -1 for neither. */
function afterSeparator(text: string, keyTo: number): number {
  const next = skipBlanks(text, keyTo);
  if (text.charCodeAt(next) === equalsSign) return next + 1;
  return text.charCodeAt(keyTo) === colon && isBlank(text.charCodeAt(keyTo + 1)) ? keyTo + 2 : -1;
}

const quotes: ReadonlyMap<string, Quote> = new Map([
  ["'", 'single'],
  ['"', 'double'],
  ['`', 'backtick'],
]);

/**
 * A value in quotes, perhaps over several lines and perhaps begun on a later line.
 *
 * It ends at the first quote without a backslash before it. Where something other than blanks or a comment
 * follows that quote, it ends at the last quote with a backslash that is followed so, if there is one.
 */
function scanQuoted(text: string, slot: Slot): boolean {
  const open = skipBlanks(text, slot.valueFrom);
  const mark = text.charAt(open);
  const quote = quotes.get(mark);
  if (quote === undefined) return false;
  let close = -1;
  let after = -1;
  for (let at = text.indexOf(mark, open + 1); at !== -1; at = text.indexOf(mark, at + 1)) {
    let next = at + 1;
    while (next < text.length && isBlank(text.charCodeAt(next)) && !isLineEnd(text.charCodeAt(next))) next++;
    const code = text.charCodeAt(next);
    if (next === text.length || isLineEnd(code) || code === hashSign) {
      close = at;
      after = next;
    }
    if (text.charCodeAt(at - 1) !== backslash) break;
  }
  if (close === -1) return false;
  const commented = text.charCodeAt(after) === hashSign;
  slot.value = expand(text.slice(open + 1, close), quote === 'double');
  slot.quote = quote;
  slot.hash = commented ? after : -1;
  slot.to = commented ? lineEndFrom(text, after) : after;
  slot.openQuote = false;
  return true;
}

/** A value up to `#` or the end of the line. Quotes around the whole of it are taken off all the same. */
function scanBare(text: string, nextHash: (from: number) => number, slot: Slot): void {
  const newline = text.indexOf('\n', slot.valueFrom);
  const lineEnd = newline === -1 ? text.length : newline;
  const hash = nextHash(slot.valueFrom);
  const commented = hash < lineEnd;
  const cut = commented ? hash : lineEnd;
  const raw = text.slice(slot.valueFrom, cut).trim();
  const first = quotes.get(raw.charAt(0));
  const stripped = stripQuotes(raw);
  slot.value = expand(stripped, first === 'double');
  slot.quote = stripped === raw ? 'none' : (first ?? 'none');
  slot.hash = commented ? hash : -1;
  slot.to = commented ? lineEndFrom(text, cut) : cut;
  slot.openQuote = first !== undefined && stripped === raw;
}

const expand = (value: string, inDoubleQuotes: boolean): string =>
  inDoubleQuotes && value.includes('\\') ? value.replaceAll('\\n', '\n').replaceAll('\\r', '\r') : value;

/** What `replace(/^(['"`])([\s\S]*)\1$/gm, '$2')` does, in linear time. */
function stripQuotes(raw: string): string {
  if (/[\u2028\u2029]/.test(raw)) return stripQuotesOfLines(raw);
  const mark = raw.charAt(0);
  return raw.length > 1 && quotes.has(mark) && raw.endsWith(mark) ? raw.slice(1, -1) : raw;
}

/** U+2028 and U+2029 end a line for that pattern but not for a value. */
function stripQuotesOfLines(raw: string): string {
  const lastClose = new Map<string, number>();
  for (let at = 1; at < raw.length; at++)
    if (quotes.has(raw.charAt(at)) && (at + 1 === raw.length || isLineEnd(raw.charCodeAt(at + 1))))
      lastClose.set(raw.charAt(at), at);
  let kept = '';
  let from = 0;
  for (let at = 0; at < raw.length; at++) {
    if (at > 0 && !isLineEnd(raw.charCodeAt(at - 1))) continue;
    const close = lastClose.get(raw.charAt(at)) ?? -1;
    if (close <= at) continue;
    kept += raw.slice(from, at) + raw.slice(at + 1, close);
    from = close + 1;
    at = close;
  }
  return kept + raw.slice(from);
}
