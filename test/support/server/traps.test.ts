import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientOf } from './client.ts';
import { type FakeServer, startServer } from './server.ts';
import { environmentAt, put } from './world.ts';

const vars = '/api/v1/projects/proj_supportbotsample/envvars';
const project = '/api/v1/projects/proj_supportbotsample';
const create = (name: string, value: string) => ({ name, value });

describe('what no status tells', () => {
  let server: FakeServer;
  beforeAll(async () => {
    server = await startServer({ flavour: 'trigger' });
  });
  afterAll(() => server.close());

  it('reads preview for a user who names a branch, whatever the slug', async () => {
    const answer = await clientOf(server)(`GET ${vars}/prod`, {
      headers: { 'x-trigger-branch': 'feat/tone' },
    });

    expect(answer.json).toEqual([
      { name: 'APP_NAME', value: 'support-bot', isSecret: false },
      { name: 'LOG_LEVEL', value: 'debug', isSecret: false },
      { name: 'OPENAI_API_KEY', value: '<redacted>', isSecret: true },
      { name: 'FEATURE_TONE', value: 'warm', isSecret: false },
    ]);
  });

  it('serves its own environment to a key on a foreign slug', async () => {
    const token = server.issue.rootKey('dev');

    await clientOf(server)(`POST ${vars}/prod`, { token, body: create('FROM_DEV', 'x') });

    expect(server.world.values.get(environmentAt(server.world, 'dev').id)?.get('FROM_DEV')?.value).toBe('x');
    expect(server.world.values.get(environmentAt(server.world, 'prod').id)?.has('FROM_DEV')).toBe(false);
  });

  it('wants a branch of the root preview key', async () => {
    const token = server.issue.rootKey('preview');

    expect(await clientOf(server)(`GET ${vars}/preview`, { token })).toMatchObject({
      status: 401,
      json: { error: 'x-trigger-branch header required for preview env' },
    });
    const headers = { 'x-trigger-branch': 'refs/heads/feat/tone' };
    expect(await clientOf(server)(`GET ${vars}/preview`, { token, headers })).toMatchObject({ status: 200 });
  });

  it('gives every value readable to an environment key, with built-in ones', async () => {
    put(server.world, environmentAt(server.world, 'prod').id, 'OTEL_RESOURCE_ATTRIBUTES', 'a=b');
    const { json } = await clientOf(server)(`GET ${vars}`, { token: server.issue.rootKey('prod') });

    expect(json).toMatchObject({
      variables: {
        SENTRY_DSN: 'https://fake0000@errors.acme.example/1',
        CUSTOM_OTEL_RESOURCE_ATTRIBUTES: 'a=b',
        TRIGGER_API_URL: server.url,
      },
    });
    expect(json).not.toHaveProperty('variables.OTEL_RESOURCE_ATTRIBUTES');
  });

  it('cuts a key at its colon, after which neither name finds it', async () => {
    const ask = clientOf(server);
    await ask(`POST ${vars}/stg`, { body: create('CUT:HERE', 'x') });

    expect((await ask(`GET ${vars}/stg`)).json).toContainEqual({ name: 'CUT', value: 'x', isSecret: false });
    expect((await ask(`GET ${vars}/stg/CUT`)).status).toBe(404);
    expect((await ask(`GET ${vars}/stg/CUT%3AHERE`)).status).toBe(404);
  });

  it('drops reserved keys without a word beside others', async () => {
    const ask = clientOf(server);
    const variables = { TRIGGER_SECRET_KEY: 'x', KEPT: 'y' };

    expect((await ask(`POST ${vars}/stg/import`, { body: { variables } })).status).toBe(200);
    const stored = server.world.values.get(environmentAt(server.world, 'stg').id);
    expect([stored?.has('KEPT'), stored?.has('TRIGGER_SECRET_KEY')]).toEqual([true, false]);
  });

  it('keeps the secret flag that is not sent, and sets it either way when it is', async () => {
    const ask = clientOf(server);
    const flags = [];
    for (const isSecret of [true, undefined, false]) {
      await ask(`POST ${vars}/stg`, { body: { ...create('TURNED', 'x'), isSecret } });
      flags.push((await ask(`GET ${vars}/stg/TURNED`)).json);
    }

    expect(flags).toMatchObject([{ isSecret: true }, { isSecret: true }, { isSecret: false }]);
  });

  it('skips an unchanged write by POST and counts one by PUT', async () => {
    const ask = clientOf(server);
    const version = () =>
      server.world.values.get(environmentAt(server.world, 'stg').id)?.get('COUNTED')?.version;
    await ask(`POST ${vars}/stg`, { body: create('COUNTED', 'x') });
    await ask(`POST ${vars}/stg`, { body: create('COUNTED', 'x') });
    expect(version()).toBe(1);

    await ask(`PUT ${vars}/stg/COUNTED`, { body: { value: 'x' } });
    expect(version()).toBe(2);
  });

  it('reads a dotenv file of a form', async () => {
    const raw = new FormData();
    raw.set('variables', new File(['export FROM_FILE="a\nb"\n'], '.env'));

    expect((await clientOf(server)(`POST ${vars}/stg/import`, { raw })).status).toBe(200);
    expect((await clientOf(server)(`GET ${vars}/stg/FROM_FILE`)).json).toMatchObject({ value: 'a\nb' });
  });

  it('keeps its state when it is started again on the same port', async () => {
    const first = await startServer({ flavour: 'trigger' });
    await clientOf(first)(`POST ${vars}/prod`, { body: create('STAYS', 'x') });
    await first.close();
    const second = await startServer({ flavour: 'trigger', port: first.port, world: first.world });

    expect((await clientOf(second)(`GET ${vars}/prod/STAYS`, { token: first.token })).status).toBe(200);
    await second.close();
  });

  it('reads a development branch of the asker alone, and its root under the name default', async () => {
    const ask = clientOf(server);
    const named = (name: string) => ({ headers: { 'x-trigger-branch': name } });
    await ask(`POST ${project}/branches`, { body: { env: 'development', branch: 'mine' } });
    await ask(`POST ${vars}/dev`, { body: create('ONLY_HERE', 'x'), ...named('mine') });

    expect((await ask(`GET ${vars}/dev/ONLY_HERE`, named('mine'))).status).toBe(200);
    expect((await ask(`GET ${vars}/dev/ONLY_HERE`, named('default'))).status).toBe(404);
    const token = server.issue.personal({ userId: 'user_ben' });
    expect((await ask(`GET ${vars}/dev`, { token, ...named('mine') })).json).toEqual({
      error: 'Branch not found',
    });
  });

  it('archives a branch once, shows its key, and keeps its values', async () => {
    const ask = clientOf(server);
    await ask(`POST ${project}/branches`, { body: { env: 'preview', branch: 'short' } });
    await ask(`POST ${vars}/preview`, {
      body: create('LEFT', 'x'),
      headers: { 'x-trigger-branch': 'short' },
    });
    const { json } = await ask(`POST ${project}/branches/archive`, { body: { branch: 'short' } });
    const { branch } = json as { branch: { id: string; apiKey: string } };

    expect(branch.apiKey).toBe(server.issue.rootKey('preview'));
    expect(server.world.values.get(branch.id)?.has('LEFT')).toBe(true);
    expect((await ask(`POST ${project}/branches/archive`, { body: { branch: 'short' } })).json).toEqual({
      error: 'Branch already archived',
    });
  });
});
