import { readAgent } from '../../core/agent.ts';
import { type AgentClone, type CloneTarget, cloneAgent } from '../../core/agent-clone.ts';
import { servedAgent } from '../../core/agent-serve.ts';
import type { Left, WantedChange } from '../../core/changeset-plan.ts';
import type { EnvironmentRef } from '../../core/environment.ts';
import { Failure } from '../../core/errors.ts';
import { canonicalJson, type JsonObject } from '../../core/json.ts';
import { type Context, workspaceOf } from './context.ts';
import { findEnvironment } from './find-environment.ts';
import type { Wanted } from './make-plan.ts';
import { readDocuments, readMeans, readProviderKeys } from './read-documents.ts';
import { counted } from './wanted-from-drafts.ts';

interface Request {
  readonly from: EnvironmentRef;
  readonly slugs: readonly string[];
}

/** One agent on its way to another environment. `clone` is absent where the source has none that can be read. */
export interface Cloned {
  readonly slug: string;
  readonly name: string;
  readonly clone: AgentClone | undefined;
  /** As the target will hold it: its workspace may not keep all of the clone. */
  readonly goal: JsonObject | undefined;
  /** As the target has it now. */
  readonly before: JsonObject | undefined;
}

/** Agents of another environment as this one is to have them. Fails: `invalid-input`, `not-found`, `unsupported`. */
export async function fromClone(context: Context, env: EnvironmentRef, request: Request): Promise<Wanted> {
  const { source, target } = await twoEnvironments(context, env, request.from);
  const cloned = await cloneAgents(context, env, request);
  const title =
    request.slugs.length === 1
      ? `Clone agent ${request.slugs[0]} from ${source} to ${target}`
      : `Clone ${counted(request.slugs.length, 'agent')} from ${source} to ${target}`;
  return { ...wantedAgents(cloned, source), title };
}

/** The changes of a clone, and what cannot be cloned with the reason. */
export function wantedAgents(
  cloned: readonly Cloned[],
  source: string,
): { readonly wanted: readonly WantedChange[]; readonly left: readonly Left[] } {
  const wanted = cloned.flatMap(({ slug, clone }): readonly WantedChange[] =>
    clone === undefined
      ? []
      : [{ type: 'set', resource: 'agent', key: slug, value: canonicalJson(clone.agent), kind: 'plain' }],
  );
  const left = cloned
    .filter(({ clone }) => clone === undefined)
    .map(({ slug }) => ({ resource: 'agent' as const, key: slug, why: `It is not in ${source} any more.` }));
  return { wanted, left };
}

/** Clone each agent against what the target holds now. Reads both; writes nothing. */
export async function cloneAgents(
  context: Context,
  env: EnvironmentRef,
  { from, slugs }: Request,
): Promise<readonly Cloned[]> {
  const theirs = await agentsOf(context, from, slugs);
  const keys = await readProviderKeys(context, from);
  const ours = await agentsOf(context, env, slugs);
  const means = await readMeans(context, env);
  const isServed = workspaceOf(context, env.workspaceId).writeRules.agents === 'served';
  return slugs.map((slug) => {
    const agent = theirs.get(slug);
    const before = ours.get(slug);
    const target: CloneTarget = { ...means, agent: before };
    const clone = agent && cloneAgent({ agent, keys }, target);
    const goal = clone && (isServed ? servedAgent(clone.agent, before, means) : clone.agent);
    const name = agent?.['name'];
    return { slug, name: typeof name === 'string' ? name : slug, clone, goal, before };
  });
}

async function agentsOf(
  context: Context,
  env: EnvironmentRef,
  slugs: readonly string[],
): Promise<ReadonlyMap<string, JsonObject>> {
  const found = await readDocuments(context, env, 'agent', slugs);
  return new Map(
    found.flatMap(({ key, text }) => {
      const agent = readAgent(text);
      return agent === undefined ? [] : [[key, agent] as const];
    }),
  );
}

/** The names of source and target. Fails: `invalid-input` where they are one. */
export async function twoEnvironments(
  context: Context,
  env: EnvironmentRef,
  from: EnvironmentRef,
): Promise<{ readonly source: string; readonly target: string }> {
  const target = await findEnvironment(context, env);
  const source = await findEnvironment(context, from);
  if (target.project.id !== source.project.id || env.slug !== from.slug)
    return { source: source.environment.name, target: target.environment.name };
  throw new Failure({
    code: 'invalid-input',
    issues: [{ path: 'source.from', reason: 'the same environment' }],
  });
}
