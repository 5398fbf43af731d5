import TriangleAlert from 'lucide-react/icons/triangle-alert';
import type { PlanRow, PlanView } from '../../../core/changeset.ts';
import { ConfirmationFields, type Confirming } from '../../review/confirmation.tsx';
import { Badge } from '../../ui/badge.tsx';
import { EnvironmentTag } from '../../ui/environment-tag.tsx';
import { Name } from '../../ui/mono.tsx';

export interface PlanSectionProps {
  readonly plan: PlanView;
  readonly confirming: Confirming;
  /** Whether the first field to be typed in takes the focus. */
  readonly first: boolean;
}

/** Rows named one by one; the others are counted. An import may have thousands. */
const mostNamed = 200;
/** A list of this many rows is shown without being asked for. */
const shortEnough = 8;

/** What the import does to one environment, what is risky about it, and the confirmation it asks for. */
export function PlanSection({ plan, confirming, first }: PlanSectionProps) {
  const { counts, environmentName, environmentKind, createsEnvironment, env } = plan;
  const risky = plan.rows.filter((row) => row.risks.some((risk) => risk.level !== 'note'));
  const moved = plan.rows.filter((row) => row.drift !== undefined);
  const overwritten = plan.rows.filter((row) => row.action === 'update');
  const named = new Set([...moved, ...risky, ...overwritten]);
  const rest = plan.rows.filter((row) => row.action !== 'none' && !named.has(row));
  return (
    <section className="import-plan" data-kind={environmentKind} aria-label={environmentName}>
      <header>
        <EnvironmentTag kind={environmentKind} name={`${environmentName} (${env.slug})`} filled />
        {createsEnvironment && <Badge tone="info">new environment</Badge>}
        {counts.create > 0 && <Badge tone="good">{counts.create} new</Badge>}
        {counts.update > 0 && <Badge tone="warn">{counts.update} overwritten</Badge>}
        {counts.none > 0 && <Badge>{counts.none} unchanged</Badge>}
      </header>
      {moved.length > 0 && (
        <p className="note note-warn">
          {moved.length === 1 ? 'One key' : `${moved.length} keys`} changed since you reviewed. Nothing was
          written here yet; look again, then go on.
        </p>
      )}
      {named.size > 0 && <RowList label="To look at" rows={[...named]} />}
      {rest.length > 0 && (
        <details className="import-plan-rest" open={rest.length <= shortEnough}>
          <summary>
            {rest.length} {named.size > 0 ? 'more ' : ''}new, no risk seen
          </summary>
          <RowList label="Other rows" rows={rest} />
        </details>
      )}
      {plan.left.length > 0 && (
        <details className="import-plan-rest">
          <summary>{plan.left.length} left out</summary>
          <ul className="import-plan-rows">
            {plan.left.slice(0, mostNamed).map(({ key, why }, position) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: one key may be left out more than once
              <li key={position}>
                <Name text={key} />
                <span className="soft">{why}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <ConfirmationFields plan={plan} confirming={confirming} autoFocus={first} />
    </section>
  );
}

function RowList({ label, rows }: { readonly label: string; readonly rows: readonly PlanRow[] }) {
  return (
    <ul className="import-plan-rows" aria-label={label}>
      {rows.slice(0, mostNamed).map((row) => (
        <li key={row.key}>
          <Name text={row.key} />
          <span className="soft">{row.action === 'create' ? 'new' : 'overwritten'}</span>
          {row.risks
            .filter((risk) => risk.level !== 'note')
            .map((risk) => (
              <span key={risk.kind} className={risk.level === 'refused' ? 'import-bad' : 'import-warn'}>
                <TriangleAlert size={12} aria-hidden /> {risk.text}
              </span>
            ))}
        </li>
      ))}
      {rows.length > mostNamed && <li className="soft">and {rows.length - mostNamed} more</li>}
    </ul>
  );
}
