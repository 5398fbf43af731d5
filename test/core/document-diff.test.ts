import fc from 'fast-check';
import { expect, it } from 'vitest';
import { diffDocuments } from '../../core/document-diff.ts';
import { canonicalJson, type Json } from '../../core/json.ts';

const told = (before: Json | undefined, after: Json | undefined) =>
  diffDocuments(before, after).map(({ path, before: was, after: is }) => [path.join('/'), was, is]);

const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>;

it('tells nothing of two that are the same, and something of any others', () => {
  fc.assert(
    fc.property(json, json, (a, b) => {
      expect(diffDocuments(a, a)).toEqual([]);
      expect(diffDocuments(a, b).length > 0).toBe(canonicalJson(a) !== canonicalJson(b));
    }),
  );
});

it('is the same seen from the other side', () => {
  fc.assert(
    fc.property(json, json, (a, b) => {
      const there = diffDocuments(a, b).map(({ path }) => path.join('/'));
      const back = diffDocuments(b, a).map(({ path }) => path.join('/'));
      expect(back.sort()).toEqual(there.sort());
    }),
  );
});

it('goes by name through lists of named things, and tells when they only moved', () => {
  const block = (name: string, content: string) => ({ name, content });
  expect(
    told({ blocks: [block('a', 'x'), block('b', 'y')] }, { blocks: [block('b', 'y'), block('a', 'z')] }),
  ).toEqual([
    ['blocks/a/content', 'x', 'z'],
    ['blocks/order', ['a', 'b'], ['b', 'a']],
  ]);
});

it('tells of an added element what is in it, not its name again', () => {
  expect(told({ routes: [] }, { routes: [{ label: 'search', model: 'm', key: null }] })).toEqual([
    ['routes/search/model', undefined, 'm'],
  ]);
  expect(told({ tools: ['a'] }, { tools: ['a', 'b'] })).toEqual([['tools/b', undefined, 'b']]);
  expect(told({ sizes: [1] }, { sizes: [1, 2] })).toEqual([['sizes', [1], [1, 2]]]);
});

it('tells an empty list from one that is not there, and field names that are traps', () => {
  expect(told({}, { a: [] })).toEqual([['a', undefined, []]]);
  const trap = JSON.parse('{"__proto__":1}') as Json;
  expect(told({}, trap)).toEqual([['__proto__', undefined, 1]]);
});
