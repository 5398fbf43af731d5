import { describeLength, type VariableMeta } from '../../../core/variable.ts';
import type { StoredVariable } from '../../../core/workspace.ts';
import { isInherited, type KnownList, type KnownVariable } from './known-list.ts';

/**
 * A list as the window may know it.
 *
 * @param above  what shows through on a branch
 */
export const metasOf = (
  { variables }: KnownList,
  above: ReadonlyMap<string, KnownVariable> | undefined,
): readonly VariableMeta[] =>
  [...variables.values()].map((variable) => metaOf(variable, above?.get(variable.key)));

function metaOf(variable: KnownVariable, above: KnownVariable | undefined): VariableMeta {
  const { key, value, kind, fingerprint, version, remembered } = variable;
  return {
    key,
    kind,
    hidden: value === undefined,
    empty: value === '',
    ...(fingerprint === undefined ? {} : { fingerprint }),
    ...(remembered?.origin === 'written' ? { fingerprintAt: remembered.at } : {}),
    ...(isInherited(variable, above) ? { inherited: true } : {}),
    ...(value === undefined ? {} : { length: describeLength(value.length, kind) }),
    version,
  };
}

/** The same with values, sorted by key; only `keys` when given. */
export function variablesOf(
  { variables }: KnownList,
  keys: readonly string[] | undefined,
): readonly StoredVariable[] {
  if (keys === undefined) return [...variables.values()];
  const wanted = new Set(keys);
  return [...variables.values()].filter(({ key }) => wanted.has(key));
}
