import '../../review/review.css';
import type { AppError } from '../../../core/errors.ts';
import type { ImportPlan } from '../../../core/imports.ts';
import type { Command } from '../../commands/command.ts';
import { useCommands } from '../../commands/use-commands.ts';
import { useConfirmation } from '../../review/confirmation.tsx';
import type { Typed } from '../../review/typed.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Name } from '../../ui/mono.tsx';
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
      <BecomeRequired keys={plan.requiredKeys} />
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

/** Many names are folded away, and none is left out. */
const shortEnough = 24;

function BecomeRequired({ keys }: { readonly keys: readonly string[] }) {
  if (keys.length === 0) return null;
  return (
    <section className="import-plan" aria-label="Required keys">
      <p className="note note-info">
        {keys.length === 1 ? 'One key becomes' : `${keys.length} keys become`} required: every environment of
        the project is checked against {keys.length === 1 ? 'it' : 'them'}. Values are not touched.
      </p>
      <details className="import-plan-rest" open={keys.length <= shortEnough}>
        <summary>{keys.length === 1 ? 'The key' : `The ${keys.length} keys`}</summary>
        <p className="import-keys">
          {keys.map((key) => (
            <Name key={key} text={key} />
          ))}
        </p>
      </details>
    </section>
  );
}

const environments = (count: number): string =>
  count === 0 ? 'the project' : count === 1 ? '1 environment' : `${count} environments`;
