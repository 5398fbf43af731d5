import type { WrittenVariable } from './dotenv-write.ts';

export interface JsonVariables {
  /** In the order of the text. A list may name a key several times; of an object JSON itself keeps the last. */
  readonly entries: readonly WrittenVariable[];
  /** Items that gave no variable, by position from 1; `key` where there is one. */
  readonly problems: readonly {
    readonly position: number;
    readonly key?: string;
    readonly kind: JsonProblem;
  }[];
}

/** `not-a-string`: neither text, nor a number or truth value that can be written without loss. */
export type JsonProblem = 'not-a-string' | 'no-key';

/**
 * Read variables from JSON: a flat object, a list of `{key, value, note?}` (or `name` for `key`), or a list
 * of names.
 *
 * @returns `not-variables` for anything else, without a word of the text: it may hold values
 */
export function parseJson(text: string): JsonVariables | { readonly problem: 'not-variables' } {
  const data = parsed(text);
  if (typeof data !== 'object' || data === null) return { problem: 'not-variables' };
  const items = Array.isArray(data) ? data.map(fromItem) : Object.entries(data).map(fromPair);
  const entries: WrittenVariable[] = [];
  const problems: JsonVariables['problems'][number][] = [];
  for (const [index, { key, value, note }] of items.entries()) {
    const position = index + 1;
    if (key === undefined) problems.push({ position, kind: 'no-key' });
    else if (value === undefined) problems.push({ position, key, kind: 'not-a-string' });
    else entries.push(note === undefined ? { key, value } : { key, value, note });
  }
  return { entries, problems };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text);
  } catch {
    return undefined;
  }
}

type Item = { readonly [Part in 'key' | 'value' | 'note']: string | undefined };

const fromPair = ([key, value]: [string, unknown]): Item => ({ key, value: asText(value), note: undefined });

function fromItem(item: unknown): Item {
  if (typeof item === 'string') return { key: item, value: '', note: undefined };
  const parts = new Map(typeof item === 'object' && item !== null ? Object.entries(item) : []);
  const text = (name: string): string | undefined => {
    const part: unknown = parts.get(name);
    return typeof part === 'string' ? part : undefined;
  };
  return { key: text('key') ?? text('name'), value: asText(parts.get('value')), note: text('note') };
}

function asText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  // A larger number has lost digits in reading already.
  if (typeof value === 'boolean' || Number.isSafeInteger(value)) return String(value);
  return undefined;
}
