import type { ValueLength } from '../../core/variable.ts';

/** How long a masked value is, as far as may be told: "7 chars", of a secret "16+ chars". */
export const lengthText = ({ atLeast, exact }: ValueLength): string =>
  `${atLeast.toLocaleString('en')}${exact ? '' : '+'} ${exact && atLeast === 1 ? 'char' : 'chars'}`;
