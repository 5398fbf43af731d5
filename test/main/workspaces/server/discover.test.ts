import { describe, expect, it, test } from 'vitest';
import type { Discovery } from '../../../../main/workspaces/server/api.ts';
import type { FakeServer } from '../../../support/server/server.ts';
import type { Environment } from '../../../support/server/world.ts';
import { environmentAt } from '../../../support/server/world.ts';
import { apiOf, at, failureOf, saying, serverFor } from './api.ts';

const slugsIn = ({ organizations }: Discovery, project = 0): readonly string[] =>
  (organizations[0]?.projects[project]?.environments ?? []).map(({ slug, branch }) => branch ?? slug);

const addEnvironment = (server: FakeServer, rest: Partial<Environment>): void => {
  const stg = environmentAt(server.world, 'stg');
  server.world.environments.push({ ...stg, id: `env_${rest.slug}`, ...rest });
};

describe.each(['trigger', 'platos-a', 'platos-b', 'platos-c'] as const)('%s', (flavour) => {
  it('tells who one is and all that one sees', async () => {
    const server = await serverFor({ flavour });
    const found = await apiOf(server).discover();
    expect(found.account).toEqual({ email: 'ada@acme.example', userId: 'user_ada' });
    expect(found.flavour).toBe(flavour === 'trigger' ? 'trigger' : 'platos');
    expect(found.organizations.map(({ name, slug }) => [name, slug])).toEqual([['Acme', 'acme-1a2b']]);
    const [first, second] = found.organizations[0]?.projects ?? [];
    expect(first?.environments.map(({ slug, branch, name, kind }) => [slug, branch, name, kind])).toEqual([
      ['dev', undefined, 'Development', 'development'],
      ['stg', undefined, 'Staging', 'staging'],
      ['preview', undefined, 'Preview', 'preview'],
      ['preview', 'feat/tone', 'feat/tone', 'preview'],
      ['prod', undefined, 'Production', 'production'],
    ]);
    expect(second?.name).toBe('billing');
  });

  it('tells environments that are absent, and those added by hand that exist', async () => {
    const server = await serverFor({ flavour });
    environmentAt(server.world, 'stg').archived = true;
    environmentAt(server.world, 'preview').archived = true;
    addEnvironment(server, { slug: 'eu-live', archived: false });
    const { projectRef: projectId } = at('any');
    const addedSlugs = ['eu-live', 'absent', 'prod', 'staging'].map((slug) => ({ projectId, slug }));
    const found = await apiOf(server, { addedSlugs }).discover();
    // A server that lists its environments lists this one, too.
    expect([...slugsIn(found)].sort()).toEqual(['dev', 'eu-live', 'prod']);
    const live = found.organizations[0]?.projects[0]?.environments.find(({ slug }) => slug === 'eu-live');
    expect(live).toMatchObject({ name: 'eu-live', kind: flavour === 'trigger' ? 'staging' : 'production' });
    expect(slugsIn(found, 1)).toEqual(['dev', 'stg', 'preview', 'prod']);
  });

  it('says whether a slug exists', async () => {
    const server = await serverFor({ flavour });
    const api = apiOf(server);
    expect(await api.hasEnvironment(at('prod'))).toBe(true);
    expect(await api.hasEnvironment(at('absent'))).toBe(false);
    expect(await api.hasEnvironment(at('preview', 'feat/tone'))).toBe(true);
    expect(await api.hasEnvironment(at('preview', 'feat/none'))).toBe(false);
    const other = { projectRef: 'proj_none', slug: 'prod' };
    expect(await failureOf(api.hasEnvironment(other))).toMatchObject({ problem: 'gone', status: 404 });
  });

  it('refuses a token that is revoked', async () => {
    const server = await serverFor({ flavour });
    server.issue.revoke(server.token);
    const api = apiOf(server);
    expect(await failureOf(api.discover())).toMatchObject({ problem: 'unauthorized', status: 401 });
    expect(await failureOf(api.whoAmI())).toMatchObject({ problem: 'unauthorized' });
    expect(await failureOf(api.listVariables(at('prod')))).toMatchObject({ problem: 'unauthorized' });
  });

  it('sends no path that ends with a slash', async () => {
    const server = await serverFor({ flavour });
    await apiOf(server).discover();
    expect(server.requests.length).toBeGreaterThan(5);
    expect(server.requests.filter(({ path }) => path.endsWith('/'))).toEqual([]);
  });
});

