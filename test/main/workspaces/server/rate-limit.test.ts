import { expect, test } from 'vitest';
import { createBudgets } from '../../../../main/workspaces/server/http/budget.ts';
import { limited } from '../../../support/server/faults.ts';
import type { FakeServer } from '../../../support/server/server.ts';
import { apiOf, at, failureOf, saying, serverFor } from './api.ts';

const small = { burst: 6, refill: 6, intervalMs: 400 };
const write = (index: number, value = 'x') =>
  ({ type: 'set', key: `KEY_${index}`, value, kind: 'plain', exists: false }) as const;

const hourMs = 3_600_000;

test.each([
  ['a reset, clocks as one', 'reset', 0, 0],
  ['a reset, our clock an hour ahead', 'reset', hourMs, 0],
  ['a reset, our clock an hour behind', 'reset', -hourMs, 0],
  ['a reset by another clock than that of the date', 'reset', 0, hourMs],
  ['Retry-After', 'retry-after', hourMs, 0],
] as const)('limits told by %s let every write through, once', async (_, shape, ours, theirs) => {
  const server = await serverFor({
    flavour: 'trigger',
    rateLimit: { general: small, shape },
    now: () => Date.now() + theirs,
  });
  const api = apiOf(server, {
    flavour: 'trigger',
    now: () => Date.now() + ours,
    pace: { limitedMs: 30_000 },
  });
  const all = Array.from({ length: 20 }, (_, index) => api.write(at('prod'), write(index)));
  expect(new Set((await Promise.all(all)).map(({ answer }) => answer))).toEqual(new Set(['accepted']));
  expect(versionsOf(server)).toEqual(Array(20).fill(1));
  expect(api.waiting()).toEqual({ until: undefined });
});

test('a thousand writes, four at a time, go through a limit four times smaller', async () => {
  const rule = { burst: 250, refill: 250, intervalMs: 500 };
  const server = await serverFor({ flavour: 'trigger', rateLimit: { general: rule } });
  const api = apiOf(server, { flavour: 'trigger', pace: { limitedMs: 30_000 } });
  const rest = Array.from({ length: 1_000 }, (_, index) => index).values();
  const work = async () => {
    for (const index of rest)
      expect(await api.write(at('prod'), write(index))).toEqual({ answer: 'accepted' });
  };
  await Promise.all([work(), work(), work(), work()]);
  expect(versionsOf(server)).toEqual(Array(1_000).fill(1));
  expect(server.requests.length).toBeLessThan(1_050); // few were refused
});

/** How often each key of these tests was written. */
const versionsOf = (server: FakeServer): readonly number[] =>
  [...server.world.values.values()].flatMap((values) =>
    [...values].filter(([key]) => key.startsWith('KEY_')).map(([, { version }]) => version),
  );

test('a budget that answers tell as spent is not overdrawn', async () => {
  const rule = { burst: 4, refill: 4, intervalMs: 1_500 };
  const server = await serverFor({ flavour: 'trigger', rateLimit: { general: rule } });
  const api = apiOf(server, { pace: { limitedMs: 30_000 } });
  for (let index = 0; index < 10; index++) await api.listVariables(at('prod'));
  expect(server.requests).toHaveLength(10); // a refused one would have been sent again
});

test('who shares a credential shares its budget; another credential has its own', async () => {
  const rule = { burst: 4, refill: 4, intervalMs: 1_500 };
  const server = await serverFor({ flavour: 'trigger', rateLimit: { general: rule } });
  const budgets = createBudgets();
  const pace = { limitedMs: 30_000 };
  const [one, two] = [apiOf(server, { pace, budgets }), apiOf(server, { pace, budgets })];
  for (let index = 0; index < 4; index++) await one.listVariables(at('prod'));
  const waits = two.listVariables(at('prod'));
  await expect.poll(() => two.waiting().until).toBeDefined();
  const stranger = apiOf(server, { pace, budgets, token: 'tr_pat_another' });
  expect(await failureOf(stranger.listVariables(at('prod')))).toMatchObject({ problem: 'unauthorized' });
  await waits;
  expect(server.requests).toHaveLength(6); // a refused one would have been sent again
});

