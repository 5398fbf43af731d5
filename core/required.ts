import type { EnvironmentKind } from './environment.ts';
import { type Required, requiredByHand } from './rules.ts';
import type { Finding } from './safety-rule.ts';

/** Who says that a key is required, as a sentence. */
export const requiredSource = (source: string): string =>
  source === requiredByHand ? 'Set by hand in this project.' : `Named as required by ${source}.`;

/** The required keys that an environment has not: a warning in production, a note elsewhere. */
export function checkRequired(
  kind: EnvironmentKind,
  required: readonly Required[],
  keys: ReadonlySet<string>,
): readonly Finding[] {
  return required
    .filter(({ key }) => !keys.has(key))
    .map(({ key, source }) => ({
      rule: 'missing-required',
      level: kind === 'production' ? 'warning' : 'note',
      key,
      text: 'Required in this project, and not set here.',
      source: requiredSource(source),
    }));
}
