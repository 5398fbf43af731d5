import { diffDocuments } from '../../../../core/document-diff.ts';
import { readJson } from '../../../../core/json.ts';
import type { Operation, Outcome } from '../../../../core/workspace.ts';

/** A write of a document that left, and what was said to it. */
export interface SentDocument {
  readonly position: number;
  readonly operation: Operation;
  /** Canonical text of what was there before. */
  readonly before: string | undefined;
  /** Absent where the server said yes; else why it is not known whether it was done. */
  readonly unknown: string | undefined;
}

/**
 * What became of a write, told by the document as it is after it.
 *
 * @param now  its canonical text; undefined where there is none
 */
export function documentOutcome(sent: SentDocument, now: string | undefined): Outcome {
  const { operation, before, unknown } = sent;
  const goal = operation.type === 'set' ? operation.value : undefined;
  if (now === goal) return { outcome: 'done' };
  const asBefore = now === before;
  if (unknown === undefined)
    return { outcome: 'failed', reason: `The server answered yes, but ${lie(goal, now, asBefore)}.` };
  if (asBefore) return { outcome: 'not-done', reason: `${unknown} The server holds what it held before.` };
  return { outcome: 'failed', reason: `${unknown} The server ${holds(goal, now)}.` };
}

/** How a yes turned out not to be true. */
function lie(goal: string | undefined, now: string | undefined, asBefore: boolean): string {
  if (goal === undefined) return 'still holds it';
  return asBefore && now !== undefined ? 'holds what it held before' : holds(goal, now);
}

function holds(goal: string | undefined, now: string | undefined): string {
  if (now === undefined) return 'does not hold it';
  return goal === undefined ? 'still holds it' : `has other ${fieldsThatDiffer(goal, now)}`;
}

const mostNamed = 3;

/** "prompt, routes and 2 more": the outermost names of what differs. */
function fieldsThatDiffer(goal: string, now: string): string {
  const changes = diffDocuments(readJson(goal), readJson(now));
  const names = [...new Set(changes.map(({ path }) => path[0] ?? 'content'))];
  const [shown, more] = [names.slice(0, mostNamed), names.length - mostNamed];
  if (more > 0) return `${shown.join(', ')} and ${more} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
