import type { PlanView } from '../../core/changeset.ts';
import type { Input } from '../../core/ipc/contract.ts';
import { ask } from '../api/bridge.ts';
import { queryClient } from '../api/query-client.ts';
import { planQueries } from './plan-queries.ts';

/**
 * Have a plan made, which may take as long as a server does.
 *
 * @returns undefined where it is not wanted any more by then: it is forgotten, and so is why there is none
 */
export async function havePlanned(
  input: Input<'changes.plan'>,
  isWanted: () => boolean,
): Promise<PlanView | undefined> {
  try {
    const plan = await ask('changes.plan', input);
    if (isWanted()) {
      queryClient.setQueryData(planQueries.one(plan.id).queryKey, plan);
      return plan;
    }
    ask('changes.drop', { planId: plan.id }).catch(() => undefined);
  } catch (thrown) {
    if (isWanted()) throw thrown;
  }
  return undefined;
}
