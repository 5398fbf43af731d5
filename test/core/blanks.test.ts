import { expect, it } from 'vitest';
import { blanksAround } from '../../core/blanks.ts';

it.each([
  ['a', undefined],
  [' a', 'Begins with a space.'],
  ['\na', 'Begins with a line break.'],
  ['a  ', 'Ends with 2 spaces.'],
  ['  a  ', 'Begins with 2 spaces and ends with 2 spaces.'],
  ['a \n', 'Ends with line breaks or spaces.'],
  ['a\nb\n', undefined],
])('says what is around %j', (value, text) => {
  expect(blanksAround(value)).toBe(text);
});
