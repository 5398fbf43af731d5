import { expect, it, onTestFinished } from 'vitest';
import type { EnvironmentRef, Organization } from '../../../core/environment.ts';
import type { FlavourName } from '../../support/server/flavour.ts';
import { flavours } from '../../support/server/flavour.ts';
import { addRootEnvironments, sampleWorld } from '../../support/server/samples.ts';
import { type FakeServer, startServer } from '../../support/server/server.ts';
import { environmentAt, put, valuesOf, type World } from '../../support/server/world.ts';
import { confirmed, type Services, services } from '../../support/services.ts';

const unlimited = { burst: 1_000_000, refill: 1_000_000, intervalMs: 10_000 };

async function server(fill: (world: World) => void, flavour: FlavourName = 'trigger'): Promise<FakeServer> {
  const world = sampleWorld(flavours[flavour]);
  fill(world);
  const rateLimit = { general: unlimited, deploy: unlimited };
  const started = await startServer({ flavour, world, rateLimit });
  onTestFinished(() => started.close());
  return started;
}

/** A connection of that account, and what it sees. */
async function see({ ask }: Services, { url, token }: Pick<FakeServer, 'url' | 'token'>, name = 'Work') {
  const { id } = await ask('connections.add', { name, url, allowHttp: false });
  await ask('connections.setToken', { id, token });
  await ask('connections.refresh', { id });
  const organizations = await scopeOf({ ask }, id);
  return { id, organizations };
}

async function scopeOf({ ask }: Pick<Services, 'ask'>, id: string): Promise<readonly Organization[]> {
  const { workspaces } = await ask('scope.list', {});
  return workspaces.find((one) => one.id === id)?.organizations ?? [];
}

/** Organization, then projects with the slugs of their environments. */
const drawn = (organizations: readonly Organization[]) =>
  organizations.map(({ slug, projects }) => [
    slug,
    projects.map((project) => [project.slug, project.environments.map((one) => one.slug)]),
  ]);

interface Made {
  readonly slug: string;
  readonly ref?: string;
  readonly name?: string;
  readonly organizationId?: string;
  readonly environments?: boolean;
}

function addProject(world: World, made: Made): void {
  const { slug, ref = `proj_${slug}`, name = slug, organizationId = 'org_acme', environments = true } = made;
  const project = { id: `p_${ref}`, ref, name, slug, createdAt: '2026-01-05T09:00:00.000Z', organizationId };
  world.projects.push(project);
  if (environments) addRootEnvironments(world, project, ['DEVELOPMENT', 'PRODUCTION']);
}

function addOrganization(world: World, slug: string, title = slug): void {
  world.organizations.push({
    id: `org_${slug}`,
    title,
    slug,
    createdAt: '2026-01-05T09:00:00.000Z',
    members: [{ userId: 'user_ada', role: 'ADMIN' }],
  });
}

const odd = ['__proto__', 'constructor', 'toString'];

it.each(['trigger', 'platos-c'] as const)(
  '%s: slugs, names and keys that JavaScript knows are names like any others',
  async (flavour) => {
    const there = await server((world) => {
      for (const name of odd) {
        addOrganization(world, name);
        addProject(world, { slug: name, ref: name, organizationId: `org_${name}` });
      }
      const prod = environmentAt(world, 'prod', '__proto__');
      world.environments.push({ ...prod, id: 'env_odd', slug: '__proto__', type: 'STAGING' });
      for (const key of odd) put(world, 'env_odd', key, `value of ${key}`);
    }, flavour);
    const app = await services();
    const { id, organizations } = await see(app, there);
    for (const name of odd)
      expect(organizations.find(({ slug }) => slug === name)?.projects.map(({ slug }) => slug)).toEqual([
        name,
      ]);
    const env: EnvironmentRef = { workspaceId: id, projectId: '__proto__', slug: '__proto__' };
    if (flavour === 'platos-c') await app.ask('connections.addSlug', { id, ...env });
    const { rows } = await app.ask('variables.list', { env });
    expect(rows.map(({ key }) => key)).toEqual([...odd].sort());
    const source = { from: 'saved' as const, env };
    const { values } = await app.ask('values.inView', { source, keys: odd });
    expect(values.map(({ key, value }) => [key, value])).toEqual(odd.map((key) => [key, `value of ${key}`]));
    await app.ask('drafts.put', { env, patches: odd.map((key) => ({ key, value: 'new' })) });
    const plan = await app.ask('changes.plan', { env, source: { type: 'drafts' } });
    const undone = confirmed(plan);
    if (flavour === 'trigger') {
      expect(await app.ask('changes.apply', undone)).toMatchObject({ state: 'done', done: 3 });
      expect([...valuesOf(there.world, 'env_odd').values()].map(({ value }) => value)).toEqual(
        odd.map(() => 'new'),
      );
    }
  },
);

