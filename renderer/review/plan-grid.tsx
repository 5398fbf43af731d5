import './review.css';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { PlanRow, PlanView, RowOutcome } from '../../core/changeset.ts';
import { resourceOf } from '../../core/resource.ts';
import { useCommands } from '../commands/use-commands.ts';
import { ResourceMark } from '../documents/resource-mark.tsx';
import type { Column, GridHandle, RowTone } from '../grid/column.ts';
import { Grid } from '../grid/grid.tsx';
import { Name } from '../ui/mono.tsx';
import { EmptyState } from '../ui/states.tsx';
import { useReveal } from '../values/use-reveal.ts';
import { useValuesInView } from '../values/use-values-in-view.ts';
import { DocumentPane } from './document-pane.tsx';
import { lineHeight, lineKey, nameWidth, type PlanLine, planLines, rowInPlaceOf } from './plan-lines.ts';
import { PlanValues, type PlanValuesIn, SideValue } from './plan-values.tsx';
import { OutcomeRemark, RowRemarks } from './remarks.tsx';
import { ValuePane } from './value-pane.tsx';

export interface PlanGridProps {
  readonly plan: PlanView;
  /** After an apply: what became of each row, in place of the risks. */
  readonly outcomes?: readonly RowOutcome[];
  /** Take a row out of the plan; without it nothing can be taken out. */
  readonly onExclude?: (key: string) => void;
  readonly autoFocus?: boolean;
}

const actionNames = { create: 'New', update: 'Changed', delete: 'Deletions', none: 'No change needed' };

/** The rows of a plan: what is there now, what will be, and what deserves a look. Any number of them. */
export function PlanGrid({ plan, outcomes, onExclude, autoFocus = false }: PlanGridProps) {
  const lines = useMemo(() => planLines(plan, outcomes), [plan, outcomes]);
  // What changed there meanwhile is what one has to look at first.
  const [active, setActive] = useState(() => {
    const moved = lines.find(hasMoved);
    return moved === undefined ? undefined : lineKey(moved);
  });
  const [seen, setSeen] = useState(lines);
  if (seen !== lines) {
    setSeen(lines);
    // The active row was taken out: its neighbour is active, so that the next key acts on a row that is seen.
    if (active !== undefined && !lines.some((line) => lineKey(line) === active))
      setActive(rowInPlaceOf(active, seen, lines));
  }
  // Before a key was pressed the first document is read: a plan of one agent shows at once what it changes.
  const shown = lines.find((line) =>
    active === undefined ? line.type === 'row' && !isOfVariable(line) : lineKey(line) === active,
  );
  const [keys, setKeys] = useState<readonly string[]>([]);
  const before = useMemo(() => ({ from: 'plan', planId: plan.id, side: 'before' }) as const, [plan.id]);
  const after = useMemo(() => ({ from: 'plan', planId: plan.id, side: 'after' }) as const, [plan.id]);
  const beforeValues = useValuesInView(before, keys, plan.revision);
  const afterValues = useValuesInView(after, keys, plan.revision);
  const was = useMemo(() => ({ from: 'plan', planId: plan.id, side: 'was' }) as const, [plan.id]);
  const moved = useMemo(() => {
    const drifted = new Set(plan.rows.flatMap(({ key, drift }) => (drift === undefined ? [] : key)));
    return keys.filter((key) => drifted.has(key));
  }, [plan, keys]);
  const wasValues = useValuesInView(was, moved, plan.revision);
  const reveal = useReveal();
  const values = useMemo<PlanValuesIn>(
    () => ({
      before: { values: beforeValues, revealed: (key) => reveal.textOf(before, key) },
      after: { values: afterValues, revealed: (key) => reveal.textOf(after, key) },
      was: { values: wasValues, revealed: () => undefined },
    }),
    [beforeValues, afterValues, wasValues, reveal, before, after],
  );
  const [opened, setOpened] = useState(false);
  const toggle = () => {
    const line = lines.find((each) => lineKey(each) === active);
    if (line === undefined || !isOfVariable(line)) return;
    const sources = [
      ...(line.row.before === undefined || line.row.before.hidden ? [] : [before]),
      ...(line.row.after === undefined || line.row.after.hidden ? [] : [after]),
    ];
    reveal.toggle(line.row.key, sources);
  };
  useCommands([
    {
      id: 'review.values',
      title: 'Show or hide the whole values of this row',
      group: 'Variables',
      keys: ['v'],
      when: 'grid',
      enabled: () => !applied,
      run: () => setOpened((now) => !now),
    },
    {
      id: 'review.reveal',
      title: 'Reveal or hide the values of this row',
      group: 'Variables',
      keys: ['r'],
      when: 'grid',
      enabled: () => !applied,
      run: toggle,
    },
    {
      id: 'review.exclude',
      title: 'Take this row out of the review',
      group: 'Drafts',
      keys: ['x'],
      when: 'grid',
      enabled: () => active !== undefined && onExclude !== undefined && !active.startsWith('\n'),
      run: () => {
        if (active === undefined) return;
        onExclude?.(active);
        // At once: the next key is meant for the next row, however late main answers.
        const rest = lines.filter((line) => lineKey(line) !== active);
        setActive(rowInPlaceOf(active, lines, rest));
      },
    },
  ]);
  const grid = useRef<GridHandle>(null);
  const latestExclude = useRef(onExclude);
  latestExclude.current = onExclude;
  const canExclude = onExclude !== undefined;
  // Main forgets a plan's values when it was carried out.
  const applied = outcomes !== undefined;
  const names = useMemo(() => nameWidth(plan.rows), [plan.rows]);
  const columns = useMemo(() => {
    const exclude = (key: string) => {
      // The button goes with its row: the focus stays in the list.
      grid.current?.focus();
      latestExclude.current?.(key);
    };
    return applied ? resultColumns(names) : columnsOf(names, canExclude ? exclude : undefined);
  }, [canExclude, applied, names]);
  // The list has less room once the values of a row stand below it.
  useEffect(() => {
    if (active !== undefined && opened) grid.current?.scrollTo(active);
  }, [active, opened]);
  const onViewChange = useCallback(
    (shown: readonly PlanLine[]) =>
      setKeys(shown.flatMap((line) => (isOfVariable(line) ? line.row.key : []))),
    [],
  );
  return (
    <PlanValues value={values}>
      <Grid
        handle={grid}
        ariaLabel={`Changes to ${plan.environmentName}`}
        rows={lines}
        rowKey={lineKey}
        columns={columns}
        active={active}
        onActiveChange={setActive}
        rowHeight={lineHeight}
        grows
        rowTone={toneOf}
        heading={titleOf}
        {...(applied ? {} : { onViewChange })}
        {...(applied ? {} : { onOpen: () => setOpened((now) => !now) })}
        autoFocus={autoFocus}
        empty={
          <EmptyState title={plan.createsEnvironment ? 'An empty environment' : 'Nothing to change'}>
            {plan.createsEnvironment
              ? 'It is created with no variables.'
              : plan.left.length > 0
                ? 'Every row was left out. What is there now stays.'
                : 'Everything is as it should be already.'}
          </EmptyState>
        }
      />
      {!applied && shown?.type === 'row' && <DocumentPane key={lineKey(shown)} plan={plan} row={shown.row} />}
      {!applied && opened && shown?.type === 'row' && isOfVariable(shown) && (
        <ValuePane key={lineKey(shown)} row={shown.row} onClose={() => setOpened(false)} />
      )}
    </PlanValues>
  );
}

