import type { Environment } from '../../core/environment.ts';
import type { ImportFileChoice, ImportFilePreview, ImportPreview, ImportTarget } from '../../core/imports.ts';
import type { Parsed } from '../../core/ipc/contract.ts';
import type { VariableMeta } from '../../core/variable.ts';
import { cannotMake } from './cannot-make.ts';
import { type Context, workspaceOf } from './context.ts';
import { findImport, type HeldFile, type HeldImport } from './import-held.ts';
import { type RowFacts, rowsOf } from './import-rows.ts';
import { byPosition, choicesOf, environmentsOf } from './import-target.ts';
import { readRequiredKeys } from './read-rules.ts';

/**
 * What an import would do, file by file and row by row, without values.
 *
 * @param input.files  where files go; a file that is not named goes where its name suggests
 * Fails: `not-found` (the import or the project), `incomplete`.
 */
export async function previewImport(
  context: Context,
  { importId, target, files }: Parsed<'imports.preview'>,
): Promise<ImportPreview> {
  const held = findImport(context, importId);
  return {
    id: held.id,
    target,
    files: await previewFiles(context, held, target, files),
    rejected: held.rejected.map(({ fileName, text }) => ({ fileName, text })),
  };
}

/** The same for planning: one preview per file, in the order of the files. */
export async function previewFiles(
  context: Context,
  held: HeldImport,
  target: ImportTarget,
  chosen: readonly ImportFileChoice[],
): Promise<ImportFilePreview[]> {
  const environments = await environmentsOf(context, target);
  const choices = choicesOf(held, environments, chosen);
  const required = new Set(
    target.type === 'project' ? readRequiredKeys(context, target.project).map(({ key }) => key) : [],
  );
  const unmade = await readUnmade(context, target, environments, choices);
  const existing = await readTargets(context, target, environments, choices);
  return held.files.map((file, index) => {
    const choice = byPosition(choices, index);
    const variables = existing.get(choice.slug);
    const facts: RowFacts = {
      choice,
      variables: variables ?? new Map(),
      required,
      setAgainIn: keysOfLaterFiles(held.files, choices, index),
      fingerprint: context.fingerprint,
    };
    return {
      ...choice,
      fileName: file.fileName,
      because: whyHere(file, choice),
      rows: rowsOf(file, facts),
      numbers: file.numbers,
      problems: file.problems.map(({ line, text }) => ({ line, text })),
      exists: variables !== undefined,
      ...(choice.role === 'values' ? unmade.get(choice.slug) : undefined),
    };
  });
}

/** The reason of the suggestion, as long as it is the one that is followed. */
function whyHere({ suggestion }: HeldFile, { slug, kind }: ImportFileChoice): string {
  if (slug === suggestion.slug) return suggestion.because;
  return kind === suggestion.kind ? `${suggestion.because} That is ${slug} here.` : `It goes to ${slug}.`;
}

/** Environments that are not there and cannot be made, by slug. */
async function readUnmade(
  context: Context,
  target: ImportTarget,
  environments: readonly Environment[],
  choices: readonly ImportFileChoice[],
): Promise<ReadonlyMap<string, { readonly cannotMake: string }>> {
  const found = new Map<string, { readonly cannotMake: string }>();
  if (target.type !== 'project') return found;
  for (const { slug } of choices) {
    if (environments.some((environment) => environment.slug === slug)) continue;
    const why = await cannotMake(context, target.project, slug);
    if (why !== undefined) found.set(slug, { cannotMake: why });
  }
  return found;
}

/** What the environments that exist hold now, by slug. */
async function readTargets(
  context: Context,
  target: ImportTarget,
  environments: readonly Environment[],
  choices: readonly ImportFileChoice[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, VariableMeta>>> {
  const found = new Map<string, ReadonlyMap<string, VariableMeta>>();
  if (target.type !== 'project') return found;
  const workspace = workspaceOf(context, target.project.workspaceId);
  for (const slug of new Set(choices.map((choice) => choice.slug))) {
    if (!environments.some((environment) => environment.slug === slug)) continue;
    const variables = await workspace.listVariables({ ...target.project, slug });
    found.set(slug, new Map(variables.map((variable) => [variable.key, variable])));
  }
  return found;
}

/** Keys that a later file sets in the same environment, with that file's name: the later file counts. */
function keysOfLaterFiles(
  files: readonly HeldFile[],
  choices: readonly ImportFileChoice[],
  index: number,
): ReadonlyMap<string, string> {
  const { slug, role } = byPosition(choices, index);
  const keys = new Map<string, string>();
  if (role !== 'values') return keys;
  for (const [later, file] of files.entries()) {
    const choice = byPosition(choices, later);
    if (later <= index || choice.slug !== slug || choice.role !== 'values') continue;
    for (const entry of file.entries) if (!entry.unusable) keys.set(entry.key, file.fileName);
  }
  return keys;
}
