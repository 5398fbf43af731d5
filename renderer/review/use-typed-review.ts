import { flushSync } from 'react-dom';
import type { ApplyResult, ChangeSource } from '../../core/changeset.ts';
import type { EnvironmentRef } from '../../core/environment.ts';
import type { AppError } from '../../core/errors.ts';
import { useWork } from '../api/use-work.ts';
import { useIsThere } from '../ui/use-is-there.ts';
import { reviewTyped } from './review-state.ts';

export interface TypedReview {
  /** `onApplied`: called when operations were carried out, all or some of them. */
  readonly submit: (
    env: EnvironmentRef,
    source: ChangeSource,
    onApplied?: (result: ApplyResult) => void,
  ) => Promise<void>;
  readonly running: boolean;
  /** Why there is no plan. */
  readonly error: AppError | undefined;
}

/** The review of what is typed into a dialog, which keeps it until the review is there. */
export function useTypedReview(close: () => void): TypedReview {
  const { run, running, error } = useWork();
  const isThere = useIsThere();
  const leave = () => {
    if (!isThere()) return false;
    // Gone before the review is there, so that the focus is given back and taken in their order.
    flushSync(close);
    return true;
  };
  return {
    submit: (env, source, onApplied) => run(() => reviewTyped({ env, source }, leave, onApplied)),
    running,
    error,
  };
}
