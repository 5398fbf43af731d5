import { tiesOf } from '../../../core/ties.ts';
import { describeLength, type VariableMeta } from '../../../core/variable.ts';
import type { StoredVariable } from '../../../core/workspace.ts';
import { isInherited, type KnownList, type KnownVariable } from './known-list.ts';

/**
 * A list as the window may know it.
 *
 * @param slug   of the environment that has it
 * @param above  what shows through on a branch
 */
export const metasOf = (
  { variables }: KnownList,
  slug: string,
  above: ReadonlyMap<string, KnownVariable> | undefined,
): readonly VariableMeta[] =>
  [...variables.values()].map((variable) => metaOf(variable, slug, above?.get(variable.key)));

function metaOf(variable: KnownVariable, slug: string, above: KnownVariable | undefined): VariableMeta {
  const { key, value, kind, fingerprint, version, remembered } = variable;
  const ties = value === undefined ? [] : tiesOf(value, slug);
  return {
    key,
    kind,
    hidden: value === undefined,
    empty: value === '',
    ...(fingerprint === undefined ? {} : { fingerprint }),
    ...(remembered?.origin === 'written' ? { fingerprintAt: remembered.at } : {}),
    ...(isInherited(variable, above) ? { inherited: true } : {}),
    ...(value === undefined ? {} : { length: describeLength(value.length, kind) }),
    ...(ties.length === 0 ? {} : { ties }),
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
