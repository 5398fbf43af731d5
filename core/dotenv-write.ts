/** A variable on its way out of the app. */
export interface WrittenVariable {
  readonly key: string;
  readonly value: string;
  readonly note?: string | undefined;
}

export interface WriteOptions {
  /** Write notes as comments above their variables. */
  readonly notes?: boolean;
  /** `keys`: names with nothing behind them, as in `.env.example`. */
  readonly content?: 'values' | 'keys';
}

export interface WrittenText {
  readonly text: string;
  /** Keys that the format cannot express; they are not in the text. JSON takes them all. */
  readonly unwritable: readonly string[];
}

/** What the format takes for a name. `__proto__` is one, but readers that fill an object lose it. */
const writableKey = /^[\w.-]+$/;

/**
 * Write variables as dotenv text that the `dotenv` package (18) and `parseDotenv` read back unchanged.
 *
 * @returns the text, in the order given, `\n` as line end; and the keys that it cannot express: a name with
 *          other signs, a value with all three quotes and a line break or `#`, with a carriage return beside
 *          a double quote or a written `\n`, ending in a backslash where quotes are needed, or not storable
 *          as UTF-8 text (NUL, half a surrogate pair)
 */
export function writeDotenv(variables: readonly WrittenVariable[], options: WriteOptions = {}): WrittenText {
  const lines: string[] = [];
  const unwritable: string[] = [];
  for (const { key, value, note } of variables) {
    const written = options.content === 'keys' ? '' : quoted(value);
    if (written === undefined || !writableKey.test(key) || key === '__proto__') {
      unwritable.push(key);
      continue;
    }
    if (options.notes === true && note !== undefined) lines.push(...commentLines(note));
    lines.push(`${key}=${written}`);
  }
  return { text: lines.map((line) => `${line}\n`).join(''), unwritable };
}

const commentLines = (note: string): readonly string[] =>
  note
    .split(/[\r\n\u2028\u2029]+/)
    .map((line) => line.replaceAll('\0', '').toWellFormed().trim())
    .filter((line) => line !== '')
    .map((line) => `# ${line}`);

/** Signs that mean nothing to dotenv nor to a shell. */
const harmless = /^[\w./:@%+,=-]*$/;

/** A value in the plainest form that reads back as itself; `undefined` where there is none. */
function quoted(value: string): string | undefined {
  if (harmless.test(value)) return value;
  if (value.includes('\0') || !value.isWellFormed()) return undefined;
  const closes = !value.endsWith('\\');
  const hasReturn = value.includes('\r');
  if (closes && !hasReturn && !value.includes("'")) return `'${value}'`;
  // In double quotes a written \n or \r would turn into what it names, and there is no way to escape it.
  if (closes && !value.includes('"') && !/\\[nr]/.test(value)) return `"${value.replaceAll('\r', '\\r')}"`;
  if (closes && !hasReturn && !value.includes('`')) return `\`${value}\``;
  return needsQuotes(value) ? undefined : value;
}

/** Whether a bare value would lose something: blanks around it, what follows `#`, quotes around it, a line. */
const needsQuotes = (value: string): boolean =>
  value.trim() !== value || /[#\r\n\u2028\u2029]/.test(value) || /^['"`]/.test(value);
