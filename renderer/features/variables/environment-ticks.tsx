import type { Environment } from '../../../core/environment.ts';
import type { Command } from '../../commands/command.ts';
import { useCommands } from '../../commands/use-commands.ts';
import { useEnv } from '../../router/use-env.ts';
import { EnvironmentTag } from '../../ui/environment-tag.tsx';
import { Checkbox } from '../../ui/field.tsx';
import { Kbd } from '../../ui/kbd.tsx';

/** Which environments something goes to. Each is ticked by the key that elsewhere leads to it. */
export function EnvironmentTicks({
  label,
  environments,
  ticked,
  onToggle,
  says,
  autoFocus = false,
}: {
  readonly label: string;
  readonly environments: readonly Environment[];
  readonly ticked: ReadonlySet<string>;
  readonly onToggle: (slug: string) => void;
  readonly says: (slug: string) => string | undefined;
  readonly autoFocus?: boolean;
}) {
  const here = useEnv();
  const chordOf = (slug: string) => {
    const at = here.environments.findIndex((each) => each.slug === slug);
    return at >= 0 && at < 9 ? `Mod+${at + 1}` : undefined;
  };
  useCommands(
    environments.map(({ slug, name }): Command => {
      const chord = chordOf(slug);
      return {
        id: `tick.${slug}`,
        title: `Tick or untick ${name}`,
        group: 'Environment',
        keys: chord === undefined ? [] : [chord],
        palette: false,
        run: () => onToggle(slug),
      };
    }),
  );
  return (
    <fieldset className="environment-ticks">
      <legend className="field-label">{label}</legend>
      {environments.map((environment, index) => {
        const chord = chordOf(environment.slug);
        return (
          <div key={environment.slug} className="environment-tick">
            <Checkbox
              autoFocus={autoFocus && index === 0}
              isSelected={ticked.has(environment.slug)}
              onChange={() => onToggle(environment.slug)}
            >
              <span className="environment-tick-text">
                <EnvironmentTag kind={environment.kind} name={environment.name} colour={environment.colour} />
                <span className="environment-tick-says soft">{says(environment.slug)}</span>
              </span>
            </Checkbox>
            {chord !== undefined && <Kbd chord={chord} quiet />}
          </div>
        );
      })}
    </fieldset>
  );
}
