import type { Environment } from '../../../core/environment.ts';
import { EnvironmentTag } from '../../ui/environment-tag.tsx';
import { Checkbox } from '../../ui/field.tsx';

/** Which environments something goes to. */
export function EnvironmentTicks({
  label,
  environments,
  ticked,
  onChange,
  says,
  autoFocus = false,
}: {
  readonly label: string;
  readonly environments: readonly Environment[];
  readonly ticked: ReadonlySet<string>;
  readonly onChange: (ticked: ReadonlySet<string>) => void;
  readonly says?: (slug: string) => string;
  readonly autoFocus?: boolean;
}) {
  return (
    <fieldset className="environment-ticks">
      <legend className="field-label">{label}</legend>
      {environments.map((environment, index) => (
        <Checkbox
          key={environment.slug}
          autoFocus={autoFocus && index === 0}
          isSelected={ticked.has(environment.slug)}
          onChange={(on) => {
            const next = new Set(ticked);
            if (on) next.add(environment.slug);
            else next.delete(environment.slug);
            onChange(next);
          }}
        >
          <span className="environment-tick">
            <EnvironmentTag kind={environment.kind} name={environment.name} colour={environment.colour} />
            {says !== undefined && <span className="soft">{says(environment.slug)}</span>}
          </span>
        </Checkbox>
      ))}
    </fieldset>
  );
}
