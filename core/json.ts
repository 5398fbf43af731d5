/** What JSON text can hold. Objects are read by `Object.entries` only: a field may be called `__proto__`. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [field: string]: Json;
}

/** An object with fields: neither a list, null nor absent. */
export const isJsonObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A list. */
export const isJsonArray = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** A field of an object; of anything else, and where it is not there, undefined. */
export const fieldOf = (value: Json | undefined, field: string): Json | undefined =>
  isJsonObject(value) && Object.hasOwn(value, field) ? value[field] : undefined;

/** A field that is a text, else undefined. */
export function textOf(value: Json | undefined, field: string): string | undefined {
  const found = fieldOf(value, field);
  return typeof found === 'string' ? found : undefined;
}

/** A field that is a list, else an empty one. */
export function listOf(value: Json | undefined, field: string): readonly Json[] {
  const found = fieldOf(value, field);
  return isJsonArray(found) ? found : [];
}

/** An object of these fields. A field called `__proto__` becomes one like any other. */
export const objectOf = (entries: Iterable<readonly [string, Json]>): JsonObject =>
  Object.fromEntries(entries) as JsonObject;

/** The same object with some fields set; an undefined one is left out. */
export function withFields(
  object: JsonObject,
  fields: readonly (readonly [string, Json | undefined])[],
): JsonObject {
  const all = new Map(Object.entries(object));
  for (const [field, value] of fields) {
    if (value === undefined) all.delete(field);
    else all.set(field, value);
  }
  return objectOf(all);
}

/** Whether lists and objects lie in one another more than so many times. */
export function isDeeperThan(value: Json, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((one: Json) => isDeeperThan(one, levels - 1));
}

/** JSON text as a value; undefined where it is none. */
export function readJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** One text for one content: fields sorted by code unit, lists in their order, no blanks. */
export function canonicalJson(value: Json): string {
  if (isJsonArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const fields = Object.keys(value).sort();
  const pairs = fields.map((field) => `${JSON.stringify(field)}:${canonicalJson(value[field] ?? null)}`);
  return `{${pairs.join(',')}}`;
}

/** For reading and editing: the same order, indented. */
export const prettyJson = (value: Json): string =>
  JSON.stringify(readJson(canonicalJson(value)) ?? null, undefined, 2);
