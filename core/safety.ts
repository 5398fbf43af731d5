import { z } from 'zod';
import { Slug } from './environment.ts';
import { checkEqual, separatePrints } from './equal-keys.ts';
import { byLevel, Finding, type RiskLevel } from './safety-rule.ts';
import { checkMissing, checkSetting } from './safety-settings.ts';
import { checkShared, type Surroundings } from './safety-shared.ts';
import { type Checked, checkLooks } from './safety-values.ts';
import { byKey } from './variable.ts';

/** What the rules say of one environment. */
export const EnvironmentHealth = z.object({
  slug: Slug,
  /** `not-loaded`: its list is not known completely, so nothing is said of it. */
  state: z.enum(['checked', 'not-loaded']),
  counts: z.object({ refused: z.number().int(), warning: z.number().int(), note: z.number().int() }),
  /** Most serious first, and only so many: `counts` are of all. */
  findings: z.array(Finding),
  /** It holds no variable at all. */
  empty: z.boolean(),
  /** How many keys it lacks that every other environment of the project has. */
  lacks: z.number().int(),
});
export type EnvironmentHealth = z.infer<typeof EnvironmentHealth>;

/** A variable with its value and fingerprint: for main only. */
export interface CheckedVariable extends Checked {
  readonly fingerprint: string | undefined;
}

/**
 * Everything that the rules say of one variable as it stands, most serious first.
 *
 * The texts name keys, environments and settings, never a value. A hidden value is judged by its name, kind and
 * remembered fingerprint. Pure; never throws on data.
 */
export function checkVariable(around: Surroundings, variable: CheckedVariable): readonly Finding[] {
  const { key, value } = variable;
  const kind = around.environmentKind;
  const found = [
    ...(value === undefined ? [] : checkSetting(kind, key, value)),
    ...checkLooks(kind, variable),
    ...checkShared(around, variable),
  ];
  return found.length < 2 ? found : found.sort(byLevel);
}

/** What is to be said of an environment's list as a whole: settings left unset, keys that are one value. */
export function checkList(
  around: Pick<Surroundings, 'environmentKind'>,
  variables: readonly Pick<CheckedVariable, 'key' | 'value' | 'fingerprint'>[],
): readonly Finding[] {
  const keys = new Set(variables.map(({ key }) => key));
  const { environmentKind } = around;
  const known = new Map(variables.map((one) => [one.key, one.value === '' ? undefined : one.fingerprint]));
  const prints = separatePrints((key) => known.get(key));
  return [
    ...checkMissing(environmentKind, keys),
    ...[...prints.keys()].flatMap((key) => checkEqual(environmentKind, key, prints)),
  ];
}

/**
 * How many keys every other environment has and this one lacks.
 *
 * @param others  the keys of the others; those that hold nothing say nothing and do not count
 */
export function countLacked(own: ReadonlySet<string>, others: readonly ReadonlySet<string>[]): number {
  const [first, ...more] = others.filter(({ size }) => size > 0);
  if (first === undefined) return 0;
  return [...first].filter((key) => !own.has(key) && more.every((keys) => keys.has(key))).length;
}

/** Most serious first, then by key. */
export const inOrderOfLevel = (findings: readonly Finding[]): readonly Finding[] =>
  [...findings].sort((a, b) => byLevel(a, b) || byKey(a, b));

/** How many findings there are of each level. */
export function countLevels(findings: readonly Finding[]): Readonly<Record<RiskLevel, number>> {
  const counts = { refused: 0, warning: 0, note: 0 };
  for (const { level } of findings) counts[level] += 1;
  return counts;
}
