import { decodeText } from '../../core/decode-text.ts';
import { parseDotenv } from '../../core/dotenv.ts';
import { type DotenvWarning, describeWarning } from '../../core/dotenv-warnings.ts';
import { limits } from '../../core/limits.ts';
import type { HeldEntry, HeldFile } from './import-held.ts';
import { parseJsonExport } from './import-json.ts';
import { suggestPlace } from './import-place.ts';
import { type Rejected, rejections } from './import-rejections.ts';
import type { FileBytes } from './read-import-files.ts';

/**
 * Read one file: its text, its variables and what is odd about them.
 *
 * UTF-8 with or without a byte order mark, UTF-16, any line ends; dotenv text or a JSON export.
 * Never fails: a file that gives nothing is rejected with the reason.
 */
export function parseFile({ fileName, bytes }: FileBytes): HeldFile | Rejected {
  if (bytes.byteLength > limits.fileBytes) return { fileName, text: rejections.tooLarge };
  const decoded = decodeText(bytes);
  if ('problem' in decoded) return { fileName, text: rejections.notText };
  const json = parseJsonExport(decoded.text);
  const { entries, numbers, problems } = json ?? parseLines(decoded.text);
  if (entries.length === 0 && problems.length === 0) return { fileName, text: rejections.nothing };
  const suggestion = suggestPlace(fileName, json?.environment);
  return {
    fileName,
    entries,
    numbers,
    problems,
    suggestion: isKeysOnly(entries)
      ? { ...suggestion, role: 'required-keys', because: keysOnly }
      : suggestion,
  };
}

const keysOnly = 'None of its keys has a value: they are taken as required.';

/** A list of keys, whatever it is called. One empty variable by itself is more likely meant as one. */
export const isKeysOnly = (entries: readonly Pick<HeldEntry, 'value'>[]): boolean =>
  (entries.length > 0 && entries.every(({ value }) => value === undefined)) ||
  (entries.length > 1 && entries.every(({ value }) => value === undefined || value === ''));

/** What the rows of the preview say themselves, because it depends on the person's choices. */
const saidByRows: ReadonlySet<string> = new Set(['duplicate-key', 'empty', 'placeholder', 'looks-hidden']);
const fatal: ReadonlySet<string> = new Set(['invalid-key', 'too-long']);

function parseLines(text: string): Pick<HeldFile, 'entries' | 'numbers' | 'problems'> {
  const { entries, warnings } = parseDotenv(text);
  const byLine = new Map<number, DotenvWarning[]>();
  for (const warning of warnings)
    if (warning.key !== undefined) byLine.set(warning.line, [...(byLine.get(warning.line) ?? []), warning]);
  const problems = warnings
    .filter(({ key }) => key === undefined)
    .map((warning) => ({ line: warning.line, text: describeWarning(warning) }));
  return {
    problems,
    numbers: 'lines',
    entries: entries.map((entry): HeldEntry => {
      const about = (byLine.get(entry.line) ?? []).filter(({ key }) => key === entry.key);
      const deadly = about.filter(({ kind }) => fatal.has(kind));
      const odd = about.filter(({ kind }) => !fatal.has(kind) && !saidByRows.has(kind));
      return {
        line: entry.line,
        key: entry.key,
        value: entry.value,
        note: entry.note,
        kind: undefined,
        warnings: [...odd, ...deadly].map((one) => ({ kind: one.kind, text: describeWarning(one) })),
        unusable: deadly.length > 0,
      };
    }),
  };
}
