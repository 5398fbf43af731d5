import { expect, it } from 'vitest';
import { limits } from '../../../core/limits.ts';
import { apply, services } from '../../support/services.ts';

it('merges patches, and removes a draft that is as saved again', async () => {
  const { ask, env } = await services({ dev: { A: 'one' } });
  const put = (patch: object) =>
    ask('drafts.put', { env: env('dev'), patches: [{ key: 'A', ...patch }] }).then(({ drafts }) => drafts);

  expect(await put({ value: 'two' })).toMatchObject([{ key: 'A', action: 'update', changes: ['value'] }]);
  expect(await put({ kind: 'secret', note: 'why' })).toMatchObject([
    { changes: ['value', 'kind', 'note'], kind: 'secret', note: 'why' },
  ]);
  expect(await put({ value: 'one', kind: 'plain' })).toMatchObject([{ changes: ['note'] }]);
  expect(await put({ note: '' })).toEqual([]);
  expect(await put({ deleted: true })).toMatchObject([{ action: 'delete', changes: [] }]);
  expect(await put({ value: 'three' })).toMatchObject([{ action: 'update', changes: ['value'] }]);
});

it('tells an unset key from an empty value', async () => {
  const { ask, env, dump } = await services({ dev: { A: '' } });
  const { drafts } = await ask('drafts.put', {
    env: env('dev'),
    patches: [
      { key: 'A', value: '' },
      { key: 'B', value: '' },
      { key: 'C', deleted: true },
    ],
  });
  expect(drafts).toMatchObject([{ key: 'B', action: 'create', empty: true }]);
  await apply(ask, await ask('changes.plan', { env: env('dev'), source: { type: 'drafts' } }));
  expect(await dump('dev')).toEqual([
    ['A', ''],
    ['B', ''],
  ]);
});

it('has keys named like parts of an object', async () => {
  const { ask, env, dump } = await services({ dev: {} });
  const patches = ['__proto__', 'constructor', 'toString'].map((key) => ({ key, value: `of ${key}` }));
  await ask('drafts.put', { env: env('dev'), patches });
  await apply(ask, await ask('changes.plan', { env: env('dev'), source: { type: 'drafts' } }));
  expect(await dump('dev')).toEqual(patches.map(({ key, value }) => [key, value]));
  expect((await ask('drafts.list', { env: env('dev') })).drafts).toEqual([]);
});

it('applies the drafts that were reviewed, keeps what was edited since', async () => {
  const { ask, env, dump } = await services({ dev: { A: 'one', B: 'one' } });
  const put = (key: string, value: string) =>
    ask('drafts.put', { env: env('dev'), patches: [{ key, value }] });
  await put('A', 'two');
  await put('B', 'two');
  const plan = await ask('changes.plan', { env: env('dev'), source: { type: 'drafts' } });
  await put('B', 'three');
  await apply(ask, plan);

  expect(await dump('dev')).toEqual([
    ['A', 'two'],
    ['B', 'two'],
  ]);
  const { drafts } = await ask('drafts.list', { env: env('dev') });
  expect(drafts).toMatchObject([{ key: 'B', changes: ['value'], baseMoved: false }]);
  expect((await ask('scope.list', {})).drafts).toEqual([{ env: env('dev'), count: 1 }]);
});

it('tells that the saved value moved under a draft, and shows it in the plan', async () => {
  const { ask, env, write } = await services({ dev: { A: 'one' } });
  await ask('drafts.put', { env: env('dev'), patches: [{ key: 'A', value: 'mine' }] });
  await write('dev', { A: 'theirs' });

  const { drafts } = await ask('drafts.list', { env: env('dev') });
  const plan = await ask('changes.plan', { env: env('dev'), source: { type: 'drafts' } });

  expect(drafts).toMatchObject([{ key: 'A', baseMoved: true }]);
  expect(plan.rows[0]?.drift?.was).toMatchObject({ length: { atLeast: 3, exact: true } });
  expect(plan.rows[0]?.before).toMatchObject({ length: { atLeast: 6, exact: true } });
});

