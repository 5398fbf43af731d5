import { expect, it } from 'vitest';
import { managed, switchOff } from '../../support/managed.ts';
import { decide } from '../../support/server/agent/approvals.ts';
import { drop, fail } from '../../support/server/faults.ts';
import { environmentAt, valuesOf } from '../../support/server/world.ts';
import { apply, bare, confirmed } from '../../support/services.ts';

it('makes an environment that opens at once, takes variables, and is found again', async () => {
  const { app, server, id, env, create, slugs } = await managed();
  expect(await create('qa')).toBe('qa');
  expect(environmentAt(server.world, 'qa').type).toBe('STAGING');
  expect(await slugs()).toContain('qa');
  await apply(
    app.ask,
    await app.ask('changes.plan', {
      env: env('qa'),
      source: { type: 'patches', patches: [{ key: 'A', value: 'x' }] },
    }),
  );
  expect(valuesOf(server.world, environmentAt(server.world, 'qa').id).get('A')?.value).toBe('x');
  await app.ask('connections.refresh', { id });
  const { workspaces } = await app.ask('scope.list', {});
  const found = workspaces
    .flatMap(({ organizations }) => organizations)
    .flatMap(({ projects }) => projects)
    .flatMap(({ environments }) => environments)
    .find(({ slug }) => slug === 'qa');
  expect(found).toMatchObject({ name: 'Quality', kind: 'staging', archived: false });
  const { connections } = await app.ask('connections.list', {});
  expect(connections[0]?.addedSlugs).toEqual([{ projectId: env('qa').projectId, slug: 'qa' }]);
  const { entries } = await app.ask('history.list', { project: env('qa'), limit: 5 });
  expect(entries.map(({ title }) => title)).toContain('Create environment Quality');
});

it('finds environments of any slug and archived ones by the control plane, and keeps them while it is silent', async () => {
  const { app, server, id, slugs } = await managed();
  server.world.environments.push(
    { ...environmentAt(server.world, 'stg'), id: 'e1', slug: 'made-elsewhere' },
    {
      ...environmentAt(server.world, 'stg'),
      id: 'e2',
      slug: 'old',
      archived: true,
      archivedAt: '2026-01-01',
    },
  );
  await app.ask('connections.refresh', { id });
  expect(await slugs()).toContain('made-elsewhere');
  expect(await slugs(true)).toEqual(['old']);
  await server.agent.close();
  await app.ask('connections.refresh', { id });
  expect(await slugs(true)).toEqual(['old']);
});

it.each([
  ['stg', { code: 'already-exists', name: 'stg' }],
  ['staging', { code: 'environment-refused', why: 'slug-alias' }],
  ['old', { code: 'environment-refused', why: 'slug-archived' }],
])('does not make %s, and says why', async (slug, error) => {
  const { server, create } = await managed();
  server.world.environments.push({
    ...environmentAt(server.world, 'stg'),
    id: 'e2',
    slug: 'old',
    archived: true,
    archivedAt: '2026-01-01',
  });
  expect(await create(slug)).toMatchObject(error);
});

it('tells an admin’s token from another, and one that may not call the tool', async () => {
  const ben = await managed({ userId: 'user_ben' });
  expect(await ben.create('qa')).toMatchObject({ code: 'environment-refused', why: 'not-admin' });
  const narrow = await managed({ permissions: ['platos.whoami', 'environments.list'] });
  expect(await narrow.create('qa')).toMatchObject({ code: 'environment-refused', why: 'no-permission' });
});

it('waits for an approval over a restart, and then makes the environment once', async () => {
  const { app, server, project, create } = await managed();
  server.world.agent.interactiveApprovals = true;
  const { host } = new URL(server.url);
  expect(await create('qa')).toEqual({ code: 'approval-needed', action: 'create', name: 'qa', host });
  const { approvals } = await app.ask('approvals.list', { project });
  expect(approvals).toMatchObject([
    { action: 'create', slug: 'qa', name: 'Quality', page: { host, own: true } },
  ]);
  const next = bare(app.context.store, project);
  for (const [account, text] of app.keychain.entries) next.keychain.entries.set(account, text);
  const again = await next.ask('approvals.list', { project });
  const id = again.approvals[0]?.id ?? '';
  expect(await next.reply('approvals.resume', { project, id })).toMatchObject({
    error: { code: 'approval-needed' },
  });
  expect(server.world.agent.approvals).toHaveLength(1);
  decide(server.world, server.world.agent.approvals[0]?.id ?? '', 'approved');
  await next.ask('approvals.resume', { project, id });
  expect((await next.ask('approvals.list', { project })).approvals).toEqual([]);
  expect(server.world.environments.filter(({ slug }) => slug === 'qa')).toHaveLength(1);
});

