import type { Environment, EnvironmentRef } from '../../../../core/environment.ts';
import { type EnvironmentRefusal, Failure } from '../../../../core/errors.ts';
import type { Deed } from '../../../../core/workspace.ts';
import { parentOf } from '../remote.ts';
import { archiveBranch } from './branches.ts';
import type { Lifecycle } from './lifecycle.ts';
import { runTool } from './run-tool.ts';

/**
 * Archive an environment by the control plane, or a branch. One that is archived already counts as done.
 *
 * Fails: `not-found`, `approval-needed`, `environment-refused`, `server`.
 */
export async function archiveEnvironment(
  life: Lifecycle,
  env: EnvironmentRef,
  { name, kind }: Pick<Environment, 'name' | 'kind'>,
  deed: Deed | undefined,
): Promise<void> {
  if (parentOf(env) !== undefined) return archiveBranch(life, env, deed);
  const { agents, signal } = life;
  const refused = (why: EnvironmentRefusal) =>
    new Failure({ code: 'environment-refused', action: 'archive', why, name: env.slug });
  const find = async () => {
    const all = await agents.environments(env.projectId, signal);
    const named = all.filter(({ slug, branch }) => slug === env.slug && branch === undefined);
    const live = named.filter(({ archived }) => !archived);
    if (live.length > 1) throw refused('several-members');
    return live[0] ?? named[0];
  };
  const found = await find();
  if (found === undefined) throw new Failure({ code: 'not-found', what: 'environment', name: env.slug });
  if (!found.archived) {
    const call = {
      env,
      tool: 'environments.delete',
      args: { environmentId: found.id },
      subject: { action: 'archive', name, kind },
    } as const;
    const waited = deed?.approval;
    if (waited !== undefined && !life.approvals.isOf(waited, call))
      throw new Failure({ code: 'not-found', what: 'approval', name: env.slug });
    deed?.begins?.();
    const { done } = await runTool(life, call);
    if (!done && (await find())?.archived !== true) throw refused('no-answer');
    life.approvals.drop(call);
  }
  life.archived(env);
}
