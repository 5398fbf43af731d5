import { type Environment, inOrder } from '../../core/environment.ts';
import type { ImportFileChoice, ImportTarget } from '../../core/imports.ts';
import type { Context } from './context.ts';
import { findProject } from './find-environment.ts';
import type { HeldFile, HeldImport } from './import-held.ts';

/** The environments of the target as it is now; a new project has none. */
export async function environmentsOf(
  context: Context,
  target: ImportTarget,
): Promise<readonly Environment[]> {
  if (target.type === 'new-project') return [];
  return inOrder((await findProject(context, target.project)).environments);
}

/** One choice per file, in the order of the files: the person's, else the one that the name suggests. */
export function choicesOf(
  held: HeldImport,
  environments: readonly Environment[],
  chosen: readonly ImportFileChoice[],
): readonly ImportFileChoice[] {
  const byIndex = new Map(chosen.map((choice) => [choice.index, choice]));
  return held.files.map((file, index) =>
    settle(byIndex.get(index) ?? suggested(file, index, environments), environments),
  );
}

/** An environment that exists keeps its name and kind: an import fills it and changes nothing else about it. */
function settle(choice: ImportFileChoice, environments: readonly Environment[]): ImportFileChoice {
  const there = environments.find(({ slug }) => slug === choice.slug);
  return there === undefined ? choice : { ...choice, kind: there.kind, name: there.name };
}

/** The only environment of the suggested kind is meant even where its slug is another one. */
function suggested(
  { suggestion }: HeldFile,
  index: number,
  environments: readonly Environment[],
): ImportFileChoice {
  const { role, slug, kind, name } = suggestion;
  const ofKind = environments.filter((one) => one.kind === kind && !one.archived);
  const [only, ...more] = ofKind;
  const meant =
    environments.some((one) => one.slug === slug) || only === undefined || more.length > 0 ? slug : only.slug;
  return { index, role, slug: meant, kind, name: (meant === slug ? name : undefined) ?? nameFrom(meant) };
}

const nameFrom = (slug: string): string => slug.charAt(0).toUpperCase() + slug.slice(1).replaceAll('-', ' ');

/** The item at a position that is known to exist; anything else is a bug. */
export function byPosition<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new Error('no item at that position');
  return item;
}
