import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { cancelApply } from '../../../main/services/plan-view.ts';
import { doneButFailed, drop, fail, lie, limited, page, stall } from '../../support/server/faults.ts';
import type { FakeServer } from '../../support/server/server.ts';
import { environmentAt, put, type Value, valuesOf } from '../../support/server/world.ts';
import { type ServerMain, serverMain } from '../../support/server-main.ts';
import { connectionOf } from '../../support/server-workspace.ts';
import { apiOf, serverFor } from '../workspaces/server/api.ts';

type ServerName = Parameters<typeof serverFor>[0]['flavour'];

/** The use cases over a real server on loopback. */
async function over(server: FakeServer, pace: NonNullable<Parameters<typeof apiOf>[1]>['pace'] = {}) {
  const projectId = server.world.projects[0]?.ref ?? '';
  const connection = connectionOf({ name: 'Acme', url: server.url });
  return serverMain(apiOf(server, { pace }), { projectId, connection });
}

const held = (server: FakeServer, slug = 'prod'): Map<string, Value> =>
  valuesOf(server.world, environmentAt(server.world, slug).id);
const wipe = (server: FakeServer): void => held(server).clear();
const plain = (server: FakeServer): Record<string, string> =>
  Object.fromEntries([...held(server)].map(([key, { value }]) => [key, value]));

test.each(['trigger', 'platos-a', 'platos-b', 'platos-c'] as const)(
  '%s: what is discovered, read, written, undone and read again',
  async (flavour) => {
    const server = await serverFor({ flavour });
    wipe(server);
    const prod = environmentAt(server.world, 'prod').id;
    put(server.world, prod, 'A', 'one');
    put(server.world, prod, 'S', 'hidden', { secret: true });
    const main = await over(server);
    const { organizations, capabilities } = await main.workspace.describe();
    expect(organizations[0]?.projects[0]?.environments.map(({ slug, name }) => [slug, name])).toContainEqual([
      'stg',
      'Staging',
    ]);
    expect(capabilities.includes('variables.kind')).toBe(flavour === 'trigger');
    const patches = [
      { key: 'A', value: ' two\n"x" = 🦊' },
      { key: 'S', value: 'new' },
      { key: 'NEW_TOKEN', value: 't', kind: 'secret' as const },
    ];
    const plan = await main.plan('prod', { type: 'patches', patches });
    const result = await main.apply(plan);
    expect(result).toMatchObject({ state: 'done', done: 3 });
    expect([...held(server)].map(([key, { value, secret }]) => [key, value, secret])).toEqual([
      ['A', ' two\n"x" = 🦊', false],
      ['S', 'new', true],
      ['NEW_TOKEN', 't', flavour === 'trigger'],
    ]);
    const undo = await main.plan('prod', { type: 'undo', changeSetId: result.changeSetId });
    expect(undo.left.map(({ key }) => key)).toEqual(['S']);
    expect(await main.apply(undo)).toMatchObject({ state: 'done' });
    expect(plain(server)).toEqual({ A: 'one', S: 'new' });
  },
);

const writes = { method: 'POST', path: /\/envvars\/prod$/ };

test.each([
  ['lies', lie(), 'failed', /answered yes, but does not hold it/],
  ['fails although it is done', doneButFailed(), 'done', undefined],
  ['fails and is not done', fail(503), 'not-done', /holds what it held before/],
  ['answers with a page', page(), 'not-done', /holds what it held before/],
  ['cuts the answer', drop(3), 'done', undefined],
  ['never answers but does it', stall(true), 'done', undefined],
  ['never answers nor does it', stall(false), 'not-done', /holds what it held before/],
] as const)('a server that %s is found out', async (_, fault, outcome, why) => {
  const server = await serverFor({ flavour: 'trigger' });
  wipe(server);
  const main = await over(server, { silenceMs: 300 });
  const plan = await main.plan('prod', { A: '1', B: '2', C: '3' });
  server.faults.add(fault, { ...writes, nth: 2 });
  const { rows } = await main.apply(plan);
  const odd = rows.filter((row) => row.outcome !== 'done');
  if (outcome === 'done') expect(odd).toEqual([]);
  else expect(odd).toMatchObject([{ outcome, reason: expect.stringMatching(why) }]);
  for (const row of rows) expect(held(server).has(row.key)).toBe(row.outcome === 'done');
});

it('resumes with what is left once a token works again', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  wipe(server);
  const main = await over(server);
  const values = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`K${10 + n}`, String(n)]));
  const plan = await main.plan('prod', values);
  const token = server.world.tokens.find((one) => one.token === server.token);
  const revoke = setInterval(() => {
    if (held(server).size >= 10 && token !== undefined) token.revokedAt = Date.now();
  }, 1);
  const result = await main.apply(plan);
  clearInterval(revoke);
  expect(result).toMatchObject({ state: 'partial', stopped: { problem: 'unauthorized' } });
  if (token !== undefined) delete token.revokedAt;
  const rest = await main.plan('prod', { type: 'resume', changeSetId: result.changeSetId });
  expect(await main.apply(rest)).toMatchObject({ state: 'done' });
  expect(plain(server)).toEqual(values);
  expect([...held(server).values()].map(({ version }) => version)).toEqual(Array(30).fill(1));
});