it('renames by a deletion and a new key, and back', async () => {
  const { ask, env, dump, reply } = await services({ dev: { OLD: 'one', OTHER: 'x' } });
  const rename = (from: string, to: string) => reply('drafts.rename', { env: env('dev'), from, to });
  const list = async () => (await ask('drafts.list', { env: env('dev') })).drafts;

  expect(await rename('OLD', 'OTHER')).toMatchObject({ error: { code: 'already-exists' } });
  expect(await rename('GONE', 'NEW')).toMatchObject({ error: { code: 'not-found' } });
  expect(await rename('OLD', '1NEW')).toMatchObject({ error: { code: 'invalid-input' } });
  await rename('OLD', 'NEW');
  expect(await list()).toMatchObject([
    { key: 'NEW', action: 'create', renamedFrom: 'OLD' },
    { key: 'OLD', action: 'delete' },
  ]);
  await rename('NEW', 'NEWER');
  expect(await list()).toMatchObject([
    { key: 'NEWER', renamedFrom: 'OLD' },
    { key: 'OLD', action: 'delete' },
  ]);
  await rename('NEWER', 'OLD');
  expect(await list()).toEqual([]);
  await rename('OLD', 'NEW');
  await ask('drafts.undo', { env: env('dev') });
  expect(await list()).toEqual([]);
  await ask('drafts.redo', { env: env('dev') });
  await apply(ask, await ask('changes.plan', { env: env('dev'), source: { type: 'drafts' } }));
  expect(await dump('dev')).toEqual([
    ['NEW', 'one'],
    ['OTHER', 'x'],
  ]);
});

it('carries saved values as drafts, a secret as a secret, and names what it leaves', async () => {
  const { ask, env, write } = await services({ staging: { A: 'one', B: 'same' }, production: { B: 'same' } });
  await ask('drafts.put', { env: env('staging'), patches: [{ key: 'A', value: 'not this' }] });
  const secret = await ask('changes.plan', {
    env: env('staging'),
    source: { type: 'patches', patches: [{ key: 'S', value: 'hush', kind: 'secret' }] },
  });
  await apply(ask, secret);
  await write('production', { S: 'other' });

  const carried = await ask('drafts.carry', {
    env: env('production'),
    from: env('staging'),
    keys: ['A', 'S', 'B', 'GONE'],
  });

  expect(carried).toEqual({ carried: ['A', 'B', 'S'], left: ['GONE'] });
  const { drafts } = await ask('drafts.list', { env: env('production') });
  expect(drafts).toMatchObject([
    { key: 'A', action: 'create', length: { atLeast: 3 } },
    { key: 'S', action: 'update', changes: ['value', 'kind'], kind: 'secret' },
  ]);
});

it('takes the keystrokes of one editor back as one step', async () => {
  const { ask, env } = await services({ dev: { A: 'one' } });
  const type = (value: string, undoGroup: string) =>
    ask('drafts.put', { env: env('dev'), patches: [{ key: 'A', value }], undoGroup });
  const lengths = async () =>
    (await ask('drafts.list', { env: env('dev') })).drafts.map(({ length }) => length?.atLeast);
  await type('onet', 'first');
  await type('onetw', 'first');
  await type('onetwothree', 'second');

  expect(await ask('drafts.undo', { env: env('dev') })).toEqual({ keys: ['A'] });
  expect(await lengths()).toEqual([5]);
  await ask('drafts.undo', { env: env('dev') });
  expect(await lengths()).toEqual([]);
  expect(await ask('drafts.undo', { env: env('dev') })).toEqual({ keys: [] });
  await ask('drafts.redo', { env: env('dev') });
  await ask('drafts.redo', { env: env('dev') });
  expect(await lengths()).toEqual([11]);
  await ask('drafts.discard', { env: env('dev') });
  expect(await lengths()).toEqual([]);
  await ask('drafts.undo', { env: env('dev') });
  expect(await lengths()).toEqual([11]);
});

