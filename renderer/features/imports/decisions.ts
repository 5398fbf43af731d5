import type { ImportFileChoice, ImportFilePreview, ImportRow } from '../../../core/imports.ts';
import type { VariableKind } from '../../../core/variable.ts';
import { isLeftOut } from './row-filter.ts';

/** What is said otherwise of where a file goes. */
export type Place = Partial<Omit<ImportFileChoice, 'index'>>;

interface RowDecision {
  readonly take?: boolean;
  readonly kind?: VariableKind;
}

/** What the person decided otherwise than suggested. Ids and choices only, no values. */
export interface Decisions {
  /** Empty until a file was placed elsewhere than suggested; then all of them. */
  readonly files: readonly ImportFileChoice[];
  readonly rows: ReadonlyMap<string, RowDecision>;
}

export const noDecisions: Decisions = { files: [], rows: new Map() };

export type DecisionEvent =
  | {
      readonly type: 'file-placed';
      /** Where all files were suggested to go, or put, when the preview was made. */
      readonly all: readonly ImportFileChoice[];
      readonly index: number;
      readonly place: Place;
    }
  | {
      readonly type: 'rows-taken';
      readonly index: number;
      readonly lines: readonly number[];
      readonly take: boolean;
    }
  | { readonly type: 'kind-set'; readonly index: number; readonly line: number; readonly kind: VariableKind }
  | { readonly type: 'files-came'; readonly changed: readonly number[] }
  | { readonly type: 'target-changed' };

/** What decisions become when something happens. Pure. */
export function decisionsAfter(now: Decisions, event: DecisionEvent): Decisions {
  switch (event.type) {
    case 'file-placed':
      // What was decided counts and not the preview, which may be older than the last decision.
      return {
        ...now,
        files: event.all.map((one) => {
          const before = now.files.find(({ index }) => index === one.index) ?? choiceOf(one);
          return one.index === event.index ? { ...before, ...event.place } : before;
        }),
      };
    case 'rows-taken': {
      const rows = new Map(now.rows);
      for (const line of event.lines) merge(rows, rowId(event.index, line), { take: event.take });
      return { ...now, rows };
    }
    case 'kind-set': {
      const rows = new Map(now.rows);
      merge(rows, rowId(event.index, event.line), { kind: event.kind });
      return { ...now, rows };
    }
    case 'files-came': {
      const other = new Set(event.changed.map(String));
      // A file in place of another is another one, with rows of its own; it stays where that one was put.
      return { ...now, rows: new Map([...now.rows].filter(([id]) => !other.has(id.split(':')[0] ?? ''))) };
    }
    case 'target-changed':
      return { ...now, files: [] };
  }
}

function merge(rows: Map<string, RowDecision>, id: string, decision: RowDecision): void {
  rows.set(id, { ...rows.get(id), ...decision });
}

const choiceOf = ({ index, role, slug, kind, name }: ImportFileChoice): ImportFileChoice => ({
  index,
  role,
  slug,
  kind,
  name,
});

const rowId = (index: number, line: number): string => `${index}:${line}`;

/** The row with what the person decided about it. A row that cannot be used stays out whatever was decided. */
export function decided(row: ImportRow, index: number, { rows }: Decisions): ImportRow {
  const decision = rows.get(rowId(index, row.line));
  if (decision === undefined || row.status === 'unusable') return row;
  return { ...row, take: decision.take ?? row.take, kind: decision.kind ?? row.kind };
}

/** The decisions as main takes them. */
export function rowChoices({ rows }: Decisions) {
  return [...rows].map(([id, decision]) => {
    const [index = '0', line = '1'] = id.split(':');
    return { index: Number(index), line: Number(line), ...decision };
  });
}

export interface FileCounts {
  readonly taken: number;
  readonly fresh: number;
  readonly changes: number;
  readonly same: number;
  readonly left: number;
  readonly warnings: number;
}

/** What one file comes to. `left`: rows that would change something but are not taken, and unusable ones. */
export function countsOf(file: ImportFilePreview, decisions: Decisions): FileCounts {
  const counts = { taken: 0, fresh: 0, changes: 0, same: 0, left: 0, warnings: 0 };
  for (const raw of file.rows) {
    const row = decided(raw, file.index, decisions);
    if (isLeftOut(row)) counts.left += 1;
    else if (!row.take) counts.same += 1;
    else {
      counts.taken += 1;
      if (row.status === 'new') counts.fresh += 1;
      else counts.changes += 1;
    }
    if (row.warnings.length > 0) counts.warnings += 1;
  }
  return counts;
}
