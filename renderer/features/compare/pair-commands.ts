import type { CompareRow } from '../../../core/compare.ts';
import type { Command } from '../../commands/command.ts';
import { nextDifference } from './filters.ts';

interface Input {
  readonly rows: readonly CompareRow[];
  readonly shown: readonly CompareRow[];
  readonly active: CompareRow | undefined;
  readonly ticked: ReadonlySet<string>;
  readonly names: { readonly left: string; readonly right: string };
  readonly went: (key: string) => void;
  readonly focusField: () => void;
  /** Whether there is a tick or a filter. */
  readonly clears: boolean;
  readonly clear: () => void;
  readonly swap: () => void;
  readonly toggleMatrix: () => void;
  readonly isRevealed: boolean;
  readonly revealed: (row: CompareRow) => void;
  readonly editRule: (row: CompareRow) => void;
  readonly carry: (rows: readonly CompareRow[], from: 'left' | 'right') => void;
  readonly promote: (rows: readonly CompareRow[]) => void;
}

type Names =
  | 'next'
  | 'previous'
  | 'filter'
  | 'escape'
  | 'swap'
  | 'matrix'
  | 'reveal'
  | 'rule'
  | 'carryRight'
  | 'carryLeft'
  | 'promote';

/** What can be done with two sides. The ticked rows, or the active one when none is ticked. */
export function pairCommands(input: Input): Readonly<Record<Names, Command>> {
  const { active, ticked, names } = input;
  const chosen = (): readonly CompareRow[] =>
    ticked.size > 0 ? input.rows.filter((row) => ticked.has(row.key)) : active === undefined ? [] : [active];
  const some = () => ticked.size > 0 || active !== undefined;
  const many = ticked.size > 0 ? ` ${ticked.size}` : '';
  const onActive = (act: (row: CompareRow) => void) => () => {
    if (active !== undefined) act(active);
  };
  const command = (id: string, title: string, keys: readonly string[], run: () => void): Command => ({
    id: `compare.${id}`,
    title,
    group: 'Compare',
    keys,
    run,
  });
  const has = () => active !== undefined;
  return {
    next: command('next', 'Next difference', ['F7', ']'], () => step(input, 1)),
    previous: command('previous', 'Previous difference', ['Shift+F7', '['], () => step(input, -1)),
    filter: command('filter', 'Filter keys', ['/'], input.focusField),
    escape: {
      ...command('escape', 'Clear ticks and filters', ['Escape'], input.clear),
      palette: false,
      enabled: () => input.clears,
    },
    swap: command('swap', 'Swap sides', ['x'], input.swap),
    matrix: command('matrix', 'All environments', ['m'], input.toggleMatrix),
    reveal: {
      ...command('reveal', input.isRevealed ? 'Hide' : 'Reveal', ['r'], onActive(input.revealed)),
      enabled: has,
    },
    rule: { ...command('rule', 'Rule', ['e'], onActive(input.editRule)), enabled: has },
    carryRight: {
      ...command('carryRight', `Carry${many} to ${names.right}`, ['Alt+ArrowRight'], () =>
        input.carry(chosen(), 'left'),
      ),
      enabled: some,
    },
    carryLeft: {
      ...command('carryLeft', `Carry${many} to ${names.left}`, ['Alt+ArrowLeft'], () =>
        input.carry(chosen(), 'right'),
      ),
      enabled: some,
    },
    promote: {
      ...command('promote', ticked.size > 0 ? `Promote these${many}` : 'Promote', ['p'], () =>
        input.promote(chosen()),
      ),
      enabled: some,
    },
  };
}

function step({ shown, active, went }: Input, by: 1 | -1): void {
  const from = active === undefined ? -1 : shown.findIndex((row) => row.key === active.key);
  const start = from === -1 && by === -1 ? shown.length : from;
  const to = nextDifference(shown, start, by);
  const key = to === undefined ? undefined : shown[to]?.key;
  if (key !== undefined) went(key);
}
