import { expect, it } from 'vitest';
import { Failure } from '../../../../core/errors.ts';
import { memoryServer } from '../../../support/memory-server.ts';
import { type Bench, serverBench } from '../../../support/server-workspace.ts';

const slugs = { prod: {}, dev: {}, stg: {}, preview: {}, 'preview/feat/x': {}, custom: {} };
const environmentsOf = async ({ workspace }: Bench) =>
  (await workspace.describe()).organizations[0]?.projects[0]?.environments ?? [];
const project = { workspaceId: 'w1', projectId: 'proj_a' };

it('has nothing before it was discovered, and all of it offline after', async () => {
  const server = memoryServer('trigger', slugs);
  const bench = serverBench(server);
  expect(await bench.workspace.describe()).toMatchObject({
    kind: 'server',
    name: 'Memory',
    organizations: [],
  });
  await bench.workspace.refresh();
  server.problem = 'unreachable';
  const again = bench.again();
  expect((await environmentsOf(again)).map(({ slug, name, kind }) => [slug, name, kind])).toEqual([
    ['custom', 'custom', 'development'],
    ['dev', 'Development', 'development'],
    ['stg', 'Staging', 'staging'],
    ['preview', 'Preview', 'preview'],
    ['preview/feat/x', 'feat/x', 'preview'],
    ['prod', 'Production', 'production'],
  ]);
  expect(bench.changes).toEqual([undefined]);
});

it.each([
  ['trigger', 'trigger', true, 'settable', undefined],
  ['platos', 'platos', false, 'kept', 8_192],
  ['platos-tables', 'platos-tables', false, 'kept', undefined],
  ['platos-tenancy', 'platos-tenancy', false, 'kept', 8_192],
] as const)('knows what %s can', async (_, flavour, kinds, secretFlag, valueLength) => {
  const bench = serverBench(memoryServer(flavour));
  expect(bench.workspace.writeRules.valueLength).toBe(8_192);
  await bench.workspace.refresh();
  const { capabilities } = await bench.workspace.describe();
  expect(capabilities).toEqual([
    'environments.edit',
    ...(kinds ? ['variables.kind'] : []),
    ...(flavour === 'platos-tenancy' ? [] : ['queues']),
  ]);
  expect(bench.workspace.writeRules).toMatchObject({
    secretFlag,
    valueLength,
    notes: false,
    blankValues: false,
  });
});

it('learns the flavour from a list, and keeps it', async () => {
  const server = memoryServer('platos', { dev: { A: '1' } });
  const list = server.api.listVariables;
  Object.assign(server.api, {
    listVariables: async (...args: Parameters<typeof list>) => ({
      ...(await list(...args)),
      flavour: 'platos-tables',
    }),
  });
  const bench = serverBench(server);
  await bench.workspace.refresh();
  await bench.workspace.refresh(bench.env('dev'));
  expect(bench.workspace.writeRules.valueLength).toBeUndefined();
  await bench.workspace.refresh();
  expect(bench.again().workspace.writeRules.valueLength).toBeUndefined();
});

it('puts what comes later behind what was there, and takes no key away', async () => {
  const server = memoryServer('platos', { dev: {}, stg: {}, prod: {} });
  const bench = serverBench(server);
  const order = async () => (await environmentsOf(bench.again())).map(({ slug }) => slug);
  await bench.workspace.refresh();
  expect(await order()).toEqual(['dev', 'stg', 'prod']);
  server.put('qa', {});
  await bench.workspace.refresh();
  server.put('another', {});
  await bench.workspace.refresh();
  expect(await order()).toEqual(['dev', 'stg', 'prod', 'qa', 'another']);
});

it('lets the person name, order and mask environments here, and keeps that over a discovery', async () => {
  const server = memoryServer('trigger', slugs);
  const bench = serverBench(server);
  const { workspace } = bench;
  await workspace.refresh();
  const { manage } = workspace;
  const order = ['prod', 'dev', 'stg', 'custom', 'preview', 'preview/feat/x'];
  await manage?.reorderEnvironments(project, order);
  const changed = await manage?.updateEnvironment(bench.env('custom'), { name: 'EU', kind: 'production' });
  expect(changed).toMatchObject({ name: 'EU', kind: 'production', showPlainValues: false });
  await manage?.updateEnvironment(bench.env('prod'), { showPlainValues: true });
  server.put('late', {});
  await workspace.refresh();
  const there = await environmentsOf(bench.again());
  expect(there.map(({ slug }) => slug)).toEqual([...order, 'late']);
  expect(there.map(({ order: place }) => place)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(there.find(({ slug }) => slug === 'prod')?.showPlainValues).toBe(true);
  expect(there.find(({ slug }) => slug === 'custom')).toMatchObject({ name: 'EU', kind: 'production' });
});

it('lets the person give environments a colour and a protection here, and take the colour back', async () => {
  const bench = serverBench(memoryServer('trigger', slugs));
  await bench.workspace.refresh();
  const { manage } = bench.workspace;
  const env = bench.env('dev');
  const changed = await manage?.updateEnvironment(env, { colour: 'teal', protection: 'read-only' });
  expect(changed).toMatchObject({ colour: 'teal', protection: 'read-only' });
  await manage?.updateEnvironment(env, { name: 'Mine' });
  const dev = async () => (await environmentsOf(bench.again())).find(({ slug }) => slug === 'dev');
  expect(await dev()).toMatchObject({ name: 'Mine', colour: 'teal', protection: 'read-only' });
  await manage?.updateEnvironment(env, { colour: null });
  expect(await dev()).not.toHaveProperty('colour');
  expect(await dev()).toMatchObject({ protection: 'read-only' });
});

it('refuses what only the server can do', async () => {
  const bench = serverBench(memoryServer('trigger', slugs));
  await bench.workspace.refresh();
  const { manage, createEnvironment } = bench.workspace;
  const code = async (work: Promise<unknown> | undefined) =>
    work?.then(
      () => 'done',
      (error: unknown) => (error instanceof Failure ? error.detail.code : error),
    );
  expect(await code(createEnvironment(project, { slug: 'x', name: 'X', kind: 'staging' }))).toBe(
    'unsupported',
  );
  expect(await code(manage?.archiveEnvironment(bench.env('dev'), true))).toBe('unsupported');
  expect(await code(manage?.createProject({ organization: 'Acme', name: 'x' }))).toBe('unsupported');
  expect(await code(manage?.reorderEnvironments(project, ['dev', 'dev']))).toBe('invalid-input');
  expect(await code(manage?.updateEnvironment(bench.env('gone'), { name: 'x' }))).toBe('not-found');
});

it('tells on a branch what may be its parent’s from what is surely its own', async () => {
  const secret = { value: 's', kind: 'secret' as const };
  const server = memoryServer('trigger', {
    preview: { A: 'parent', B: 'parent', S: secret },
    'preview/x': { B: 'own', C: 'own' },
  });
  const bench = serverBench(server);
  await bench.workspace.refresh(bench.env('preview'));
  const list = await bench.workspace.listVariables(bench.env('preview/x'));
  expect(list.map(({ key, inherited = false }) => [key, inherited])).toEqual([
    ['A', true],
    ['B', false],
    ['C', false],
    ['S', true],
  ]);
});
