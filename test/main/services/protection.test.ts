import { expect, it } from 'vitest';
import { apply, confirmed, services } from '../../support/services.ts';

const readOnly = { error: { code: 'refused', reason: 'read-only-environment' } };
const patch = { type: 'patches' as const, patches: [{ key: 'A', value: 'new' }] };

it('takes no draft and no plan in a read-only environment, and keeps what drafts there are', async () => {
  const main = await services({ dev: { B: 'b' }, staging: { A: 'old' } });
  const { ask, env, reply, dump } = main;
  await ask('drafts.put', { env: env('staging'), patches: [{ key: 'A', value: 'draft' }] });
  await ask('environments.update', { env: env('staging'), protection: 'read-only' });
  const into = { env: env('staging') };
  expect(await reply('drafts.put', { ...into, patches: patch.patches })).toMatchObject(readOnly);
  expect(await reply('drafts.rename', { ...into, from: 'A', to: 'B' })).toMatchObject(readOnly);
  expect(await reply('drafts.carry', { ...into, from: env('dev'), keys: ['B'] })).toMatchObject(readOnly);
  for (const source of [
    patch,
    { type: 'drafts' as const },
    { type: 'promotion' as const, from: env('dev'), choices: [{ action: 'copy' as const, key: 'B' }] },
  ])
    expect(await reply('changes.plan', { ...into, source })).toMatchObject(readOnly);
  expect((await ask('drafts.list', into)).drafts).toHaveLength(1);
  expect(await dump('staging')).toEqual([['A', 'old']]);
});

it('refuses a plan that was made before the environment became read-only', async () => {
  const { ask, env, reply, dump } = await services({ staging: { A: 'old' } });
  const plan = await ask('changes.plan', { env: env('staging'), source: patch });
  await ask('environments.update', { env: env('staging'), protection: 'read-only' });
  expect(await reply('changes.apply', confirmed(plan))).toMatchObject(readOnly);
  expect(await dump('staging')).toEqual([['A', 'old']]);
  await ask('environments.update', { env: env('staging'), protection: 'off', confirmation: 'staging' });
  await apply(ask, plan);
  expect(await dump('staging')).toEqual([['A', 'new']]);
});

it('asks for the slug where it must be typed, also when that was set after the plan was made', async () => {
  const { ask, env, reply } = await services({ staging: { A: 'old' } });
  const plan = await ask('changes.plan', { env: env('staging'), source: patch });
  expect(plan).toMatchObject({ protection: 'off', confirmation: { keys: [] } });
  await ask('environments.update', { env: env('staging'), protection: 'type-slug' });
  expect(await reply('changes.apply', confirmed(plan))).toMatchObject({ error: { code: 'drift' } });
  const next = await ask('changes.view', { planId: plan.id });
  expect(next.confirmation.slug).toBe('staging');
  const wrong = { ...confirmed(next), confirmation: { slug: 'Staging', keys: [] } };
  expect(await reply('changes.apply', wrong)).toMatchObject({ error: { code: 'confirmation-wrong' } });
  expect(await reply('changes.apply', confirmed(next))).toMatchObject({ ok: true });
});

it('never guards production by less than its slug', async () => {
  const { ask, env, reply } = await services({ production: {} });
  for (const protection of ['off', 'warn'])
    expect(
      await reply('environments.update', { env: env('production'), protection, confirmation: 'production' }),
    ).toMatchObject({ error: { code: 'invalid-input', issues: [{ path: 'protection' }] } });
  const plan = await ask('changes.plan', { env: env('production'), source: patch });
  expect(plan.confirmation.slug).toBe('production');
});

it('keeps production guarded that became one from an unprotected environment', async () => {
  const { ask, env } = await services({ staging: {} });
  await ask('environments.update', { env: env('staging'), protection: 'off' });
  await ask('environments.update', { env: env('staging'), kind: 'production' });
  const plan = await ask('changes.plan', { env: env('staging'), source: patch });
  expect(plan.confirmation.slug).toBe('staging');
});

it('takes the typed slug to guard an environment less, not to guard it more', async () => {
  const { env, reply } = await services({ staging: {} });
  const set = (protection: string, confirmation?: string) =>
    reply('environments.update', { env: env('staging'), protection, confirmation });
  for (const more of ['warn', 'type-slug', 'read-only']) expect(await set(more)).toMatchObject({ ok: true });
  for (const less of ['type-slug', 'warn', 'off']) {
    expect(await set(less)).toMatchObject({ error: { code: 'confirmation-wrong', expected: 'staging' } });
    expect(await set(less, 'staging')).toMatchObject({ ok: true });
  }
});

it('gives an environment a colour and takes it away again', async () => {
  const { ask, env } = await services({ staging: {} });
  expect(await ask('environments.update', { env: env('staging'), colour: 'teal' })).toMatchObject({
    colour: 'teal',
  });
  expect(await ask('environments.update', { env: env('staging'), name: 'X' })).toMatchObject({
    colour: 'teal',
  });
  expect(await ask('environments.update', { env: env('staging'), colour: null })).not.toHaveProperty(
    'colour',
  );
});

it('counts what archiving would hide', async () => {
  const { ask, env } = await services({ staging: { A: '1', DB_PASSWORD: 'x' } });
  await ask('drafts.put', { env: env('staging'), patches: [{ key: 'A', value: 'draft' }] });
  expect(await ask('environments.contents', { env: env('staging') })).toEqual({
    variables: 2,
    secrets: 1,
    drafts: 1,
    agents: 0,
    providerKeys: 0,
    queues: 0,
    hidden: 0,
    changeSets: 2,
    interrupted: 0,
  });
});
