import { readAgent, routesOf } from '../../core/agent.ts';
import { losesValue, type WantedChange } from '../../core/changeset-plan.ts';
import type { DocumentFacts } from '../../core/document-risks.ts';
import type { EnvironmentRef } from '../../core/environment.ts';
import { Failure } from '../../core/errors.ts';
import type { ProviderMeans } from '../../core/provider-ability.ts';
import { byProvider, keyOfRef, readProviderKey } from '../../core/provider-key.ts';
import { relianceOn } from '../../core/reliance.ts';
import { DocumentResource, resourceOf, rowId } from '../../core/resource.ts';
import type { Side } from '../../core/side.ts';
import type { Freshness } from '../../core/workspace.ts';
import { type Context, workspaceOf } from './context.ts';
import { documentSide, readDocuments, readMeans } from './read-documents.ts';

interface Question {
  readonly env: EnvironmentRef;
  readonly changes: readonly WantedChange[];
  /** The environment does not exist yet. */
  readonly missing: boolean;
  /** How new the documents to be written have to be; what they are judged by may be what was seen last. */
  readonly freshness: Exclude<Freshness, 'stored'>;
}

/** What the environment itself tells. */
type OwnFacts = Omit<DocumentFacts, 'shared'>;

export interface Gathered {
  /** The documents that the changes are of, by `rowId`. */
  readonly sides: ReadonlyMap<string, Side>;
  readonly facts: OwnFacts | undefined;
  /** What may run on a variable that loses its value could not be read. */
  readonly unread: boolean;
}

const nothing: Gathered = { sides: new Map(), facts: undefined, unread: false };

/** Read what the documents of a plan are and are judged by, and what runs on variables that lose their value. */
export async function gatherDocuments(context: Context, question: Question): Promise<Gathered> {
  const { env, changes, missing } = question;
  const documents = changes.filter((change) => resourceOf(change) !== 'variable');
  const none = missing || documents.length === 0;
  const sides = none ? new Map<string, Side>() : await readSidesOf(context, question);
  // A queue is judged by itself, also where nothing else beside variables is reached.
  if (documents.some(({ resource }) => resource !== 'queue'))
    return { ...nothing, sides, facts: await readFacts(context, question) };
  const loses = !missing && changes.some(losesValue);
  if (!loses || workspaceOf(context, env.workspaceId).documents === undefined) return { ...nothing, sides };
  try {
    return { ...nothing, sides, facts: await readFacts(context, question) };
  } catch (error) {
    const code = error instanceof Failure ? error.detail.code : undefined;
    // A plan of variables can do without, and says so; where agents are out of reach for good there is nothing to say.
    if (code === 'server' || code === 'unsupported') return { ...nothing, sides, unread: code === 'server' };
    throw error;
  }
}

async function readFacts(context: Context, { env, changes, missing }: Question): Promise<OwnFacts> {
  const means = missing ? { set: new Set<string>(), keys: [] } : await readMeans(context, env);
  const after = meansAfter(means, changes);
  const removesKey = changes.some((one) => one.resource === 'provider-key' && one.type === 'delete');
  const losing = changes.filter(losesValue).map(({ key }) => key);
  const readsAgents = !missing && (removesKey || losing.length > 0);
  const agents = readsAgents ? await readAgents(context, env, changes) : new Map<string, string>();
  const until = { set: new Set([...means.set, ...after.set]), keys: after.keys };
  return { means: after, pinned: pinnedIn(agents), relied: relianceOn(losing, until, agents) };
}

async function readSidesOf(
  context: Context,
  { env, changes, freshness }: Question,
): Promise<Map<string, Side>> {
  const sides = new Map<string, Side>();
  for (const resource of DocumentResource.options) {
    const keys = changes.filter((change) => change.resource === resource).map(({ key }) => key);
    if (keys.length === 0) continue;
    for (const found of await readDocuments(context, env, resource, keys, freshness))
      sides.set(rowId({ resource, key: found.key }), documentSide(found));
  }
  return sides;
}

/** Variables and provider keys as they will be once the changes were carried out. */
function meansAfter({ set, keys, off }: ProviderMeans, changes: readonly WantedChange[]): ProviderMeans {
  const variables = new Set(set);
  const pointers = new Map(keys.map((key) => [keyOfRef(key), key]));
  for (const change of changes) {
    const resource = resourceOf(change);
    if (losesValue(change)) variables.delete(change.key);
    else if (resource === 'variable' && change.type === 'set' && change.value !== undefined)
      variables.add(change.key);
    if (resource !== 'provider-key') continue;
    const key = change.type === 'delete' ? undefined : readProviderKey(change.key, change.value ?? '');
    if (key === undefined) pointers.delete(change.key);
    else pointers.set(change.key, key);
  }
  // In an order of their own, so that what is judged does not depend on the order of the changes.
  return { set: variables, keys: [...pointers.values()].sort(byProvider), off };
}

/** Documents of agents as they will be, by slug. */
async function readAgents(
  context: Context,
  env: EnvironmentRef,
  changes: readonly WantedChange[],
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map((await readDocuments(context, env, 'agent')).map(({ key, text }) => [key, text]));
  for (const change of changes) {
    if (change.resource !== 'agent') continue;
    if (change.type === 'delete') texts.delete(change.key);
    else texts.set(change.key, change.value ?? '');
  }
  return texts;
}

function pinnedIn(agents: ReadonlyMap<string, string>): ReadonlyMap<string, readonly string[]> {
  const pins = [...agents].flatMap(([slug, text]) => {
    const agent = readAgent(text);
    const refs = agent === undefined ? [] : routesOf(agent).flatMap(({ pin }) => pin ?? []);
    return [...new Set(refs.map(keyOfRef))].map((key) => ({ key, slug }));
  });
  return new Map(
    [...Map.groupBy(pins, ({ key }) => key)].map(([key, all]) => [key, all.map(({ slug }) => slug)]),
  );
}
