import type { Environment, ProjectRef } from '../../core/environment.ts';
import { Failure } from '../../core/errors.ts';
import { limits } from '../../core/limits.ts';
import { differencesOf, documentDifferences, nextStep, type RenameView } from '../../core/rename.ts';
import { DocumentResource } from '../../core/resource.ts';
import { type Context, workspaceOf } from './context.ts';
import { readDrafts } from './drafts-table.ts';
import { findProject } from './find-environment.ts';
import { noDocuments, readAllDocuments } from './read-documents.ts';
import { type Rename, readRename, readRenames } from './renames-table.ts';

/** Where a rename stands now. Fails: `not-found` (the rename, or its old environment). */
export async function viewRename(context: Context, { id }: { readonly id: string }): Promise<RenameView> {
  const rename = readRename(context, id);
  const { environments } = await findProject(context, rename.from);
  return viewOf(context, rename, environments);
}

/** The renames of a project that have something left to do, or that can be taken back; newest first. */
export async function listRenames(
  context: Context,
  { project }: { readonly project: ProjectRef },
): Promise<{ renames: RenameView[] }> {
  const { environments } = await findProject(context, project);
  const views: RenameView[] = [];
  for (const rename of readRenames(context, project))
    if (environments.some(({ slug }) => slug === rename.from.slug))
      views.push(await viewOf(context, rename, environments));
  return { renames: views.filter(({ step, canUndo }) => step !== 'done' || canUndo) };
}

async function viewOf(
  context: Context,
  rename: Rename,
  environments: readonly Environment[],
): Promise<RenameView> {
  const { from, to } = rename;
  const source = environments.find(({ slug }) => slug === from.slug);
  if (source === undefined) throw new Failure({ code: 'not-found', what: 'environment', name: from.slug });
  const target = environments.find(({ slug }) => slug === to.slug);
  const targetLive = target?.archived === false;
  const workspace = workspaceOf(context, from.workspaceId);
  const theirs = await workspace.listVariables(from);
  const ours = targetLive ? await workspace.listVariables(to) : [];
  // Once it was switched, the two go ways of their own.
  const documents = await readAllDocuments(context, from);
  const copied = targetLive ? await readAllDocuments(context, to) : noDocuments;
  const differences =
    rename.switched || !targetLive
      ? []
      : [
          ...differencesOf(theirs, ours),
          ...DocumentResource.options.flatMap((resource) =>
            documentDifferences(resource, documents[resource], copied[resource]),
          ),
        ];
  const have = new Set(ours.map(({ key }) => key));
  const step = nextStep({
    targetLive,
    different: differences.length,
    checked: rename.checked,
    switched: rename.switched,
    sourceLive: !source.archived,
  });
  return {
    id: rename.id,
    from,
    fromName: source.name,
    to,
    toName: target?.name ?? rename.name,
    kind: source.kind,
    step,
    back: target?.archived === true,
    variables: theirs.length,
    secrets: theirs.filter(({ kind }) => kind === 'secret').length,
    drafts: readDrafts(context, from).length,
    documents: DocumentResource.options.reduce((sum, resource) => sum + documents[resource].length, 0),
    hidden: theirs.filter(({ key, hidden }) => hidden && !have.has(key)).map(({ key }) => key),
    differences: differences.slice(0, limits.findingsShown),
    different: differences.length,
    startedAt: rename.startedAt,
    canUndo: step === 'done' && source.archived && targetLive,
  };
}
