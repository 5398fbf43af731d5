import { create } from 'zustand';
import type { ApplyResult, ChangeSource } from '../../core/changeset.ts';
import type { EnvironmentRef } from '../../core/environment.ts';
import { ask } from '../api/bridge.ts';
import { queryClient } from '../api/query-client.ts';
import { toast } from '../state/toasts.ts';
import { tellFailure } from '../values/use-reveal.ts';
import { planQueries } from './plan-queries.ts';

export interface ReviewRequest {
  readonly env: EnvironmentRef;
  readonly source: ChangeSource;
}

/** Which of several reviews this is, from 1. */
export interface Turn {
  readonly at: number;
  readonly of: number;
}

interface OpenReview {
  readonly planId: string;
  /** What is reviewed. */
  readonly request: ReviewRequest;
  /** Reviews that follow when this one was applied. */
  readonly next: readonly ReviewRequest[];
  /** Absent where there is but one. */
  readonly turn: Turn | undefined;
  /** Called when the last of the row was applied completely. */
  readonly onEnd?: (() => void) | undefined;
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

/**
 * Review several environments one after the other; closing one without applying it ends the row.
 *
 * @param onEnd  called when the last of them was applied completely
 */
export function openReviews(
  requests: readonly ReviewRequest[],
  of = requests.length,
  onEnd?: () => void,
): void {
  const [first, ...next] = requests;
  if (first === undefined) {
    onEnd?.();
    return;
  }
  const turn = of > 1 ? { at: of - next.length, of } : undefined;
  void openReview(first.env, first.source, undefined, { next, turn, onEnd });
}

/** The row of reviews ended before these were applied: what they were about stays as it is, drafts are kept. */
export function tellNotApplied(requests: readonly ReviewRequest[]): void {
  if (requests.length === 0) return;
  const slugs = requests.map(({ env }) => env.slug).join(', ');
  const drafts = requests.some(({ source }) => source.type === 'drafts');
  const kept = requests.length === 1 ? 'Its draft is kept.' : 'Their drafts are kept.';
  toast('info', `Not applied: ${slugs}. ${drafts ? kept : 'They stay as they are.'}`);
}

/**
 * Plan a change and open its review, unless another one was opened meanwhile; a failure is told in a toast.
 *
 * @param onApplied  called when operations were carried out, all or some of them
 */
export async function openReview(
  env: EnvironmentRef,
  source: ChangeSource,
  onApplied?: (result: ApplyResult) => void,
  row: Pick<OpenReview, 'next' | 'turn' | 'onEnd'> = { next: [], turn: undefined },
): Promise<void> {
  const { open, opened } = useReviews.getState();
  try {
    const plan = await ask('changes.plan', { env, source });
    // Asked for twice, or another was: what is typed into the one that came first stays.
    if (useReviews.getState().open !== open)
      return void ask('changes.drop', { planId: plan.id }).catch(() => undefined);
    queryClient.setQueryData(planQueries.one(plan.id).queryKey, plan);
    opened({ planId: plan.id, request: { env, source }, onApplied, ...row });
  } catch (thrown) {
    tellFailure(thrown);
  }
}
