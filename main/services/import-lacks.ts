import { type EnvironmentKind, inOrder, kindOrder, type ProjectRef } from '../../core/environment.ts';
import { type ImportResult, requiredKeysName } from '../../core/imports.ts';
import { byKey, type VariableMeta } from '../../core/variable.ts';
import { type Context, workspaceOf } from './context.ts';
import { findProject } from './find-environment.ts';
import { readRequiredKeys } from './read-rules.ts';

type Lacks = ImportResult['lacks'];

interface Held {
  readonly slug: string;
  readonly kind: EnvironmentKind;
  readonly keys: ReadonlySet<string>;
}

/**
 * What each environment lacks that another one, or the list of required keys, has.
 *
 * @returns pairs that lack something, the one people ask about first: production, against what leads to it.
 *   Environments that hold nothing at all are left out: they lack everything, which says nothing.
 */
export async function lacksOf(context: Context, project: ProjectRef): Promise<Lacks> {
  const workspace = workspaceOf(context, project.workspaceId);
  const { environments } = await findProject(context, project);
  const held: Held[] = [];
  for (const { slug, kind, archived } of inOrder(environments)) {
    const variables = archived ? [] : await workspace.listVariables({ ...project, slug });
    if (variables.length > 0) held.push({ slug, kind, keys: keysOf(variables) });
  }
  const required = readRequiredKeys(context, project);
  return [...held]
    .sort((a, b) => kindOrder[b.kind] - kindOrder[a.kind])
    .flatMap((one) => [...lackedOfOthers(one, held), ...lackedRequired(one, required)]);
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
      keys: [...other.keys].filter((key) => !one.keys.has(key)),
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
