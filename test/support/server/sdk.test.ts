import { ApiClient } from '@trigger.dev/core/v3';
import { TriggerClient } from '@trigger.dev/sdk';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { onlyLoopback } from './only-loopback.ts';
import { type FakeServer, startServer } from './server.ts';
import { environmentAt, put } from './world.ts';

const ref = 'proj_supportbotsample';
const once = { retry: { maxAttempts: 1 } };
/** Any of them would lead the official client elsewhere. */
const fallbacks = [
  'TRIGGER_API_URL',
  'TRIGGER_SECRET_KEY',
  'TRIGGER_ACCESS_TOKEN',
  'TRIGGER_PREVIEW_BRANCH',
  'TRIGGER_DEV_BRANCH',
  'VERCEL_GIT_COMMIT_REF',
];
const reached = onlyLoopback();
let server: FakeServer;
let user: TriggerClient;
let prod: TriggerClient;

beforeAll(async () => {
  for (const name of fallbacks) vi.stubEnv(name, undefined);
  server = await startServer({ flavour: 'trigger' });
  user = new TriggerClient({ accessToken: server.token, baseURL: server.url });
  prod = new TriggerClient({ accessToken: server.issue.rootKey('prod'), baseURL: server.url });
});
afterAll(async () => {
  await server.close();
  vi.unstubAllEnvs();
});

const last = () => {
  const { method, path, credential } = server.requests.at(-1) ?? {};
  return { line: `${method} ${path}`, credential };
};

