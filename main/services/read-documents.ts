import type { EnvironmentRef } from '../../core/environment.ts';
import { Failure } from '../../core/errors.ts';
import type { DocumentsState } from '../../core/list-state.ts';
import type { ProviderMeans } from '../../core/provider-ability.ts';
import { type ProviderKey, readProviderKey } from '../../core/provider-key.ts';
import { DocumentResource, resourceNames } from '../../core/resource.ts';
import type { Side } from '../../core/side.ts';
import type { DocumentPort, Freshness, StoredDocument, WorkspacePort } from '../../core/workspace.ts';
import { type Context, workspaceOf } from './context.ts';

/** What a workspace has beyond variables. Fails: `unsupported` where it has none of it. */
export function documentsOf(context: Context, env: EnvironmentRef, resource: DocumentResource): DocumentPort {
  const { documents } = workspaceOf(context, env.workspaceId);
  if (documents !== undefined) return documents;
  throw new Failure({
    code: 'unsupported',
    what: resourceNames[resource].many,
    why: `This connection reads variables only: its token does not reach ${resourceNames[resource].many}.`,
  });
}

/** All documents of one resource, sorted by key, or those of `keys`. Fails: `unsupported`. */
export const readDocuments = (
  context: Context,
  env: EnvironmentRef,
  resource: DocumentResource,
  keys?: readonly string[],
  freshness?: Freshness,
): Promise<readonly StoredDocument[]> =>
  documentsOf(context, env, resource).read(env, resource, keys, freshness);

/** How old a server's documents are, as a part of an answer; empty where they are always of now. */
export function documentsState(
  context: Context,
  env: EnvironmentRef,
  resource: DocumentResource,
): { state?: DocumentsState } {
  const state = documentsOf(context, env, resource).state?.(env, resource);
  return state === undefined ? {} : { state };
}

export type AllDocuments = Readonly<Record<DocumentResource, readonly StoredDocument[]>>;

export const noDocuments: AllDocuments = { 'provider-key': [], agent: [], queue: [] };

/** Everything that an environment owns beside variables, as far as its workspace reaches it; `resources` only, if given. */
export async function readAllDocuments(
  context: Context,
  env: EnvironmentRef,
  freshness?: Freshness,
  resources: readonly DocumentResource[] = DocumentResource.options,
): Promise<AllDocuments> {
  const { documents } = workspaceOf(context, env.workspaceId);
  if (documents === undefined) return noDocuments;
  const found = { ...noDocuments };
  for (const resource of resources)
    found[resource] = await documents.read(env, resource, undefined, freshness).catch(unlessUnsupported);
  return found;
}

function unlessUnsupported(error: unknown): readonly StoredDocument[] {
  if (error instanceof Failure && error.detail.code === 'unsupported') return [];
  throw error;
}

/** What a copy of an environment can have beside variables: queues come with deployments where they are given. */
export const copiedResources = ({ writeRules }: WorkspacePort): readonly DocumentResource[] =>
  DocumentResource.options.filter((resource) => resource !== 'queue' || writeRules.queues === 'free');

/** A document as planning sees it. */
export const documentSide = ({ text, fingerprint }: StoredDocument): Side => ({
  value: text,
  kind: 'plain',
  note: undefined,
  fingerprint,
});

/** The provider keys of an environment. What cannot be read as one is none. */
export async function readProviderKeys(
  context: Context,
  env: EnvironmentRef,
  freshness?: Freshness,
): Promise<readonly ProviderKey[]> {
  const found = await readDocuments(context, env, 'provider-key', undefined, freshness);
  return found.flatMap(({ key, text }) => readProviderKey(key, text) ?? []);
}

/** What an environment has to reach providers with: variables that have a value, and provider keys. */
export async function readMeans(
  context: Context,
  env: EnvironmentRef,
  freshness?: Freshness,
): Promise<ProviderMeans> {
  const variables = await workspaceOf(context, env.workspaceId).listVariables(env);
  const set = variables.filter(({ hidden, empty }) => hidden || !empty).map(({ key }) => key);
  const keys = await readProviderKeys(context, env, freshness);
  return { set: new Set(set), keys, off: await readProvidersOff(context, env, freshness) };
}

/** Ids of the providers that are switched off in an environment. */
export const readProvidersOff = async (
  context: Context,
  env: EnvironmentRef,
  freshness?: Freshness,
): Promise<ReadonlySet<string>> =>
  (await documentsOf(context, env, 'provider-key').providersOff?.(env, freshness)) ?? new Set();
