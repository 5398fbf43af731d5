import type { EnvironmentKind } from './environment.ts';
import type { VariableKind } from './variable.ts';

/** Says what a JSON file of ours is, so that reading it again needs no guess. */
export const jsonFormat = 'platos-console/variables@1';

export interface ExportedVariable {
  readonly key: string;
  /** Absent in an export of keys only. */
  readonly value?: string;
  readonly kind: VariableKind;
  readonly note?: string;
}

/**
 * Variables as a JSON text that the import reads to the same values.
 *
 * A list and not a record: a key may be called `__proto__`.
 */
export function writeJson(
  environment: { readonly slug: string; readonly kind: EnvironmentKind },
  variables: readonly ExportedVariable[],
): string {
  const { slug, kind } = environment;
  return `${JSON.stringify({ format: jsonFormat, environment: { slug, kind }, variables }, null, 2)}\n`;
}
