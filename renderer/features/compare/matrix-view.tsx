import { type ReactNode, useMemo, useRef, useState } from 'react';
import { type CompareFilter, filterCounts, type MatrixRow, passesFilter } from '../../../core/compare.ts';
import type { Command } from '../../commands/command.ts';
import { useCommands } from '../../commands/use-commands.ts';
import type { GridHandle } from '../../grid/column.ts';
import { Grid } from '../../grid/grid.tsx';
import { SlowLoading } from '../../lists/slow-loading.tsx';
import { FailedSides } from '../../pairs/failed-sides.tsx';
import { rowsHolding } from '../../pairs/rows-holding.ts';
import { useMatrixRows } from '../../pairs/use-pair-rows.ts';
import { useTypedText } from '../../pairs/use-typed-text.ts';
import { useReady } from '../../router/ready.ts';
import { projectKey, useEnv } from '../../router/use-env.ts';
import { useActiveKey } from '../../state/focus-memory.ts';
import { EmptyState } from '../../ui/states.tsx';
import { CompareHead } from './compare-head.tsx';
import { isOffered } from './filters.ts';
import { matrixColumns } from './matrix-columns.tsx';
import { useActiveStays } from './use-active-stays.ts';
import type { CompareSearch } from './use-compare-search.ts';

const keyOf = (row: MatrixRow): string => row.key;
const noRows: readonly MatrixRow[] = [];

const labels: Readonly<Record<CompareFilter, string>> = {
  all: 'All',
  different: 'Different',
  expected: 'Expected differences',
  missing: 'Missing somewhere',
  'rule-broken': 'Rule broken',
  'rule-unknown': 'Rule unknown',
  'cannot-tell': 'Cannot tell',
};
const filters = [
  'all',
  'different',
  'expected',
  'missing',
  'rule-broken',
  'rule-unknown',
  'cannot-tell',
] as const;

/** All environments in one read-only table. Equal letters in a row mean equal values. */
export function MatrixView({ search }: { readonly search: CompareSearch }): ReactNode {
  const { environments, ref } = useEnv();
  const loaded = useMatrixRows();
  const rows = loaded.state === 'ready' ? loaded.rows : noRows;
  const [show, setShow] = useState<CompareFilter>('all');
  const filter = useTypedText('q');
  const [active, setActive] = useActiveKey(`compare ${projectKey(ref)}`);
  const holding = useMemo(() => rowsHolding(rows, filter.followed), [rows, filter.followed]);
  const counts = useMemo(() => filterCounts(holding), [holding]);
  const shown = useMemo(() => holding.filter((row) => passesFilter(row, show)), [holding, show]);
  useActiveStays(rows, shown, active, setActive);
  const columns = useMemo(() => matrixColumns(environments), [environments]);
  const field = useRef<HTMLInputElement>(null);
  const grid = useRef<GridHandle>(null);
  const step = (by: 1 | -1) => {
    const at = shown.findIndex((row) => row.key === active);
    const from = at === -1 && by === -1 ? shown.length : at;
    const after = by === 1 ? shown.slice(from + 1) : shown.slice(0, from).reverse();
    const found = after.find((row) => row.state !== 'same' && !(row.state === 'different' && row.expected));
    if (found === undefined) return;
    setActive(found.key);
    grid.current?.scrollTo(found.key);
  };
  const command = (id: string, title: string, keys: readonly string[], run: () => void): Command => ({
    id: `compare.${id}`,
    title,
    group: 'Compare',
    keys,
    run,
  });
  const matrix = command('matrix', 'Two sides', ['m'], search.matrixToggled);
  useCommands([
    matrix,
    command('filter', 'Filter keys', ['/'], () => field.current?.select()),
    {
      ...command('escape', 'Clear the filters', ['Escape'], () => {
        filter.setTyped('');
        setShow('all');
      }),
      palette: false,
      enabled: () => filter.typed !== '' || show !== 'all',
    },
    command('next', 'Next difference', ['F7', ']'], () => step(1)),
    command('previous', 'Previous difference', ['Shift+F7', '['], () => step(-1)),
  ]);
  useReady(loaded.state !== 'loading');
  return (
    <>
      <CompareHead
        chips={filters
          .filter((id) => isOffered(id, show, counts))
          .map((id) => ({
            id,
            label: labels[id],
            count: loaded.state === 'ready' ? counts[id] : undefined,
            ...(id === 'rule-broken' ? { tone: 'bad' as const } : {}),
          }))}
        show={show}
        usual="all"
        showPicked={setShow}
        text={filter.typed}
        textTyped={filter.setTyped}
        fieldRef={field}
        leaveField={() => grid.current?.focus()}
        matrix={matrix}
        environments={environments}
      >
        <strong>All {environments.length} environments</strong>
        <span className="soft">In a row, the same letter means the same value.</span>
      </CompareHead>
      {loaded.state === 'failed' && <FailedSides sides={loaded.sides} retry={loaded.retry} />}
      {loaded.state === 'loading' && <SlowLoading label="Loading all environments" rows={16} />}
      {loaded.state === 'ready' && (
        <Grid
          handle={grid}
          autoFocus
          ariaLabel="All environments compared"
          rows={shown}
          rowKey={keyOf}
          columns={columns}
          active={active}
          onActiveChange={setActive}
          empty={
            <EmptyState
              title={rows.length === 0 ? 'No environment has variables yet' : 'No rows match this filter'}
            />
          }
        />
      )}
    </>
  );
}
