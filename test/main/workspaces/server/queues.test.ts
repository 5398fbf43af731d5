import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { QueueSettings } from '../../../../core/queue.ts';
import type { QueueStep } from '../../../../main/workspaces/server/api.ts';
import { stepsBetween } from '../../../../main/workspaces/server/documents/queue-source.ts';
import type { FakeServer } from '../../../support/server/server.ts';
import { environmentAt, type Queue } from '../../../support/server/world.ts';
import { apiOf, at, failureOf, saying, serverFor } from './api.ts';

const queueAt = (server: FakeServer, id: string): Queue => {
  const found = server.world.queues.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no queue ${id}`);
  return found;
};

describe.each(['trigger', 'platos-a', 'platos-b'] as const)('queues of %s', (flavour) => {
  it('are read by the key of their environment, all of them', async () => {
    const server = await serverFor({ flavour });
    expect(await apiOf(server).listQueues(at('stg'))).toEqual([
      {
        id: 'queue_stg_answers',
        name: 'answers',
        type: 'task',
        running: 0,
        queued: 0,
        paused: false,
        limit: 5,
        override: 2,
      },
      {
        id: 'queue_stg_mail',
        name: 'send/mail',
        type: 'custom',
        running: 0,
        queued: 9,
        paused: true,
        limit: 5,
        override: null,
      },
    ]);
  });

  it('are read page by page', async () => {
    const server = await serverFor({ flavour });
    addQueues(server, 250);
    expect(await apiOf(server).listQueues(at('prod'))).toHaveLength(252);
    expect(server.requests.filter(({ path }) => path.startsWith('/api/v1/queues?'))).toHaveLength(3);
  });

  it('are found by their ids', async () => {
    const server = await serverFor({ flavour });
    const api = apiOf(server);
    expect(await api.findQueue(at('prod'), 'queue_mail')).toMatchObject({ name: 'send/mail', limit: 5 });
    expect(await api.findQueue(at('prod'), 'queue_stg_mail')).toBeUndefined();
    server.faults.add(saying(200, { id: 'queue_mail' }), { path: /queue_mail$/ });
    expect(await failureOf(api.findQueue(at('prod'), 'queue_mail'))).toMatchObject({
      problem: 'not-a-server',
    });
  });

  it('are changed step by step', async () => {
    const server = await serverFor({ flavour });
    const api = apiOf(server);
    const mail = queueAt(server, 'queue_mail');
    const change = (...steps: Parameters<typeof api.changeQueue>[2]) =>
      api.changeQueue(at('prod'), mail.id, steps);
    expect(await change({ do: 'pause' }, { do: 'override', limit: 0 })).toEqual({ answer: 'accepted' });
    expect(mail).toMatchObject({ paused: true, override: 0 });
    expect(await change({ do: 'reset' }, { do: 'resume' })).toEqual({ answer: 'accepted' });
    expect(mail.paused).toBe(false);
    expect(mail).not.toHaveProperty('override');
    expect(await change({ do: 'reset' })).toEqual({
      answer: 'refused',
      reason: 'Its own limit holds already.',
    });
    expect(await change({ do: 'pause' }, { do: 'reset' })).toEqual({
      answer: 'unknown',
      reason: 'Only a part of it was taken. Its own limit holds already.',
    });
    expect(await api.changeQueue(at('prod'), 'queue_stg_mail', [{ do: 'pause' }])).toEqual({
      answer: 'refused',
      reason: 'The queue is not there any more.',
    });
  });

  it('belong to the branches of preview', async () => {
    const server = await serverFor({ flavour });
    const api = apiOf(server);
    expect(await failureOf(api.listQueues(at('preview')))).toMatchObject({ code: 'unsupported' });
    expect(await api.listQueues(at('preview', 'feat/tone'))).toEqual([]);
  });

  it('of a slug of its own cannot be reached', async () => {
    const server = await serverFor({ flavour });
    expect(await failureOf(apiOf(server).listQueues(at('own')))).toMatchObject({
      code: 'unsupported',
      what: 'queues',
    });
    expect(await apiOf(server).changeQueue(at('own'), 'queue_mail', [{ do: 'pause' }])).toMatchObject({
      answer: 'stop',
      error: { code: 'unsupported' },
    });
    expect(server.requests).toEqual([]);
  });
});

const addQueues = (server: FakeServer, count: number): void => {
  const { id: environmentId } = environmentAt(server.world, 'prod');
  for (let n = 0; n < count; n += 1)
    server.world.queues.push({
      id: `queue_more_${n}`,
      environmentId,
      name: `more-${n}`,
      type: 'custom',
      base: 1,
      running: 0,
      queued: 0,
      paused: false,
    });
};

test('the tenancy database has no keys, and so no queues', async () => {
  const server = await serverFor({ flavour: 'platos-c' });
  expect(await failureOf(apiOf(server).listQueues(at('prod')))).toMatchObject({ code: 'unsupported' });
});

test('with an environment’s own key its queues are reached, and no others', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  const api = apiOf(server, { token: environmentAt(server.world, 'prod').apiKey });
  expect(await api.listQueues(at('prod'))).toHaveLength(2);
  expect(await api.changeQueue(at('prod'), 'queue_mail', [{ do: 'pause' }])).toEqual({ answer: 'accepted' });
  expect(await failureOf(api.listQueues(at('stg')))).toMatchObject({ problem: 'forbidden' });
  expect(server.requests.filter(({ path }) => path.includes('/projects/'))).toEqual([]);
});

test('a limit above that of the environment is refused in words', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  const answer = await apiOf(server).changeQueue(at('prod'), 'queue_mail', [{ do: 'override', limit: 101 }]);
  expect(answer).toEqual({
    answer: 'refused',
    reason: 'The limit is above what the whole environment may run at a time.',
  });
});

const page = (data: readonly object[], count: number, totalPages = 1) =>
  saying(200, { data, pagination: { currentPage: 1, totalPages, count } });
const item = { id: 'q', name: 'n', type: 'custom', running: 0, queued: 0, paused: false };

test.each([
  ['fewer than counted', page([item], 2), { problem: 'cut' }],
  ['one twice', page([item, item], 2), { problem: 'cut' }],
  ['an empty page before the last', page([], 2, 4), { problem: 'cut' }],
  ['the same page without end', page([item], 2, 1e15), { problem: 'cut' }],
  ['no paging', saying(200, { data: [item] }), { problem: 'not-a-server' }],
  ['a queue without a name', page([{ ...item, name: undefined }], 1), { problem: 'not-a-server' }],
  ['a key that is refused', saying(401, { error: 'Invalid API key' }), { problem: 'unauthorized' }],
  ['a failure', saying(503, {}), { problem: 'error', status: 503 }],
])('%s is no list', async (_, fault, failure) => {
  const server = await serverFor({ flavour: 'trigger' });
  server.faults.add(fault, { path: /\/queues$/ });
  expect(await failureOf(apiOf(server).listQueues(at('prod')))).toMatchObject(failure);
});

test('a list that moved while it was read is read again', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  server.faults.add(page([item], 2), { path: /\/queues$/, nth: 1 });
  expect(await apiOf(server).listQueues(at('prod'))).toHaveLength(2);
});

test('an older server tells no parts of a limit', async () => {
  const server = await serverFor({ flavour: 'platos-a' });
  server.faults.add(page([{ ...item, concurrencyLimit: 7 }], 1), { path: /\/queues$/ });
  expect(await apiOf(server).listQueues(at('prod'))).toMatchObject([{ limit: 7, override: null }]);
});

const settings = fc.record({
  type: fc.constantFrom('task' as const, 'custom' as const),
  paused: fc.boolean(),
  limit: fc.option(fc.nat({ max: 100 })),
  override: fc.option(fc.nat({ max: 100 })),
});

test('the steps from one state to another lead there, each of them needed', () => {
  fc.assert(
    fc.property(settings, settings, (from, other) => {
      const to = { ...other, type: from.type, limit: from.limit };
      const steps = stepsBetween(from, to) ?? [];
      const carriedOut = (those: readonly QueueStep[]) => those.reduce(step, from);
      expect(carriedOut(steps)).toEqual(to);
      for (const one of steps) expect(carriedOut(steps.filter((each) => each !== one))).not.toEqual(to);
      const pauses = steps.findIndex((one) => one.do === 'pause');
      const resumes = steps.findIndex((one) => one.do === 'resume');
      expect(pauses <= 0 && (resumes === -1 || resumes === steps.length - 1)).toBe(true);
    }),
  );
});

function step(queue: QueueSettings, one: QueueStep): QueueSettings {
  if (one.do === 'override') return { ...queue, override: one.limit };
  return one.do === 'reset' ? { ...queue, override: null } : { ...queue, paused: one.do === 'pause' };
}

test('what comes with a deployment is not changed by steps', () => {
  const queue = { type: 'custom', paused: false, limit: 5, override: null } as const;
  expect(stepsBetween(queue, { ...queue, limit: 6 })).toBeUndefined();
  expect(stepsBetween(queue, { ...queue, type: 'task' })).toBeUndefined();
  expect(stepsBetween(undefined, queue)).toBeUndefined();
});
