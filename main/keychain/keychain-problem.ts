import type { KeychainProblem } from '../../core/errors.ts';

/** Parts of what the keychains of the three systems say, most telling first. Anything else is `unavailable`. */
const signs: readonly (readonly [RegExp, KeychainProblem])[] = [
  [/prompt was dismissed|is locked|locked|interaction is not allowed/i, 'locked'],
  [/access ?denied|not permitted|user canceled|authorization|permission/i, 'denied'],
  [/timed? ?out|did not receive a reply|noreply/i, 'timeout'],
];

/** Why the keychain refused, from the text of its error: the library gives no code. The text goes no further. */
export const problemOf = (message: string): KeychainProblem =>
  signs.find(([sign]) => sign.test(message))?.[1] ?? 'unavailable';