test('an older Trigger.dev without the list of environments is tried slug by slug', async () => {
  const server = await serverFor({ flavour: 'trigger', differences: { environmentsRoute: false } });
  const found = await apiOf(server).discover();
  expect(found.flavour).toBe('trigger');
  expect(slugsIn(found)).toEqual(['dev', 'stg', 'preview', 'feat/tone', 'prod']);
});

test('a project that does not tell its environments is tried slug by slug', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  const forbidden = saying(403, { error: 'You may not' });
  server.faults.add(forbidden, { path: 'supportbotsample/environments' });
  server.faults.add(forbidden, { path: 'supportbotsample/prod' });
  expect(slugsIn(await apiOf(server).discover())).toEqual(['dev', 'stg', 'preview', 'feat/tone', 'prod']);
});

test('staging, added by hand, is the environment that is there', async () => {
  const server = await serverFor({ flavour: 'platos-b' });
  const addedSlugs = [{ projectId: at('x').projectRef, slug: 'staging' }];
  const found = await apiOf(server, { addedSlugs }).discover();
  expect(slugsIn(found)).toEqual(['dev', 'stg', 'preview', 'feat/tone', 'prod']);
});

test('what is paused is told', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  environmentAt(server.world, 'prod').paused = true;
  const { organizations } = await apiOf(server).discover();
  const paused = organizations[0]?.projects[0]?.environments.filter((each) => each.paused);
  expect(paused?.map(({ slug }) => slug)).toEqual(['prod']);
});

test.each([
  ['PRODUCTION', 'dev-two', 'production'],
  ['PREVIEW', 'prod-like', 'preview'],
  ['SOMETHING_NEW', 'main', 'staging'],
  ['SOMETHING_NEW', 'my-production-eu', 'production'],
  ['SOMETHING_NEW', 'golive', 'production'],
  ['SOMETHING_NEW', 'prod-test', 'production'],
  ['SOMETHING_NEW', 'test-eu', 'development'],
  ['SOMETHING_NEW', 'latest', 'staging'],
  ['SOMETHING_NEW', 'local2', 'development'],
  ['SOMETHING_NEW', 'pr-12', 'preview'],
  ['SOMETHING_NEW', 'constructor', 'staging'],
])('type %s with the slug %s is %s', async (type, slug, kind) => {
  const server = await serverFor({ flavour: 'trigger' });
  server.faults.add(saying(200, [{ id: 'e', slug, type }]), { path: '/environments' });
  const { organizations } = await apiOf(server).discover();
  expect(organizations[0]?.projects[0]?.environments).toEqual([
    { projectRef: at('x').projectRef, slug, name: slug, kind, paused: false },
  ]);
});

test.each([
  ['what the person says wins', 'platos-c', { flavour: 'platos-tenancy' }, 'platos-tenancy'],
  ['even against the server', 'platos-a', { flavour: 'trigger' }, 'trigger'],
  ['a token of Platos is of Platos', 'platos-b', {}, 'platos'],
  ['an old token is told by the route of tokens', 'platos-a', {}, 'platos'],
] as const)('%s', async (_, flavour, differences, found) => {
  const server = await serverFor({ flavour });
  expect((await apiOf(server, differences).discover()).flavour).toBe(found);
});

