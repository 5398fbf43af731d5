import { useState } from 'react';
import type { AppError } from '../../../core/errors.ts';
import type { ImportPlan } from '../../../core/imports.ts';
import { type Command, isEnabled } from '../../commands/command.ts';
import { useCommands } from '../../commands/use-commands.ts';
import { Button, CommandButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/states.tsx';
import { PlanSection } from './plan-section.tsx';
import { isConfirmed, nothingTyped, type Typed } from './typed.ts';

export interface ImportReviewProps {
  readonly plan: ImportPlan;
  readonly applying: boolean;
  readonly error: AppError | undefined;
  readonly onApply: (typed: ReadonlyMap<string, Typed>) => void;
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
  const [typed, setTyped] = useState<ReadonlyMap<string, Typed>>(new Map());
  const asking = plan.plans.find(
    ({ confirmation }) => confirmation.slug !== undefined || confirmation.keys.length > 0,
  );
  const complete = plan.plans.every((one) => isConfirmed(one, typed.get(one.id) ?? nothingTyped));
  const apply: Command = {
    id: 'import.apply',
    title: applying ? 'Importing…' : `Import into ${environments(plan.plans.length)}`,
    group: 'Import and export',
    keys: ['Mod+Enter'],
    inFields: true,
    enabled: () => complete && !applying,
    run: () => onApply(typed),
  };
  useCommands([apply]);
  return (
    <>
      {plan.plans.map((one) => (
        <PlanSection
          key={one.id}
          plan={one}
          first={one === asking}
          typed={typed.get(one.id) ?? nothingTyped}
          onType={(next) => setTyped(new Map(typed).set(one.id, next))}
        />
      ))}
      {plan.requiredKeys > 0 && (
        <p className="note note-info">
          {plan.requiredKeys === 1 ? 'One key becomes' : `${plan.requiredKeys} keys become`} required: every
          environment of the project is held against them.
        </p>
      )}
      {error !== undefined && <ErrorNote error={error} />}
      <div className="import-review-actions">
        {!complete && <span className="soft">Type what is asked for above to go on.</span>}
        <Button onPress={onClose} isDisabled={applying}>
          Back
        </Button>
        <CommandButton command={apply} look="primary" isDisabled={!isEnabled(apply)} />
      </div>
    </>
  );
}

const environments = (count: number): string =>
  count === 0 ? 'the project' : count === 1 ? '1 environment' : `${count} environments`;
