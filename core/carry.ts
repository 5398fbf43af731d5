import type { Side } from './side.ts';
import type { VariableKind } from './variable.ts';

/** What a key becomes when it is carried into an environment that may have it already. */
export interface Carried {
  readonly value: string;
  readonly kind: VariableKind;
  readonly note: string | undefined;
}

/**
 * Carry one variable across: its value; a secret stays or becomes a secret; the target's own note stays.
 *
 * @returns undefined for a hidden value, which cannot be carried
 */
export function carry(source: Side, target: Side | null): Carried | undefined {
  if (source.value === undefined) return undefined;
  const secret = source.kind === 'secret' || target?.kind === 'secret';
  return { value: source.value, kind: secret ? 'secret' : 'plain', note: target?.note ?? source.note };
}
