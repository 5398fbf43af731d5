import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { environmentAt, put } from '../../../support/server/world.ts';
import { apiOf, at, failureOf, saying, serverFor } from './api.ts';

const flavours = ['trigger', 'platos-a', 'platos-b', 'platos-c'] as const;

describe.each(flavours)('a list of %s', (flavour) => {
  it('is the whole environment, sorted, secrets without a value', async () => {
    const server = await serverFor({ flavour });
    const { variables } = await apiOf(server).listVariables(at('prod'));
    const held = [...(server.world.values.get(environmentAt(server.world, 'prod').id) ?? [])];
    const expected = held.map(([key, { value, secret }]) => ({
      key,
      value: secret ? undefined : value,
      kind: secret ? 'secret' : 'plain',
    }));
    expect(variables).toEqual(expected.sort((a, b) => (a.key < b.key ? -1 : 1)));
    expect(variables.some(({ kind }) => kind === 'secret')).toBe(true);
  });

  it('keeps a plain value that looks redacted', async () => {
    const server = await serverFor({ flavour });
    put(server.world, environmentAt(server.world, 'prod').id, 'TYPED', '<redacted>');
    const { variables } = await apiOf(server).listVariables(at('prod'));
    expect(variables.find(({ key }) => key === 'TYPED')).toEqual({
      key: 'TYPED',
      value: '<redacted>',
      kind: 'plain',
    });
  });

  it('holds 5,000 variables', async () => {
    const server = await serverFor({ flavour });
    const { id } = environmentAt(server.world, 'prod');
    for (let index = 0; index < 5_000; index++) put(server.world, id, `MANY_${index}`, `value ${index}`);
    const { variables } = await apiOf(server).listVariables(at('prod'));
    expect(variables.filter(({ key }) => key.startsWith('MANY_'))).toHaveLength(5_000);
  });

  it('holds a value of 10 MB', async () => {
    const server = await serverFor({ flavour });
    const large = 'ä'.repeat(5_000_000);
    put(server.world, environmentAt(server.world, 'prod').id, 'LARGE', large);
    const { variables } = await apiOf(server).listVariables(at('prod'));
    expect(variables.find(({ key }) => key === 'LARGE')?.value === large).toBe(true);
  });
});

test('any name and value comes back as it is', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  const { id } = environmentAt(server.world, 'prod');
  const api = apiOf(server);
  const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });
  const name = text.filter((each) => !each.includes(':'));
  const property = fc.asyncProperty(name, text, async (key, value) => {
    server.world.values.delete(id);
    put(server.world, id, key, value);
    expect((await api.listVariables(at('prod'))).variables).toEqual([{ key, value, kind: 'plain' }]);
  });
  await fc.assert(property, { numRuns: 200 });
});

const row = (rest: Record<string, unknown>) => [{ name: 'KEY', ...rest }];

test.each([
  ['a flag', row({ value: 'x', isSecret: true }), 'secret'],
  ['a flag beside a readable value', row({ value: 'in plain', isSecret: true, kind: 'PLAIN' }), 'secret'],
  ['a kind', row({ value: 'x', kind: 'SECRET' }), 'secret'],
  ['a kind against the flag', row({ value: 'x', isSecret: false, kind: 'SECRET' }), 'secret'],
  ['a flag without a value', row({ value: null, isSecret: true }), 'secret'],
  ['a plain kind', row({ value: 'x', kind: 'PLAIN' }), 'plain'],
  ['more fields than are known', row({ value: 'x', isSecret: false, version: 3, updatedBy: {} }), 'plain'],
])('%s tells the kind', async (_, rows, kind) => {
  const server = await serverFor({ flavour: 'trigger' });
  server.faults.add(saying(200, rows));
  const { variables } = await apiOf(server).listVariables(at('prod'));
  expect(variables).toEqual([{ key: 'KEY', value: kind === 'plain' ? 'x' : undefined, kind }]);
});

test.each([
  ['no kind', row({ value: 'x' })],
  ['no value', row({ isSecret: false })],
  ['no name', [{ value: 'x', isSecret: false }]],
  ['a number for a value', row({ value: 1, isSecret: false })],
  ['an object', { variables: [] }],
  ['null', null],
  ['one bad row among good ones', [...row({ value: 'x', isSecret: false }), {}]],
])('%s is no list, not even in part', async (_, rows) => {
  const server = await serverFor({ flavour: 'trigger' });
  server.faults.add(saying(200, rows));
  expect(await failureOf(apiOf(server).listVariables(at('prod')))).toMatchObject({ problem: 'not-a-server' });
});