it('names of markup and of turned letters are text of one line, and slugs lead where they say', async () => {
  const there = await server((world) => {
    addOrganization(world, 'evil', '<img src=x onerror=alert(1)>\nAcme');
    addProject(world, { slug: 'turned', organizationId: 'org_evil', name: 'gnigats\u202e \u2066prod\u0000' });
    const prod = environmentAt(world, 'prod', 'proj_turned');
    const branch = { type: 'PREVIEW' as const, slug: 'preview' };
    world.environments.push({ ...prod, ...branch, id: 'env_preview' });
    const more = { parentId: 'env_preview', branchName: 'feat/\u202edorp' };
    world.environments.push({ ...prod, ...branch, ...more, id: 'env_branch', slug: 'preview-x' });
    put(world, prod.id, '<b>\u202eKEY</b>', '<script>alert(1)</script>');
  });
  const app = await services();
  const { id, organizations } = await see(app, there);
  const evil = organizations.find(({ slug }) => slug === 'evil');
  expect(evil?.name).toBe('<img src=x onerror=alert(1)>\ufffdAcme');
  const [project] = evil?.projects ?? [];
  expect(project?.name).toBe('gnigats\ufffd \ufffdprod\ufffd');
  expect(project?.environments.map(({ name }) => name)).toEqual([
    'Development',
    'Preview',
    'feat/\ufffddorp',
    'Production',
  ]);
  const env = { workspaceId: id, projectId: 'proj_turned', slug: 'prod' };
  const { rows } = await app.ask('variables.list', { env });
  expect(rows.map(({ key }) => key)).toEqual(['<b>\u202eKEY</b>']);
  const onBranch = { ...env, slug: 'preview/feat/\u202edorp' };
  expect(await app.reply('variables.list', { env: onBranch })).toMatchObject({
    error: { code: 'unsupported' },
  });
});

it('projects of one slug in two organizations, one without environments, and an organization without projects', async () => {
  const there = await server((world) => {
    for (const slug of ['one', 'two', 'none']) addOrganization(world, slug);
    for (const slug of ['one', 'two']) {
      const ref = `proj_${slug}`;
      addProject(world, { slug: 'shop', ref, organizationId: `org_${slug}` });
      put(world, environmentAt(world, 'prod', ref).id, 'WHOSE', slug);
    }
    addProject(world, { slug: 'bare', organizationId: 'org_two', environments: false });
  });
  const app = await services();
  const { id, organizations } = await see(app, there);
  expect(drawn(organizations.filter(({ slug }) => slug !== 'acme-1a2b'))).toEqual([
    ['one', [['shop', ['dev', 'prod']]]],
    [
      'two',
      [
        ['shop', ['dev', 'prod']],
        ['bare', []],
      ],
    ],
    ['none', []],
  ]);
  for (const slug of ['one', 'two']) {
    const env = { workspaceId: id, projectId: `proj_${slug}`, slug: 'prod' };
    await app.ask('variables.list', { env });
    const { value } = await app.ask('values.reveal', { source: { from: 'saved', env }, key: 'WHOSE' });
    expect(value).toBe(slug);
  }
});

it('two accounts on one server each have a development environment of their own', async () => {
  const there = await server((world) => {
    for (const one of world.environments)
      if (one.slug === 'dev' && one.projectId === 'project_support-bot') {
        valuesOf(world, one.id).clear();
        put(world, one.id, 'WHOSE', one.userId ?? '');
      }
  });
  const app = await services();
  const tokens = { user_ada: there.token, user_ben: there.issue.personal({ userId: 'user_ben' }) };
  for (const [user, token] of Object.entries(tokens)) {
    const { id } = await see(app, { url: there.url, token }, user);
    const env = { workspaceId: id, projectId: 'proj_supportbotsample', slug: 'dev' };
    await app.ask('variables.list', { env });
    const source = { from: 'saved' as const, env };
    expect((await app.ask('values.inView', { source, keys: ['WHOSE'] })).values).toMatchObject([
      { value: user },
    ]);
    await app.ask('drafts.put', { env, patches: [{ key: 'WHOSE', value: `draft of ${user}` }] });
  }
  const { drafts } = await app.ask('scope.list', {});
  expect(drafts.map(({ count }) => count)).toEqual([1, 1]);
});

it('a server that lists an environment, a project or a variable twice has each once', async () => {
  const there = await server(() => undefined);
  const twice = (path: string, body: unknown) =>
    there.faults.add(
      {
        kind: 'instead',
        happens: false,
        answer: () => ({
          status: 200,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      },
      { path: new RegExp(`${path}$`) },
    );
  const project = {
    externalRef: 'proj_supportbotsample',
    name: 'support-bot',
    slug: 'support-bot-3c4d',
    organization: { slug: 'acme-1a2b', title: 'Acme' },
  };
  twice('/projects', [project, project]);
  twice('/environments', [
    { slug: 'dev', type: 'DEVELOPMENT' },
    { slug: 'dev', type: 'DEVELOPMENT' },
    { slug: 'prod', type: 'PRODUCTION' },
  ]);
  const row = { name: 'A', value: 'x', isSecret: false };
  twice('/envvars/prod', [row, row]);
  const app = await services();
  const { id, organizations } = await see(app, there);
  expect(drawn(organizations)).toEqual([['acme-1a2b', [['support-bot-3c4d', ['dev', 'prod']]]]]);
  const env = { workspaceId: id, projectId: 'proj_supportbotsample', slug: 'prod' };
  expect((await app.ask('variables.list', { env })).rows.map(({ key }) => key)).toEqual(['A']);
});

it('three hundred projects are discovered completely, a few requests at a time', async () => {
  const there = await server((world) => {
    for (let n = 0; n < 300; n += 1) addProject(world, { slug: `project-${n}` });
  });
  const app = await services();
  const { organizations } = await see(app, there);
  const projects = organizations.flatMap((one) => one.projects);
  expect(projects).toHaveLength(302);
  expect(projects.slice(2).every(({ environments }) => environments.length === 2)).toBe(true);
  // One for the environments of each; branches are asked for where there is a preview.
  expect(there.requests.length).toBeLessThan(302 + 12);
});
