import './pairs.css';
import type { KeyboardEvent, ReactNode } from 'react';

export interface Chip<Id extends string> {
  readonly id: Id;
  readonly label: string;
  /** Undefined while nothing is known: no number is better than a wrong one. */
  readonly count: number | undefined;
  readonly tone?: 'warn' | 'bad';
}

interface Props<Id extends string> {
  readonly label: string;
  readonly chips: readonly Chip<Id>[];
  readonly value: Id;
  readonly picked: (id: Id) => void;
}

/** One filter of several, each with how many rows it shows. One stop for Tab; the arrows go from chip to chip. */
export function FilterChips<Id extends string>({ label, chips, value, picked }: Props<Id>): ReactNode {
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) return;
    const at = chips.findIndex(({ id }) => id === value);
    const to = (at + by + chips.length) % chips.length;
    const chip = chips[to];
    if (chip === undefined) return;
    event.preventDefault();
    event.currentTarget.querySelectorAll<HTMLElement>('button')[to]?.focus();
    picked(chip.id);
  };
  return (
    <fieldset className="chips" onKeyDown={onKeyDown}>
      <legend className="only-spoken">{label}</legend>
      {chips.map((chip) => (
        <button
          key={chip.id}
          type="button"
          className="chip"
          tabIndex={chip.id === value ? 0 : -1}
          aria-pressed={chip.id === value}
          data-tone={chip.count === undefined || chip.count === 0 ? undefined : chip.tone}
          onClick={() => picked(chip.id)}
        >
          {chip.label} <span className="chip-count">{chip.count?.toLocaleString('en') ?? '–'}</span>
        </button>
      ))}
    </fieldset>
  );
}
