import { setImmediate } from 'node:timers/promises';
import {
  type Left,
  lastOfEach,
  type PlanFacts,
  type PlannedRow,
  planRows,
  type WantedChange,
} from '../../core/changeset-plan.ts';

/** Rows decided in one go. */
const rowsAtATime = 250;

/** `planRows` over all wanted changes; the app goes on answering in between. */
export async function decideRows(
  facts: PlanFacts,
  wanted: readonly WantedChange[],
): Promise<{ readonly rows: readonly PlannedRow[]; readonly left: readonly Left[] }> {
  const changes = lastOfEach(wanted);
  const rows: PlannedRow[] = [];
  const left: Left[] = [];
  for (let next = 0; next < changes.length; next += rowsAtATime) {
    const some = planRows(facts, changes.slice(next, next + rowsAtATime));
    rows.push(...some.rows);
    left.push(...some.left);
    await setImmediate();
  }
  return { rows, left };
}
