import './review.css';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import type { ApplyResult, PlanView } from '../../core/changeset.ts';
import type { Environment, EnvironmentColour, EnvironmentRef } from '../../core/environment.ts';
import { asAppError, ask } from '../api/bridge.ts';
import { queryClient } from '../api/query-client.ts';
import { scopeQueries } from '../api/scope-queries.ts';
import { toast, undoAction } from '../state/toasts.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { EnvironmentTag } from '../ui/environment-tag.tsx';
import { ErrorState } from '../ui/states.tsx';
import { tellFailure } from '../values/use-reveal.ts';
import { appliedText } from './applied-text.ts';
import { useConfirmation } from './confirmation.tsx';
import { titleBeforeName } from './plan-lines.ts';
import { planQueries } from './plan-queries.ts';
import { Reading } from './reading.tsx';
import { ReviewActions } from './review-actions.tsx';
import { ReviewBody } from './review-body.tsx';
import { openReview, type Turn } from './review-state.ts';
import { siblingsIn } from './siblings-in.ts';
import { confirmationOf } from './typed.ts';
import { type Applying, useApply } from './use-apply.ts';

export interface ReviewSheetProps {
  readonly env: EnvironmentRef;
  /** Undefined while the plan is being made. */
  readonly planId: string | undefined;
  readonly turn: Turn | undefined;
  /** `done`: everything was applied. */
  readonly onClose: (done: boolean) => void;
  /** Steps over this one of a row, where it has nothing to change. */
  readonly onNext: (() => void) | undefined;
  readonly onApplied?: ((result: ApplyResult) => void) | undefined;
}

/** The one road of every write: what will happen, the typed confirmation, apply, the result and its undo. */
export function ReviewSheet({ env, planId = '', turn, onClose, onNext, onApplied }: ReviewSheetProps) {
  const query = useQuery({ ...planQueries.one(planId), enabled: planId !== '' });
  const plan = query.data;
  const confirming = useConfirmation(plan === undefined ? [] : [plan]);
  const { state, apply, cancel, forget } = useApply((result) => {
    onApplied?.(result);
    if (result.state !== 'done' || plan === undefined) return;
    tellApplied(plan, result);
    onClose(true);
  }, confirming.forget);
  useDropWhenClosed(planId);
  const exclude = useExclude(planId);
  const busy = state.step === 'applying';
  const environment = useEnvironment(env);
  const title =
    plan === undefined ? (
      'Review'
    ) : (
      <Title plan={plan} state={state} turn={turn} colour={environment?.colour} />
    );
  return (
    <Dialog
      title={title}
      shape="sheet"
      onClose={() => onClose(false)}
      dismissable={!busy}
      {...(plan === undefined ? {} : { kind: plan.environmentKind })}
      actions={
        plan === undefined ? (
          <Button chord="Escape" onPress={() => onClose(false)}>
            Cancel
          </Button>
        ) : (
          <ReviewActions
            plan={plan}
            state={state}
            confirmed={confirming.confirmed}
            onUnconfirmed={confirming.ask}
            onApply={() => void apply(plan, confirmationOf(confirming.typedFor(planId)))}
            onCancel={cancel}
            step={
              turn === undefined || onNext === undefined
                ? undefined
                : {
                    title: turn.at < turn.of ? `Go on to review ${turn.at + 1} of ${turn.of}` : 'Close',
                    run: onNext,
                  }
            }
            onClose={() => onClose(false)}
            onUndo={(result) => void openReview(plan.env, { type: 'undo', changeSetId: result.changeSetId })}
          />
        )
      }
    >
      {query.error !== null ? (
        <ErrorState error={asAppError(query.error)} />
      ) : plan === undefined ? (
        <Reading workspaceId={env.workspaceId} name={environment?.name ?? env.slug} />
      ) : (
        <ReviewBody
          plan={plan}
          state={state}
          confirming={confirming.of(planId)}
          onExclude={(key) => {
            forget();
            exclude(key);
          }}
        />
      )}
    </Dialog>
  );
}

function Title({
  plan,
  state,
  turn,
  colour,
}: {
  readonly plan: PlanView;
  readonly state: Applying;
  readonly turn: Turn | undefined;
  /** That the person gave the environment: a plan does not say it. */
  readonly colour: EnvironmentColour | undefined;
}) {
  const verb = { review: 'Review', applying: 'Applying', applied: 'Applied' }[state.step];
  // “Review: Undo: …” would be one heading too many.
  const takesBack = state.step === 'review' && turn === undefined && /^(?:Undo|Redo): /.test(plan.title);
  return (
    <span className="dialog-title">
      {takesBack ? '' : `${verb}${turn === undefined ? '' : ` ${turn.at} of ${turn.of}`}: `}
      {titleBeforeName(plan)}{' '}
      <EnvironmentTag kind={plan.environmentKind} name={plan.environmentName} colour={colour} filled />
    </span>
  );
}

/** As it is listed; undefined for one that a plan makes. */
function useEnvironment(env: EnvironmentRef): Environment | undefined {
  const workspaces = useQuery(scopeQueries.list()).data?.workspaces ?? [];
  return siblingsIn(workspaces, env).find(({ slug }) => slug === env.slug);
}

/** Take a row out, so that the target keeps what it has. The plan gets its next revision. */
export function useExclude(planId: string) {
  return useCallback(
    (key: string) => {
      ask('changes.exclude', { planId, keys: [key] }).then(
        (next) => queryClient.setQueryData(planQueries.one(planId).queryKey, next),
        tellFailure,
      );
    },
    [planId],
  );
}

/** Let main forget the plan and its values when nobody looks at it any more. */
function useDropWhenClosed(planId: string): void {
  useEffect(
    () => () => {
      if (planId === '') return;
      // Not in the same turn: in development React mounts every component twice.
      setTimeout(() => {
        const shown = queryClient
          .getQueryCache()
          .find({ queryKey: ['plan', planId] })
          ?.isActive();
        if (shown !== true) ask('changes.drop', { planId }).catch(() => undefined);
      }, 50);
    },
    [planId],
  );
}

function tellApplied(plan: PlanView, result: ApplyResult): void {
  if (result.total === 0) {
    toast('good', `${plan.environmentName} was created. It is empty.`);
    return;
  }
  toast(
    'good',
    appliedText(plan, result),
    // A step of a rename is taken back by the rename itself: undone alone, it would leave a half copy.
    plan.source === 'rename'
      ? undefined
      : undoAction(() => void openReview(plan.env, { type: 'undo', changeSetId: result.changeSetId })),
    plan.env.workspaceId,
  );
}
