import type { Environment } from '../../../core/environment.ts';
import { SeenTimes } from '../../lists/seen-times.tsx';
import { EnvironmentTag } from '../../ui/environment-tag.tsx';
import { Select } from '../../ui/select.tsx';

/** Which environment the state column compares with. */
export function BaselinePicker({
  baseline,
  others,
  onPick,
}: {
  readonly baseline: Environment;
  readonly others: readonly Environment[];
  readonly onPick: (slug: string) => void;
}) {
  return (
    <div className="variables-baseline">
      <span className="soft" aria-hidden="true">
        against
      </span>
      <Select
        label="Baseline environment of the state column"
        hideLabel
        value={baseline.slug}
        onChange={onPick}
        options={others.map((each) => ({
          id: each.slug,
          text: each.name,
          shown: <EnvironmentTag kind={each.kind} name={each.name} colour={each.colour} />,
        }))}
      />
      <SeenTimes environments={[baseline]} />
    </div>
  );
}