type RowLine = Extract<PlanLine, { type: 'row' }>;

const isOfVariable = (line: PlanLine): line is RowLine =>
  line.type === 'row' && resourceOf(line.row) === 'variable';

const hasMoved = (line: PlanLine): boolean => line.type === 'row' && line.row.drift !== undefined;

function RowName({ row }: { readonly row: PlanRow }) {
  const resource = resourceOf(row);
  return (
    <>
      {resource !== 'variable' && <ResourceMark resource={resource} />}
      <Name text={row.key} />
    </>
  );
}

const toneOf = (line: PlanLine): RowTone | undefined =>
  line.type === 'row' && (line.outcome?.outcome === 'failed' || line.outcome?.outcome === 'in-doubt')
    ? 'bad'
    : undefined;

const titleOf = (line: PlanLine): ReactNode | undefined =>
  line.type === 'row' ? undefined : (
    <span className={`plan-title plan-title-${line.action}`}>
      {actionNames[line.action]} <span className="soft">{line.count}</span>
    </span>
  );

const keyColumn = (least: number): Column<PlanLine> => ({
  id: 'key',
  header: 'Key',
  width: `minmax(${least}px, 1fr)`,
  isRowHeader: true,
  className: 'grid-tall plan-name',
  render: (line) => (line.type === 'row' ? <RowName row={line.row} /> : null),
});

const resultColumns = (names: number): readonly Column<PlanLine>[] => [
  keyColumn(names),
  {
    id: 'result',
    header: 'Result',
    width: 'minmax(280px, 2fr)',
    className: 'grid-tall plan-remarks',
    render: (line) =>
      line.type === 'row' && line.outcome !== undefined ? <OutcomeRemark outcome={line.outcome} /> : null,
  },
];

const columnsOf = (
  names: number,
  onExclude: ((key: string) => void) | undefined,
): readonly Column<PlanLine>[] => [
  keyColumn(names),
  {
    id: 'before',
    header: 'Now',
    width: 'minmax(130px, 1.7fr)',
    className: 'grid-tall',
    render: (line) => (line.type === 'row' ? <SideValue row={line.row} side="before" /> : null),
  },
  {
    id: 'after',
    header: 'Will be',
    width: 'minmax(130px, 1.7fr)',
    className: 'grid-tall',
    render: (line) => (line.type === 'row' ? <SideValue row={line.row} side="after" /> : null),
  },
  {
    id: 'remarks',
    header: 'Warnings and notes',
    width: 'minmax(280px, 1.4fr)',
    className: 'grid-tall plan-remarks',
    render: (line) => (line.type === 'row' ? <RowRemarks row={line.row} onExclude={onExclude} /> : null),
  },
];
