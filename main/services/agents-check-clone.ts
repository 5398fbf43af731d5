import type { EnvironmentRef } from '../../core/environment.ts';
import type { Output } from '../../core/ipc/contract.ts';
import type { CloneCheck } from '../../core/ipc/document-calls.ts';
import { canonicalJson } from '../../core/json.ts';
import type { Context } from './context.ts';
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
  return { agents: cloned.map(checkOf) };
}

/** Both sides of one agent: as the target has it, and as it would. Fails as `fromClone`. */
export async function previewClone(
  context: Context,
  { env, from, slug }: Omit<Input, 'slugs'> & { readonly slug: string },
): Promise<Output<'agents.previewClone'>> {
  await twoEnvironments(context, env, from);
  const [cloned] = await cloneAgents(context, env, { from, slugs: [slug] });
  const after = cloned?.goal && canonicalJson(cloned.goal);
  return {
    ...(cloned?.before === undefined ? {} : { before: canonicalJson(cloned.before) }),
    ...(after === undefined ? {} : { after }),
  };
}

function checkOf({ slug, name, clone, goal, before }: Cloned): CloneCheck {
  if (clone === undefined || goal === undefined)
    return { slug, name, state: 'missing', routes: [], skills: [], stays: [] };
  const same = before !== undefined && canonicalJson(before) === canonicalJson(goal);
  return {
    slug,
    name,
    state: before === undefined ? 'new' : same ? 'same' : 'changes',
    routes: clone.routes.map(({ from, to, runsOn, lacks, ...route }) => ({
      ...route,
      lacks: [...lacks],
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      ...(runsOn === undefined ? {} : { runsOn }),
    })),
    skills: clone.skills.map((skill) => ({ name: skill.name, lacks: [...skill.lacks] })),
    stays: [...clone.stays],
  };
}
