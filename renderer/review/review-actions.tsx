import type { ApplyResult, PlanView } from '../../core/changeset.ts';
import { type Command, isEnabled } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { useGo } from '../router/use-go.ts';
import { Button, CommandButton } from '../ui/button.tsx';
import { applyWords, doesSomething } from './plan-lines.ts';
import type { Applying } from './use-apply.ts';
import { useHistoryPath } from './use-history-path.ts';

export interface ReviewActionsProps {
  readonly plan: PlanView;
  readonly state: Applying;
  readonly confirmed: boolean;
  /** Wanted to go on before all was typed. */
  readonly onUnconfirmed: () => void;
  readonly onApply: () => void;
  readonly onCancel: () => void;
  readonly onClose: () => void;
  readonly onUndo: (result: ApplyResult) => void;
  /** The way past a review with nothing to change, where others follow: Ctrl+Enter goes it. */
  readonly step?: { readonly title: string; readonly run: () => void } | undefined;
  /** What leaving the review means: `Cancel` closes it, `Back` leads to the step before. Esc does it. */
  readonly leave?: 'Cancel' | 'Back';
}

/** The buttons of a review. Ctrl+Enter goes on, but never past a confirmation: it leads to what is not typed. */
export function ReviewActions({ plan, state, confirmed, leave = 'Cancel', step, ...on }: ReviewActionsProps) {
  const something = state.step === 'review' && doesSomething(plan);
  const over = state.step === 'review' && !something ? step : undefined;
  const undo: Command = {
    id: 'review.undo',
    title: 'Undo what was applied…',
    group: 'History',
    keys: ['u'],
    enabled: () => state.step === 'applied' && state.result.done > 0,
    run: () => state.step === 'applied' && on.onUndo(state.result),
  };
  const go = useGo();
  const historyPath = useHistoryPath(plan.env);
  const result = state.step === 'applied' ? state.result : undefined;
  const unfinished = result !== undefined && result.done < result.total;
  const history: Command = {
    id: 'review.history',
    title: `Open it in the history of ${plan.environmentName}`,
    group: 'History',
    keys: ['h'],
    enabled: () => unfinished && historyPath !== undefined,
    run: () => {
      if (result === undefined || historyPath === undefined) return;
      on.onClose();
      go.path(historyPath, { change: result.changeSetId });
    },
  };
  const isReading = state.step === 'applying' && state.progress === undefined;
  const stop: Command = {
    id: 'review.stop',
    title: isReading ? 'Stop' : 'Stop after this one',
    group: 'Drafts',
    keys: ['s'],
    enabled: () => state.step === 'applying' && !state.cancelling,
    run: on.onCancel,
  };
  useCommands([
    undo,
    history,
    stop,
    {
      id: 'review.next',
      title: over?.title ?? (state.step === 'applied' ? 'Close' : `Apply to ${plan.environmentName}`),
      group: 'Drafts',
      keys: ['Mod+Enter'],
      enabled: () => something || over !== undefined || state.step === 'applied',
      run: () => {
        if (over !== undefined) over.run();
        else if (state.step === 'applied') on.onClose();
        else if (confirmed) on.onApply();
        else on.onUnconfirmed();
      },
    },
  ]);
  if (state.step === 'applying')
    return <CommandButton command={stop}>{state.cancelling ? 'Stopping…' : stop.title}</CommandButton>;
  if (state.step === 'applied')
    return (
      <>
        {isEnabled(undo) && <CommandButton command={undo} />}
        {isEnabled(history) && <CommandButton command={history} />}
        <Button look="primary" chord="Mod+Enter" onPress={on.onClose}>
          Close
        </Button>
      </>
    );
  if (over !== undefined)
    return (
      <>
        <Button chord="Escape" onPress={on.onClose}>
          {leave}
        </Button>
        <Button look="primary" chord="Mod+Enter" onPress={over.run}>
          {over.title}
        </Button>
      </>
    );
  const danger = plan.environmentKind === 'production';
  return (
    <>
      <Button chord="Escape" onPress={on.onClose}>
        {leave}
      </Button>
      <Button
        look={danger ? 'danger' : 'primary'}
        chord="Mod+Enter"
        isDisabled={!something || !confirmed}
        onPress={on.onApply}
      >
        {applyWords(plan)}
      </Button>
    </>
  );
}
