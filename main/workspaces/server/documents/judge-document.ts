import { type DocumentVerdict, judgeDocument } from '../../../../core/document-goal.ts';
import type { DocumentResource } from '../../../../core/resource.ts';
import type { Operation, Outcome, StoredDocument } from '../../../../core/workspace.ts';

/** A write of a document that left, and what was said to it. */
export interface SentDocument {
  readonly position: number;
  readonly resource: DocumentResource;
  readonly operation: Operation;
  /** Canonical text of what was there before. */
  readonly before: string | undefined;
  /** Absent where the server said yes; else why it is not known whether it was done. */
  readonly unknown: string | undefined;
}

/** What a document is to be; undefined where it is to be gone. */
export const goalOf = (operation: Operation): string | undefined =>
  operation.type === 'set' ? operation.value : undefined;

/** What became of a write, told by the document as it is after it; undefined where there is none. */
export function documentOutcome(sent: SentDocument, now: StoredDocument | undefined): Outcome {
  const { resource, operation, before, unknown } = sent;
  const goal = goalOf(operation);
  const judged = judgeDocument({ resource, before, goal }, now?.text);
  if (judged.verdict === 'done') return doneWith(goal, now);
  if (unknown === undefined)
    return {
      outcome: 'failed',
      reason: `The server answered yes, but ${lie(judged, goal, now)}.`,
    };
  if (judged.verdict === 'not-done')
    return { outcome: 'not-done', reason: `${unknown} The server holds what it held before.` };
  return { outcome: 'failed', reason: `${unknown} The server ${holds(judged, goal, now)}.` };
}

/** Done, with what is there where that is more than was asked for. */
export const doneWith = (goal: string | undefined, now: StoredDocument | undefined): Outcome =>
  now === undefined || now.text === goal
    ? { outcome: 'done' }
    : { outcome: 'done', holds: { text: now.text, fingerprint: now.fingerprint } };

type Undone = Exclude<DocumentVerdict, { verdict: 'done' }>;

/** How a yes turned out not to be true. */
function lie(judged: Undone, goal: string | undefined, now: StoredDocument | undefined): string {
  if (goal === undefined) return 'still holds it';
  return judged.verdict === 'not-done' && now !== undefined
    ? 'holds what it held before'
    : holds(judged, goal, now);
}

function holds(judged: Undone, goal: string | undefined, now: StoredDocument | undefined): string {
  if (now === undefined) return 'does not hold it';
  return goal === undefined ? 'still holds it' : `has other ${named(judged)}`;
}

const mostNamed = 3;

/** "prompt, routes and 2 more". */
function named(judged: Undone): string {
  const names = judged.verdict === 'other' ? judged.fields : [];
  const [shown, more] = [names.slice(0, mostNamed), names.length - mostNamed];
  if (more > 0) return `${shown.join(', ')} and ${more} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
