import { expect, it, onTestFinished } from 'vitest';
import type { AppError } from '../../../core/errors.ts';
import { connectWithAgents } from '../../support/agent-access.ts';
import { connect } from '../../support/connected.ts';
import { decide } from '../../support/server/agent/approvals.ts';
import { perMinute } from '../../support/server/agent/limits.ts';
import { drop, fail } from '../../support/server/faults.ts';
import { type PlatosServer, startPlatos, startServer } from '../../support/server/server.ts';
import { environmentAt, put, valuesOf } from '../../support/server/world.ts';
import { apply, bare, confirmed, type Services, services } from '../../support/services.ts';

/** What a rate limit does is tried elsewhere. */
const generous = {
  userPerMinute: perMinute(2_000),
  scopePerMinute: perMinute(2_000),
  controlPlane: perMinute(2_000),
};

interface Managed extends Awaited<ReturnType<typeof connectWithAgents>> {
  readonly app: Services;
  readonly server: PlatosServer;
  readonly project: { readonly workspaceId: string; readonly projectId: string };
  readonly create: (slug: string, kind?: 'staging' | 'production') => Promise<AppError | string>;
  readonly archive: (slug: string) => Promise<AppError | string>;
  readonly slugs: (archived?: boolean) => Promise<readonly string[]>;
}

/** A console that may manage the environments of the sample project. */
async function managed(options: { readonly permissions?: readonly string[]; readonly userId?: string } = {}) {
  const server = await startPlatos({ agentRateLimit: generous });
  onTestFinished(() => server.close());
  const app = await services();
  const { id, env } = await connectWithAgents(app, server, server.agent.issue.controlPlane('stg', options));
  return withActions({ app, server, id, env });
}

function withActions(of: Pick<Managed, 'app' | 'server' | 'id' | 'env'>): Managed {
  const { app, env } = of;
  const { workspaceId, projectId } = env('stg');
  const project = { workspaceId, projectId };
  return {
    ...of,
    project,
    create: async (slug, kind = 'staging') => {
      const reply = await app.reply('environments.create', { project, slug, name: 'Quality', kind });
      return reply.ok ? reply.value.slug : reply.error;
    },
    archive: async (slug) => {
      const reply = await app.reply('environments.archive', {
        env: env(slug),
        archived: true,
        confirmation: slug,
      });
      return reply.ok ? 'archived' : reply.error;
    },
    slugs: async (archived = false) => {
      const { workspaces } = await app.ask('scope.list', {});
      const projects = workspaces
        .flatMap(({ organizations }) => organizations)
        .flatMap((one) => one.projects);
      const found = projects.find(({ id }) => id === projectId)?.environments ?? [];
      return found.filter((one) => one.archived === archived).map(({ slug }) => slug);
    },
  };
}

const clear = (server: PlatosServer, slug: string): void => {
  const { id } = environmentAt(server.world, slug);
  for (const agent of server.world.agent.agents) if (agent.environmentId === id) agent.isActive = false;
};

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
  clear(server, 'stg');
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

it.each(['trigger', 'platos-a', 'platos-c'] as const)(
  '%s: makes a preview branch, fills it and puts it away',
  async (flavour) => {
    const server = await startServer({ flavour });
    onTestFinished(() => server.close());
    const app = await services();
    const { id, env } = await connect(app, server);
    const { workspaceId, projectId } = env('stg');
    const project = { workspaceId, projectId };
    const create = (branch: string) =>
      app.reply('environments.create', { project, slug: `preview/${branch}`, name: branch, kind: 'preview' });
    const slugs = async () => {
      const { workspaces } = await app.ask('scope.list', {});
      const all = workspaces.find((one) => one.id === id)?.organizations.flatMap((one) => one.projects) ?? [];
      return all.find((one) => one.id === projectId)?.environments.map(({ slug }) => slug);
    };
    // Made without an answer, and noticed all the same.
    server.faults.add(drop(), { method: 'POST', path: '/branches', nth: 1 });
    expect(await create('feat/new')).toMatchObject({
      ok: true,
      value: { slug: 'preview/feat/new', name: 'feat/new' },
    });
    expect(await slugs()).toContain('preview/feat/new');
    const source = { type: 'patches' as const, patches: [{ key: 'OWN', value: 'x' }] };
    const branch = env('preview/feat/new');
    await apply(app.ask, await app.ask('changes.plan', { env: branch, source }));
    await app.ask('connections.refresh', { id });
    expect(await slugs()).toContain('preview/feat/new');
    const rename = { env: branch, slug: 'qa', name: 'QA' };
    expect(await app.reply('renames.start', rename)).toMatchObject({ error: { code: 'unsupported' } });

    await app.ask('environments.archive', { env: branch, archived: true, confirmation: branch.slug });
    expect(await slugs()).not.toContain('preview/feat/new');
    const { archived } = server.world.environments.find((one) => one.branchName === 'feat/new') ?? {};
    expect(archived).toBe(true);
    await app.ask('connections.refresh', { id });
    expect(await slugs()).not.toContain('preview/feat/new');
    expect(await create('feat/new')).toMatchObject({ ok: true });
  },
);

it('makes no branch of a name that cannot be one, nor where there is no preview environment', async () => {
  const { app, server, id, project } = await managed();
  const create = (slug: string, kind: 'preview' | 'staging' = 'preview') =>
    app.reply('environments.create', { project, slug, name: 'x', kind });
  for (const name of ['', ' x', 'a b', 'a..b', 'refs/heads/a', 'a~b', 'a:b', 'a\\b', 'ä'])
    expect(await create(`preview/${name}`)).toMatchObject({ error: { code: 'invalid-input' } });
  expect(await create('preview/a', 'staging')).toMatchObject({ error: { code: 'invalid-input' } });
  const asked = server.requests.length;
  environmentAt(server.world, 'preview').archived = true;
  expect(await create('preview/a')).toMatchObject({ error: { code: 'unsupported' } });
  expect(server.requests.slice(asked).map(({ method }) => method)).toContain('POST');
  await app.ask('connections.refresh', { id });
  expect(await create('preview/a')).toMatchObject({ error: { code: 'unsupported' } });
});

it('does not take a new branch for the archived one of the same name', async () => {
  const { app, server, env, project } = await managed();
  const branch = env('preview/again');
  const create = () =>
    app.ask('environments.create', { project, slug: branch.slug, name: 'x', kind: 'preview' });
  const agents = async () => (await app.ask('agents.list', { env: branch })).agents.map(({ slug }) => slug);
  await create();
  const [sample] = server.world.agent.agents;
  const first = server.world.environments.find(({ branchName }) => branchName === 'again');
  if (sample === undefined || first === undefined) throw new Error('not there');
  server.world.agent.agents.push({ ...sample, id: 'agent_old', slug: 'old', environmentId: first.id });
  expect(await agents()).toEqual(['old']);
  await app.ask('environments.archive', { env: branch, archived: true, confirmation: branch.slug });
  app.clock.now += 30_000; // an answer is used again for a moment
  await create();
  expect(await agents()).toEqual([]);
});
