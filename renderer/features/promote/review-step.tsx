import { SlowLoading } from '../../lists/slow-loading.tsx';
import '../../review/review.css';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import type { ApplyResult } from '../../../core/changeset.ts';
import { asAppError, ask } from '../../api/bridge.ts';
import { useCommands } from '../../commands/use-commands.ts';
import { useConfirmation } from '../../review/confirmation.tsx';
import { planQueries } from '../../review/plan-queries.ts';
import { ReviewActions } from '../../review/review-actions.tsx';
import { ReviewBody } from '../../review/review-body.tsx';
import { useExclude } from '../../review/review-sheet.tsx';
import { openReview } from '../../review/review-state.ts';
import { confirmationOf } from '../../review/typed.ts';
import { useApply } from '../../review/use-apply.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/states.tsx';

interface Props {
  readonly planId: string;
  /** Back to choosing: the plan is let go. */
  readonly back: () => void;
  readonly applying: () => void;
  readonly refused: () => void;
  readonly finished: () => void;
}

/** Steps 3 and 4: the plan with its risks and the typed confirmation, then progress, result and undo. */
export function ReviewStep({ planId, back, applying, refused, finished }: Props): ReactNode {
  const query = useQuery(planQueries.one(planId));
  const plan = query.data;
  const confirming = useConfirmation(plan === undefined ? [] : [plan]);
  const { state, apply, cancel } = useApply(() => undefined, confirming.forget);
  const exclude = useExclude(planId);
  const letGo = () => {
    ask('changes.drop', { planId }).catch(() => undefined);
    back();
  };
  const undo = (result: ApplyResult) => {
    if (plan === undefined) return;
    void openReview(plan.env, { type: 'undo', changeSetId: result.changeSetId }, finished);
  };
  useCommands([
    {
      id: 'promote.back',
      title: 'Back to choosing',
      group: 'Promote',
      keys: ['Escape', 'Mod+Shift+Enter'],
      inFields: true,
      enabled: () => state.step === 'review',
      run: letGo,
    },
  ]);
  const { step } = state;
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once for each step
  useEffect(() => {
    if (step === 'review') refused();
    else applying();
  }, [step]);
  if (query.error !== null)
    return (
      <ErrorState
        error={asAppError(query.error)}
        actions={
          <Button look="primary" onPress={back}>
            Back to choosing
          </Button>
        }
      />
    );
  if (plan === undefined) return <SlowLoading label="Making the plan" />;
  return (
    <>
      <section className="promote-review" aria-label="Review" data-kind={plan.environmentKind}>
        <ReviewBody plan={plan} state={state} confirming={confirming.of(planId)} onExclude={exclude} />
      </section>
      <footer className="promote-foot" data-kind={plan.environmentKind}>
        <div className="promote-foot-main">
          <ReviewActions
            plan={plan}
            state={state}
            confirmed={confirming.confirmed}
            onUnconfirmed={confirming.ask}
            onApply={() => void apply(plan, confirmationOf(confirming.typedFor(planId)))}
            onCancel={cancel}
            onClose={step === 'applied' ? finished : letGo}
            onUndo={undo}
            leave="Back"
          />
        </div>
      </footer>
    </>
  );
}
