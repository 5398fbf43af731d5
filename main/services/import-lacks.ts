import { type EnvironmentKind, inOrder, kindOrder, type ProjectRef } from '../../core/environment.ts';
import { Failure } from '../../core/errors.ts';
import { type ImportResult, requiredKeysName } from '../../core/imports.ts';
import { byKey, type VariableMeta } from '../../core/variable.ts';
import { type Context, workspaceOf } from './context.ts';
import { findProject } from './find-environment.ts';
import { readRequiredKeys } from './read-rules.ts';

type Lacks = ImportResult['lacks'];
type LeftOut = ImportResult['leftOut'];

interface Held {
  readonly slug: string;
  readonly kind: EnvironmentKind;
  readonly keys: ReadonlySet<string>;
  /** What its file has and the import left out. */
  readonly left: ReadonlySet<string>;
}

/**
 * What each environment lacks that another one, or the list of required keys, has.
 *
 * @param left  keys that the import left out, per environment: nobody lacks what was left out on purpose, except
 *   where it is required
 * @returns pairs that lack something, the one people ask about first: production, against what leads to it.
 *   Environments that hold nothing at all are not among them: they lack everything, which says nothing. Nor are those
 *   that a server does not give now: the import was done.
 */
export async function lacksOf(
  context: Context,
  project: ProjectRef,
  left: ReadonlyMap<string, readonly string[]>,
): Promise<{ readonly lacks: Lacks; readonly leftOut: LeftOut }> {
  const workspace = workspaceOf(context, project.workspaceId);
  const { environments } = await findProject(context, project);
  const held: Held[] = [];
  for (const { slug, kind, archived } of inOrder(environments)) {
    const variables = archived ? [] : await workspace.listVariables({ ...project, slug }).catch(unlessServer);
    if (variables.length > 0)
      held.push({ slug, kind, keys: keysOf(variables), left: new Set(left.get(slug)) });
  }
  const required = readRequiredKeys(context, project).map(({ key }) => key);
  const downwards = [...held].sort((a, b) => kindOrder[b.kind] - kindOrder[a.kind]);
  return {
    lacks: downwards.flatMap((one) => [...lackedOfOthers(one, held), ...lackedRequired(one, required)]),
    leftOut: downwards
      .map(({ slug, keys, left }) => ({ slug, keys: [...left].filter((key) => !keys.has(key)) }))
      .filter(({ keys }) => keys.length > 0),
  };
}

/** What a server did not give is no reason to fail; anything else is. */
function unlessServer(error: unknown): readonly VariableMeta[] {
  if (error instanceof Failure && error.detail.code === 'server') return [];
  throw error;
}

const keysOf = (variables: readonly VariableMeta[]): ReadonlySet<string> =>
  new Set([...variables].sort(byKey).map(({ key }) => key));

function lackedRequired(one: Held, required: readonly string[]): Lacks {
  const keys = required.filter((key) => !one.keys.has(key));
  return keys.length === 0 ? [] : [{ slug: one.slug, of: requiredKeysName, keys }];
}

function lackedOfOthers(one: Held, held: readonly Held[]): Lacks {
  return held
    .filter((other) => other.slug !== one.slug)
    .sort((a, b) => distance(one, a) - distance(one, b))
    .map((other) => ({
      slug: one.slug,
      of: other.slug,
      keys: [...other.keys].filter((key) => !one.keys.has(key) && !one.left.has(key)),
    }))
    .filter(({ keys }) => keys.length > 0);
}

/** Staging is what production is held against first. */
const upwards: Readonly<Record<EnvironmentKind, number>> = {
  staging: 0,
  preview: 1,
  development: 2,
  production: 3,
};
const distance = (one: Held, other: Held): number => (one.kind === other.kind ? -1 : upwards[other.kind]);
