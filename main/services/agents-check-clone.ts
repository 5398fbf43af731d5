import type { EnvironmentRef } from '../../core/environment.ts';
import type { CloneCheck } from '../../core/ipc/document-calls.ts';
import { canonicalJson } from '../../core/json.ts';
import type { Context } from './context.ts';
import { readDocuments } from './read-documents.ts';
import { type Cloned, cloneAgents, twoEnvironments } from './wanted-from-clone.ts';

interface Input {
  /** The target. */
  readonly env: EnvironmentRef;
  readonly from: EnvironmentRef;
  readonly slugs: readonly string[];
}

/** What cloning into an environment would do, agent by agent. Writes and plans nothing. Fails as `fromClone`. */
export async function checkClone(context: Context, input: Input): Promise<{ agents: CloneCheck[] }> {
  const { env, from, slugs } = input;
  await twoEnvironments(context, env, from);
  const cloned = await cloneAgents(context, env, { from, slugs });
  const there = await readDocuments(context, env, 'agent', slugs);
  const before = new Map(there.map(({ key, text }) => [key, text]));
  return { agents: cloned.map((one) => checkOf(one, before.get(one.slug))) };
}

function checkOf({ slug, name, clone, exists }: Cloned, before: string | undefined): CloneCheck {
  if (clone === undefined) return { slug, name, state: 'missing', routes: [], skills: [], stays: [] };
  const after = canonicalJson(clone.agent);
  return {
    slug,
    name,
    state: !exists ? 'new' : before === after ? 'same' : 'changes',
    routes: clone.routes.map(({ from, to, runsOn, lacks, ...route }) => ({
      ...route,
      lacks: [...lacks],
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      ...(runsOn === undefined ? {} : { runsOn }),
    })),
    skills: clone.skills.map((skill) => ({ name: skill.name, lacks: [...skill.lacks] })),
    stays: [...clone.stays],
    ...(before === undefined ? {} : { before }),
    after,
  };
}
