import { setImmediate } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { connect } from '../../support/connected.ts';
import { startServer } from '../../support/server/server.ts';
import { environmentAt, put, valuesOf } from '../../support/server/world.ts';
import { apply, confirmed, type Services, services } from '../../support/services.ts';

/** More than one transaction takes, so that something can happen in between. */
const source = {
  type: 'patches' as const,
  patches: Array.from({ length: 300 }, (_, n) => ({ key: `K${n}`, value: 'new' })),
};

/** A rename of `staging` that is begun, and its next writing step as a plan. */
async function renaming({ ask, env }: Services) {
  const { id, to } = await ask('renames.start', { env: env('staging'), slug: 'stage', name: 'Stage' });
  const plan = () => ask('changes.plan', { env: to, source: { type: 'rename', renameId: id, given: [] } });
  return { id, plan };
}

async function readyToSwitch(main: Services): Promise<string> {
  const { id, plan } = await renaming(main);
  await apply(main.ask, await plan()); // made
  await apply(main.ask, await plan()); // filled
  await main.ask('renames.check', { id });
  return id;
}

it('an environment is archived once what is being applied to it has ended', async () => {
  const { ask, env, dump } = await services({ staging: {} });
  const applied = ask('changes.apply', confirmed(await ask('changes.plan', { env: env('staging'), source })));
  await setImmediate();
  await setImmediate();
  await ask('environments.archive', { env: env('staging'), archived: true, confirmation: 'staging' });
  expect(await dump('staging')).toHaveLength(300);
  expect(await applied).toMatchObject({ state: 'done' });
});

it('nothing is written to an environment while another takes its place', async () => {
  const main = await services({ staging: { A: '1' } });
  const { ask, env, reply } = main;
  const id = await readyToSwitch(main);
  const applied = ask('changes.apply', confirmed(await ask('changes.plan', { env: env('staging'), source })));
  expect(await reply('renames.switch', { id })).toMatchObject({ error: { reason: 'copy-differs' } });
  expect(await applied).toMatchObject({ state: 'done' });
  expect(await ask('renames.view', { id })).toMatchObject({ step: 'copy', different: 300 });
});

it('an environment takes another’s place once, however often it is asked for', async () => {
  const main = await services({ staging: { A: '1' }, production: {} });
  const { ask, env } = main;
  const id = await readyToSwitch(main);
  const both = await Promise.all([ask('renames.switch', { id }), ask('renames.switch', { id })]);
  expect(both.map(({ step }) => step)).toEqual(['archive', 'archive']);
  const { entries } = await ask('history.list', { project: env('dev'), limit: 50 });
  expect(entries.filter(({ title }) => title.startsWith('Switch'))).toHaveLength(1);
  const { workspaces } = await ask('scope.list', {});
  const environments = workspaces[0]?.organizations[0]?.projects[0]?.environments ?? [];
  expect(environments.map(({ slug }) => slug)).toEqual(['dev', 'stage', 'production', 'staging']);
});

it('cancelled before it began, a plan makes no environment, and can be gone on with', async () => {
  const main = await services({ staging: { A: '1' } });
  const { ask } = main;
  const { plan } = await renaming(main);
  const making = await plan();
  const applied = ask('changes.apply', confirmed(making));
  await ask('changes.cancel', { planId: making.id });
  const { state, changeSetId } = await applied;
  expect(state).toBe('cancelled');
  const slugs = async () => {
    const { workspaces } = await ask('scope.list', {});
    return workspaces[0]?.organizations[0]?.projects[0]?.environments.map(({ slug }) => slug);
  };
  expect(await slugs()).not.toContain('stage');
  const resume = { type: 'resume' as const, changeSetId };
  await apply(ask, await ask('changes.plan', { env: making.env, source: resume }));
  expect(await slugs()).toContain('stage');
});

it('a revision is never two things: what was taken out while the target was read stays out', async () => {
  const there = await startServer({ flavour: 'trigger' });
  onTestFinished(() => there.close());
  const app = await services();
  const { env } = await connect(app, there);
  const patches = ['A', 'B'].map((key) => ({ key, value: 'mine' }));
  const plan = await app.ask('changes.plan', { env: env('dev'), source: { type: 'patches', patches } });
  const dev = environmentAt(there.world, 'dev').id;
  put(there.world, dev, 'B', 'theirs');
  const drifted = app.reply('changes.apply', confirmed(plan));
  const seen = await app.ask('changes.exclude', { planId: plan.id, keys: ['A'] });
  expect(await drifted).toMatchObject({ error: { code: 'drift', keys: ['B'] } });
  expect(await app.reply('changes.apply', confirmed(seen))).toMatchObject({ error: { code: 'drift' } });
  expect(valuesOf(there.world, dev).has('A')).toBe(false);
});
