import { z } from 'zod';
import { limits } from './limits.ts';
import { VariableKey } from './variable.ts';

/** What a key should do across environments. */
export const RuleKind = z.enum(['must-match', 'must-differ', 'any']);
export type RuleKind = z.infer<typeof RuleKind>;

/** A rule the person set for one key of a project. */
export const Rule = z.object({
  key: VariableKey,
  rule: RuleKind,
  note: z.string().max(limits.noteLength).optional(),
});
export type Rule = z.infer<typeof Rule>;

/** The person's rules of one project by key; a key without one has the default of `defaultRule`. */
export type RuleSet = ReadonlyMap<string, Rule>;

/** Rules by key. Of several for one key the last holds. */
export const ruleSetOf = (rules: readonly Rule[]): RuleSet => new Map(rules.map((rule) => [rule.key, rule]));

/** A key that every environment of a project must have, and what says so: the name of a file, or `requiredByHand`. */
export const Required = z.object({ key: VariableKey, source: z.string() });
export type Required = z.infer<typeof Required>;

/** Stands for the file where a person decided that a key is required. */
export const requiredByHand = 'set by hand';

/** All that is expected of one key of a project; empty: only the default. */
export const RuleState = z.object({
  rule: RuleKind.optional(),
  note: z.string().optional(),
  requiredBy: z.string().optional(),
});
export type RuleState = z.infer<typeof RuleState>;

/** What a line of the history did to the rules of one key. */
export const RuleChange = z.object({ key: VariableKey, before: RuleState, after: RuleState });
export type RuleChange = z.infer<typeof RuleChange>;

/** Whether nothing differs between two states of a key's rule. */
export const sameRules = (a: RuleState, b: RuleState): boolean =>
  a.rule === b.rule && a.note === b.note && a.requiredBy === b.requiredBy;
