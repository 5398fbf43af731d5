import type { Environment, EnvironmentRef, NewEnvironment } from '../../../../core/environment.ts';
import { type EnvironmentAction, Failure } from '../../../../core/errors.ts';
import type { Deed } from '../../../../core/workspace.ts';
import { remoteOf } from '../remote.ts';
import { unlessExpected } from './discover-all.ts';
import type { Lifecycle } from './lifecycle.ts';

/**
 * Make a branch of preview with the access token: servers make environments of other kinds in another way.
 *
 * Fails: `unsupported` (with the server's reason in the console's words), `environment-refused` (`no-answer`), `server`.
 */
export async function createBranch(
  life: Lifecycle,
  env: EnvironmentRef,
  { name, kind }: NewEnvironment,
  deed: Deed | undefined,
): Promise<Environment> {
  deed?.begins?.();
  await change(life, env, 'create', (isThere) => isThere);
  life.forget(env);
  await learnId(life, env);
  return life.adopt(env, { name, kind });
}

/** The agent service knows environments by ids, and another branch of that name may have had another one. */
async function learnId({ agents, signal }: Lifecycle, { projectId }: EnvironmentRef): Promise<void> {
  if (agents.opens(projectId)) await agents.environments(projectId, signal).catch(unlessExpected);
}

/** Put a branch away. One that is not there counts as done. Fails as `createBranch` does. */
export async function archiveBranch(
  life: Lifecycle,
  env: EnvironmentRef,
  deed: Deed | undefined,
): Promise<void> {
  deed?.begins?.();
  await change(life, env, 'archive', (isThere) => !isThere);
  life.removed(env);
}

/** What the answer leaves open, asking for the branch itself tells. */
async function change(
  { parts: { api }, signal }: Lifecycle,
  env: EnvironmentRef,
  action: EnvironmentAction,
  isDone: (isThere: boolean) => boolean,
): Promise<void> {
  const answer = await api.changeBranch(remoteOf(env), action, signal);
  if (answer.answer === 'accepted') return;
  if (answer.answer === 'stop') throw new Failure(answer.error);
  if (isDone(await api.hasEnvironment(remoteOf(env)))) return;
  throw new Failure(
    answer.answer === 'refused'
      ? { code: 'unsupported', what: `${action} ${env.slug}`, why: answer.reason }
      : { code: 'environment-refused', action, why: 'no-answer', name: env.slug },
  );
}
