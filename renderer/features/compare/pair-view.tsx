import type { ReactNode } from 'react';
import type { CompareRow } from '../../../core/compare.ts';
import { defaultRule } from '../../../core/detect.ts';
import type { Pair } from '../../../core/pairs.ts';
import { Grid } from '../../grid/grid.tsx';
import { SlowLoading } from '../../lists/slow-loading.tsx';
import { FailedSides } from '../../pairs/failed-sides.tsx';
import type { Chip } from '../../pairs/filter-chips.tsx';
import { PairPicker } from '../../pairs/pair-picker.tsx';
import { useReady } from '../../router/ready.ts';
import { useEnv } from '../../router/use-env.ts';
import { EmptyState } from '../../ui/states.tsx';
import { CompareHead } from './compare-head.tsx';
import { DetailPanel } from './detail-panel.tsx';
import { isOffered, type Show, shows } from './filters.ts';
import { NotAmongSides } from './not-among-sides.tsx';
import { RuleDialog } from './rule-dialog.tsx';
import { swapped, withSide } from './sides.ts';
import type { CompareSearch } from './use-compare-search.ts';
import { usePairTable } from './use-pair-table.ts';

const keyOf = (row: CompareRow): string => row.key;

interface Props {
  readonly search: CompareSearch;
  readonly pair: Pair;
}

/** Two environments, one row per key. */
export function PairView({ search, pair }: Props): ReactNode {
  const { environments, ref } = useEnv();
  const table = usePairTable(search, pair);
  const { names, loaded, commands, filter, row, ruled } = table;
  useReady(loaded.state !== 'loading');
  return (
    <>
      <CompareHead
        chips={chipsOf(loaded.state === 'ready' ? table.counts : undefined, names, search.show)}
        show={search.show}
        usual="differing"
        showPicked={search.showPicked}
        text={filter.typed}
        textTyped={filter.setTyped}
        fieldRef={table.field}
        leaveField={() => table.grid.current?.focus()}
        matrix={commands.matrix}
        environments={table.sides}
      >
        <PairPicker
          pair={pair}
          environments={environments}
          labels={['Left side', 'Right side']}
          picked={(side, slug) => search.pairPicked(withSide(pair, side, slug))}
          swap={() => search.pairPicked(swapped(pair))}
        />
      </CompareHead>
      <NotAmongSides pair={pair} />
      {loaded.state === 'failed' && <FailedSides sides={loaded.sides} retry={loaded.retry} />}
      {loaded.state === 'loading' && (
        <SlowLoading label={`Loading ${names.left} and ${names.right}`} rows={16} />
      )}
      {loaded.state === 'ready' && (
        <Grid
          handle={table.grid}
          autoFocus
          ariaLabel={`${names.left} compared with ${names.right}`}
          rows={table.shown}
          rowKey={keyOf}
          columns={table.columns}
          active={table.active}
          onActiveChange={table.setActive}
          selection={table.ticked}
          onSelectionChange={table.setTicked}
          onOpen={(key) => table.setRuled(table.rows.find((one) => one.key === key))}
          onViewChange={table.values.viewChanged}
          empty={
            <NoRows
              show={search.show}
              any={table.rows.length > 0}
              expected={table.counts.expected}
              text={filter.followed}
              names={names}
            />
          }
        />
      )}
      {row !== undefined && (
        <DetailPanel
          row={row}
          leftName={names.left}
          rightName={names.right}
          shown={table.revealed}
          commands={[
            commands.reveal,
            commands.rule,
            commands.carryLeft,
            commands.carryRight,
            commands.promote,
          ]}
        />
      )}
      {ruled !== undefined && loaded.state === 'ready' && (
        <RuleDialog
          project={{ workspaceId: ref.workspaceId, projectId: ref.projectId }}
          name={ruled.key}
          rule={loaded.rules.get(ruled.key)}
          defaultRule={defaultRule(ruled.key)}
          required={loaded.required.has(ruled.key)}
          onClose={() => table.setRuled(undefined)}
        />
      )}
    </>
  );
}

interface SideNames {
  readonly left: string;
  readonly right: string;
}

function chipsOf(
  counts: Readonly<Record<Show, number>> | undefined,
  names: SideNames,
  show: Show,
): readonly Chip<Show>[] {
  const labels: Readonly<Record<Show, string>> = {
    differing: 'Differences',
    different: 'Different',
    expected: 'Expected differences',
    'only-left': `Only in ${names.left}`,
    'only-right': `Only in ${names.right}`,
    'cannot-tell': 'Cannot tell',
    'rule-broken': 'Rule broken',
    'rule-unknown': 'Rule unknown',
    all: 'All',
  };
  return shows
    .filter((id) => isOffered(id, show, counts))
    .map((id) => ({
      id,
      label: labels[id],
      count: counts?.[id],
      ...(id === 'rule-broken' ? { tone: 'bad' as const } : {}),
    }));
}

function NoRows(props: {
  readonly show: Show;
  readonly any: boolean;
  /** How many differences are expected, and so not shown. */
  readonly expected: number;
  readonly text: string;
  readonly names: SideNames;
}): ReactNode {
  const { left, right } = props.names;
  if (!props.any) return <EmptyState title={`${left} and ${right} have no variables yet`} />;
  if (props.text !== '')
    return <EmptyState title={`No key matches “${props.text}” here`}>Esc clears it.</EmptyState>;
  if (props.show === 'differing' && props.expected > 0)
    return (
      <EmptyState title="Every difference is expected">
        {props.expected.toLocaleString('en')} {props.expected === 1 ? 'key differs' : 'keys differ'}, which is
        expected of this kind of environment (Alt+8). The filter Expected differences shows what differs.
      </EmptyState>
    );
  if (props.show === 'differing')
    return (
      <EmptyState title={`${left} and ${right} are the same`}>
        Every key has the same value in both.
      </EmptyState>
    );
  return <EmptyState title="No rows match this filter" />;
}
