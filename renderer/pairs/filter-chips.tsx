import './pairs.css';
import type { ReactNode } from 'react';

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

/** One filter of several, each with how many rows it shows. */
export function FilterChips<Id extends string>({ label, chips, value, picked }: Props<Id>): ReactNode {
  return (
    <fieldset className="chips">
      <legend className="only-spoken">{label}</legend>
      {chips.map((chip) => (
        <button
          key={chip.id}
          type="button"
          className="chip"
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