it.each([
  ['a value over the limit in bytes', { key: 'A', value: 'é'.repeat(limits.valueBytes / 2 + 1) }, 'value'],
  ['half a character', { key: 'A', value: '\ud800' }, 'value'],
  ['a dot in a new key', { key: 'foo.bar', value: '' }, 'key'],
  ['a digit first', { key: '1A', value: '' }, 'key'],
  ['an accent', { key: 'É', value: '' }, 'key'],
])('refuses %s with the path, and keeps nothing', async (_name, patch, field) => {
  const { reply, ask, env } = await services();
  const refused = await reply('drafts.put', { env: env('dev'), patches: [{ key: 'OK', value: '' }, patch] });
  expect(refused).toMatchObject({
    ok: false,
    error: { code: 'invalid-input', issues: [{ path: `patches.1.${field}` }] },
  });
  expect((await ask('drafts.list', { env: env('dev') })).drafts).toEqual([]);
});

it('takes a value of exactly the limit', async () => {
  const { ask, env, dump } = await services();
  const value = 'x'.repeat(limits.valueBytes);
  await ask('drafts.put', { env: env('dev'), patches: [{ key: 'A', value }] });
  await apply(ask, await ask('changes.plan', { env: env('dev'), source: { type: 'drafts' } }));
  expect((await dump('dev'))[0]?.[1] === value).toBe(true);
});

it('keeps a new credential secret unless it was said otherwise', async () => {
  const { ask, env } = await services();
  const put = (patch: object) =>
    ask('drafts.put', { env: env('dev'), patches: [{ key: 'DB_PASSWORD', ...patch }] });
  expect(await put({ value: 'x' })).toMatchObject({ drafts: [{ kind: 'secret' }] });
  const source = { type: 'patches' as const, patches: [{ key: 'DB_PASSWORD', value: 'x' }] };
  const plan = await ask('changes.plan', { env: env('dev'), source });
  expect(plan.rows[0]?.after?.kind).toBe('secret');
  expect(await put({ kind: 'plain' })).toMatchObject({ drafts: [{ kind: 'plain' }] });
});

it('takes back one editor’s step and leaves what was edited since', async () => {
  const { ask, env } = await services({ dev: { A: 'saved', B: 'saved' } });
  const type = (key: string, value: string, undoGroup: string) =>
    ask('drafts.put', { env: env('dev'), patches: [{ key, value }], undoGroup });
  const keysOfDrafts = async () =>
    (await ask('drafts.list', { env: env('dev') })).drafts.map(({ key }) => key);
  await type('A', 'first', 'one');
  await type('B', 'second', 'two');
  expect(await ask('drafts.undo', { env: env('dev'), undoGroup: 'one' })).toEqual({ keys: ['A'] });
  expect(await keysOfDrafts()).toEqual(['B']);
  expect(await ask('drafts.undo', { env: env('dev'), undoGroup: 'one' })).toEqual({ keys: [] });

  await type('B', 'third', 'three');
  expect(await ask('drafts.undo', { env: env('dev'), undoGroup: 'two' })).toEqual({ keys: [] });
  expect(await keysOfDrafts(), 'the third is left').toEqual(['B']);
  expect(await ask('drafts.undo', { env: env('dev') })).toEqual({ keys: ['B'] });
  expect(await keysOfDrafts(), 'and went back to what was saved').toEqual([]);
});

it('does not bring an applied draft back by undo: that is a change set of its own', async () => {
  const { ask, env } = await services({ dev: { A: 'one' } });
  await ask('drafts.put', { env: env('dev'), patches: [{ key: 'A', value: 'two' }] });
  await ask('drafts.put', { env: env('dev'), patches: [{ key: 'B', value: 'two' }] });
  const source = { type: 'drafts' as const, keys: ['A'] };
  await apply(ask, await ask('changes.plan', { env: env('dev'), source }));

  expect(await ask('drafts.undo', { env: env('dev') })).toEqual({ keys: ['B'] });
  expect(await ask('drafts.undo', { env: env('dev') })).toEqual({ keys: [] });
  expect((await ask('drafts.list', { env: env('dev') })).drafts).toEqual([]);
});
