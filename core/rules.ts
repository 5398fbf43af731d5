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
