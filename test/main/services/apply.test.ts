import { expect, it } from 'vitest';
import { makePlan } from '../../../main/services/make-plan.ts';
import { apply, confirmed, services } from '../../support/services.ts';

it('refuses an apply when the target moved, and writes nothing', async () => {
  const { ask, reply, env, write, dump } = await services({
    staging: { A: 'one', B: 'two' },
    production: { B: 'old' },
  });
  const plan = await ask('changes.plan', {
    env: env('production'),
    source: {
      type: 'promotion',
      from: env('staging'),
      choices: [
        { action: 'copy', key: 'A' },
        { action: 'copy', key: 'B' },
      ],
    },
  });
  await write('production', { B: 'someone else' });

  const refused = await reply('changes.apply', confirmed(plan));

  expect(refused).toEqual({ ok: false, error: { code: 'drift', planId: plan.id, keys: ['B'] } });
  expect(await dump('production')).toEqual([['B', 'someone else']]);

  const next = await ask('changes.view', { planId: plan.id });
  expect(next.revision).toBe(2);
  const row = next.rows.find(({ key }) => key === 'B');
  expect(row?.drift?.was?.fingerprint).toBe(plan.rows.find(({ key }) => key === 'B')?.before?.fingerprint);
  expect(row?.before?.fingerprint).not.toBe(row?.drift?.was?.fingerprint);

  expect(await reply('changes.apply', confirmed(plan))).toMatchObject({ error: { code: 'drift' } });
  expect(await apply(ask, next)).toMatchObject({ state: 'done', done: 2 });
  expect(await dump('production')).toEqual([
    ['A', 'one'],
    ['B', 'two'],
  ]);
});

it('keeps what the target has now when the row is taken out', async () => {
  const { ask, env, write, dump, reply } = await services({ dev: { A: 'one' } });
  const plan = await ask('changes.plan', {
    env: env('dev'),
    source: {
      type: 'patches',
      patches: [
        { key: 'A', value: 'mine' },
        { key: 'B', value: 'new' },
      ],
    },
  });
  await write('dev', { A: 'theirs' });
  await reply('changes.apply', confirmed(plan));

  const next = await ask('changes.exclude', { planId: plan.id, keys: ['A'] });
  await apply(ask, next);

  expect(next.left).toEqual([{ key: 'A', why: 'Taken out in this review.' }]);
  expect(await dump('dev')).toEqual([
    ['A', 'theirs'],
    ['B', 'new'],
  ]);
});

it.each([
  ['', []],
  ['Production', []],
  ['production ', []],
  ['staging', []],
])('demands the exact slug of a production environment, not %j', async (slug, keys) => {
  const { ask, reply, env, dump } = await services({ production: { A: 'one' } });
  const plan = await ask('changes.plan', {
    env: env('production'),
    source: { type: 'patches', patches: [{ key: 'A', value: 'two' }] },
  });
  expect(plan.confirmation).toEqual({ slug: 'production', keys: [] });

  const refused = await reply('changes.apply', { ...confirmed(plan), confirmation: { slug, keys } });

  expect(refused).toEqual({ ok: false, error: { code: 'confirmation-wrong', expected: 'production' } });
  expect(await dump('production')).toEqual([['A', 'one']]);
});

it('demands the name of a dangerous setting typed, in production only', async () => {
  const { ask, reply, env, dump } = await services({ staging: {}, production: {} });
  const patches = [
    { key: 'PLATOS_TEST_MODE', value: 'true' },
    { key: 'BACKDOOR_USER', value: 'off' },
  ];
  const source = { type: 'patches' as const, patches };
  expect((await ask('changes.plan', { env: env('staging'), source })).confirmation).toEqual({ keys: [] });
  const plan = await ask('changes.plan', { env: env('production'), source });
  expect(plan.confirmation).toEqual({ slug: 'production', keys: ['PLATOS_TEST_MODE'] });

  const confirmation = { slug: 'production', keys: ['platos_test_mode'] };
  expect(await reply('changes.apply', { ...confirmed(plan), confirmation })).toMatchObject({
    error: { code: 'confirmation-wrong', expected: 'PLATOS_TEST_MODE' },
  });
  expect(await dump('production')).toEqual([]);
  expect(await apply(ask, plan)).toMatchObject({ state: 'done', done: 2 });
});

it('writes once when it is asked twice at once', async () => {
  const { ask, env, context } = await services({ dev: {} });
  const plan = await ask('changes.plan', {
    env: env('dev'),
    source: { type: 'patches', patches: [{ key: 'A', value: 'one' }] },
  });

  const [first, second] = await Promise.all([apply(ask, plan), apply(ask, plan)]);

  expect(second).toEqual(first);
  const versions = await context.workspaces.get('local')?.versions?.(env('dev'), 'A');
  expect(versions).toHaveLength(1);
  await expect(apply(ask, plan)).rejects.toMatchObject({ error: { code: 'plan-gone' } });
});

it('has one apply at a time per environment: the second one sees what the first wrote', async () => {
  const { ask, reply, env, dump } = await services({ dev: { A: 'zero' } });
  const planOf = (value: string) =>
    ask('changes.plan', { env: env('dev'), source: { type: 'patches', patches: [{ key: 'A', value }] } });
  const [one, two] = [await planOf('one'), await planOf('two')];

  const replies = await Promise.all([
    reply('changes.apply', confirmed(one)),
    reply('changes.apply', confirmed(two)),
  ]);

  expect(replies).toMatchObject([{ ok: true }, { ok: false, error: { code: 'drift', keys: ['A'] } }]);
  expect(await dump('dev')).toEqual([['A', 'one']]);
});

