import { z } from 'zod';
import { VariableKey } from './variable.ts';

/** `refused`: not applied unless the person types the key's name in the review. */
export const RiskLevel = z.enum(['note', 'warning', 'refused']);
export type RiskLevel = z.infer<typeof RiskLevel>;

/** What the safety checks look for. The same names are kinds of risk in a plan. */
export const safetyRules = [
  'dangerous',
  'weak-setting',
  'missing-setting',
  'missing-required',
  'sample-key',
  'equal-keys',
  'default-password',
  'production-value',
  'provider-key',
  'credential',
  'foreign-host',
  'test-key',
  'live-key',
  'placeholder',
  'looks-hidden',
  'stored-plain',
  'provider-name',
] as const;
export const SafetyRule = z.enum(safetyRules);
export type SafetyRule = z.infer<typeof SafetyRule>;

/** What a rule found about one key. Says nothing of its value. */
export const Finding = z.object({
  rule: SafetyRule,
  level: RiskLevel,
  /** A key that should be set has none in the list. */
  key: VariableKey,
  text: z.string(),
  /** Who says so: a document or a program, as a sentence. */
  source: z.string(),
});
export type Finding = z.infer<typeof Finding>;

/** A setting, what speaks against some of its values, and who says so. The tests run over the examples. */
export interface SettingRule {
  readonly rule: SafetyRule;
  readonly name: RegExp;
  /** Whether a value, trimmed and in lower case, is meant. */
  readonly bad: (value: string) => boolean;
  /** In a production environment; absent: nothing is said there. */
  readonly level?: RiskLevel;
  /** In other environments; absent: nothing is said there. */
  readonly elsewhere?: RiskLevel;
  /** The variable that a production deployment of Platos should set; absent: it may well be unset. */
  readonly needed?: string;
  readonly reason: string;
  readonly source: string;
  readonly examples: readonly (readonly [key: string, value: string])[];
  readonly counterExamples: readonly (readonly [key: string, value: string])[];
}

const weight: Readonly<Record<RiskLevel, number>> = { refused: 0, warning: 1, note: 2 };

/** Most serious first. */
export const byLevel = (a: { readonly level: RiskLevel }, b: { readonly level: RiskLevel }): number =>
  weight[a.level] - weight[b.level];

/** "Dev", "Dev, Staging", "Dev, Staging and 3 more". */
export const listNames = (names: readonly string[]): string =>
  names.length <= 3 ? names.join(', ') : `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
