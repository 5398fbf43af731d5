import { readAgent } from '../../core/agent.ts';
import type { Environment, EnvironmentRef, ProjectRef } from '../../core/environment.ts';
import { Failure } from '../../core/errors.ts';
import type { JsonObject } from '../../core/json.ts';
import { limits } from '../../core/limits.ts';
import {
  differencesOf,
  documentDifferences,
  nextStep,
  type RenameDifference,
  type RenameView,
} from '../../core/rename.ts';
import type { Freshness } from '../../core/workspace.ts';
import { type Context, workspaceOf } from './context.ts';
import { readDrafts } from './drafts-table.ts';
import { findProject } from './find-environment.ts';
import { copiedResources, noDocuments, readAllDocuments } from './read-documents.ts';
import { type Rename, readRename, readRenames } from './renames-table.ts';

/** Where a rename stands now, by lists of that age. Fails: `not-found` (the rename, or its old environment), `server`. */
export async function viewRename(
  context: Context,
  { id }: { readonly id: string },
  freshness: Freshness = 'stored',
): Promise<RenameView> {
  const rename = readRename(context, id);
  const { environments } = await findProject(context, rename.from);
  return viewOf(context, rename, environments, freshness);
}

/** The renames of a project, also those with nothing left to do; newest first. */
export async function listRenames(
  context: Context,
  { project }: { readonly project: ProjectRef },
): Promise<{ renames: RenameView[] }> {
  const { environments } = await findProject(context, project);
  const views: RenameView[] = [];
  for (const rename of readRenames(context, project))
    if (environments.some(({ slug }) => slug === rename.from.slug))
      views.push(await viewOf(context, rename, environments, 'stored'));
  return { renames: views };
}

async function viewOf(
  context: Context,
  rename: Rename,
  environments: readonly Environment[],
  freshness: Freshness,
): Promise<RenameView> {
  const { id, from, to, name, startedAt, checked, switched } = rename;
  const source = environments.find(({ slug }) => slug === from.slug);
  if (source === undefined) throw new Failure({ code: 'not-found', what: 'environment', name: from.slug });
  const target = environments.find(({ slug }) => slug === to.slug);
  const targetLive = target?.archived === false;
  const { capabilities } = await workspaceOf(context, from.workspaceId).describe();
  const { differences, ...contents } = switched
    ? nothing
    : await readContents(context, rename, targetLive, freshness);
  const different = differences.length;
  const step = nextStep({ targetLive, different, checked, switched, sourceLive: !source.archived });
  const canRestore = capabilities.includes('environments.restore');
  const inUse = step === 'archive' && !canRestore ? await readActiveAgents(context, from, 'stored') : [];
  return {
    id,
    from,
    fromName: source.name,
    to,
    toName: target?.name ?? name,
    kind: source.kind,
    step,
    back: target?.archived === true,
    ...contents,
    drafts: readDrafts(context, from).length,
    differences: differences.slice(0, limits.findingsShown),
    different,
    activeAgents: inUse.length,
    startedAt,
    canUndo: step === 'done' && source.archived && targetLive && canRestore,
  };
}

/** Agents that are not switched off. */
export async function readActiveAgents(
  context: Context,
  env: EnvironmentRef,
  freshness: Freshness,
): Promise<readonly { readonly key: string; readonly agent: JsonObject }[]> {
  const { agent: found } = await readAllDocuments(context, env, freshness, ['agent']);
  return found.flatMap(({ key, text }) => {
    const agent = readAgent(text);
    return agent === undefined || agent['isActive'] === false ? [] : [{ key, agent }];
  });
}

type Contents = Pick<RenameView, 'variables' | 'secrets' | 'documents' | 'hidden'> & {
  readonly differences: readonly RenameDifference[];
};

/** Once it was switched, the two go ways of their own. */
const nothing: Contents = { variables: 0, secrets: 0, documents: 0, hidden: [], differences: [] };

/** What the old one holds, and where the new one is not the same yet: nothing of one that is not there. */
async function readContents(
  context: Context,
  { from, to }: Rename,
  targetLive: boolean,
  freshness: Freshness,
): Promise<Contents> {
  const workspace = workspaceOf(context, from.workspaceId);
  const theirs = await workspace.listVariables(from, freshness);
  const ours = targetLive ? await workspace.listVariables(to, freshness) : [];
  const resources = copiedResources(workspace);
  const documents = await readAllDocuments(context, from, freshness, resources);
  const copied = targetLive ? await readAllDocuments(context, to, freshness, resources) : noDocuments;
  const kinds = workspace.writeRules.secretFlag === 'settable';
  const differences = [
    ...differencesOf(theirs, ours, kinds),
    ...resources.flatMap((resource) => documentDifferences(resource, documents[resource], copied[resource])),
  ];
  const have = new Set(ours.map(({ key }) => key));
  return {
    variables: theirs.length,
    secrets: theirs.filter(({ kind }) => kind === 'secret').length,
    documents: resources.reduce((sum, resource) => sum + documents[resource].length, 0),
    hidden: theirs.filter(({ key, hidden }) => hidden && !have.has(key)).map(({ key }) => key),
    differences: targetLive ? differences : [],
  };
}
