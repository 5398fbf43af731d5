import { useEffect, useRef, useState } from 'react';
import type { ApplyResult, Confirmation, PlanView } from '../../core/changeset.ts';
import type { AppError } from '../../core/errors.ts';
import type { EventPayload } from '../../core/ipc/contract.ts';
import { asAppError, ask, listen } from '../api/bridge.ts';
import { environmentWritten } from '../api/invalidation.ts';
import { queryClient } from '../api/query-client.ts';
import { planQueries } from './plan-queries.ts';

export type Progress = Omit<EventPayload<'changes.progress'>, 'planId'>;

export type Applying =
  | { readonly step: 'review'; readonly error?: AppError }
  | { readonly step: 'applying'; readonly progress: Progress | undefined; readonly cancelling: boolean }
  | { readonly step: 'applied'; readonly result: ApplyResult };

/**
 * Carry a plan out: progress while it runs, cancel between operations, the result per row.
 *
 * @param onMoved  called where the plan has another revision by now: what was typed for the one before counts no longer
 */
export function useApply(onApplied: (result: ApplyResult) => void, onMoved: () => void) {
  const [state, setState] = useState<Applying>({ step: 'review' });
  const running = useRef<string>(undefined);
  useEffect(
    () =>
      listen('changes.progress', ({ planId, ...progress }) => {
        if (planId !== running.current) return;
        setState((now) => (now.step === 'applying' ? { ...now, progress } : now));
      }),
    [],
  );
  const apply = async (plan: PlanView, confirmation: Confirmation) => {
    if (running.current !== undefined) return;
    running.current = plan.id;
    setState({ step: 'applying', progress: undefined, cancelling: false });
    try {
      const result = await ask('changes.apply', { planId: plan.id, revision: plan.revision, confirmation });
      setState({ step: 'applied', result });
      environmentWritten(plan.env);
      onApplied(result);
    } catch (thrown) {
      const error = asAppError(thrown);
      // The plan has a new revision that says what moved: it has to be seen before it is confirmed.
      if (error.code === 'drift') {
        onMoved();
        await queryClient.refetchQueries({ queryKey: planQueries.one(plan.id).queryKey });
      }
      setState({ step: 'review', error });
    } finally {
      running.current = undefined;
    }
  };
  const cancel = () => {
    if (running.current === undefined) return;
    setState((now) => (now.step === 'applying' ? { ...now, cancelling: true } : now));
    ask('changes.cancel', { planId: running.current }).catch(() => undefined);
  };
  /** The plan changed: what was said about the one before holds no longer. */
  const forget = () => setState((now) => (now.step === 'review' ? { step: 'review' } : now));
  return { state, apply, cancel, forget };
}
