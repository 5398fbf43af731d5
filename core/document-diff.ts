import { canonicalJson, fieldOf, isJsonArray, isJsonObject, type Json, textOf } from './json.ts';

/** One part in which two documents differ. A side that has nothing there is undefined. */
export interface FieldChange {
  /** From the outside in: `['promptBlocks', 'Tone', 'content']`. Elements of lists go by their name. */
  readonly path: readonly string[];
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/**
 * In which fields two documents differ, in the order of the fields' names.
 *
 * Lists of named things (prompt blocks, routes, skills) are compared by name, their order as a field of its own; other
 * lists as a whole. Joining no change to a document leaves it as it is: the same documents give none.
 */
export function diffDocuments(before: Json | undefined, after: Json | undefined): readonly FieldChange[] {
  return diffAt([], before, after);
}

function diffAt(
  path: readonly string[],
  before: Json | undefined,
  after: Json | undefined,
): readonly FieldChange[] {
  if (same(before, after)) return [];
  const inside = diffInside(path, before, after);
  return inside.length > 0 ? inside : [{ path, before, after }];
}

const same = (a: Json | undefined, b: Json | undefined): boolean =>
  a === undefined || b === undefined ? a === b : canonicalJson(a) === canonicalJson(b);

/** The differences within two containers of one sort; none where they have to be shown as a whole. */
function diffInside(
  path: readonly string[],
  before: Json | undefined,
  after: Json | undefined,
): readonly FieldChange[] {
  if (alike(before, after, isJsonObject)) {
    const names = [...new Set([...namesOf(before), ...namesOf(after)])].sort();
    return names.flatMap((name) => diffAt([...path, name], fieldOf(before, name), fieldOf(after, name)));
  }
  if (!alike(before, after, isJsonArray)) return [];
  const [ours, theirs] = [before ?? [], after ?? []] as [readonly Json[], readonly Json[]];
  const naming = namingOf([...ours, ...theirs], ours, theirs);
  if (naming === undefined) return [];
  const [left, right] = [byName(ours, naming), byName(theirs, naming)];
  const names = [...new Set([...left.keys(), ...right.keys()])];
  const changes = names.flatMap((name) => {
    const [one, other] = [left.get(name), right.get(name)];
    const inside = diffAt([...path, name], one, other);
    return one === undefined || other === undefined ? telling(inside, naming) : inside;
  });
  return [...changes, ...orderChange(path, [...left.keys()], [...right.keys()])];
}

/** Both are of the sort, or one is and the other is not there. */
const alike = (a: Json | undefined, b: Json | undefined, is: (value: Json | undefined) => boolean): boolean =>
  (is(a) || a === undefined) && (is(b) || b === undefined);

const namesOf = (value: Json | undefined): readonly string[] =>
  isJsonObject(value) ? Object.keys(value) : [];

/** What elements of lists are called, best first. A text is its own name. */
const namings = ['name', 'label', 'key', 'id'] as const;

/** The field by which every element is told from the others of its list. */
function namingOf(
  all: readonly Json[],
  ...lists: readonly (readonly Json[])[]
): (typeof namings)[number] | undefined {
  if (all.length === 0) return undefined;
  return namings.find((naming) => lists.every((list) => byName(list, naming).size === list.length));
}

function byName(list: readonly Json[], naming: string): ReadonlyMap<string, Json> {
  const named = list.flatMap((one) => {
    const name = typeof one === 'string' ? one : textOf(one, naming);
    return name === undefined ? [] : [[name, one] as const];
  });
  return new Map(named);
}

/** Of an element that only one side has: not its name, which stands in the path, nor what is set to nothing. */
function telling(changes: readonly FieldChange[], naming: string): readonly FieldChange[] {
  const told = changes.filter(
    ({ path, before, after }) => path.at(-1) !== naming && (before ?? after ?? null) !== null,
  );
  return told.length === 0 ? changes : told;
}

/** The order of what both lists have, where it differs. */
function orderChange(
  path: readonly string[],
  left: readonly string[],
  right: readonly string[],
): readonly FieldChange[] {
  const [before, after] = [
    left.filter((name) => right.includes(name)),
    right.filter((name) => left.includes(name)),
  ];
  return same(before, after) ? [] : [{ path: [...path, 'order'], before, after }];
}
