import { expect, it } from 'vitest';
import { limits } from '../../../core/limits.ts';
import { apply, services } from '../../support/services.ts';
import { made } from '../store/support.ts';

const odd: readonly (readonly [string, string])[] = [
  ['__proto__', 'a prototype'],
  ['constructor', 'a constructor'],
  ['toString', ''],
  ['hasOwnProperty', 'null'],
  ['K'.repeat(limits.keyLength), 'a long name'],
  ['NUL', 'before\0after'],
  ['CONTROLS', '\u0001\u001b[31m\u007f\u0085\u2028\u2029\ufeff'],
  ['BIDI', 'user\u202e gpj.exe\u2066'],
  ['ASTRAL', '\u{1f600}\u{10ffff}'],
  ['MARKUP', '<script>alert(1)</script>'],
  ['BREAKS', '\r\n\r\n\t '],
  ['LARGE', 'é'.repeat(limits.valueBytes / 2)],
];

it('keeps odd keys and values through draft, apply, search, version, export, undo and redo', async () => {
  const { ask, env, dump } = await services({ dev: {} }, made().store);
  const sorted = [...odd].sort(([a], [b]) => (a < b ? -1 : 1));
  const patches = odd.map(([key, value]) => ({ key, value }));
  await ask('drafts.put', { env: env('dev'), patches });
  const first = await apply(ask, await ask('changes.plan', { env: env('dev'), source: { type: 'drafts' } }));
  expect(first).toMatchObject({ state: 'done', done: odd.length });
  expect(await dump('dev')).toEqual(sorted);
  expect((await ask('drafts.list', { env: env('dev') })).drafts).toEqual([]);

  for (const [key, value] of odd) {
    const source = { from: 'version', env: env('dev'), version: 1 } as const;
    expect((await ask('values.reveal', { source, key })).value).toBe(value);
  }
  expect(await ask('variables.search', { env: env('dev'), text: 'before\0after' })).toEqual({
    keys: ['NUL'],
    masked: 0,
  });

  const undo = { type: 'undo', changeSetId: first.changeSetId } as const;
  const undone = await apply(ask, await ask('changes.plan', { env: env('dev'), source: undo }));
  expect(await dump('dev')).toEqual([]);
  const redo = { type: 'undo', changeSetId: undone.changeSetId } as const;
  await apply(ask, await ask('changes.plan', { env: env('dev'), source: redo }));
  expect(await dump('dev')).toEqual(sorted);
});

it.each([
  ['value', { value: 'x\ud800' }],
  ['value', { value: `${'é'.repeat(limits.valueBytes / 2)}x` }],
  ['note', { value: 'x', note: '\udc00' }],
])('refuses a %s that could not be kept as it is, without a word of it', async (part, patch) => {
  const { reply, env } = await services({ dev: {} });
  const refused = await reply('drafts.put', { env: env('dev'), patches: [{ key: 'A', ...patch }] });
  expect(refused).toMatchObject({
    error: { code: 'invalid-input', issues: [{ path: `patches.0.${part}` }] },
  });
});
