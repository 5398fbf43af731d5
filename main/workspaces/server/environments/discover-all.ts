import { Failure } from '../../../../core/errors.ts';
import type { AgentEnvironment, AgentService } from '../agent-service.ts';
import type { Discovery, ServerApi } from '../api.ts';
import { projectsOf, withListed } from './known-environments.ts';

/** All that the account sees, and what the control plane lists beyond it. Fails: `server`, for the account alone. */
export async function discoverAll(
  api: ServerApi,
  agents: AgentService,
  before: Discovery | undefined,
  signal: AbortSignal,
): Promise<Discovery> {
  const found = await api.discover(signal);
  const lists = new Map<string, readonly AgentEnvironment[]>();
  for (const { ref } of projectsOf(found).filter((one) => agents.opens(one.ref))) {
    const listed = await agents.environments(ref, signal).catch(unlessExpected);
    if (listed !== undefined) lists.set(ref, listed);
  }
  return withListed(found, lists, before);
}

/** An agent service that does not answer takes nothing away from what the access token sees. */
export function unlessExpected(error: unknown): undefined {
  if (!(error instanceof Failure)) throw error;
}
