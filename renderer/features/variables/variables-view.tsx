import { useCallback, useDeferredValue, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Environment } from '../../../core/environment.ts';
import { protectionOf } from '../../../core/protection.ts';
import { useCommands } from '../../commands/use-commands.ts';
import type { GridHandle } from '../../grid/column.ts';
import { Grid } from '../../grid/grid.tsx';
import { useEnv } from '../../router/use-env.ts';
import { useActiveKey, variablesOf } from '../../state/focus-memory.ts';
import { useSelection } from '../../state/selection.ts';
import { toastHere } from '../../state/toasts.ts';
import { Button } from '../../ui/button.tsx';
import { isFocusLost } from '../../ui/returned-focus.ts';
import { EmptyState } from '../../ui/states.tsx';
import { useReveal } from '../../values/use-reveal.ts';
import { useValuesInView } from '../../values/use-values-in-view.ts';
import { BaselinePicker } from './baseline-picker.tsx';
import { Cells, drafted } from './cell-context.ts';
import { columns } from './columns.tsx';
import { EmptyEnvironment } from './empty-environment.tsx';
import { FilterBar } from './filter-bar.tsx';
import { countShows, matchingRows, shownRows } from './filters.ts';
import { isLarge, type Panel } from './panel.ts';
import { Panels } from './panels.tsx';
import { isEditing, ReadOnlyNotice, tellReadOnly } from './read-only.tsx';
import { isGhost, type VariableRow } from './row.ts';
import { SelectionBar } from './selection-bar.tsx';
import { Toolbar } from './toolbar.tsx';
import { useAskedKey } from './use-asked-key.ts';
import type { FilterState } from './use-filter.ts';
import { useKeptRow } from './use-kept-row.ts';
import { tellDeleted, variableCommands } from './use-variable-commands.ts';

export interface VariablesViewProps {
  readonly rows: readonly VariableRow[];
  readonly stamp: string;
  readonly baseline: Environment | undefined;
  readonly baselineFailed: boolean;
  readonly onBaseline: (slug: string) => void;
  readonly state: FilterState;
}

const rowKey = (row: VariableRow) => row.key;
const toneOf = (row: VariableRow) => (isGhost(row) || row.mark === 'deleted' ? 'ghost' : undefined);

