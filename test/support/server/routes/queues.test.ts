import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, clientOf } from '../client.ts';
import { type FakeServer, startServer } from '../server.ts';

interface Case extends Ask {
  readonly ask: string;
  readonly status: number;
  /** Part of the body. */
  readonly says?: object;
}

const queues = '/api/v1/queues';
const mail = `${queues}/send%2Fmail`;
const missing = { error: 'queue-not-found' };
const custom = { type: 'custom' };

/** About production, in the order in which they are asked. */
const everywhere: readonly Case[] = [
  {
    ask: `GET ${queues}?perPage=1`,
    status: 200,
    says: { data: [{ name: 'answers' }], pagination: { currentPage: 1, totalPages: 2, count: 2 } },
  },
  { ask: `GET ${queues}?perPage=1&page=2`, status: 200, says: { data: [{ name: 'send/mail' }] } },
  { ask: `GET ${queues}?perPage=1&page=3`, status: 200, says: { data: [], pagination: { totalPages: 2 } } },
  { ask: `GET ${queues}?perPage=101`, status: 400, says: { error: 'Query Error', details: [{}] } },
  { ask: `GET ${queues}?page=0`, status: 400, says: { error: 'Query Error' } },
  { ask: `GET ${mail}?type=custom`, status: 200, says: { id: 'queue_mail' } },
  { ask: `GET ${queues}/send%252Fmail?type=custom`, status: 200, says: { id: 'queue_mail' } },
  { ask: `GET ${queues}/queue_mail`, status: 200, says: { name: 'send/mail' } },
  { ask: `GET ${mail}`, status: 404, says: missing },
  { ask: `GET ${mail}?type=task`, status: 404, says: missing },
  { ask: `GET ${queues}/answers?type=task`, status: 200, says: { id: 'queue_answers' } },
  { ask: `GET ${queues}/queue_stg_mail`, status: 404, says: missing },
  { ask: `GET ${queues}/a%25`, status: 404, says: missing },
  { ask: `GET ${mail}?type=other`, status: 400, says: { error: 'Query Error' } },
  { ask: `POST ${mail}/pause`, status: 400 },
  { ask: `POST ${mail}/pause`, raw: '{', status: 400 },
  { ask: `POST ${mail}/pause`, body: { ...custom, action: 'stop' }, status: 400 },
  { ask: `POST ${mail}/pause`, body: { action: 'pause' }, status: 404, says: missing },
  { ask: `POST ${mail}/pause`, body: { ...custom, action: 'pause' }, status: 200, says: { paused: true } },
  { ask: `POST ${mail}/pause`, body: { ...custom, action: 'pause' }, status: 200, says: { paused: true } },
  { ask: `POST ${mail}/pause`, body: { ...custom, action: 'resume' }, status: 200, says: { paused: false } },
  {
    ask: `POST ${mail}/concurrency/reset`,
    body: custom,
    status: 400,
    says: { error: 'Queue is not overridden' },
  },
  { ask: `POST ${mail}/concurrency/override`, body: custom, status: 400 },
  { ask: `POST ${mail}/concurrency/override`, body: { ...custom, concurrencyLimit: -1 }, status: 400 },
  { ask: `POST ${mail}/concurrency/override`, body: { ...custom, concurrencyLimit: 1.5 }, status: 400 },
  { ask: `POST ${mail}/concurrency/override`, body: { ...custom, concurrencyLimit: 100_001 }, status: 400 },
  {
    ask: `POST ${mail}/concurrency/override`,
    body: { ...custom, concurrencyLimit: 0 },
    status: 200,
    says: { concurrencyLimit: 0, concurrency: { base: 5, override: 0, overriddenAt: expect.any(String) } },
  },
  {
    ask: `POST ${mail}/concurrency/reset`,
    body: custom,
    status: 200,
    says: { concurrencyLimit: 5, concurrency: { override: null, overriddenAt: null } },
  },
];

const perFlavour: Readonly<Record<'trigger' | 'platos-a', readonly Case[]>> = {
  trigger: [
    {
      ask: `POST ${mail}/concurrency/override`,
      body: { ...custom, percent: 25 },
      status: 200,
      says: { concurrencyLimit: 25 },
    },
    {
      ask: `POST ${mail}/concurrency/override`,
      body: { ...custom, percent: 25, concurrencyLimit: 1 },
      status: 400,
    },
    { ask: `POST ${mail}/concurrency/override`, body: { ...custom, concurrencyLimit: 101 }, status: 400 },
  ],
  'platos-a': [
    { ask: `POST ${mail}/concurrency/override`, body: { ...custom, percent: 25 }, status: 400 },
    {
      ask: `POST ${mail}/concurrency/override`,
      body: { ...custom, concurrencyLimit: 100_000 },
      status: 200,
      says: { concurrencyLimit: 100_000 },
    },
  ],
};

describe.each(Object.entries(perFlavour))('queues of %s', (flavour, cases) => {
  let server: FakeServer;
  beforeAll(async () => {
    server = await startServer({ flavour: flavour as 'trigger' | 'platos-a' });
  });
  afterAll(() => server.close());

  it.each([...everywhere, ...cases].map((one) => ({ ...one, title: `${one.ask} -> ${one.status}` })))(
    '$title',
    async ({ ask, status, says, ...rest }) => {
      const answer = await clientOf(server)(ask, { token: server.issue.rootKey('prod'), ...rest });

      expect({ status: answer.status, text: answer.status === status ? '' : answer.text }).toEqual({
        status,
        text: '',
      });
      if (says !== undefined) expect(answer.json).toMatchObject(says);
    },
  );

  it('are for environment keys alone, each its own', async () => {
    const ask = clientOf(server);
    const body = { type: 'id', action: 'pause' };
    expect((await ask(`GET ${queues}`)).status).toBe(401);
    expect((await ask(`POST ${queues}/queue_mail/pause`, { body })).status).toBe(401);
    const token = server.issue.rootKey('stg');
    expect((await ask(`POST ${queues}/queue_mail/pause`, { token, body })).json).toEqual(missing);
    expect((await ask(`GET ${queues}`, { token })).json).toMatchObject({
      data: [{ concurrencyLimit: 2 }, { paused: true, queued: 9 }],
    });
  });
});
