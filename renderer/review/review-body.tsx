import CloudOff from 'lucide-react/icons/cloud-off';
import OctagonAlert from 'lucide-react/icons/octagon-alert';
import Shield from 'lucide-react/icons/shield';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import type { ApplyResult, PlanView, Risk } from '../../core/changeset.ts';
import { assertNever } from '../../core/errors.ts';
import { resourceOf } from '../../core/resource.ts';
import { Kbd } from '../ui/kbd.tsx';
import { Moment } from '../ui/moment.tsx';
import { ErrorNote } from '../ui/states.tsx';
import { applyErrorText } from './apply-error.ts';
import { ConfirmationFields, type Confirming } from './confirmation.tsx';
import { LoginAgain } from './login-again.tsx';
import { PlanGrid } from './plan-grid.tsx';
import { countsText, doesSomething, plural } from './plan-lines.ts';
import { ProgressView } from './progress-view.tsx';
import type { Applying } from './use-apply.ts';

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
          {state.error !== undefined && <ErrorNote error={state.error} text={applyErrorText(state.error)} />}
          <LoginAgain error={state.error} workspaceId={plan.env.workspaceId} />
          <LeftOut plan={plan} />
          <div className="grid-box">
            <PlanGrid
              plan={plan}
              onExclude={onExclude}
              autoFocus={plan.confirmation.slug === undefined && plan.confirmation.keys.length === 0}
            />
          </div>
          {doesSomething(plan) && <ConfirmationFields plan={plan} confirming={confirming} />}
        </>
      );
    case 'applying':
      if (state.progress === undefined)
        return <p role="status">Reading {plan.environmentName} again. Nothing is written yet.</p>;
      return <ProgressView progress={state.progress} stopping={state.cancelling} />;
    case 'applied':
      return (
        <>
          <p role="status">
            {state.result.done} of {plural(state.result.total, 'change')}{' '}
            {state.result.total === 1 ? 'was' : 'were'} applied to {plan.environmentName}.
            {state.result.state === 'cancelled' && ' You stopped it: the rest was not written.'}
            {doubtText(state.result)}
            {wroteNothing(plan, state.result) && ' Nothing was written.'}
            {state.result.done < state.result.total &&
              ` The history of ${plan.environmentName} (H) resumes what is not done.`}
          </p>
          {state.result.stopped !== undefined && <ErrorNote error={state.result.stopped} />}
          <LoginAgain error={state.result.stopped} workspaceId={plan.env.workspaceId} />
          <div className="grid-box">
            <PlanGrid plan={plan} outcomes={state.result.rows} autoFocus />
          </div>
        </>
      );
    default:
      return assertNever(state);
  }
}

/** What may or may not have been written is known once the list can be read. */
function doubtText({ rows }: ApplyResult): string {
  const count = rows.filter(({ outcome }) => outcome === 'in-doubt').length;
  if (count === 0) return '';
  return ` ${count} ${count === 1 ? 'is' : 'are'} in doubt: the next refresh settles it, except for hidden values.`;
}

/** An apply that was stopped before it sent anything. One by the person says so itself. */
const wroteNothing = ({ createsEnvironment }: PlanView, { state, rows }: ApplyResult): boolean =>
  state !== 'cancelled' && !createsEnvironment && rows.every(({ outcome }) => outcome === 'not-done');

function Summary({ plan }: { readonly plan: PlanView }) {
  const { counts } = plan;
  const moved = plan.rows.filter((row) => row.drift !== undefined).length;
  const worst = plan.rows.map((row) => worstOf(row.risks));
  const refused = worst.filter((level) => level === 'refused').length;
  const warnings = worst.filter((level) => level === 'warning').length;
  return (
    <p className="review-summary">
      <span>
        {plan.createsEnvironment ? `Creates ${plan.environmentName} (${plan.env.slug}). ` : ''}
        <strong>
          {plan.rows.length === 0 && plan.createsEnvironment ? 'It is empty.' : countsText(plan)}
        </strong>
        {counts.none > 0 && <span className="soft">, {counts.none} already the same</span>}
      </span>
      {plan.offline && (
        <span className="remark remark-warn">
          <CloudOff size={14} aria-hidden />
          <span>
            as seen <Moment at={plan.readAt} />: read again before anything is written
          </span>
        </span>
      )}
      {plan.unread.length > 0 && (
        <span className="remark remark-warn">
          <CloudOff size={14} aria-hidden />
          not compared with {plan.unread.join(', ')}, which could not be read
        </span>
      )}
      {moved > 0 && <span className="remark remark-bad">{moved} changed meanwhile</span>}
      {plan.protection === 'warn' && (
        <span className="remark remark-warn">
          <Shield size={14} aria-hidden />
          {plan.environmentName} is protected: check twice
        </span>
      )}
      {plan.empties === true && (
        <span className="remark remark-warn">
          <TriangleAlert size={14} aria-hidden />
          leaves {plan.environmentName} without any variable
        </span>
      )}
      {refused > 0 && (
        <span className="remark remark-bad">
          <OctagonAlert size={14} aria-hidden />
          {refused} to confirm by name
        </span>
      )}
      {warnings > 0 && (
        <span className="remark remark-warn">
          <TriangleAlert size={14} aria-hidden />
          {warnings} with warnings
        </span>
      )}
      {plan.rows.some((row) => resourceOf(row) === 'variable') && (
        <span className="review-hint soft">
          <Kbd chord="Enter" quiet /> shows the whole values of a row
        </span>
      )}
    </p>
  );
}

function worstOf(risks: readonly Risk[]): Risk['level'] | undefined {
  const levels = risks.map(({ level }) => level);
  return (['refused', 'warning', 'note'] as const).find((level) => levels.includes(level));
}

/** Rows left out that fit without taking the list's room. */
const shownAtOnce = 3;

function LeftOut({ plan }: { readonly plan: PlanView }) {
  if (plan.left.length === 0) return null;
  return (
    // A few are read at once: an undo that leaves a key out is not a whole one.
    <details className="review-left" open={plan.left.length <= shownAtOnce}>
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
