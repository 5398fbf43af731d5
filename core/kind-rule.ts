import { z } from 'zod';
import { EnvironmentKind } from './environment.ts';

/**
 * What a difference is where an environment of a kind is compared with another, for keys without a rule of their own.
 *
 * - `look`: it counts among the differences. `expected`: it is shown, and counted apart.
 */
export const KindRule = z.enum(['look', 'expected']);
export type KindRule = z.infer<typeof KindRule>;

/** What a line of the history did to the rule of one kind. */
export const KindRuleChange = z.object({ kind: EnvironmentKind, before: KindRule, after: KindRule });
export type KindRuleChange = z.infer<typeof KindRuleChange>;
