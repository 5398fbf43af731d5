import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { mac } from '../commands/keyboard.ts';
import { moveTo } from './move.ts';
import { type Anchor, allToggled, ranged, type Selection, toggled } from './selection.ts';

export interface CursorInput {
  /** Keys of the rows as shown. */
  readonly order: readonly string[];
  readonly indexOf: (key: string) => number | undefined;
  readonly isHeading: (index: number) => boolean;
  /** Whether a row is ticked where all are. */
  readonly isOfAll: (index: number) => boolean;
  readonly active: string | undefined;
  readonly onActiveChange: (key: string) => void;
  readonly selection: Selection | undefined;
  readonly onSelectionChange: ((selection: Selection) => void) | undefined;
  readonly onOpen: ((key: string) => void) | undefined;
  readonly columns: number;
  readonly pageRows: () => number;
  readonly reveal: (index: number) => void;
}

const inner = 'button, a, input, textarea, select, [contenteditable=true]';

/** The active cell and the ticks, moved by keys and pointer. The grid keeps the focus; cells are named by id. */
export function useCursor(input: CursorInput) {
  const { order, active, selection, onSelectionChange, onActiveChange, isHeading } = input;
  const [column, setColumn] = useState(selection === undefined ? 0 : 1);
  const anchor = useRef<Anchor>(undefined);
  const lastIndex = useRef(0);
  const found = active === undefined ? undefined : input.indexOf(active);
  if (found !== undefined) lastIndex.current = found;
  const steppable = () => order.filter((_, index) => !isHeading(index));
  const all = () => order.filter((_, index) => input.isOfAll(index));

  const go = (index: number, extend: boolean) => {
    const key = order[index];
    if (key === undefined) return;
    if (extend && selection !== undefined && onSelectionChange !== undefined) {
      anchor.current ??= { key: active ?? key, base: selection };
      const drawn = ranged(steppable(), anchor.current, key);
      onSelectionChange(drawn);
    } else anchor.current = undefined;
    if (key !== active) onActiveChange(key);
    input.reveal(index);
  };

  const tick = (key: string) => {
    anchor.current = undefined;
    if (selection !== undefined) onSelectionChange?.(toggled(selection, key));
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget || event.altKey) return;
    const mod = mac ? event.metaKey : event.ctrlKey;
    const here = found === undefined ? undefined : order[found];
    const done = () => event.preventDefault();
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      if (mod) return;
      setColumn(Math.min(Math.max(column + (event.key === 'ArrowLeft' ? -1 : 1), 0), input.columns - 1));
      return done();
    }
    if (mod && event.key.toLowerCase() === 'a' && selection !== undefined) {
      onSelectionChange?.(allToggled(selection, all()));
      return done();
    }
    if (!mod && event.key === ' ' && here !== undefined) {
      tick(here);
      return done();
    }
    if (!mod && event.key === 'Enter' && here !== undefined && input.onOpen !== undefined) {
      input.onOpen(here);
      return done();
    }
    const from = found ?? lastIndex.current - 1;
    const to = moveTo({ key: event.key, mod }, from, order.length, input.pageRows(), isHeading);
    if (to === undefined) return;
    go(to, event.shiftKey);
    done();
  };

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0 || !(event.target instanceof Element)) return;
    const index = Number(event.target.closest<HTMLElement>('.grid-row')?.dataset['index'] ?? Number.NaN);
    const key = order[index];
    if (key === undefined || isHeading(index)) return;
    const onTick = event.target.closest('.grid-row .grid-tick-cell') !== null;
    if (event.shiftKey) go(index, true);
    else {
      if (onTick || (mac ? event.metaKey : event.ctrlKey)) tick(key);
      if (key !== active) onActiveChange(key);
    }
    // A press on a row must not take the focus from the grid, nor mark text on Shift.
    if (event.target.closest(inner) === null) {
      if (event.shiftKey) event.preventDefault();
      event.currentTarget.focus({ preventScroll: true });
    }
  };

  const onDoubleClick = (event: { readonly target: EventTarget }) => {
    if (!(event.target instanceof Element) || event.target.closest(`${inner}, .grid-tick-cell`) !== null)
      return;
    const index = Number(event.target.closest<HTMLElement>('.grid-row')?.dataset['index'] ?? Number.NaN);
    const key = order[index];
    if (key !== undefined && !isHeading(index)) input.onOpen?.(key);
  };

  return {
    activeIndex: found,
    column: Math.min(column, input.columns - 1),
    tickAll: () => selection !== undefined && onSelectionChange?.(allToggled(selection, all())),
    handlers: { onKeyDown, onPointerDown, onDoubleClick },
  };
}
