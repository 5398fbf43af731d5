import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differencesOf, nextStep, type RenameFacts } from '../../core/rename.ts';
import type { VariableMeta } from '../../core/variable.ts';

const variable = (key: string, more: Partial<VariableMeta> = {}): VariableMeta => ({
  key,
  kind: 'plain',
  hidden: false,
  empty: false,
  fingerprint: 'a'.repeat(32),
  version: 1,
  ...more,
});

describe('the next step', () => {
  const fresh: RenameFacts = {
    targetLive: false,
    different: 0,
    checked: false,
    switched: false,
    sourceLive: true,
  };
  it.each<[Partial<RenameFacts>, string]>([
    [{}, 'create'],
    [{ targetLive: true, different: 3 }, 'copy'],
    [{ targetLive: true }, 'check'],
    [{ targetLive: true, checked: true }, 'switch'],
    [{ targetLive: true, checked: true, different: 1 }, 'copy'],
    [{ targetLive: true, checked: true, switched: true }, 'archive'],
    [{ targetLive: true, checked: true, switched: true, different: 9 }, 'archive'],
    [{ targetLive: true, checked: true, switched: true, sourceLive: false }, 'done'],
  ])('after %j is %s', (facts, step) => {
    expect(nextStep({ ...fresh, ...facts })).toBe(step);
  });
  it('never switches what differs or was not checked', () => {
    const facts = fc.record({
      targetLive: fc.boolean(),
      different: fc.nat(3),
      checked: fc.boolean(),
      switched: fc.boolean(),
      sourceLive: fc.boolean(),
    });
    fc.assert(
      fc.property(facts, (known) => {
        if (nextStep(known) !== 'switch') return;
        expect(known).toMatchObject({ targetLive: true, different: 0, checked: true, switched: false });
      }),
    );
  });
});

describe('the differences of a copy', () => {
  it.each<[string, VariableMeta[], VariableMeta[], string[]]>([
    ['nothing', [variable('A')], [variable('A', { version: 7 })], []],
    ['a missing key', [variable('A')], [], ['A missing']],
    ['a key too many', [], [variable('A')], ['A extra']],
    ['another value', [variable('A')], [variable('A', { fingerprint: 'b'.repeat(32) })], ['A value']],
    ['another kind', [variable('A')], [variable('A', { kind: 'secret' })], ['A kind']],
    ['another note', [variable('A', { note: 'x' })], [variable('A')], ['A note']],
    [
      'a hidden value that was never seen',
      [{ key: 'A', kind: 'secret', hidden: true, empty: false, version: 1 }],
      [variable('A', { kind: 'secret' })],
      [],
    ],
    [
      'a value that is not known here',
      [variable('A')],
      [{ key: 'A', kind: 'plain', hidden: false, empty: false, version: 1 }],
      ['A value'],
    ],
  ])('names %s', (_name, source, copy, expected) => {
    expect(differencesOf(source, copy, true).map(({ key, what }) => `${key} ${what}`)).toEqual(expected);
  });
  it('of a list with itself are none, and of any two the same keys in either direction', () => {
    const list = fc.uniqueArray(
      fc.record({
        key: fc.stringMatching(/^[A-C]{1,2}$/),
        kind: fc.constantFrom('plain' as const, 'secret' as const),
        fingerprint: fc.constantFrom('a'.repeat(32), 'b'.repeat(32)),
      }),
      { selector: ({ key }) => key },
    );
    fc.assert(
      fc.property(list, list, (one, two) => {
        const [a, b] = [one, two].map((each) => each.map(({ key, ...more }) => variable(key, more)));
        if (a === undefined || b === undefined) throw new Error('two lists');
        expect(differencesOf(a, a, true)).toEqual([]);
        const keys = (found: readonly { readonly key: string }[]) => found.map(({ key }) => key);
        expect(keys(differencesOf(a, b, true))).toEqual(keys(differencesOf(b, a, true)));
      }),
    );
  });
});