test('of two rows with one key the hidden one is kept, else the first', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  server.faults.add(
    saying(200, [
      { name: 'A', value: 'first', isSecret: false },
      { name: 'A', value: 'second', isSecret: false },
      { name: 'B', value: 'readable', isSecret: false },
      { name: 'B', value: '<redacted>', isSecret: true },
    ]),
  );
  const { variables } = await apiOf(server).listVariables(at('prod'));
  expect(variables).toEqual([
    { key: 'A', value: 'first', kind: 'plain' },
    { key: 'B', value: undefined, kind: 'secret' },
  ]);
});

test('a name with a colon is shown as the server cuts it', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  put(server.world, environmentAt(server.world, 'prod').id, 'CUT:HERE', 'x');
  const { variables } = await apiOf(server).listVariables(at('prod'));
  expect(variables.map(({ key }) => key)).toContain('CUT');
});

test.each([
  ['trigger', 'trigger', 'trigger'],
  ['trigger', undefined, undefined],
  ['platos-a', 'platos', 'platos-tables'],
  ['platos-b', 'platos', 'platos-tables'],
  ['platos-c', 'platos', 'platos-tenancy'],
  ['platos-c', undefined, 'platos-tenancy'],
] as const)('%s, known as %s, shows itself as %s', async (flavour, known, told) => {
  const server = await serverFor({ flavour });
  const api = apiOf(server, known === undefined ? {} : { flavour: known });
  expect((await api.listVariables(at('prod'))).flavour).toBe(told);
});

test('a list without secrets tells nothing of the flavour', async () => {
  const server = await serverFor({ flavour: 'platos-c' });
  server.world.values.clear();
  expect(await apiOf(server, { flavour: 'platos' }).listVariables(at('prod'))).toEqual({
    variables: [],
    flavour: undefined,
  });
});

describe('the branch header', () => {
  it('leads to the branch, whose values lie over those of its parent', async () => {
    const server = await serverFor({ flavour: 'trigger' });
    const { variables } = await apiOf(server).listVariables(at('preview', 'feat/tone'));
    expect(variables).toEqual([
      { key: 'APP_NAME', value: 'support-bot', kind: 'plain' },
      { key: 'FEATURE_TONE', value: 'warm', kind: 'plain' },
      { key: 'LOG_LEVEL', value: 'debug', kind: 'plain' },
      { key: 'OPENAI_API_KEY', value: undefined, kind: 'secret' },
    ]);
  });

  it.each(['prod', 'stg', 'staging', 'other'])(
    'never goes to %s, where it would lead to preview',
    async (slug) => {
      const server = await serverFor({ flavour: 'trigger' });
      const api = apiOf(server, { flavour: 'trigger' });
      const env = at(slug, 'feat/tone');
      const write = { type: 'delete', key: 'LOG_LEVEL' } as const;
      expect(await failureOf(api.listVariables(env))).toMatchObject({ code: 'unsupported', what: 'branch' });
      expect(await failureOf(api.hasEnvironment(env))).toMatchObject({ code: 'unsupported' });
      expect(await api.write(env, write)).toMatchObject({ answer: 'stop', error: { code: 'unsupported' } });
      await api.readSecrets(env).catch(() => undefined);
      expect(server.requests).toEqual([]);
    },
  );

  it('goes to dev on Trigger.dev alone: Platos would answer preview', async () => {
    const server = await serverFor({ flavour: 'platos-b' });
    const api = apiOf(server, { flavour: 'platos' });
    expect(await failureOf(api.listVariables(at('dev', 'feat/tone')))).toMatchObject({ code: 'unsupported' });
    expect(server.requests).toEqual([]);
  });

  it.each(['', 'refs/other', 'refs/heads/feat/tone', 'fünf', 'a\r\nx: y', ' feat'])(
    'is not sent with the name %j, which servers take for no branch or for another',
    async (branch) => {
      const server = await serverFor({ flavour: 'trigger' });
      const failed = await failureOf(apiOf(server).listVariables(at('preview', branch)));
      expect(failed).toMatchObject({ code: 'unsupported' });
      expect(server.requests).toEqual([]);
    },
  );

  it('is on no request of a discovery, nor on one to an environment without a branch', async () => {
    const server = await serverFor({ flavour: 'trigger' });
    const api = apiOf(server, { addedSlugs: [{ projectId: at('x').projectRef, slug: 'other' }] });
    await api.discover();
    for (const slug of ['dev', 'stg', 'preview', 'prod']) {
      await api.listVariables(at(slug));
      await api.readSecrets(at(slug)).catch(() => undefined); // the root of preview has none
      await api.write(at(slug), { type: 'delete', key: randomUUID() });
    }
    expect(server.requests.filter(({ headers }) => 'x-trigger-branch' in headers)).toEqual([]);
  });
});