it('goes on with no archiving of another environment that has the slug by now', async () => {
  const { app, server, project, create, archive, slugs } = await managed();
  await create('qa');
  server.world.agent.interactiveApprovals = true;
  expect(await archive('qa')).toMatchObject({ code: 'approval-needed' });
  const [waiting] = (await app.ask('approvals.list', { project })).approvals;
  server.world.agent.interactiveApprovals = false;
  Object.assign(environmentAt(server.world, 'qa'), { id: 'env_made_anew' });
  expect(await app.reply('approvals.resume', { project, id: waiting?.id ?? '' })).toMatchObject({
    error: { code: 'not-found', what: 'approval' },
  });
  expect(await slugs()).toContain('qa');
  expect(server.world.environments.find(({ slug }) => slug === 'qa')?.archived).not.toBe(true);
});

it('asks anew for an approval that ran out, and keeps one line of it', async () => {
  const { app, server, project, create } = await managed();
  server.world.agent.interactiveApprovals = true;
  await create('qa');
  for (const approval of server.world.agent.approvals) Object.assign(approval, { expiresAt: 0 });
  const [before] = (await app.ask('approvals.list', { project })).approvals;
  expect(await create('qa')).toMatchObject({ code: 'approval-needed' });
  expect(server.world.agent.approvals).toHaveLength(2);
  const { approvals } = await app.ask('approvals.list', { project });
  expect(approvals).toMatchObject([{ id: before?.id, slug: 'qa' }]);
  expect(approvals[0]?.page?.address).not.toBe(before?.page?.address);
  decide(server.world, server.world.agent.approvals[1]?.id ?? '', 'approved');
  expect(await create('qa')).toBe('qa');
});

it('says that it is not known where neither an answer nor the list tells, and goes on from there', async () => {
  const { app, server, env, create, archive, slugs } = await managed();
  server.agent.faults.add(fail(503), { path: '/mcp/platform', nth: 2 });
  expect(await create('qa')).toMatchObject({
    code: 'environment-refused',
    action: 'create',
    why: 'no-answer',
  });
  expect(await slugs()).not.toContain('qa');
  const { entries } = await app.ask('history.list', { project: env('stg'), limit: 1 });
  expect(entries).toMatchObject([{ title: 'Create environment Quality', state: 'interrupted' }]);
  expect(await create('qa')).toBe('qa');
  server.agent.faults.clear();
  server.agent.faults.add(fail(503), { path: '/mcp/platform', nth: 2 });
  expect(await archive('qa')).toMatchObject({
    code: 'environment-refused',
    action: 'archive',
    why: 'no-answer',
  });
  expect(await slugs()).toContain('qa');
  expect(await archive('qa')).toBe('archived');
});

it('takes in an environment that another made of that slug meanwhile', async () => {
  const { server, create, slugs } = await managed();
  server.world.environments.push({
    ...environmentAt(server.world, 'stg'),
    id: 'e1',
    slug: 'qa',
    type: 'PRODUCTION',
  });
  expect(await create('qa')).toMatchObject({ code: 'already-exists', name: 'qa' });
  expect(await slugs()).toContain('qa');
});

it('opens the page of an approval only on an address of its own', async () => {
  const { app, server, project, create } = await managed();
  server.world.agent.interactiveApprovals = true;
  await create('qa');
  const { approvals } = await app.ask('approvals.list', { project });
  const id = approvals[0]?.id ?? '';
  await app.ask('approvals.open', { project, id });
  expect(app.opened).toEqual([approvals[0]?.page?.address]);
  const connection = app.context.servers.all()[0]?.id ?? '';
  app.context.servers.change(connection, { url: 'http://elsewhere.example', agentUrl: undefined });
  expect(await app.reply('approvals.open', { project, id })).toMatchObject({
    error: { code: 'unsupported' },
  });
});

it('forgets an approval that was refused, says so, and asks anew afterwards', async () => {
  const { app, server, project, create } = await managed();
  server.world.agent.interactiveApprovals = true;
  await create('qa');
  decide(server.world, server.world.agent.approvals[0]?.id ?? '', 'denied');
  expect(await create('qa')).toMatchObject({ code: 'environment-refused', why: 'denied' });
  expect((await app.ask('approvals.list', { project })).approvals).toEqual([]);
  expect(await create('qa')).toMatchObject({ code: 'approval-needed' });
  expect(server.world.agent.approvals).toHaveLength(2);
});

