import type { EnvironmentRef } from '../../../../core/environment.ts';
import { Failure } from '../../../../core/errors.ts';
import type { Resource } from '../../../../core/resource.ts';
import { isLive } from '../agent-http/environments.ts';
import type { AgentService } from '../agent-service.ts';
import { remoteOf } from '../remote.ts';

/**
 * The agent service writes to an archived environment as to any other: whether it is one, only the control plane tells.
 *
 * Fails: `refused` (`environment-gone`), and as `AgentService.environments`.
 */
export async function confirmThere(
  agents: AgentService,
  env: EnvironmentRef,
  resources: ReadonlySet<Resource>,
  signal: AbortSignal,
): Promise<void> {
  const isItsOwn = resources.has('agent') || resources.has('provider-key');
  if (!isItsOwn || !agents.opens(env.projectId)) return;
  const rows = await agents.environments(env.projectId, signal);
  if (rows.some((row) => isLive(row, remoteOf(env)))) return;
  throw new Failure({ code: 'refused', reason: 'environment-gone', keys: [] });
}
