import type { SideMeta } from './changeset.ts';
import { describeLength, type VariableKind } from './variable.ts';

/** One key's state with its value, as planning needs it; `value` is absent where the server hides it. */
export interface Side {
  readonly value: string | undefined;
  readonly kind: VariableKind;
  readonly note: string | undefined;
  readonly fingerprint: string | undefined;
}

/** Whether two states of a key are one. Hidden values are the same only by their remembered fingerprint. */
export function sameSide(a: Side | null, b: Side | null): boolean {
  if (a === null || b === null) return a === b;
  return sameMeta(sideMeta(a), sideMeta(b));
}

/** What may be told of a state without its value. */
export function sideMeta(side: Side): SideMeta {
  return {
    kind: side.kind,
    hidden: side.value === undefined,
    empty: side.value === '',
    ...(side.fingerprint === undefined ? {} : { fingerprint: side.fingerprint }),
    ...(side.value === undefined ? {} : { length: describeLength(side.value.length, side.kind) }),
    ...(side.note === undefined ? {} : { note: side.note }),
  };
}

/** The same of what may be told. A hidden state without a fingerprint is taken for unmoved only by another such. */
export function sameMeta(a: SideMeta, b: SideMeta): boolean {
  const known = a.fingerprint !== undefined || (a.hidden && b.hidden);
  return known && a.fingerprint === b.fingerprint && a.kind === b.kind && a.note === b.note;
}