it('writes nothing of a plan whose environment waits for an approval, and all of it once that is given', async () => {
  const { app, server, env, project } = await managed();
  server.world.agent.interactiveApprovals = true;
  const target = { type: 'project' as const, project };
  const read = await app.ask('imports.read', {
    files: [{ name: '.env.qa', content: { encoding: 'text', data: 'A=1\nB=2\n' } }],
    target,
  });
  const files = [{ index: 0, role: 'values' as const, slug: 'qa', kind: 'staging' as const, name: 'QA' }];
  const planned = await app.ask('imports.plan', { importId: read.id, target, files, rows: [] });
  const confirmations = planned.plans.map((plan) => {
    const { confirmation, planId, revision } = confirmed(plan);
    return { planId, revision, ...confirmation };
  });
  const ask = () => app.reply('imports.apply', { importId: read.id, confirmations });
  expect(await ask()).toMatchObject({ error: { code: 'approval-needed' } });
  expect((await app.ask('history.list', { project: env('qa'), limit: 5 })).entries).toEqual([]);
  decide(server.world, server.world.agent.approvals[0]?.id ?? '', 'approved');
  expect(await ask()).toMatchObject({ ok: true });
  const held = valuesOf(server.world, environmentAt(server.world, 'qa').id);
  expect([...held].map(([key, { value }]) => `${key}=${value}`)).toEqual(['A=1', 'B=2']);
});

it('archives, and keeps the environment in sight as archived for good', async () => {
  const { app, server, id, env, archive, slugs } = await managed();
  await app.ask('variables.list', { env: env('stg') });
  expect(await archive('stg')).toMatchObject({
    code: 'environment-refused',
    why: 'agents-active',
    count: 1,
  });
  switchOff(server, 'stg');
  expect(await archive('stg')).toBe('archived');
  expect(environmentAt(server.world, 'stg').archived).toBe(true);
  for (const when of ['at once', 'after a refresh']) {
    if (when !== 'at once') await app.ask('connections.refresh', { id });
    expect(await slugs()).not.toContain('stg');
    expect(await slugs(true)).toEqual(['stg']);
  }
  expect(
    await app.reply('environments.archive', { env: env('stg'), archived: false, confirmation: '' }),
  ).toMatchObject({ error: { code: 'unsupported' } });
});

it('does not archive production, nor one of several development environments', async () => {
  const { archive } = await managed();
  expect(await archive('prod')).toMatchObject({ code: 'environment-refused', why: 'production' });
  expect(await archive('dev')).toMatchObject({ code: 'environment-refused', why: 'several-members' });
});

it('reads the list where no answer came, and sends nothing twice', async () => {
  const { server, create, archive, slugs } = await managed();
  server.agent.faults.add(drop(), { path: '/mcp/platform', nth: 2 });
  expect(await create('qa')).toBe('qa');
  expect(await slugs()).toContain('qa');
  server.agent.faults.clear();
  server.agent.faults.add(drop(), { path: '/mcp/platform', nth: 2 });
  expect(await archive('qa')).toBe('archived');
  expect(server.world.environments.filter(({ slug }) => slug === 'qa')).toHaveLength(1);
});

it('says in each project where it is done, and starts nothing that it cannot end', async () => {
  const { app, id, env } = await managed();
  const { workspaces } = await app.ask('scope.list', {});
  const here = workspaces.find((one) => one.id === id);
  expect(here?.capabilities).toEqual(
    expect.arrayContaining(['environments.create', 'environments.archive', 'environments.rename']),
  );
  const projects = here?.organizations.flatMap((one) => one.projects) ?? [];
  const other = projects.find((one) => one.id !== env('stg').projectId);
  expect(other?.lacks).toEqual(['environments.create', 'environments.archive', 'environments.rename']);
  expect(projects.find((one) => one.id === env('stg').projectId)).not.toHaveProperty('lacks');
  const project = { workspaceId: id, projectId: other?.id ?? '' };
  const slug = other?.environments[0]?.slug ?? '';
  for (const reply of [
    await app.reply('environments.create', { project, slug: 'qa', name: 'QA', kind: 'staging' }),
    await app.reply('renames.start', { env: { ...project, slug }, slug: 'qa', name: 'QA' }),
  ])
    expect(reply).toMatchObject({ error: { code: 'unsupported' } });
});