test('of a large limit some is left to others', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  const headers = {
    'content-type': 'application/json',
    'x-ratelimit-limit': '750',
    'x-ratelimit-remaining': '5',
    'x-ratelimit-reset': `${Date.now() + 60_000}`,
  };
  server.faults.add(saying(200, [], headers));
  const api = apiOf(server);
  await api.listVariables(at('prod'));
  expect(await failureOf(api.listVariables(at('prod')))).toMatchObject({ problem: 'busy' });
  expect(server.requests).toHaveLength(1);
});

test.each([
  [
    'a reset in milliseconds beside the date',
    {},
    (now: number) => ({ 'x-ratelimit-reset': `${now + 1_500}` }),
  ],
  ['the seconds of the body', { secondsUntilReset: 0.5 }, () => ({ 'x-ratelimit-reset': '1' })],
  ['the seconds of another body', { retryAfterSeconds: 0.5 }, () => ({})],
  ['Retry-After in seconds', {}, () => ({ 'retry-after': '1' })],
  ['Retry-After as a date', {}, (now: number) => ({ 'retry-after': new Date(now + 1_000).toUTCString() })],
  ['nothing at all', {}, () => ({})],
  ['a reset without sense', {}, () => ({ 'x-ratelimit-reset': `${Date.now() + 9 * hourMs}` })],
])('after a 429 with %s it goes again', async (_, body, headersAt) => {
  const server = await serverFor({ flavour: 'trigger' });
  server.faults.add(
    {
      kind: 'instead',
      happens: false,
      answer: (now) => ({
        status: 429,
        headers: { 'content-type': 'application/problem+json', ...headersAt(now) },
        body: JSON.stringify(body),
      }),
    },
    { method: 'POST', times: 1 },
  );
  const api = apiOf(server, { flavour: 'trigger', now: () => Date.now() - hourMs });
  const answer = api.write(at('prod'), write(1));
  await expect.poll(() => api.waiting().until).toBeGreaterThan(Date.now() - hourMs - 1_000);
  expect(await answer).toEqual({ answer: 'accepted' });
  expect(server.requests).toHaveLength(2);
});

test('a storm of refusals ends: reads and writes say busy, and the write was not done', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  server.faults.add(limited(100));
  const api = apiOf(server, { flavour: 'trigger', pace: { limitedMs: 600 } });
  expect(await api.write(at('prod'), write(1))).toMatchObject({ answer: 'stop', error: { problem: 'busy' } });
  expect(await failureOf(api.listVariables(at('prod')))).toMatchObject({ problem: 'busy' });
  expect(server.requests.length).toBeGreaterThan(2);
});

test('a wait that would be too long is not begun', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  server.faults.add(limited(400_000));
  expect(await failureOf(apiOf(server).listVariables(at('prod')))).toMatchObject({ problem: 'busy' });
  expect(server.requests).toHaveLength(1);
});

test('waiting is told, can be aborted, and ends when the connection is closed', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  server.faults.add(limited(4_000));
  const api = apiOf(server, { flavour: 'trigger' });
  const controller = new AbortController();
  const one = api.write(at('prod'), write(1), controller.signal);
  const two = api.write(at('prod'), write(2));
  await expect.poll(() => api.waiting().until).toBeGreaterThan(Date.now());
  controller.abort(new Error('enough'));
  await expect(one).rejects.toThrow('enough');
  await expect.poll(() => api.waiting().until).toBeGreaterThan(Date.now());
  api.close();
  expect(await two).toMatchObject({ answer: 'stop', error: { problem: 'offline' } });
  expect(api.waiting()).toEqual({ until: undefined });
  expect(server.requests).toHaveLength(2);
});

test('a limit of one kind of route does not hold up the other', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  server.faults.add(limited(400_000), { path: /sample\/prod$/ });
  const api = apiOf(server);
  expect(await failureOf(api.readSecrets(at('prod')))).toMatchObject({ problem: 'busy' });
  expect((await api.listVariables(at('prod'))).variables).not.toEqual([]);
});
