import { expect, it, onTestFinished } from 'vitest';
import { connect } from '../../support/connected.ts';
import { managed } from '../../support/managed.ts';
import { drop } from '../../support/server/faults.ts';
import { startServer } from '../../support/server/server.ts';
import { environmentAt } from '../../support/server/world.ts';
import { apply, services } from '../../support/services.ts';

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