/** The grid with everything that can be done in it. */
export function VariablesView(props: VariablesViewProps) {
  const { rows, stamp, baseline, baselineFailed, onBaseline, state } = props;
  const here = useEnv();
  const { filter } = state;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the filter is made anew at each render
  const matching = useMemo(() => matchingRows(rows, filter), [rows, filter.kind, filter.text, filter.found]);
  const totals = useMemo(() => countShows(rows), [rows]);
  // Deferred: while typing goes on, the rows come first.
  const counted = useDeferredValue(matching);
  const counts = useMemo(() => countShows(counted), [counted]);
  const byKey = useMemo(() => new Map(rows.map((row) => [row.key, row])), [rows]);
  const [activeKey, setActive] = useActiveKey(variablesOf(here.ref));
  const [panel, setPanel] = useState<Panel>();
  const latestPanel = useRef(panel);
  latestPanel.current = panel;
  const editing = panel?.type === 'inline' ? panel.key : undefined;
  const kept = useKeptRow(filter, byKey, activeKey, editing);
  const shown = useMemo(
    () => shownRows(rows, matching, filter.show, kept),
    [rows, matching, filter.show, kept],
  );
  // A row that is filtered out keeps its place, but no key acts on what is not seen.
  const active = useMemo(() => {
    const found = activeKey === undefined ? undefined : byKey.get(activeKey);
    return found !== undefined && shown.includes(found) ? found : undefined;
  }, [activeKey, byKey, shown]);
  const ticked = useSelection((selection) => selection.ticked);
  const tick = useSelection((selection) => selection.rowsTicked);
  const tickedRows = useMemo(() => [...ticked].flatMap((key) => byKey.get(key) ?? []), [ticked, byKey]);
  const readOnly = protectionOf(here.environment) === 'read-only';
  const [awaited, setAwaited] = useState<string>();
  const grid = useRef<GridHandle>(null);
  const filterField = useRef<HTMLInputElement>(null);

  const source = useMemo(() => drafted(here.ref), [here.ref]);
  const [keys, setKeys] = useState<readonly string[]>([]);
  const values = useValuesInView(source, keys, stamp);
  const reveal = useReveal();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was revealed belongs to the environment left
  useLayoutEffect(() => {
    reveal.hide();
    setPanel(undefined);
  }, [here.ref.slug, here.ref.projectId]);
  const textOf = (key: string) =>
    reveal.textOf(source, key) ??
    values.get(key)?.value ??
    (byKey.get(key)?.meta.empty === true ? '' : undefined);

  const edit = (row: VariableRow) => {
    if (readOnly) return tellReadOnly();
    setAwaited(undefined);
    const { key } = row;
    if (isGhost(row)) return setPanel({ type: 'add', key });
    if (row.mark === 'deleted') return tellDeleted(key);
    const text = textOf(key);
    setPanel(
      text !== undefined && isLarge(text) ? { type: 'edit', key, focus: 'value' } : { type: 'inline', key },
    );
  };
  const closePanel = (key?: string) => {
    // At once, not with the next frame: the next key may come before that, and what it opens would lose the focus.
    flushSync(() => {
      setPanel(undefined);
      if (key !== undefined) setAwaited(key);
    });
    if (isFocusLost()) grid.current?.focus();
  };
  // A row just added or renamed is not there at once, and the grid, focused before it is, would take its first row.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a list with that row in it is what it waits for
  useEffect(() => {
    if (awaited === undefined || !byKey.has(awaited)) return;
    setAwaited(undefined);
    setActive(awaited);
    grid.current?.scrollTo(awaited);
  }, [awaited, byKey]);
  useAskedKey((key) => {
    if (!byKey.has(key)) return;
    state.setTyped('');
    setAwaited(key);
    grid.current?.focus();
  });
  const clearTicks = () => tick([]);
  const commands = variableCommands({
    here,
    active,
    targets: tickedRows.length > 0 ? tickedRows : active === undefined ? [] : [active],
    drafts: totals.drafts,
    baseline,
    focusFilter: (text) => {
      if (text !== undefined) state.setTyped(text);
      filterField.current?.focus();
      if (text === undefined) filterField.current?.select();
    },
    clears: tickedRows.length > 0 || isFiltered(state),
    clear: () => (tickedRows.length > 0 ? clearTicks() : state.clear()),
    edit,
    reveal: (row) => {
      if (row.meta.hidden)
        toastHere('info', `The server does not give the value of ${row.key}, so it cannot be revealed.`);
      else if (row.meta.empty) toastHere('info', `${row.key} is empty: there is nothing to reveal.`);
      else reveal.toggle(row.key, [source]);
    },
    open: (next) => (readOnly && isEditing(next) ? tellReadOnly() : setPanel(next)),
    activate: (key) => {
      setActive(key);
      grid.current?.scrollTo(key);
    },
  });
  useCommands(commands);
  const find = (id: string) => commands.find((command) => command.id === id);
  const onViewChange = useCallback(
    (inView: readonly VariableRow[]) =>
      setKeys(inView.filter((row) => !isGhost(row) && !row.meta.hidden && !row.meta.empty).map(rowKey)),
    [],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: closing reads nothing that goes stale
  const cells = useMemo(
    () => ({
      env: here.ref,
      environmentKind: here.environment.kind,
      baseline: baseline?.name,
      values,
      reveal,
      editing,
      onEditEnd: () => closePanel(),
      onEditLarge: (key: string, typed?: string) => setPanel({ type: 'edit', key, focus: 'value', typed }),
    }),
    [here.ref, here.environment.kind, baseline?.name, values, reveal, editing],
  );
  // Dear to render, and not needed at each key of a filter.
  // biome-ignore lint/correctness/useExhaustiveDependencies: choosing reads nothing that goes stale
  const picker = useMemo(
    () =>
      baseline === undefined ? null : (
        <BaselinePicker
          baseline={baseline}
          others={here.environments.filter((each) => each.slug !== here.ref.slug)}
          onPick={onBaseline}
        />
      ),
    [baseline, here.environments, here.ref.slug],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the setters read nothing that goes stale
  const bar = useMemo(
    () => (
      <FilterBar
        state={state}
        totals={totals}
        counts={counts}
        compared={baseline !== undefined}
        revealed={reveal.count}
      />
    ),
    [filter.show, filter.kind, totals, counts, baseline === undefined, reveal.count],
  );
  const add = find('variables.add');
  const review = find('drafts.review');
  const nothing = totals.all === 0 && totals['missing-here'] === 0;
  return (
    <Cells value={cells}>
      {add !== undefined && review !== undefined && (
        <Toolbar
          state={state}
          filterRef={filterField}
          onLeaveFilter={() => grid.current?.focus()}
          picker={picker}
          add={add}
          review={review}
          drafts={totals.drafts}
        />
      )}
      {tickedRows.length > 0 ? (
        <SelectionBar count={tickedRows.length} commands={commands} onClear={clearTicks} />
      ) : (
        bar
      )}
      {readOnly && <ReadOnlyNotice />}
      {state.notSearched > 0 && (
        <p className="variables-notice" role="status">
          {state.notSearched === 1
            ? 'One masked value was not searched.'
            : `${state.notSearched.toLocaleString('en')} masked values were not searched.`}
        </p>
      )}
      {baselineFailed && (
        <p className="variables-notice" role="alert">
          {baseline?.name} could not be loaded, so nothing is compared with it.
        </p>
      )}
      {totals.all === 0 && filter.show === 'all' ? (
        <EmptyEnvironment
          onAdd={() => setPanel({ type: 'add', key: '' })}
          onCopy={() => setPanel({ type: 'copy-from' })}
        />
      ) : (
        <Grid
          handle={grid}
          ariaLabel={`Variables of ${here.environment.name}`}
          rows={shown}
          rowKey={rowKey}
          columns={columns}
          active={activeKey}
          onActiveChange={setActive}
          onMove={() => setAwaited(undefined)}
          selection={ticked}
          onSelectionChange={tick}
          onOpen={(key) => {
            const row = byKey.get(key);
            if (row !== undefined) edit(row);
          }}
          rowTone={toneOf}
          onViewChange={onViewChange}
          autoFocus
          edited={editing}
          empty={
            <EmptyState
              title={state.searching ? 'Searching…' : 'Nothing matches'}
              actions={!nothing && <Button onPress={state.clear}>Clear the filters</Button>}
            />
          }
        />
      )}
      <Panels
        panel={panel}
        rowOf={(key) => byKey.get(key)}
        isTaken={(key) => {
          const row = byKey.get(key);
          return row !== undefined && !isGhost(row) && row.mark !== 'deleted';
        }}
        textOf={textOf}
        // A dialog that was left may end late: it closes itself, and not the one that is there by then.
        onClose={(key) => {
          if (latestPanel.current === panel) closePanel(key);
        }}
      />
    </Cells>
  );
}

const isFiltered = ({ typed, filter }: FilterState): boolean =>
  typed !== '' || filter.show !== 'all' || filter.kind !== 'all';
