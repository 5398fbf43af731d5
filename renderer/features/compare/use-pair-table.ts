import { type RefObject, useMemo, useRef, useState } from 'react';
import type { CompareRow } from '../../../core/compare.ts';
import type { ValueSource } from '../../../core/ipc/contract.ts';
import type { Pair } from '../../../core/pairs.ts';
import { useCommands } from '../../commands/use-commands.ts';
import type { GridHandle } from '../../grid/column.ts';
import type { Selection } from '../../grid/selection.ts';
import { rowsHolding } from '../../pairs/rows-holding.ts';
import { usePairRows } from '../../pairs/use-pair-rows.ts';
import { usePairValues } from '../../pairs/use-pair-values.ts';
import { useTypedText } from '../../pairs/use-typed-text.ts';
import { projectKey, siblingRef, useEnv } from '../../router/use-env.ts';
import { useActiveKey } from '../../state/focus-memory.ts';
import { useReveal } from '../../values/use-reveal.ts';
import { compareColumns } from './columns.tsx';
import type { ShownValues } from './detail-panel.tsx';
import { countRows, visibleRows } from './filters.ts';
import { pairCommands } from './pair-commands.ts';
import { swapped } from './sides.ts';
import { useActiveStays } from './use-active-stays.ts';
import type { CompareSearch } from './use-compare-search.ts';
import { usePairActions } from './use-pair-actions.ts';

const noRows: readonly CompareRow[] = [];

/** Everything that two compared sides need: rows, filters, cursor, values, commands. */
export function usePairTable(search: CompareSearch, pair: Pair) {
  const here = useEnv();
  const left = here.environments.find((one) => one.slug === pair.left);
  const right = here.environments.find((one) => one.slug === pair.right);
  const names = useMemo(
    () => ({ left: left?.name ?? pair.left, right: right?.name ?? pair.right }),
    [left?.name, right?.name, pair],
  );
  const refs = { left: siblingRef(here, pair.left), right: siblingRef(here, pair.right) };
  const loaded = usePairRows(pair);
  const rows = loaded.state === 'ready' ? loaded.rows : noRows;
  const filter = useTypedText('q');
  const holding = useMemo(() => rowsHolding(rows, filter.followed), [rows, filter.followed]);
  const shown = useMemo(() => visibleRows(holding, search.show), [holding, search.show]);
  const counts = useMemo(() => countRows(holding), [holding]);
  const [active, setActive] = useActiveKey(`compare ${projectKey(here.ref)}`);
  const [ticked, setTicked] = useState<Selection>(new Set());
  const [ruled, setRuled] = useState<CompareRow>();
  useActiveStays(rows, shown, active, setActive);
  const row = useMemo(() => shown.find((one) => one.key === active), [shown, active]);
  const field = useRef<HTMLInputElement>(null);
  const grid = useRef<GridHandle>(null);
  const revealing = useRowReveal(refs, row);
  const commands = pairCommands({
    rows,
    shown,
    active: row,
    ticked,
    names,
    went: goer(setActive, grid),
    focusField: () => field.current?.select(),
    clears: ticked.size > 0 || filter.typed !== '' || search.show !== 'differing',
    clear: () => {
      if (ticked.size > 0) return setTicked(new Set());
      filter.setTyped('');
      if (search.show !== 'differing') search.showPicked('differing');
    },
    swap: () => search.pairPicked(swapped(pair)),
    toggleMatrix: search.matrixToggled,
    isRevealed: revealing.shown !== undefined,
    revealed: revealing.toggle,
    editRule: setRuled,
    ...usePairActions({ refs, names, pair }),
  });
  useCommands(Object.values(commands));
  const values = usePairValues(refs.left, refs.right, rows);
  const columns = useMemo(() => compareColumns(names, values.shown), [names, values.shown]);
  const sides = [left, right].filter((one) => one !== undefined);
  const state = { active, setActive, ticked, setTicked, ruled, setRuled, row };
  return {
    ...state,
    sides,
    names,
    loaded,
    rows,
    shown,
    counts,
    filter,
    field,
    grid,
    commands,
    columns,
    values,
    revealed: revealing.shown,
  };
}

const goer = (setActive: (key: string) => void, grid: RefObject<GridHandle | null>) => (key: string) => {
  setActive(key);
  grid.current?.scrollTo(key);
};

type Refs = { readonly [Side in 'left' | 'right']: ReturnType<typeof siblingRef> };

/** Both values of the active row, on request and for a while. */
function useRowReveal(refs: Refs, row: CompareRow | undefined) {
  const reveal = useReveal();
  const sources = {
    left: { from: 'saved', env: refs.left },
    right: { from: 'saved', env: refs.right },
  } as const satisfies Record<'left' | 'right', ValueSource>;
  const toggle = (one: CompareRow) => {
    const present = (['left', 'right'] as const).filter((side) => one[side]?.hidden === false);
    reveal.toggle(
      one.key,
      present.map((side) => sources[side]),
    );
  };
  const shown: ShownValues | undefined =
    row === undefined || reveal.shown?.key !== row.key
      ? undefined
      : {
          left: reveal.textOf(sources.left, row.key),
          right: reveal.textOf(sources.right, row.key),
          count: reveal.count ?? 0,
        };
  return { toggle, shown };
}