it('stops where it was cancelled, says what is not done, and goes on from there', async () => {
  const { ask, env, dump, context } = await services({ dev: {} });
  const patches = Array.from({ length: 300 }, (_, n) => ({ key: `K${n}`, value: `v${n}` }));
  const plan = await ask('changes.plan', { env: env('dev'), source: { type: 'patches', patches } });
  const applying = apply(ask, plan);
  while ((await dump('dev')).length === 0) await new Promise((resolve) => setImmediate(resolve));
  await ask('changes.cancel', { planId: plan.id });
  const result = await applying;

  expect(result.state).toBe('cancelled');
  expect(result.done).toBe((await dump('dev')).length);
  expect(result.done).toBeLessThan(300);
  expect(result.rows.filter(({ outcome }) => outcome === 'not-done')).toHaveLength(300 - result.done);

  const rest = await ask('changes.plan', {
    env: env('dev'),
    source: { type: 'resume', changeSetId: result.changeSetId },
  });
  expect(rest.counts).toMatchObject({ create: 300 - result.done, none: 0 });
  await apply(ask, rest);
  expect(await dump('dev')).toHaveLength(300);
  const { entries } = await ask('history.list', { project: env('dev'), slug: 'dev', limit: 10 });
  expect(entries.map(({ canResume }) => canResume)).not.toContain(true);
  expect(context.workspaces.size).toBe(1);
});

it('refuses a plan that would do nothing', async () => {
  const { ask, reply, env } = await services({ dev: { A: 'one' } });
  const plan = await ask('changes.plan', {
    env: env('dev'),
    source: { type: 'patches', patches: [{ key: 'A', value: 'one' }] },
  });
  expect(plan.counts).toEqual({ create: 0, update: 0, delete: 0, none: 1 });
  expect(await reply('changes.apply', confirmed(plan))).toMatchObject({
    error: { code: 'refused', reason: 'nothing-to-do' },
  });
});

it('refuses to write into an archived environment, planned before or after', async () => {
  const { ask, reply, env } = await services({ staging: { A: 'one' } });
  const source = { type: 'patches' as const, patches: [{ key: 'A', value: 'two' }] };
  const plan = await ask('changes.plan', { env: env('staging'), source });
  await ask('environments.archive', { env: env('staging'), archived: true, confirmation: 'staging' });

  const error = { code: 'refused', reason: 'archived-environment' };
  expect(await reply('changes.apply', confirmed(plan))).toMatchObject({ error });
  expect(await reply('changes.plan', { env: env('staging'), source })).toMatchObject({ error });
});

it.each([
  ['value', { value: 'theirs' }],
  ['kind', { kind: 'secret' }],
  ['note', { note: 'theirs' }],
  ['absence', { deleted: true }],
] as const)('sees that somebody changed the %s', async (_part, change) => {
  const { ask, reply, env } = await services({ dev: { A: 'one' } });
  const planOf = (patch: object) =>
    ask('changes.plan', {
      env: env('dev'),
      source: { type: 'patches', patches: [{ key: 'A', ...patch }] },
    });
  const mine = await planOf({ value: 'mine' });
  await apply(ask, await planOf(change));
  expect(await reply('changes.apply', confirmed(mine))).toMatchObject({
    error: { code: 'drift', keys: ['A'] },
  });
});

it('makes the environment that a plan is for, when it is applied and not before', async () => {
  const main = await services();
  const { ask, env, context, dump } = main;
  const request = {
    env: env('production'),
    wanted: [{ type: 'set' as const, key: 'A', value: 'one' }],
    title: 'Import .env.production',
    source: 'import' as const,
    createsEnvironment: { slug: 'production', name: 'Production', kind: 'production' as const },
  };
  const plan = await makePlan(context, request);
  const other = await makePlan(context, request);
  expect(plan).toMatchObject({ createsEnvironment: true, confirmation: { slug: 'production' } });
  const slugs = async () => {
    const { workspaces } = await ask('scope.list', {});
    return workspaces[0]?.organizations[0]?.projects[0]?.environments.map(({ slug }) => slug);
  };
  expect(await slugs()).toEqual(['dev']);
  await apply(ask, plan);
  expect(await slugs()).toEqual(['dev', 'production']);
  expect(await dump('production')).toEqual([['A', 'one']]);
  await expect(apply(ask, other)).rejects.toMatchObject({ error: { code: 'drift', keys: ['A'] } });
  expect(await ask('changes.view', { planId: other.id })).toMatchObject({
    createsEnvironment: false,
    counts: { create: 0, none: 1 },
  });
});

it('judges every row again when the environment became a production one', async () => {
  const { ask, reply, env, dump } = await services({ staging: {} });
  const patches = [{ key: 'PLATOS_TEST_MODE', value: 'true' }];
  const plan = await ask('changes.plan', { env: env('staging'), source: { type: 'patches', patches } });
  expect(plan.confirmation).toEqual({ keys: [] });
  await ask('environments.update', { env: env('staging'), kind: 'production' });

  expect(await reply('changes.apply', confirmed(plan))).toMatchObject({ error: { code: 'drift' } });

  const next = await ask('changes.view', { planId: plan.id });
  expect(next.confirmation).toEqual({ slug: 'staging', keys: ['PLATOS_TEST_MODE'] });
  const typed = { planId: plan.id, revision: next.revision, confirmation: { slug: 'staging', keys: [] } };
  expect(await reply('changes.apply', typed)).toMatchObject({ error: { code: 'confirmation-wrong' } });
  expect(await dump('staging')).toEqual([]);
});
