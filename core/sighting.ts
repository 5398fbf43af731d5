import type { VariableKind } from './variable.ts';

/** What one reading of a server tells of a key; null for an unset one. */
export interface Sighting {
  readonly kind: VariableKind;
  /** The server keeps the value back. */
  readonly hidden: boolean;
  /** Surely that of the value there now. Absent for a hidden value, unless it was read for comparison in the same reading. */
  readonly fingerprint: string | undefined;
}

/** What a write was to bring about. Null: the key is to be unset. */
export type Goal = Pick<Sighting, 'kind'> & { readonly fingerprint: string };

/**
 * Whether a write has happened, told by what is there after it.
 *
 * - `done`, `not-done`: it holds what was to be, or what was before.
 * - `other`: it holds a third thing. `unknown`: a hidden value stood there before and stands there now.
 */
export type Verdict = 'done' | 'not-done' | 'other' | 'unknown';

/**
 * Judge one write by the state before it and the state now.
 *
 * Presence tells for the creation and deletion of a hidden value; its replacement only a fingerprint. Never throws.
 */
export function judge(before: Sighting | null, goal: Goal | null, now: Sighting | null): Verdict {
  if (goal === null) return now === null ? 'done' : 'not-done';
  if (now === null) return before === null ? 'not-done' : 'other';
  if (now.fingerprint !== undefined) {
    if (now.fingerprint === goal.fingerprint && now.kind === goal.kind) return 'done';
    const asBefore = before?.fingerprint === now.fingerprint && before.kind === now.kind;
    return asBefore ? 'not-done' : 'other';
  }
  if (now.kind !== goal.kind) return 'other';
  return before?.hidden === true ? 'unknown' : 'done';
}
