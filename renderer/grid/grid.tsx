import './grid.css';
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import {
  type ReactNode,
  type Ref,
  type RefObject,
  useCallback,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Column, GridHandle, RowTone } from './column.ts';
import { GridHead } from './grid-head.tsx';
import { cellId, GridRow } from './grid-row.tsx';
import type { Selection } from './selection.ts';
import { useCursor } from './use-cursor.ts';
import { widthsOf } from './widths.ts';

export interface GridProps<Row> {
  readonly ariaLabel: string;
  readonly rows: readonly Row[];
  /** Unique among the rows; made once outside of render. */
  readonly rowKey: (row: Row) => string;
  readonly columns: readonly Column<Row>[];
  /** Key of the row that keys act on. It stays when the rows change, even while filtered out. */
  readonly active: string | undefined;
  readonly onActiveChange: (key: string) => void;
  /** The person moved to a row, by key or pointer. */
  readonly onMove?: () => void;
  /** Ticked rows. Without it there is no column of ticks. */
  readonly selection?: Selection;
  readonly onSelectionChange?: (selection: Selection) => void;
  /** Whether a row is one of those that are ticked all at once. Absent: each is. */
  readonly mayTick?: (row: Row) => boolean;
  /** Enter or a double click on a row. */
  readonly onOpen?: (key: string) => void;
  readonly rowTone?: (row: Row) => RowTone | undefined;
  /** Pixels, 32 when absent. */
  readonly rowHeight?: (row: Row) => number;
  /** Rows are as tall as the text in them: `rowHeight` is a guess for those not seen yet. */
  readonly grows?: boolean;
  /** A row that titles those below it: it spans all columns, keys step over it. */
  readonly heading?: (row: Row) => ReactNode | undefined;
  /** The rows in the DOM changed: ask for the values of these and forget the others. */
  readonly onViewChange?: (rows: readonly Row[]) => void;
  readonly handle?: Ref<GridHandle>;
  /** Stands in place of the rows when there are none. */
  readonly empty?: ReactNode;
  readonly autoFocus?: boolean;
  /** Key of a row with a field in it: that is the same field still when rows come or go above it. */
  readonly edited?: string | undefined;
}

const headHeight = 32;
const plainHeight = 32;

