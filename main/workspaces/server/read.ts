import { describeLength, type VariableMeta } from '../../../core/variable.ts';
import type { StoredVariable } from '../../../core/workspace.ts';
import type { KnownList, KnownVariable } from './known-list.ts';

/** A list as the window may know it. */
export const metasOf = ({ variables }: KnownList): readonly VariableMeta[] =>
  [...variables.values()].map(metaOf);

function metaOf({ key, value, kind, fingerprint, version, remembered }: KnownVariable): VariableMeta {
  return {
    key,
    kind,
    hidden: value === undefined,
    empty: value === '',
    ...(fingerprint === undefined ? {} : { fingerprint }),
    ...(remembered?.origin === 'written' ? { fingerprintAt: remembered.at } : {}),
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
