import TriangleAlert from 'lucide-react/icons/triangle-alert';
import type { PlanView } from '../../core/changeset.ts';
import { assertNever } from '../../core/errors.ts';
import { ErrorNote } from '../ui/states.tsx';
import { ConfirmationFields, type Confirming } from './confirmation.tsx';
import { PlanGrid } from './plan-grid.tsx';
import { changeCount, countsText, plural } from './plan-lines.ts';
import type { Applying, Progress } from './use-apply.ts';

export interface ReviewBodyProps {
  readonly plan: PlanView;
  readonly state: Applying;
  readonly confirming: Confirming;
  readonly onExclude: (key: string) => void;
}

/** What lies between the title and the buttons of a review, at each of its steps. */
export function ReviewBody({ plan, state, confirming, onExclude }: ReviewBodyProps) {
  switch (state.step) {
    case 'review':
      return (
        <>
          <Summary plan={plan} />
          {state.error !== undefined && <ErrorNote error={state.error} />}
          <LeftOut plan={plan} />
          <div className="review-grid">
            <PlanGrid
              plan={plan}
              onExclude={onExclude}
              autoFocus={plan.confirmation.slug === undefined && plan.confirmation.keys.length === 0}
            />
          </div>
          {changeCount(plan) > 0 && <ConfirmationFields plan={plan} confirming={confirming} />}
        </>
      );
    case 'applying':
      return <ProgressView progress={state.progress} total={changeCount(plan)} />;
    case 'applied':
      return (
        <>
          <p role="status">
            {state.result.done} of {plural(state.result.total, 'change')}{' '}
            {state.result.total === 1 ? 'was' : 'were'} applied to {plan.environmentName}.
            {state.result.state === 'cancelled' && ' You stopped it: the rest was not written.'}
          </p>
          <div className="review-grid">
            <PlanGrid plan={plan} outcomes={state.result.rows} autoFocus />
          </div>
        </>
      );
    default:
      return assertNever(state);
  }
}

function Summary({ plan }: { readonly plan: PlanView }) {
  const { counts } = plan;
  const moved = plan.rows.filter((row) => row.drift !== undefined).length;
  const warnings = plan.rows.filter((row) => row.risks.some((risk) => risk.level !== 'note')).length;
  return (
    <p className="review-summary">
      <span>
        {plan.createsEnvironment ? `Creates ${plan.environmentName}. ` : ''}
        <strong>{countsText(plan)}</strong>
        {counts.none > 0 && <span className="soft">, {counts.none} already as wanted</span>}
      </span>
      {moved > 0 && <span className="remark remark-bad">{moved} moved since</span>}
      {warnings > 0 && (
        <span className="remark remark-warn">
          <TriangleAlert size={14} aria-hidden />
          {warnings} with warnings
        </span>
      )}
    </p>
  );
}

function LeftOut({ plan }: { readonly plan: PlanView }) {
  if (plan.left.length === 0) return null;
  return (
    <details className="review-left">
      <summary>{plan.left.length} left out of this review</summary>
      <ul>
        {plan.left.map(({ key, why }) => (
          <li key={key}>
            <bdi className="mono">{key}</bdi> <span className="soft">{why}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function ProgressView({
  progress,
  total,
}: {
  readonly progress: Progress | undefined;
  readonly total: number;
}) {
  const done = progress?.done ?? 0;
  const failed = progress?.failed ?? 0;
  return (
    <div className="review-progress" role="status">
      <progress aria-label="Changes applied" value={done + failed} max={progress?.total ?? total} />
      <p>
        {done} of {progress?.total ?? total} applied{failed > 0 ? `, ${failed} failed` : ''}
      </p>
    </div>
  );
}
