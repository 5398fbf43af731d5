import { type Goal, judge, type Sighting } from '../../../core/sighting.ts';
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

/**
 * What became of a write, told by the list that was read after it.
 *
 * @param shows  whether what stands there is the parent environment's: then this environment's own value is gone
 */
export function outcomeOf(
  sent: Sent,
  now: KnownVariable | undefined,
  shows: boolean,
  fingerprint: Fingerprinter,
): Outcome {
  const goal = goalOf(sent.operation, fingerprint);
  const seen = now === undefined || (goal === null && shows) ? null : sightingOf(now);
  const before = sent.before === undefined ? null : sightingOf(sent.before);
  const verdict = judge(before, goal, seen);
  if (verdict === 'done') return { outcome: 'done' };
  if (sent.unknown === undefined)
    return verdict === 'unknown'
      ? { outcome: 'done' }
      : { outcome: 'failed', reason: lie(goal, seen, verdict) };
  if (verdict === 'unknown')
    return { outcome: 'in-doubt', reason: `${sent.unknown} Its value is hidden, so reading cannot tell.` };
  if (verdict === 'not-done')
    return { outcome: 'not-done', reason: `${sent.unknown} It holds what it held before.` };
  return { outcome: 'failed', reason: 'The server holds something else now.' };
}

function goalOf(operation: Operation, fingerprint: Fingerprinter): Goal | null {
  if (operation.type === 'delete') return null;
  return { kind: operation.kind, fingerprint: fingerprint(operation.value) };
}

/** How a yes turned out not to be true. */
function lie(goal: Goal | null, now: Sighting | null, verdict: 'not-done' | 'other'): string {
  if (goal === null) return 'The server answered yes, but still holds it.';
  if (now === null) return 'The server answered yes, but does not hold it.';
  if (verdict === 'not-done') return 'The server answered yes, but holds what it held before.';
  if (now.kind !== goal.kind) return `The server answered yes, but keeps it as ${now.kind}.`;
  return 'The server answered yes, but holds something else.';
}
