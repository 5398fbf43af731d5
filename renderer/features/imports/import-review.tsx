import '../../review/review.css';
import type { AppError } from '../../../core/errors.ts';
import type { ImportPlan } from '../../../core/imports.ts';
import type { Command } from '../../commands/command.ts';
import { useCommands } from '../../commands/use-commands.ts';
import { useConfirmation } from '../../review/confirmation.tsx';
import type { Typed } from '../../review/typed.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/states.tsx';
import { PlanSection } from './plan-section.tsx';

export interface ImportReviewProps {
  readonly plan: ImportPlan;
  readonly applying: boolean;
  readonly error: AppError | undefined;
  readonly onApply: (typedFor: (planId: string) => Typed) => void;
  readonly onClose: () => void;
}

/** The last look before an import is written: one part per environment, each confirmed by itself. */
export function ImportReview({ plan, applying, error, onApply, onClose }: ImportReviewProps) {
  const hasProduction = plan.plans.some((one) => one.environmentKind === 'production');
  return (
    <Dialog
      shape="sheet"
      title="Review the import"
      dismissable={!applying}
      onClose={onClose}
      {...(hasProduction ? { kind: 'production' } : {})}
    >
      <ReviewBody plan={plan} applying={applying} error={error} onApply={onApply} onClose={onClose} />
    </Dialog>
  );
}

function ReviewBody({ plan, applying, error, onApply, onClose }: ImportReviewProps) {
  const confirming = useConfirmation(plan.plans);
  const asking = plan.plans.find(
    ({ confirmation }) => confirmation.slug !== undefined || confirmation.keys.length > 0,
  );
  const apply: Command = {
    id: 'import.apply',
    title: applying ? 'Importing…' : `Import into ${environments(plan.plans.length)}`,
    group: 'Import and export',
    keys: ['Mod+Enter'],
    inFields: true,
    enabled: () => !applying,
    run: () => (confirming.confirmed ? onApply(confirming.typedFor) : confirming.ask()),
  };
  useCommands([apply]);
  return (
    <>
      {plan.plans.map((one) => (
        <PlanSection key={one.id} plan={one} first={one === asking} confirming={confirming.of(one.id)} />
      ))}
      {plan.requiredKeys > 0 && (
        <p className="note note-info">
          {plan.requiredKeys === 1 ? 'One key becomes' : `${plan.requiredKeys} keys become`} required: every
          environment of the project is checked against them.
        </p>
      )}
      {error !== undefined && <ErrorNote error={error} />}
      <div className="import-review-actions">
        {!confirming.confirmed && <span className="soft">Type what is asked for above to go on.</span>}
        <Button onPress={onClose} isDisabled={applying}>
          Back
        </Button>
        <Button
          look="primary"
          chord="Mod+Enter"
          isDisabled={applying || !confirming.confirmed}
          onPress={apply.run}
        >
          {apply.title}
        </Button>
      </div>
    </>
  );
}

const environments = (count: number): string =>
  count === 0 ? 'the project' : count === 1 ? '1 environment' : `${count} environments`;
