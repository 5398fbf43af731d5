import type { ReactNode } from 'react';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { Kbd } from '../ui/kbd.tsx';
import { type Chip, FilterChips } from './filter-chips.tsx';

interface Props<Id extends string> {
  readonly chips: readonly Chip<Id>[];
  readonly value: Id;
  /** What is shown where nothing is filtered: taking the part in use again leads back to it. */
  readonly usual: Id;
  readonly picked: (id: Id) => void;
}

/** Which rows of a list are shown, by state. `f` steps through the parts from everywhere; the palette has each. */
export function ShowChips<Id extends string>({ chips, value, usual, picked }: Props<Id>): ReactNode {
  const step = (by: 1 | -1) => {
    const at = chips.findIndex(({ id }) => id === value);
    const next = chips[(at + by + chips.length) % chips.length];
    if (next !== undefined) picked(next.id);
  };
  const command = (id: string, title: string, keys: readonly string[], run: () => void): Command => ({
    id: `show.${id}`,
    title,
    group: 'List',
    keys,
    run,
  });
  useCommands([
    command('next', 'Show the next filter', ['f'], () => step(1)),
    command('previous', 'Show the previous filter', ['Shift+F'], () => step(-1)),
    ...chips.map(({ id, label }) => command(`only-${id}`, `Show: ${label}`, [], () => picked(id))),
  ]);
  return (
    <div className="chips-line">
      <FilterChips
        label="Show"
        chips={chips}
        value={value}
        picked={(id) => picked(id === value ? usual : id)}
      />
      <span className="chips-next soft" aria-hidden>
        <Kbd chord="f" quiet /> next
      </span>
    </div>
  );
}
