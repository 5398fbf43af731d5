import { expect, it } from 'vitest';
import { managed } from '../../support/managed.ts';
import { decide } from '../../support/server/agent/approvals.ts';
import { environmentAt, put, valuesOf } from '../../support/server/world.ts';
import { apply, bare, confirmed } from '../../support/services.ts';

it('renames: made, copied with what was typed, checked, switched, archived; the old slug leads to the new one', async () => {
  const { app, server, env, project, archive, slugs } = await managed();
  const { ask } = app;
  const { id: stg } = environmentAt(server.world, 'stg');
  put(server.world, stg, 'SECRET', 'hidden', { secret: true });
  const hidden = [...valuesOf(server.world, stg)].filter(([, { secret }]) => secret).map(([key]) => key);
  let view = await ask('renames.start', { env: env('stg'), slug: 'qa', name: 'Quality' });
  const given = hidden.map((key) => ({ key, value: `typed-${key}` }));
  const write = async () => {
    const source = { type: 'rename' as const, renameId: view.id, given };
    await apply(ask, await ask('changes.plan', { env: view.to, source }));
    view = await ask('renames.view', { id: view.id });
  };
  await write();
  expect(view).toMatchObject({ step: 'copy', hidden: [...hidden].sort() });
  await write();
  expect(view.differences).toEqual([]);
  view = await ask('renames.check', { id: view.id });
  view = await ask('renames.switch', { id: view.id });
  expect(view).toMatchObject({ step: 'archive', activeAgents: 1 });
  expect(await archive('stg')).toMatchObject({ why: 'agents-active' });
  const off = { type: 'rename' as const, renameId: view.id, given: [] };
  const result = await apply(ask, await ask('changes.plan', { env: view.from, source: off }));
  expect(result).toMatchObject({ state: 'done', total: 1 });
  expect((await ask('renames.view', { id: view.id })).activeAgents).toBe(0);
  expect(await app.reply('changes.plan', { env: view.from, source: off })).toMatchObject({
    error: { code: 'refused', reason: 'nothing-to-do' },
  });
  const activeIn = (slug: string) =>
    server.world.agent.agents.filter(
      (one) => one.environmentId === environmentAt(server.world, slug).id && one.isActive,
    ).length;
  expect([activeIn('stg'), activeIn('qa')]).toEqual([0, 1]);
  server.world.agent.interactiveApprovals = true;
  expect(await archive('stg')).toMatchObject({ code: 'approval-needed', action: 'archive' });
  decide(server.world, server.world.agent.approvals[0]?.id ?? '', 'approved');
  const { approvals } = await ask('approvals.list', { project });
  await ask('approvals.resume', { project, id: approvals[0]?.id ?? '' });
  view = await ask('renames.view', { id: view.id });
  expect(view).toMatchObject({ step: 'done', canUndo: false });
  const made = valuesOf(server.world, environmentAt(server.world, 'qa').id);
  expect(made.get('SECRET')).toMatchObject({ value: 'typed-SECRET' });
  expect(await slugs()).toContain('qa');
  const { workspaces } = await ask('scope.list', {});
  const projects = workspaces.flatMap(({ organizations }) => organizations).flatMap((one) => one.projects);
  expect(projects.find(({ id }) => id === project.projectId)?.aliases).toMatchObject([
    { slug: 'stg', target: 'qa' },
  ]);
});

it('goes on with a rename after a restart at every step, approvals among them', async () => {
  const { app: first, server, env, project } = await managed();
  let app = first;
  /** The next start on the same store and keychain. */
  const restart = (): void => {
    const next = bare(app.context.store, project);
    for (const [account, text] of app.keychain.entries) next.keychain.entries.set(account, text);
    app.context.servers.close();
    app = next;
  };
  const approve = (): void => decide(server.world, server.world.agent.approvals.at(-1)?.id ?? '', 'approved');
  const { id: stg } = environmentAt(server.world, 'stg');
  valuesOf(server.world, stg).clear();
  put(server.world, stg, 'A', '1');
  server.world.agent.agents.length = 0;
  server.world.agent.interactiveApprovals = true;
  const { id, to } = await app.ask('renames.start', { env: env('stg'), slug: 'qa', name: 'Quality' });
  const view = () => app.ask('renames.view', { id });
  const write = async () => {
    const plan = await app.ask('changes.plan', {
      env: to,
      source: { type: 'rename', renameId: id, given: [] },
    });
    return app.reply('changes.apply', confirmed(plan));
  };
  restart();
  expect(await write()).toMatchObject({ error: { code: 'approval-needed', action: 'create' } });
  restart();
  approve();
  expect((await view()).step).toBe('create');
  expect(await write()).toMatchObject({ ok: true, value: { state: 'done' } });
  restart();
  expect((await view()).step).toBe('copy');
  expect(await write()).toMatchObject({ ok: true, value: { state: 'done' } });
  restart();
  expect((await app.ask('renames.check', { id })).step).toBe('switch');
  restart();
  expect((await app.ask('renames.switch', { id })).step).toBe('archive');
  restart();
  const archive = { env: env('stg'), archived: true, confirmation: 'stg' };
  expect(await app.reply('environments.archive', archive)).toMatchObject({
    error: { code: 'approval-needed' },
  });
  approve();
  restart();
  const { approvals } = await app.ask('approvals.list', { project });
  await app.ask('approvals.resume', { project, id: approvals[0]?.id ?? '' });
  expect((await view()).step).toBe('done');
  expect(valuesOf(server.world, environmentAt(server.world, 'qa').id).get('A')?.value).toBe('1');
  expect(server.world.environments.filter(({ slug }) => slug === 'qa')).toHaveLength(1);
});

it('can end a rename of production with the old one left as it is', async () => {
  const { app, server, env, project } = await managed();
  const { ask } = app;
  const { id: prod } = environmentAt(server.world, 'prod');
  valuesOf(server.world, prod).clear();
  put(server.world, prod, 'A', '1');
  let view = await ask('renames.start', { env: env('prod'), slug: 'live', name: 'Live' });
  for (let n = 0; n < 2; n += 1) {
    const source = { type: 'rename' as const, renameId: view.id, given: [] };
    await apply(ask, await ask('changes.plan', { env: view.to, source }));
  }
  await ask('renames.check', { id: view.id });
  view = await ask('renames.switch', { id: view.id });
  await ask('renames.abandon', { id: view.id });
  expect((await ask('renames.list', { project })).renames).toEqual([]);
  expect(environmentAt(server.world, 'live').type).toBe('PRODUCTION');
});