test('a project that is removed meanwhile is left out; any other failure fails the whole', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  const remove = server.faults.add(saying(404, { error: 'Project not found' }), { path: 'supportbotsample' });
  const { organizations } = await apiOf(server).discover();
  expect(organizations[0]?.projects.map(({ name }) => name)).toEqual(['billing']);
  remove();
  server.faults.add(saying(500, 'Unexpected Server Error', { 'content-type': 'text/plain' }), {
    path: 'billing',
  });
  expect(await failureOf(apiOf(server).discover())).toMatchObject({ problem: 'error', status: 500 });
});

test('a discovery stops between requests', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  const controller = new AbortController();
  server.faults.add({ kind: 'stall', happens: false }, { path: '/environments' });
  const found = apiOf(server).discover(controller.signal);
  await expect.poll(() => server.requests.some(({ path }) => path.endsWith('/environments'))).toBe(true);
  controller.abort(new Error('enough'));
  await expect(found).rejects.toThrow('enough');
});

describe('the key of an environment', () => {
  it('discovers its own environment alone', async () => {
    const server = await serverFor({ flavour: 'trigger' });
    const found = await apiOf(server, { token: server.issue.rootKey('stg') }).discover();
    expect(found.account.email).toBe('support-bot / stg');
    expect(found.flavour).toBe('trigger');
    expect(found.organizations[0]?.projects).toHaveLength(1);
    expect(slugsIn(found)).toEqual(['stg']);
  });

  it.each(['rootKey', 'additionalKey'] as const)(
    '(%s) is used there alone: servers take it anywhere',
    async (kind) => {
      const server = await serverFor({ flavour: 'trigger' });
      const api = apiOf(server, { token: server.issue[kind]('stg') });
      const write = { type: 'set', key: 'MADE', value: 'x', kind: 'plain', exists: false } as const;
      expect(await failureOf(api.listVariables(at('prod')))).toMatchObject({ problem: 'forbidden' });
      expect(await failureOf(api.hasEnvironment(at('prod')))).toMatchObject({ problem: 'forbidden' });
      expect(await failureOf(api.readSecrets(at('prod')))).toMatchObject({ problem: 'forbidden' });
      expect(await api.write(at('prod'), write)).toMatchObject({
        answer: 'stop',
        error: { problem: 'forbidden' },
      });
      expect(server.requests.map(({ path }) => path)).toEqual(['/api/v1/whoami']);
      expect(await api.write(at('stg'), write)).toEqual({ answer: 'accepted' });
      expect((await api.listVariables(at('stg'))).variables.map(({ key }) => key)).toContain('MADE');
      expect((await api.readSecrets(at('stg')))?.get('MADE')).toBe('x');
    },
  );

  it('of preview opens its branches, but not preview itself', async () => {
    const server = await serverFor({ flavour: 'trigger' });
    const api = apiOf(server, { token: server.issue.rootKey('preview') });
    const { variables } = await api.listVariables(at('preview', 'feat/tone'));
    expect(variables.find(({ key }) => key === 'LOG_LEVEL')?.value).toBe('debug');
    expect((await api.readSecrets(at('preview', 'feat/tone')))?.get('FEATURE_TONE')).toBe('warm');
    expect(await failureOf(api.listVariables(at('preview')))).toMatchObject({ problem: 'forbidden' });
  });

  it('is of no use where the server does not tell its environment', async () => {
    const server = await serverFor({ flavour: 'platos-b' });
    const api = apiOf(server, { token: server.issue.rootKey('stg') });
    expect(await failureOf(api.discover())).toMatchObject({ code: 'unsupported', what: 'environment key' });
  });

  it('without the right for variables is forbidden', async () => {
    const server = await serverFor({ flavour: 'trigger' });
    const api = apiOf(server, { token: server.issue.additionalKey('stg', ['read:runs']) });
    expect(await failureOf(api.listVariables(at('stg')))).toMatchObject({
      problem: 'forbidden',
      status: 403,
    });
  });
});
