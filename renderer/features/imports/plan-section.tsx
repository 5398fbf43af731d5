import TriangleAlert from 'lucide-react/icons/triangle-alert';
import type { PlanRow, PlanView } from '../../../core/changeset.ts';
import { Badge } from '../../ui/badge.tsx';
import { EnvironmentTag } from '../../ui/environment-tag.tsx';
import { TextField } from '../../ui/field.tsx';
import { Mono } from '../../ui/mono.tsx';
import type { Typed } from './typed.ts';

export interface PlanSectionProps {
  readonly plan: PlanView;
  readonly typed: Typed;
  readonly onType: (typed: Typed) => void;
  /** Whether the first field to be typed in takes the focus. */
  readonly first: boolean;
}

/** Rows named one by one; the others are counted. An import may have thousands. */
const mostNamed = 200;
/** A list of this many rows is shown without being asked for. */
const shortEnough = 8;

/** What the import does to one environment, what is risky about it, and the confirmation it asks for. */
export function PlanSection({ plan, typed, onType, first }: PlanSectionProps) {
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
                <Mono text={key} limit={120} />
                <span className="soft">{why}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <Confirmation plan={plan} typed={typed} onType={onType} first={first} />
    </section>
  );
}

function RowList({ label, rows }: { readonly label: string; readonly rows: readonly PlanRow[] }) {
  return (
    <ul className="import-plan-rows" aria-label={label}>
      {rows.slice(0, mostNamed).map((row) => (
        <li key={row.key}>
          <Mono text={row.key} limit={120} />
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

function Confirmation({ plan, typed, onType, first }: PlanSectionProps) {
  const { slug, keys } = plan.confirmation;
  const given = new Set(typed.keys);
  const writes = plan.counts.create + plan.counts.update;
  return (
    <div className="import-plan-typed">
      {slug !== undefined && (
        <TextField
          label={`Type ${slug} to write ${writes} ${writes === 1 ? 'variable' : 'variables'} to production`}
          mono
          autoFocus={first}
          value={typed.slug}
          error={typed.slug !== '' && !slug.startsWith(typed.slug) ? `It is “${slug}”.` : undefined}
          onChange={(text) => onType({ ...typed, slug: text })}
        />
      )}
      {keys.map((key, position) => (
        <KeyField
          key={key}
          name={key}
          given={given.has(key)}
          focused={first && slug === undefined && position === 0}
          onGiven={(yes) =>
            onType({ ...typed, keys: yes ? [...typed.keys, key] : typed.keys.filter((one) => one !== key) })
          }
        />
      ))}
    </div>
  );
}

/** A refused row is written only if its name is typed. */
function KeyField({
  name,
  given,
  focused,
  onGiven,
}: {
  readonly name: string;
  readonly given: boolean;
  readonly focused: boolean;
  readonly onGiven: (given: boolean) => void;
}) {
  return (
    <TextField
      label={`Type ${name} to write it all the same`}
      mono
      autoFocus={focused}
      {...(given ? { hint: 'Confirmed.' } : {})}
      onChange={(text) => {
        if ((text === name) !== given) onGiven(text === name);
      }}
    />
  );
}
