import type {
  Environment,
  EnvironmentRef,
  NewEnvironment,
  ProjectRef,
} from '../../../../core/environment.ts';
import { type EnvironmentRefusal, Failure } from '../../../../core/errors.ts';
import type { Deed } from '../../../../core/workspace.ts';
import type { AgentEnvironment } from '../agent-service.ts';
import { kindOf, nameOf, usualSlug } from '../http/names.ts';
import { parentOf } from '../remote.ts';
import { createBranch } from './branches.ts';
import type { Lifecycle } from './lifecycle.ts';
import { runTool } from './run-tool.ts';

/**
 * Make an environment by the control plane, or a branch. Without an answer its list tells: nothing is sent twice.
 *
 * Fails: `already-exists`, `approval-needed`, `environment-refused`, `unsupported`, `server`.
 */
export async function createEnvironment(
  life: Lifecycle,
  project: ProjectRef,
  input: NewEnvironment,
  deed: Deed | undefined,
): Promise<Environment> {
  const { agents, signal } = life;
  const { slug, name, kind } = input;
  const env = { ...project, slug };
  if (parentOf(env) !== undefined) return createBranch(life, env, input, deed);
  if (usualSlug(slug) !== slug) throw refused(env, 'slug-alias');
  const { projectId } = project;
  const there = find(await agents.environments(projectId, signal), slug);
  if (there?.archived === true) throw refused(env, 'slug-archived');
  // Made by another hand: from here on the console knows it too.
  if (there !== undefined) {
    if (!life.knows(env)) life.adopt(env, { name: nameOf(slug), kind: kindOf(slug, there.type) });
    throw new Failure({ code: 'already-exists', what: 'environment', name: slug });
  }
  const args = { slug, type: kind.toUpperCase() };
  const call = { env, tool: 'environments.create', args, subject: { action: 'create', name, kind } } as const;
  deed?.begins?.();
  const { done } = await runTool(life, call);
  if (!done && find(await agents.environments(projectId, signal), slug)?.archived !== false)
    throw refused(env, 'no-answer');
  life.approvals.drop(call);
  return life.adopt(env, { name, kind });
}

const find = (environments: readonly AgentEnvironment[], slug: string): AgentEnvironment | undefined =>
  environments.find((one) => one.slug === slug && !one.archived) ??
  environments.find((one) => one.slug === slug);

const refused = ({ slug }: EnvironmentRef, why: EnvironmentRefusal): Failure =>
  new Failure({ code: 'environment-refused', action: 'create', why, name: slug });
