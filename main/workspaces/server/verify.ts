import { type Goal, judge, type Sighting, type Verdict } from '../../../core/sighting.ts';
import type { Expectation, Operation, Outcome } from '../../../core/workspace.ts';
import type { Fingerprinter } from '../../store/fingerprint.ts';
import { type KnownVariable, sightingOf } from './known-list.ts';

/** A write that left, and what the server said. */
export interface Sent {
  readonly position: number;
  readonly operation: Operation;
  /** What was there before. */
  readonly before: KnownVariable | undefined;
  /** Absent where the server said yes; else why it is not known whether it was written. */
  readonly unknown: string | undefined;
}

/** Whether a key is as a plan took it to be. Hidden values that nothing is remembered of count as unmoved. */
export function isAsExpected(known: KnownVariable | undefined, expect: Expectation | null): boolean {
  if (known === undefined || expect === null) return known === undefined && expect === null;
  if (known.kind !== expect.kind) return false;
  const untold = known.value === undefined && (known.fingerprint ?? expect.fingerprint) === undefined;
  return untold || known.fingerprint === expect.fingerprint;
}

/** What became of a write, told by the list that was read after it. `now` is null for an unset key. */
export function outcomeOf(sent: Sent, now: Sighting | null, fingerprint: Fingerprinter): Outcome {
  const goal = goalOf(sent.operation, fingerprint);
  const before = sent.before === undefined ? null : sightingOf(sent.before, undefined);
  const verdict = judge(before, goal, now);
  if (verdict === 'done') return { outcome: 'done' };
  if (sent.unknown !== undefined) return unanswered(sent.unknown, verdict);
  if (verdict === 'unknown') return { outcome: 'done' };
  return { outcome: 'failed', reason: `The server answered yes, but ${lie(goal, now, verdict)}.` };
}

function goalOf(operation: Operation, fingerprint: Fingerprinter): Goal | null {
  if (operation.type === 'delete') return null;
  return { kind: operation.kind, fingerprint: fingerprint(operation.value) };
}

function unanswered(why: string, verdict: Exclude<Verdict, 'done'>): Outcome {
  if (verdict === 'unknown') return { outcome: 'in-doubt', reason: `${why} Reading it back cannot tell.` };
  if (verdict === 'not-done')
    return { outcome: 'not-done', reason: `${why} The server holds what it held before.` };
  return { outcome: 'failed', reason: `${why} The server holds something else.` };
}

/** How a yes turned out not to be true. */
function lie(goal: Goal | null, now: Sighting | null, verdict: 'not-done' | 'other'): string {
  if (goal === null) return 'still holds it';
  if (now === null) return 'does not hold it';
  if (verdict === 'not-done') return 'holds what it held before';
  return now.kind === goal.kind ? 'holds something else' : `keeps it as ${now.kind}`;
}
