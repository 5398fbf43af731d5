import type { VariableKind } from './variable.ts';

/** What one reading of a server tells of a key; null for an unset one. */
export interface Sighting {
  readonly kind: VariableKind;
  /** The server keeps the value back. */
  readonly hidden: boolean;
  /** Surely that of the value there now. Absent for a hidden value, unless it was read for comparison in the same reading. */
  readonly fingerprint: string | undefined;
  /** It may be the parent environment's that shows through on a branch, where this environment has none of its own. */
  readonly inherited?: boolean;
}

/** What a write was to bring about. Null: the key is to be unset. */
export type Goal = Pick<Sighting, 'kind'> & { readonly fingerprint: string };

/**
 * Whether a write has happened, told by what is there after it.
 *
 * - `done`, `not-done`: it holds what was to be, or what was before.
 * - `other`: it holds a third thing. `unknown`: what stands there now tells nothing, for it is hidden or inherited.
 */
export type Verdict = 'done' | 'not-done' | 'other' | 'unknown';

/**
 * Judge one write by the state before it and the state now.
 *
 * Presence tells for the creation and deletion of a hidden value; its replacement only a fingerprint. Never throws.
 */
export function judge(before: Sighting | null, goal: Goal | null, now: Sighting | null): Verdict {
  if (goal === null) return now === null ? 'done' : deleted(before, now);
  if (now === null) return before === null ? 'not-done' : 'other';
  if (now.fingerprint !== undefined) {
    if (now.fingerprint === goal.fingerprint && now.kind === goal.kind) return 'done';
    const asBefore = before?.fingerprint === now.fingerprint && before.kind === now.kind;
    return asBefore ? 'not-done' : 'other';
  }
  if (now.kind !== goal.kind)
    return before?.hidden === true && before.kind === now.kind ? 'not-done' : 'other';
  return before?.hidden === true ? 'unknown' : 'done';
}

/** A key that was to be deleted and is there: on a branch the parent's may show, once its own is gone. */
function deleted(before: Sighting | null, now: Sighting): Verdict {
  if (now.inherited !== true) return 'not-done';
  const told = before?.fingerprint !== undefined && now.fingerprint !== undefined;
  const moved = before?.kind !== now.kind || (told && before.fingerprint !== now.fingerprint);
  return moved ? 'done' : 'unknown';
}