it('goes on after the server was killed half way and started again', async () => {
  const first = await serverFor({ flavour: 'trigger' });
  wipe(first);
  const main = await over(first);
  const values = Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`K${100 + n}`, String(n)]));
  const plan = await main.plan('prod', values);
  const kill = setInterval(() => {
    if (held(first).size >= 70) void first.close();
  }, 1);
  const result = await main.apply(plan);
  clearInterval(kill);
  expect(result.state).toBe('partial');
  expect(result.done).toBeLessThanOrEqual(held(first).size);
  const second = await serverFor({ flavour: 'trigger', world: first.world, port: first.port });
  await main.workspace.refresh(main.env('prod'));
  const rest = await main.plan('prod', { type: 'resume', changeSetId: result.changeSetId });
  expect(rest.rows).toHaveLength(200 - held(second).size);
  expect(await main.apply(rest)).toMatchObject({ state: 'done' });
  expect(plain(second)).toEqual(values);
  expect([...held(second).values()].map(({ version }) => version)).toEqual(Array(200).fill(1));
});

test.each(['trigger', 'platos-c'] as const)(
  '%s: 3,000 operations go through a rate limit, none lost and none written twice',
  async (flavour: ServerName) => {
    const general = { burst: 300, refill: 300, intervalMs: 150 };
    const server = await serverFor({ flavour, rateLimit: { general } });
    wipe(server);
    const main = await over(server, { limitedMs: 60_000 });
    server.faults.add(limited(30), { ...writes, nth: 100, times: 20 });
    server.faults.add(limited(30), { ...writes, nth: 2_000, times: 5 });
    const values = Object.fromEntries(Array.from({ length: 3_000 }, (_, n) => [`K${10_000 + n}`, `v${n}`]));
    const result = await main.apply(await main.plan('prod', values));
    expect(result).toMatchObject({ state: 'done', done: 3_000, total: 3_000 });
    expect(plain(server)).toEqual(values);
    expect(new Set([...held(server).values()].map(({ version }) => version))).toEqual(new Set([1]));
    expect(main.progress.some(({ waitingUntil }) => waitingUntil !== undefined)).toBe(true);
  },
);

const slow = { burst: 20, refill: 20, intervalMs: 1_500 };
const fifty = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`K${10 + n}`, 'v']));

it('stops cleanly when it is cancelled while a rate limit makes it wait', async () => {
  const server = await serverFor({ flavour: 'trigger', rateLimit: { general: slow } });
  wipe(server);
  const main = await over(server, { limitedMs: 600_000 });
  const plan = await main.plan('prod', fifty);
  const applied = main.apply(plan);
  await untilWaiting(main);
  cancelApply(main.context, { planId: plan.id });
  const result = await applied;
  expect(result.state).toBe('cancelled');
  expect(new Set(result.rows.map(({ outcome }) => outcome))).toEqual(new Set(['done', 'not-done']));
  expect(result.done).toBe(held(server).size);
  const posts = server.requests.filter(({ method }) => method === 'POST').length;
  expect(posts).toBeLessThan(50);
  const rest = await main.plan('prod', { type: 'resume', changeSetId: result.changeSetId });
  expect(rest.counts.create).toBe(50 - result.done);
});

it('ends what waits when the connection is closed, and knows what may have been written', async () => {
  const server = await serverFor({
    flavour: 'trigger',
    rateLimit: { general: { ...slow, intervalMs: 60_000 } },
  });
  wipe(server);
  const main = await over(server, { limitedMs: 600_000 });
  const applied = main.apply(await main.plan('prod', fifty));
  await untilWaiting(main);
  main.workspace.close();
  const result = await applied;
  expect(result).toMatchObject({ state: 'partial', stopped: { problem: 'offline' } });
  const doubt = result.rows.filter(({ outcome }) => outcome === 'in-doubt').map(({ key }) => key);
  expect(doubt.sort()).toEqual([...held(server).keys()].sort());
});

async function untilWaiting({ progress }: ServerMain): Promise<void> {
  while (!progress.some(({ waitingUntil }) => waitingUntil !== undefined))
    await new Promise((done) => setTimeout(done, 5));
}

const faultOf = {
  none: undefined,
  lie: lie(),
  doneButFailed: doneButFailed(),
  fail: fail(503),
  drop: drop(1),
  page: page(),
} as const;
type FaultName = keyof typeof faultOf;
const names = Object.keys(faultOf) as FaultName[];

it('tells the truth of each write over HTTP, whatever befalls it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...names), { minLength: 12, maxLength: 12 }),
      async (chosen) => {
        const server = await serverFor({ flavour: 'trigger' });
        wipe(server);
        const main = await over(server);
        const values = Object.fromEntries(chosen.map((_, n) => [`K${10 + n}`, 'v']));
        const plan = await main.plan('prod', values);
        for (const [n, name] of chosen.entries()) {
          const fault = faultOf[name];
          if (fault !== undefined) server.faults.add(fault, { ...writes, nth: n + 1 });
        }
        const { rows } = await main.apply(plan);
        for (const { key, outcome } of rows) {
          expect(outcome).not.toBe('in-doubt');
          expect([key, outcome === 'done']).toEqual([key, held(server).has(key)]);
        }
        expect(new Set([...held(server).values()].map(({ version }) => version)).size).toBeLessThanOrEqual(1);
      },
    ),
    { numRuns: 30 },
  );
});
