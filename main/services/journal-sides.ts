import type { SideMeta } from '../../core/changeset.ts';
import { type Side, sideMeta } from '../../core/side.ts';

/**
 * One side of an operation as the journal keeps it: `value` is absent where it was hidden, or was purged since.
 * `side` is null for an unset key. SQL in `store/scrub-journal.ts` reaches into this shape.
 */
export interface JournalSide {
  readonly side: SideMeta | null;
  readonly value?: string;
  /** Of an `op`: its value came from another environment, which a resume is judged by, too. */
  readonly carried?: true;
}

/** What a journal side was written from, or `purged` when its value is no longer known. */
export type ReadSide =
  | { readonly known: true; readonly side: Side | null; readonly carried: boolean }
  | { readonly known: false };

/** One side of an operation as the journal keeps it, in JSON. */
export function toJournal(side: Side | null, carried = false): string {
  const kept: JournalSide =
    side === null
      ? { side: null }
      : {
          side: sideMeta(side),
          ...(side.value === undefined ? {} : { value: side.value }),
          ...(carried ? { carried } : {}),
        };
  return JSON.stringify(kept);
}

/** The same without the value; undefined for an unset key. */
export function metaFromJournal(json: string): SideMeta | undefined {
  return read(json).side ?? undefined;
}

/** Whether a value was kept here that a person then wanted forgotten. */
export function isForgotten(json: string): boolean {
  const { side, value } = read(json);
  return side !== null && !side.hidden && value === undefined;
}

/** The state with its value, for undo and resume. */
export function sideFromJournal(json: string): ReadSide {
  const { side, value, carried = false } = read(json);
  if (side === null) return { known: true, side: null, carried };
  if (value === undefined) return { known: false };
  const known = { value, kind: side.kind, note: side.note, fingerprint: side.fingerprint };
  return { known: true, side: known, carried };
}

/** The journal is written by this file only. */
const read = (json: string): JournalSide => JSON.parse(json) as JournalSide;
