import { expect, it } from 'vitest';
import { apply, services } from '../../support/services.ts';

const value = 'kept-back-by-the-server';

async function withHidden() {
  const main = await services({ staging: { H: value, A: 'one' }, production: {} });
  main.hidden.add('H');
  return main;
}

it('never shows, reveals, copies or finds a hidden value', async () => {
  const { ask, reply, env, clipboard, said } = await withHidden();
  const source = { from: 'saved' as const, env: env('staging') };
  const error = { code: 'refused', reason: 'hidden-value', keys: ['H'] };
  expect((await ask('values.inView', { source, keys: ['H'] })).values).toEqual([{ key: 'H', masked: true }]);
  expect(await reply('values.reveal', { source, key: 'H' })).toEqual({ ok: false, error });
  expect(await reply('values.copy', { source, key: 'H', form: 'value' })).toEqual({ ok: false, error });
  expect(clipboard.text).toBe('');
  expect(await ask('variables.search', { env: env('staging'), text: value })).toEqual({
    keys: [],
    masked: 0,
  });
  expect(said.join()).not.toContain(value);
});

it('leaves hidden values out of what is carried, promoted or renamed, and names them', async () => {
  const { ask, reply, env } = await withHidden();
  const keys = ['A', 'H'];
  expect(await ask('drafts.carry', { env: env('production'), from: env('staging'), keys })).toEqual({
    carried: ['A'],
    left: ['H'],
  });
  const choices = keys.map((key) => ({ action: 'copy' as const, key }));
  const plan = await ask('changes.plan', {
    env: env('production'),
    source: { type: 'promotion', from: env('staging'), choices },
  });
  expect(plan.rows.map(({ key }) => key)).toEqual(['A']);
  expect(plan.left.map(({ key }) => key)).toEqual(['H']);
  expect(await reply('drafts.rename', { env: env('staging'), from: 'H', to: 'N' })).toMatchObject({
    error: { code: 'refused', reason: 'hidden-value' },
  });
});

it('replaces a hidden value by a new one, and says that undo cannot bring it back', async () => {
  const { ask, env, hidden, dump } = await withHidden();
  const source = { type: 'patches' as const, patches: [{ key: 'H', value: 'new' }] };
  const result = await apply(ask, await ask('changes.plan', { env: env('staging'), source }));
  hidden.clear();
  expect(await dump('staging')).toContainEqual(['H', 'new']);
  const undo = await ask('changes.plan', {
    env: env('staging'),
    source: { type: 'undo', changeSetId: result.changeSetId },
  });
  expect(undo.rows).toEqual([]);
  expect(undo.left.map(({ key }) => key)).toEqual(['H']);
});
