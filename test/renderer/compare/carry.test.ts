import { describe, expect, it } from 'vitest';
import { compare } from '../../../core/compare.ts';
import { carriable, carriedText, nothingCarried } from '../../../renderer/features/compare/carry.ts';
import { variable } from '../../support/compare-rows.ts';

const left = [
  variable('ALIKE', 'a'),
  variable('KINDS', 'a'),
  variable('HIDDEN', '?'),
  variable('NEW', 'n'),
  variable('OPENAI_API_KEY', 'x'),
  variable('OTHER', 'b'),
];
const right = [
  variable('ALIKE', 'a'),
  variable('KINDS', 'a', { kind: 'secret' }),
  variable('HIDDEN', 'h'),
  variable('OPENAI_API_KEY', 'y'),
  variable('OTHER', 'c'),
  variable('THEIRS', 't'),
];

describe('carrying rows across', () => {
  it('takes what differs and is there, and counts why the rest stays', () => {
    expect(carriable(compare(left, right), 'left')).toEqual({
      keys: ['KINDS', 'NEW', 'OPENAI_API_KEY', 'OTHER'],
      mustDiffer: ['OPENAI_API_KEY'],
      left: { unset: 1, hidden: 1, same: 1 },
    });
    expect(carriable(compare(left, right), 'right').keys).toContain('THEIRS');
  });

  it('says why nothing was carried', () => {
    const rows = compare(left, right);
    const only = (key: string, from: 'left' | 'right') =>
      nothingCarried(
        carriable(
          rows.filter((row) => row.key === key),
          from,
        ),
        'Staging',
      );
    expect(only('ALIKE', 'left')).toBe('Nothing to carry: both sides are the same.');
    expect(only('NEW', 'right')).toBe('Nothing to carry: not set in Staging.');
    expect(only('HIDDEN', 'left')).toBe('Nothing to carry: hidden by the server in Staging.');
    expect(only('NOWHERE', 'left')).toBe('Nothing to carry: no row is chosen.');
  });

  it('warns when what should differ became the same', () => {
    expect(carriedText('Production', ['A'], [], [])).toEqual({
      tone: 'good',
      text: 'Carried A to Production as a draft.',
    });
    const warned = carriedText('Production', ['A', 'API_KEY'], ['H'], ['API_KEY', 'NOT_CARRIED']);
    expect(warned.tone).toBe('warn');
    expect(warned.text).toBe(
      'Carried 2 keys to Production as drafts. 1 hidden value left out. API_KEY is meant to differ: set another value.',
    );
  });
});
