import { create } from 'zustand';
import type { ApplyResult, ChangeSource } from '../../core/changeset.ts';
import type { EnvironmentRef } from '../../core/environment.ts';
import { ask } from '../api/bridge.ts';
import { queryClient } from '../api/query-client.ts';
import { tellFailure } from '../values/use-reveal.ts';
import { planQueries } from './plan-queries.ts';

export interface ReviewRequest {
  readonly env: EnvironmentRef;
  readonly source: ChangeSource;
}

interface OpenReview {
  readonly planId: string;
  /** Reviews that follow when this one was applied. */
  readonly next: readonly ReviewRequest[];
  readonly onApplied?: ((result: ApplyResult) => void) | undefined;
}

/** The review that lies over the page: a plan's id. Main keeps the plan and its values. */
interface Reviews {
  readonly open: OpenReview | undefined;
  readonly opened: (review: OpenReview) => void;
  readonly closed: () => void;
}

export const useReviews = create<Reviews>((set) => ({
  open: undefined,
  opened: (open) => set({ open }),
  closed: () => set({ open: undefined }),
}));

/** Review several environments one after the other; closing one without applying it ends the row. */
export function openReviews([first, ...next]: readonly ReviewRequest[]): void {
  if (first !== undefined) void openReview(first.env, first.source, undefined, next);
}

/**
 * Plan a change and open its review; a failure is told in a toast.
 *
 * @param onApplied  called when operations were carried out, all or some of them
 */
export async function openReview(
  env: EnvironmentRef,
  source: ChangeSource,
  onApplied?: (result: ApplyResult) => void,
  next: readonly ReviewRequest[] = [],
): Promise<void> {
  try {
    const plan = await ask('changes.plan', { env, source });
    queryClient.setQueryData(planQueries.one(plan.id).queryKey, plan);
    useReviews.getState().opened({ planId: plan.id, onApplied, next });
  } catch (thrown) {
    tellFailure(thrown);
  }
}
