import { z } from 'zod';
import { EnvironmentKind } from '../../core/environment.ts';
import { jsonFormat } from '../../core/json-export.ts';
import { parseJson } from '../../core/json-variables.ts';
import { limits } from '../../core/limits.ts';
import { newKeyPattern, VariableKind } from '../../core/variable.ts';
import type { HeldEntry, HeldFile, ImportWarning } from './import-held.ts';

/** Read leniently: what an export of a later version adds is passed over. */
const Exported = z.object({
  format: z.literal(jsonFormat),
  environment: z.object({ slug: z.string(), kind: EnvironmentKind }).optional(),
  variables: z.array(
    z.object({
      key: z.string(),
      value: z.string().optional(),
      kind: VariableKind.optional(),
      note: z.string().max(limits.noteLength).optional(),
    }),
  ),
});

export interface JsonFile extends Pick<HeldFile, 'entries' | 'numbers' | 'problems'> {
  /** Which environment the export was made of. */
  readonly environment: { readonly slug: string; readonly kind: EnvironmentKind } | undefined;
}

/**
 * Read a JSON export of the console, or the JSON that other tools write.
 *
 * @returns `undefined` when the text is neither; then it may be dotenv text. Never throws, never quotes the text.
 */
export function parseJsonExport(text: string): JsonFile | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  const value = read(text);
  if (typeof value !== 'object' || value === null) return undefined;
  const exported = Exported.safeParse(value);
  const pairs = exported.success ? exported.data.variables : otherJson(text);
  if (pairs === undefined) return undefined;
  const lines = linesOf(
    text,
    pairs.map(({ key }) => key),
  );
  return {
    entries: pairs.map((pair, position) => entryOf(pair, lines?.[position] ?? position + 1)),
    numbers: lines === undefined ? 'entries' : 'lines',
    problems: [],
    environment: exported.success ? exported.data.environment : undefined,
  };
}

interface Pair {
  readonly key: string;
  readonly value?: string | undefined;
  readonly kind?: VariableKind | undefined;
  readonly note?: string | undefined;
  /** Neither a text, a number nor a truth value. */
  readonly strange?: boolean;
}

/** JSON of others: a flat object, a list of pairs, or a list of names. */
function otherJson(text: string): readonly Pair[] | undefined {
  const found = parseJson(text);
  if ('problem' in found) return undefined;
  const namesOnly = /^\s*\[/.test(text) && found.entries.every(({ value }) => value === '');
  const problems = new Map(found.problems.map((problem) => [problem.position, problem]));
  const entries = found.entries.values();
  return Array.from({ length: found.entries.length + problems.size }, (_, index): Pair => {
    const problem = problems.get(index + 1);
    if (problem !== undefined) return { key: problem.key ?? '(no name)', strange: true };
    const { key = '', value, note } = entries.next().value ?? {};
    return { key, note, value: namesOnly ? undefined : value };
  });
}

function entryOf({ key, value, kind, note, strange = false }: Pair, line: number): HeldEntry {
  const warnings: ImportWarning[] = [];
  if (strange)
    warnings.push({ kind: 'not-text', text: 'Its value is neither a text, a number, true nor false.' });
  if (!newKeyPattern.test(key))
    warnings.push({
      kind: 'invalid-key',
      text: 'Not a name: letters, digits and underscores, no digit first.',
    });
  if (value?.isWellFormed() === false || note?.isWellFormed() === false)
    warnings.push({ kind: 'not-text', text: 'It holds half a character, which no text file can keep.' });
  if (key.length > limits.keyLength || Buffer.byteLength(value ?? '') > limits.valueBytes)
    warnings.push({ kind: 'too-long', text: 'Longer than a name or a value may be.' });
  return { line, key, value, note, kind, warnings, unusable: warnings.length > 0 };
}

/** The line of each name; nothing where names share a line, since every row has a number of its own. */
function linesOf(text: string, keys: readonly string[]): readonly number[] | undefined {
  const lines: number[] = [];
  let from = 0;
  let line = 1;
  for (const key of keys) {
    const at = text.indexOf(JSON.stringify(key), from);
    if (at === -1) break;
    for (let next = text.indexOf('\n', from); next !== -1 && next < at; next = text.indexOf('\n', next + 1))
      line += 1;
    from = at;
    lines.push(line);
  }
  return new Set(lines).size === keys.length ? lines : undefined;
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
