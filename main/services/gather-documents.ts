import { readAgent, routesOf } from '../../core/agent.ts';
import type { WantedChange } from '../../core/changeset-plan.ts';
import type { DocumentFacts } from '../../core/document-risks.ts';
import type { EnvironmentRef } from '../../core/environment.ts';
import type { ProviderMeans } from '../../core/provider-ability.ts';
import { byProvider, keyOfRef, readProviderKey } from '../../core/provider-key.ts';
import { DocumentResource, resourceOf, rowId } from '../../core/resource.ts';
import type { Side } from '../../core/side.ts';
import type { Context } from './context.ts';
import { documentSide, readDocuments, readMeans } from './read-documents.ts';

interface Question {
  readonly env: EnvironmentRef;
  readonly changes: readonly WantedChange[];
  /** The environment does not exist yet. */
  readonly missing: boolean;
}

export interface Gathered {
  /** The documents that the changes are of, by `rowId`. */
  readonly sides: ReadonlyMap<string, Side>;
  readonly facts: DocumentFacts | undefined;
}

/** Read what the documents of a plan are and are judged by; nothing where it is of variables alone. */
export async function gatherDocuments(context: Context, question: Question): Promise<Gathered> {
  const { env, changes, missing } = question;
  if (changes.every((change) => resourceOf(change) === 'variable'))
    return { sides: new Map(), facts: undefined };
  const sides = missing ? new Map<string, Side>() : await readSidesOf(context, env, changes);
  const means = missing ? { set: new Set<string>(), keys: [] } : await readMeans(context, env);
  const removesKey = changes.some((one) => one.resource === 'provider-key' && one.type === 'delete');
  const pinned = removesKey && !missing ? await readPinned(context, env, changes) : new Map();
  return { sides, facts: { means: meansAfter(means, changes), pinned } };
}

async function readSidesOf(
  context: Context,
  env: EnvironmentRef,
  changes: readonly WantedChange[],
): Promise<Map<string, Side>> {
  const sides = new Map<string, Side>();
  for (const resource of DocumentResource.options) {
    const keys = changes.filter((change) => change.resource === resource).map(({ key }) => key);
    if (keys.length === 0) continue;
    for (const found of await readDocuments(context, env, resource, keys))
      sides.set(rowId({ resource, key: found.key }), documentSide(found));
  }
  return sides;
}

/** Variables and provider keys as they will be once the changes were carried out. */
function meansAfter({ set, keys }: ProviderMeans, changes: readonly WantedChange[]): ProviderMeans {
  const variables = new Set(set);
  const pointers = new Map(keys.map((key) => [keyOfRef(key), key]));
  for (const change of changes) {
    const resource = resourceOf(change);
    if (resource === 'variable' && (change.type === 'delete' || change.value === ''))
      variables.delete(change.key);
    else if (resource === 'variable' && change.type === 'set' && change.value !== undefined)
      variables.add(change.key);
    if (resource !== 'provider-key') continue;
    const key = change.type === 'delete' ? undefined : readProviderKey(change.key, change.value ?? '');
    if (key === undefined) pointers.delete(change.key);
    else pointers.set(change.key, key);
  }
  // In an order of their own, so that what is judged does not depend on the order of the changes.
  return { set: variables, keys: [...pointers.values()].sort(byProvider) };
}

async function readPinned(
  context: Context,
  env: EnvironmentRef,
  changes: readonly WantedChange[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const texts = new Map((await readDocuments(context, env, 'agent')).map(({ key, text }) => [key, text]));
  for (const change of changes) {
    if (change.resource !== 'agent') continue;
    if (change.type === 'delete') texts.delete(change.key);
    else texts.set(change.key, change.value ?? '');
  }
  const pins = [...texts].flatMap(([slug, text]) => {
    const agent = readAgent(text);
    const refs = agent === undefined ? [] : routesOf(agent).flatMap(({ pin }) => pin ?? []);
    return [...new Set(refs.map(keyOfRef))].map((key) => ({ key, slug }));
  });
  return new Map(
    [...Map.groupBy(pins, ({ key }) => key)].map(([key, all]) => [key, all.map(({ slug }) => slug)]),
  );
}