describe("Trigger.dev's own client", () => {
  it('lists variables', async () => {
    const listed = await user.envvars.list(ref, 'staging');

    expect(listed).toContainEqual({ name: 'LOG_LEVEL', value: 'info', isSecret: false });
    expect(listed).toContainEqual({ name: 'DATABASE_URL', value: '<redacted>', isSecret: true });
    expect(last()).toEqual({ line: `GET /api/v1/projects/${ref}/envvars/staging`, credential: 'personal' });
  });

  it('creates, retrieves, changes and deletes one', async () => {
    const secret = { name: 'BY_SDK', value: 'one', isSecret: true };
    expect(await user.envvars.create(ref, 'prod', secret)).toEqual({ success: true });
    expect(await user.envvars.retrieve(ref, 'prod', 'BY_SDK')).toMatchObject({ value: '<redacted>' });

    const core = new ApiClient(server.url, server.token);
    expect(await core.updateEnvVar(ref, 'prod', 'BY_SDK', { value: 'two' })).toEqual({ success: true });
    const stored = server.world.values.get(environmentAt(server.world, 'prod').id)?.get('BY_SDK');
    expect(stored).toMatchObject({ value: 'two', secret: true, version: 2 });

    expect(await user.envvars.del(ref, 'prod', 'BY_SDK')).toEqual({ success: true });
    await expect(user.envvars.retrieve(ref, 'prod', 'BY_SDK')).rejects.toMatchObject({ status: 404 });
  });

  it('uploads several, and is told which are set already', async () => {
    const variables = { UPLOADED: 'x', LOG_LEVEL: 'y' };
    await expect(user.envvars.upload(ref, 'prod', { variables, override: false })).rejects.toMatchObject({
      status: 400,
    });
    expect(await user.envvars.upload(ref, 'prod', { variables, override: true })).toEqual({ success: true });
    expect(await user.envvars.retrieve(ref, 'prod', 'LOG_LEVEL')).toMatchObject({ value: 'y' });
  });

  it('gives up an update before it asks anything, outside a task', async () => {
    const before = server.requests.length;
    const update = async () => user.envvars.update(ref, 'prod', 'LOG_LEVEL', { value: 'x' }, once);
    await expect(update()).rejects.toThrow('name is not defined');
    expect(server.requests).toHaveLength(before);
  });

  it('is told what is wrong with a credential or a body', async () => {
    const stranger = new TriggerClient({ accessToken: 'tr_pat_nobody', baseURL: server.url });
    await expect(stranger.envvars.list(ref, 'prod', once)).rejects.toMatchObject({ status: 401 });
    const wrong = JSON.parse('{"name":"A"}') as { name: string; value: string };
    await expect(user.envvars.create(ref, 'prod', wrong, once)).rejects.toMatchObject({ status: 400 });
  });

  it('reads a branch', async () => {
    const branch = new TriggerClient({
      accessToken: server.token,
      baseURL: server.url,
      previewBranch: 'feat/tone',
    });

    expect(await branch.envvars.list(ref, 'preview')).toContainEqual({
      name: 'FEATURE_TONE',
      value: 'warm',
      isSecret: false,
    });
  });

  it('lists queues page by page', async () => {
    const environmentId = environmentAt(server.world, 'prod').id;
    const many = Array.from({ length: 23 }, (_, n) => `many-${n}`);
    for (const name of many)
      server.world.queues.push({
        id: `queue_${name}`,
        environmentId,
        name,
        type: 'custom',
        base: null,
        running: 0,
        queued: 0,
        paused: false,
      });

    const second = await prod.queues.list({ page: 2, perPage: 10 });
    expect(last()).toEqual({ line: 'GET /api/v1/queues?perPage=10&page=2', credential: 'environment' });
    expect(second.pagination).toEqual({ currentPage: 2, totalPages: 3, count: 25 });
    const names = [];
    for await (const queue of prod.queues.list({ perPage: 10 })) names.push(queue.name);
    expect(names).toEqual(['answers', 'send/mail', ...many]);
  });

  it('pauses, resumes and limits a queue', async () => {
    expect(await prod.queues.pause('queue_answers')).toMatchObject({ paused: true });
    expect(await prod.queues.resume('queue_answers')).toMatchObject({ paused: false });
    const mail = { type: 'custom', name: 'send/mail' } as const;
    expect(await prod.queues.retrieve(mail)).toMatchObject({ id: 'queue_mail' });
    expect(await prod.queues.overrideConcurrencyLimit(mail, 20)).toMatchObject({ concurrencyLimit: 20 });
    expect(await prod.queues.resetConcurrencyLimit(mail)).toMatchObject({ concurrencyLimit: 5 });
    await expect(prod.queues.resetConcurrencyLimit(mail)).rejects.toMatchObject({ status: 400 });
  });

  it('lists runs of an environment and of a project', async () => {
    expect((await prod.runs.list({ limit: 5, status: ['QUEUED'] })).data).toEqual([]);
    expect(last().line).toBe('GET /api/v1/runs?filter%5Bstatus%5D=QUEUED&page%5Bsize%5D=5');
    expect((await user.runs.list(ref, { limit: 5, env: ['dev', 'prod'] })).data).toEqual([]);
    expect(last().line).toContain(`GET /api/v1/projects/${ref}/runs?filter%5Benv%5D=dev%2Cprod`);
  });

  it('lists deployments and retrieves the current one', async () => {
    const { data } = await prod.deployments.list({ limit: 5 });

    expect(data.map(({ version }) => version)).toEqual(['20260112.1', '20260105.1']);
    expect(await prod.deployments.retrieveCurrent()).toMatchObject({ version: '20260112.1' });
    const dev = new TriggerClient({ accessToken: server.issue.rootKey('dev'), baseURL: server.url });
    await expect(dev.deployments.retrieveCurrent()).rejects.toMatchObject({ status: 404 });
  });

  it('creates, turns off, changes and deletes schedules', async () => {
    const wanted = { task: 'report', cron: '0 * * * *', deduplicationKey: 'hourly' };
    const { id } = await prod.schedules.create(wanted);
    expect((await prod.schedules.create({ ...wanted, cron: '5 * * * *' })).id).toBe(id);
    expect(await prod.schedules.deactivate(id)).toMatchObject({ active: false });
    expect(await prod.schedules.activate(id)).toMatchObject({ active: true });
    const changed = await prod.schedules.update(id, { ...wanted, cron: '9 * * * *' });
    expect(changed.generator.expression).toBe('9 * * * *');
    expect(await prod.schedules.retrieve(id)).toMatchObject({ task: 'report' });
    expect((await prod.schedules.list()).data).toHaveLength(1);
    await prod.schedules.del(id);
    expect((await prod.schedules.list()).data).toEqual([]);
    const broken = prod.schedules.create({ ...wanted, cron: 'never' }, once);
    await expect(broken).rejects.toMatchObject({ status: 422 });
  });

  it('waits for the reset when the limit is reached, with one idempotency key', async () => {
    const small = await startServer({
      flavour: 'trigger',
      rateLimit: { general: { burst: 1, refill: 1, intervalMs: 300 } },
    });
    put(small.world, environmentAt(small.world, 'dev').id, 'SEEN', 'x');
    const client = new TriggerClient({ accessToken: small.token, baseURL: small.url });
    await client.envvars.list(ref, 'dev');

    expect(await client.envvars.list(ref, 'dev')).toContainEqual({
      name: 'SEEN',
      value: 'x',
      isSecret: false,
    });
    const keys = small.requests.slice(1).map(({ headers }) => headers['x-trigger-request-idempotency-key']);
    expect(keys.length).toBeGreaterThan(1);
    expect(new Set(keys).size).toBe(1);
    await small.close();
  });

  it('reached nothing but this machine', async () => {
    expect(reached.length).toBeGreaterThan(0);
    expect(new Set(reached)).toEqual(new Set(['127.0.0.1']));

    await expect(fetch('http://192.0.2.1/')).rejects.toThrow();
    expect(reached.at(-1)).toBe('192.0.2.1');
  });
});
