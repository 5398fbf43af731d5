import { create } from 'zustand';
import type { ApplyResult, ChangeSource } from '../../core/changeset.ts';
import type { EnvironmentRef } from '../../core/environment.ts';
import { ask } from '../api/bridge.ts';
import { queryClient } from '../api/query-client.ts';
import { tellFailure } from '../values/use-reveal.ts';
import { planQueries } from './plan-queries.ts';

/** The review that lies over the page: a plan's id. Main keeps the plan and its values. */
interface Reviews {
  readonly open: { readonly planId: string; readonly onApplied?: (result: ApplyResult) => void } | undefined;
  readonly opened: (planId: string, onApplied?: (result: ApplyResult) => void) => void;
  readonly closed: () => void;
}

export const useReviews = create<Reviews>((set) => ({
  open: undefined,
  opened: (planId, onApplied) => set({ open: { planId, ...(onApplied === undefined ? {} : { onApplied }) } }),
  closed: () => set({ open: undefined }),
}));

/**
 * Plan a change and open its review; a failure is told in a toast.
 *
 * @param onApplied  called when operations were carried out, all or some of them
 */
export async function openReview(
  env: EnvironmentRef,
  source: ChangeSource,
  onApplied?: (result: ApplyResult) => void,
): Promise<void> {
  try {
    const plan = await ask('changes.plan', { env, source });
    queryClient.setQueryData(planQueries.one(plan.id).queryKey, plan);
    useReviews.getState().opened(plan.id, onApplied);
  } catch (thrown) {
    tellFailure(thrown);
  }
}