/** A list of any length in the ARIA grid pattern, with at most some fifty rows in the DOM. */
export function Grid<Row>(props: GridProps<Row>) {
  const { rows, rowKey, columns, rowHeight, heading, onViewChange, selection } = props;
  const gridId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const order = useMemo(() => rows.map(rowKey), [rows, rowKey]);
  const indexOf = useMemo(() => indexer(order), [order]);
  const activeIndex = props.active === undefined ? undefined : indexOf(props.active);
  const isHeading = (index: number) => {
    const row = rows[index];
    return row !== undefined && heading?.(row) !== undefined;
  };
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => {
      const row = rows[index];
      return row === undefined || rowHeight === undefined ? plainHeight : rowHeight(row);
    },
    getItemKey: useCallback((index: number) => order[index] ?? index, [order]),
    // The active row stays in the DOM when it is scrolled away: a screen reader is on it.
    rangeExtractor: useCallback((range: Range) => withActive(range, activeIndex), [activeIndex]),
    overscan: 6,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    initialRect: { width: 1440, height: 900 },
  });
  const reveal = (index: number) => virtual.scrollToIndex(index);
  const cursor = useCursor({
    order,
    indexOf,
    isHeading,
    isOfAll: (index) => {
      const row = rows[index];
      return row !== undefined && !isHeading(index) && props.mayTick?.(row) !== false;
    },
    active: props.active,
    onActiveChange: (key) => {
      props.onMove?.();
      props.onActiveChange(key);
    },
    selection,
    onSelectionChange: props.onSelectionChange,
    onOpen: props.onOpen,
    columns: columns.length + (selection === undefined ? 0 : 1),
    pageRows: () => Math.floor((scroller.current?.clientHeight ?? 0) / plainHeight) - 1,
    reveal,
  });
  useImperativeHandle(props.handle, () => ({
    focus: () => scroller.current?.focus({ preventScroll: true }),
    scrollTo: (key) => {
      const index = indexOf(key);
      if (index !== undefined) reveal(index);
    },
  }));
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the grid appears
  useEffect(() => {
    if (props.autoFocus === true) scroller.current?.focus({ preventScroll: true });
    if (activeIndex !== undefined) reveal(activeIndex);
  }, []);
  useKeptInView(virtual.scrollRect?.height, virtual.measurementsCache[activeIndex ?? -1], scroller, () => {
    if (activeIndex !== undefined) reveal(activeIndex);
  });
  const items = virtual.getVirtualItems();
  useMovedInView(props.active, virtual.measurementsCache[activeIndex ?? -1]?.start, scroller, () => {
    if (activeIndex !== undefined) reveal(activeIndex);
  });
  const view = `${items[0]?.index ?? 0}-${items.at(-1)?.index ?? 0}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `view` stands for the items, which are new at each render
  useEffect(() => {
    onViewChange?.(items.flatMap((item) => rows[item.index] ?? []));
  }, [onViewChange, rows, view]);
  const widths = widthsOf(columns, selection !== undefined);
  const wide = useWide(scroller, widths.least);
  useColumnInView(wide && activeIndex !== undefined ? cellId(gridId, activeIndex, cursor.column) : undefined);
  const { mayTick } = props;
  const tickedShown = useMemo(
    () => countTicked(mayTick === undefined ? order : rows.filter(mayTick).map(rowKey), selection),
    [order, rows, rowKey, mayTick, selection],
  );

  return (
    <div className="grid-place">
      <div
        ref={scroller}
        role="grid"
        tabIndex={0}
        className="grid"
        aria-label={props.ariaLabel}
        data-fits={virtual.getTotalSize() + headHeight <= (virtual.scrollRect?.height ?? 0) || undefined}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length + (selection === undefined ? 0 : 1)}
        {...(selection === undefined ? {} : { 'aria-multiselectable': true })}
        {...(activeIndex === undefined
          ? {}
          : { 'aria-activedescendant': cellId(gridId, activeIndex, cursor.column) })}
        data-wide={wide || undefined}
        style={
          {
            '--columns': widths.tracks,
            '--least': `${widths.least}px`,
            '--names': `${widths.names}px`,
          } as object
        }
        onFocus={(event) => {
          const first = rows.findIndex((_, index) => !isHeading(index));
          const key = order[first];
          // Also where the active row is filtered out: keys act on a row that is seen.
          if (event.target === event.currentTarget && activeIndex === undefined && key !== undefined)
            props.onActiveChange(key);
        }}
        {...cursor.handlers}
      >
        <GridHead columns={columns} ticked={tickedShown} onTickAll={cursor.tickAll} />
        <div role="rowgroup" className="grid-body" style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            const title = heading?.(row);
            const top = item.start - headHeight;
            if (title !== undefined)
              return (
                <Heading
                  key={item.index}
                  index={item.index}
                  top={top}
                  height={item.size}
                  span={columns.length}
                >
                  {title}
                </Heading>
              );
            return (
              <GridRow
                // By place and not by key: a filter then changes texts instead of making every row anew.
                key={order[item.index] === props.edited ? 'edited' : item.index}
                row={row}
                index={item.index}
                gridId={gridId}
                columns={columns}
                top={top}
                height={item.size}
                measure={props.grows === true ? virtual.measureElement : undefined}
                activeColumn={item.index === activeIndex ? cursor.column : undefined}
                ticked={selection?.has(order[item.index] ?? '')}
                tone={props.rowTone?.(row)}
              />
            );
          })}
        </div>
      </div>
      {rows.length === 0 && props.empty !== undefined && <div className="grid-empty">{props.empty}</div>}
    </div>
  );
}

/** Whether columns need more pixels than there are; told anew only when that changes. */
function useWide(scroller: RefObject<HTMLElement | null>, least: number): boolean {
  const [wide, setWide] = useState(false);
  useLayoutEffect(() => {
    const { current: grid } = scroller;
    if (grid === null) return;
    const observer = new ResizeObserver(() => setWide(grid.clientWidth < least));
    observer.observe(grid);
    return () => observer.disconnect();
  }, [scroller, least]);
  return wide;
}

/** Where the columns do not fit, the active cell is scrolled into view beside the one that names its row. */
function useColumnInView(id: string | undefined): void {
  useLayoutEffect(() => {
    if (id !== undefined)
      document.getElementById(id)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [id]);
}

/** When the list loses height, to a message or a panel below it, the active row that was seen stays seen. */
function useKeptInView(
  height: number | undefined,
  active: { readonly start: number } | undefined,
  scroller: RefObject<HTMLElement | null>,
  reveal: () => void,
): void {
  const before = useRef(height);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the height changes
  useLayoutEffect(() => {
    const lost = before.current !== undefined && height !== undefined && height < before.current;
    const top = scroller.current?.scrollTop ?? 0;
    const seen = active !== undefined && active.start >= top && active.start < top + (before.current ?? 0);
    if (lost && seen) reveal();
    before.current = height;
  }, [height]);
}

/** When other rows come before the active one that was seen, it stays seen. */
function useMovedInView(
  active: string | undefined,
  start: number | undefined,
  scroller: RefObject<HTMLElement | null>,
  reveal: () => void,
): void {
  const before = useRef({ active, start });
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the row has another place
  useLayoutEffect(() => {
    const { active: same, start: was } = before.current;
    const { scrollTop: top = 0, clientHeight: height = 0 } = scroller.current ?? {};
    if (active === same && was !== undefined && was >= top && was < top + height) reveal();
    before.current = { active, start };
  }, [active, start]);
}

function Heading(props: {
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly span: number;
  readonly children: ReactNode;
}) {
  return (
    <div
      role="row"
      aria-rowindex={props.index + 2}
      className="grid-heading"
      style={{ top: props.top, height: props.height }}
    >
      <div role="rowheader" aria-colspan={props.span} className="grid-heading-cell">
        {props.children}
      </div>
    </div>
  );
}

/** Finds positions by key; remembers the last, since the same one is asked for at every render. */
function indexer(order: readonly string[]): (key: string) => number | undefined {
  let last = { key: '', index: -1 };
  return (key) => {
    if (last.key !== key || last.index === -1) last = { key, index: order.indexOf(key) };
    return last.index === -1 ? undefined : last.index;
  };
}

function withActive(range: Range, active: number | undefined): number[] {
  const shown = defaultRangeExtractor(range);
  if (active === undefined || active >= range.count) return shown;
  if (active < (shown[0] ?? 0)) return [active, ...shown];
  return active > (shown.at(-1) ?? 0) ? [...shown, active] : shown;
}

function countTicked(order: readonly string[], selection: Selection | undefined) {
  if (selection === undefined) return undefined;
  if (selection.size === 0 || order.length === 0) return 'none';
  let count = 0;
  for (const key of order) if (selection.has(key)) count++;
  return count === 0 ? 'none' : count === order.length ? 'all' : 'some';
}
