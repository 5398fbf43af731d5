import type { VariableMeta } from '../../core/variable.ts';

/** A fingerprint that is equal exactly for equal marks of one character. */
const fingerprintOf = (mark: string): string => mark.charCodeAt(0).toString(16).padStart(32, '0');

/** What the window knows of a variable whose value is `mark`: one character, '' for empty, '?' for hidden. */
export const variable = (
  key: string,
  mark: string,
  more: Partial<Pick<VariableMeta, 'kind' | 'note' | 'ties'>> = {},
): VariableMeta => ({
  key,
  kind: 'plain',
  hidden: mark === '?',
  empty: mark === '',
  version: 1,
  ...(mark === '?' ? {} : { fingerprint: fingerprintOf(mark || '0') }),
  ...more,
});
