import { expect, it } from 'vitest';
import { calls } from '../../../core/ipc/calls.ts';
import { searchBytes } from '../../support/searcher.ts';
import { apply, confirmed, services } from '../../support/services.ts';

const saved = 'saved-value-canary-1c9e';
const typed = 'typed-value-canary-88d0';

it('says no value in any reply or event but those that were asked for one', async () => {
  const { ask, env, said, events, reply, write } = await services({
    staging: { A: saved, STRIPE_SECRET_KEY: saved },
    production: { A: 'other' },
  });
  const dev = env('staging');
  const project = dev;
  await ask('scope.list', {});
  await ask('variables.list', { env: dev });
  await ask('drafts.put', { env: dev, patches: [{ key: 'A', value: typed, note: 'a note' }] });
  await ask('drafts.rename', { env: dev, from: 'A', to: 'B' });
  await ask('drafts.undo', { env: dev });
  await ask('drafts.redo', { env: dev });
  await ask('drafts.carry', { env: env('production'), from: dev, keys: ['A'] });
  await ask('drafts.list', { env: dev });
  const plan = await ask('changes.plan', { env: dev, source: { type: 'drafts' } });
  await write('staging', { A: `${saved} moved` });
  await reply('changes.apply', confirmed(plan));
  const result = await apply(ask, await ask('changes.view', { planId: plan.id }));
  const promotion = await ask('changes.plan', {
    env: env('production'),
    source: { type: 'promotion', from: dev, choices: [{ action: 'copy', key: 'STRIPE_SECRET_KEY' }] },
  });
  await reply('changes.apply', { ...confirmed(promotion), confirmation: { slug: typed, keys: [typed] } });
  await ask('history.list', { project, limit: 50 });
  await ask('history.get', { changeSetId: result.changeSetId });
  await ask('variables.versions', { env: dev, key: 'A' });
  await ask('variables.search', { env: dev, text: 'canary' });
  await ask('values.copy', { source: { from: 'saved', env: dev }, key: 'B', form: 'assignment' });
  await ask('values.inView', { source: { from: 'plan', planId: promotion.id, side: 'after' }, keys: ['A'] });
  await ask('drafts.discard', { env: dev });
  const everything = Buffer.from(said.join('\n') + JSON.stringify(events));
  expect(searchBytes(everything, [saved, typed], 'replies')).toEqual([]);

  await ask('values.reveal', { source: { from: 'saved', env: dev }, key: 'B' });
  expect(searchBytes(Buffer.from(said.join('\n')), [typed], 'replies')).not.toEqual([]);
});

const canary = 'input-canary-4b1d';
const deep = JSON.parse('['.repeat(500) + ']'.repeat(500)) as unknown;
const noInput = new Set([
  'app.state',
  'app.lock',
  'app.retry',
  'app.startFresh',
  'app.quit',
  'scope.list',
  'scope.openSample',
  'settings.get',
  'settings.put',
  'connections.list',
]);
const badInputs: readonly unknown[] = [null, 7, canary, [canary], deep];
const wrong = {
  [canary]: canary,
  env: canary,
  project: { workspaceId: 7 },
  source: { from: canary },
  planId: [canary],
};

it.each(calls)('%s refuses bad input and names no value', async (call) => {
  const { reply, said } = await services();
  const inputs = noInput.has(call) ? badInputs : [...badInputs, {}, wrong];
  for (const input of inputs)
    expect(await reply(call, input)).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
  expect(said.join()).not.toContain(canary);
});

it.each([
  ['a project that is not there', { slug: 'dev', projectId: 'gone' }, 'project'],
  ['an environment that is not there', { slug: 'gone' }, 'environment'],
  ['a workspace that is not there', { slug: 'dev', workspaceId: 'gone' }, 'workspace'],
])('answers not-found for %s in every call about an environment', async (_name, change, what) => {
  const { reply, env } = await services();
  const at = { ...env('dev'), ...change };
  const inputs = [
    ['variables.list', { env: at }],
    ['variables.search', { env: at, text: 'x' }],
    ['variables.versions', { env: at, key: 'A' }],
    ['history.purge', { env: at, key: 'A', confirmation: 'A' }],
    ['values.inView', { source: { from: 'saved', env: at }, keys: ['A'] }],
    ['values.reveal', { source: { from: 'draft', env: at }, key: 'A' }],
    ['drafts.list', { env: at }],
    ['drafts.put', { env: at, patches: [{ key: 'A', value: 'x' }] }],
    ['drafts.rename', { env: at, from: 'A', to: 'B' }],
    ['drafts.discard', { env: at }],
    ['drafts.undo', { env: at }],
    ['changes.plan', { env: at, source: { type: 'drafts' } }],
    ['environments.update', { env: at, name: 'New' }],
    ['environments.archive', { env: at, archived: true, confirmation: at.slug }],
  ] as const;
  for (const [call, input] of inputs)
    expect([call, await reply(call, input)]).toMatchObject([call, { error: { code: 'not-found', what } }]);
});
