import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Command } from '../../commands/command.ts';
import { useCommands } from '../../commands/use-commands.ts';
import type { GridHandle } from '../../grid/column.ts';
import type { Selection } from '../../grid/selection.ts';
import type { Choices, PromotionEvent } from '../../state/promotion.ts';
import { toast, withdrawToast } from '../../state/toasts.ts';
import { cautionWords } from './advice.ts';
import { allows, type PromoteRow, proposedKeys, toggled } from './rows.ts';

interface Input {
  readonly rows: readonly PromoteRow[];
  readonly shown: readonly PromoteRow[];
  readonly choices: Choices;
  readonly happened: (event: PromotionEvent) => void;
  readonly grid: RefObject<GridHandle | null>;
  readonly focusField: () => void;
  readonly filtered: boolean;
  readonly clearFilter: () => void;
  readonly next: () => void;
  readonly back: () => void;
}

/** Say what was left unticked; it is withdrawn with the step that it is about. */
function useToldLeft(): (text: string) => void {
  const told = useRef<string>(undefined);
  useEffect(
    () => () => {
      if (told.current !== undefined) withdrawToast(told.current);
    },
    [],
  );
  return (text) => {
    told.current = text;
    toast('info', text);
  };
}

/** The cursor and the ticks of step 2, and the keys that work there. */
export function useChoosing(input: Input) {
  const { rows, shown, choices, happened, grid } = input;
  const [active, setActive] = useState<string>();
  /** The row whose value is being typed, as it was when that was begun. */
  const [setting, setSetting] = useState<PromoteRow>();
  const row = shown.find((one) => one.key === active);
  const tellLeft = useToldLeft();

  const goTo = (key: string | undefined) => {
    if (key === undefined) return;
    setActive(key);
    grid.current?.scrollTo(key);
  };
  const at = shown.findIndex((one) => one.key === active);
  const move = (by: 1 | -1) => {
    const from = at === -1 && by === -1 ? shown.length : at;
    const after = by === 1 ? shown.slice(from + 1) : shown.slice(0, from).reverse();
    goTo(after.find((one) => one.advice.lane !== 'same')?.key);
  };
  const tick = () => {
    if (row === undefined) return;
    const { keys, choice } = toggled([row], choices);
    if (keys.length === 0) return toast('info', whyNot(row));
    happened({ type: 'chosen', keys, choice });
    goTo(shown[at + 1]?.key);
  };
  /** Many at once never take a key along that needs a thought of its own. */
  const selectionChanged = (selection: Selection) => {
    const removed = [...choices.keys()].filter((key) => !selection.has(key));
    const added = rows.filter((one) => selection.has(one.key) && !choices.has(one.key));
    const able = added.filter(
      (one) =>
        toggled([one], choices).keys.length > 0 && (added.length === 1 || one.advice.caution === undefined),
    );
    if (removed.length > 0) happened({ type: 'chosen', keys: removed, choice: 'skip' });
    const keysOf = (extra: boolean) =>
      able.filter((one) => (one.advice.lane === 'extra') === extra).map((one) => one.key);
    happened({ type: 'chosen', keys: keysOf(false), choice: 'copy' });
    happened({ type: 'chosen', keys: keysOf(true), choice: 'delete' });
    const left = added.filter((one) => one.advice.lane !== 'same').length - able.length;
    if (left > 0)
      tellLeft(
        `${left === 1 ? '1 key has to be ticked by itself' : `${left} keys have to be ticked one by one`}: “What happens” says why.`,
      );
  };

  const commands = choosingCommands({
    ...input,
    tick,
    move,
    set: () => {
      if (row === undefined) return;
      if (allows(row, 'set')) setSetting(row);
      else toast('info', whyNot(row));
    },
    active: row,
  });
  useCommands(Object.values(commands));
  return { active, setActive, row, setting, setSetting, commands, selectionChanged };
}

function whyNot({ advice }: PromoteRow): string {
  if (advice.lane === 'same') return 'Both sides are the same already.';
  if (advice.lane === 'extra') return 'Only the target has this key: it can only be deleted.';
  if (advice.caution === 'hidden') return `The value is ${cautionWords.hidden}: press s to set another one.`;
  return 'Nothing to do for this key.';
}

const allTitle = (left: number): string =>
  left === 0 ? 'All proposed are ticked' : `Tick the ${left} proposed`;

interface Acts extends Input {
  readonly active: PromoteRow | undefined;
  readonly tick: () => void;
  readonly set: () => void;
  readonly move: (by: 1 | -1) => void;
}

function choosingCommands({ rows, shown, choices, happened, active, ...act }: Acts) {
  const command = (id: string, title: string, keys: readonly string[], run: () => void): Command => ({
    id: `promote.${id}`,
    title,
    group: 'Promote',
    keys,
    run,
  });
  const has = () => active !== undefined;
  const proposed = proposedKeys(shown).filter((key) => !choices.has(key));
  return {
    next: {
      ...command('next', 'Review what was chosen', ['Mod+Enter'], act.next),
      enabled: () => choices.size > 0,
    },
    back: command('back', 'Back to from and to', ['Mod+Shift+Enter'], act.back),
    tick: { ...command('tick', 'Tick to copy, and go on', ['Space'], act.tick), when: 'grid', enabled: has },
    copy: {
      ...command('copy', 'Copy this key', ['c'], () => {
        if (active !== undefined && allows(active, 'copy'))
          happened({ type: 'chosen', keys: [active.key], choice: 'copy' });
        else if (active !== undefined) toast('info', whyNot(active));
      }),
      enabled: has,
    },
    set: { ...command('set', 'Set another value…', ['s'], act.set), enabled: has },
    all: {
      ...command('all', allTitle(proposed.length), ['a'], () =>
        happened({ type: 'chosen', keys: proposed, choice: 'copy' }),
      ),
      enabled: () => proposed.length > 0,
    },
    none: {
      ...command('none', 'Untick all', ['u'], () =>
        happened({ type: 'chosen', keys: [...choices.keys()], choice: 'skip' }),
      ),
      enabled: () => choices.size > 0,
    },
    filter: command('filter', 'Filter keys', ['/'], act.focusField),
    clear: {
      ...command('clear-filter', 'Clear the filter', ['Escape'], act.clearFilter),
      enabled: () => act.filtered,
    },
    down: command('down', 'Next row that differs', ['F7', ']'], () => act.move(1)),
    up: command('up', 'Previous row that differs', ['Shift+F7', '['], () => act.move(-1)),
  } as const satisfies Record<string, Command>;
}
