import type { EnvironmentKind } from './environment.ts';
import type { Finding } from './safety-rule.ts';

/** Keys of different purpose, which must not be one value. */
export const separateKeys: readonly string[] = [
  'ENCRYPTION_KEY',
  'PLATOS_ENCRYPTION_KEY',
  'PLATOS_MESSAGE_ENCRYPTION_KEY',
  'PLATOS_SESSION_SECRET',
  'SESSION_SECRET',
  'MAGIC_LINK_SECRET',
  'PLATOS_COMPONENT_AUTH_SECRET',
  'MANAGED_WORKER_SECRET',
];

/** Fingerprints of an environment's `separateKeys` by key; one that is not set, empty or never seen is absent. */
export type SeparatePrints = ReadonlyMap<string, string>;

/** @param printOf  the fingerprint of a variable's value; `undefined` where it has none or it is not known */
export const separatePrints = (printOf: (key: string) => string | undefined): SeparatePrints =>
  new Map(
    separateKeys.flatMap((key) => {
      const print = printOf(key);
      return print === undefined ? [] : [[key, print] as const];
    }),
  );

/** Keys of different purpose with one value: whoever learns one has them all. */
export function checkEqual(kind: EnvironmentKind, key: string, prints: SeparatePrints): readonly Finding[] {
  const print = prints.get(key);
  const twins = [...prints].flatMap(([other, its]) => (other !== key && its === print ? [other] : []));
  if (twins.length === 0) return [];
  const text = `The same value as ${twins.join(', ')}: whoever learns one has them all.`;
  const level = kind === 'production' ? 'refused' : 'note';
  const source = 'Platos agent service: refuses equal keys in production.';
  return [{ rule: 'equal-keys', level, key, text, source }];
}
