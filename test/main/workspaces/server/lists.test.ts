import { expect, it } from 'vitest';
import { Failure } from '../../../../core/errors.ts';
import { keptSnapshots } from '../../../../main/workspaces/server/snapshots.ts';
import { memoryServer } from '../../../support/memory-server.ts';
import { serverBench, valuesOf } from '../../../support/server-workspace.ts';

const secret = (value: string) => ({ value, kind: 'secret' as const });
const many = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`K${100 + n}`, `v${n}`]));

/** Why a promise failed. */
const problem = async (work: Promise<unknown>): Promise<unknown> => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof Failure && error.detail.code === 'server' ? error.detail.problem : error;
};

it('asks once, then answers from the snapshot, offline and after a restart', async () => {
  const server = memoryServer('trigger', { dev: { A: '1', S: secret('s') } });
  const bench = serverBench(server);
  expect(await valuesOf(bench, 'dev')).toEqual({ A: '1', S: '(hidden)' });
  server.put('dev', { A: '2' });
  server.problem = 'unreachable';
  expect(await valuesOf(bench, 'dev')).toEqual({ A: '1', S: '(hidden)' });
  const again = bench.again();
  expect(await valuesOf(again, 'dev')).toEqual({ A: '1', S: '(hidden)' });
  expect(server.lists).toBe(1);
  expect(await problem(valuesOf(again, 'dev', 'server'))).toBe('unreachable');
  expect(await valuesOf(again, 'dev', 'newest')).toEqual({ A: '1', S: '(hidden)' });
  expect(again.workspace.listState(again.env('dev'))?.problem).toBe('unreachable');
  server.problem = undefined;
  expect(await valuesOf(again, 'dev', 'newest')).toEqual({ A: '2', S: '(hidden)' });
  expect(again.workspace.listState(again.env('dev'))?.problem).toBeUndefined();
});

it('waits only so long for a server that hangs, where it saw a list before', async () => {
  const server = memoryServer('trigger', { dev: { A: '1' }, prod: { B: '1' } });
  const bench = serverBench(server);
  for (const slug of ['dev', 'prod']) await valuesOf(bench, slug);
  const hanging = Promise.withResolvers<void>();
  server.before = () => hanging.promise;
  server.put('dev', { A: '2' });
  expect(await valuesOf(bench, 'dev', 'newest')).toEqual({ A: '1' });
  expect(bench.workspace.listState(bench.env('dev'))).toMatchObject({ problem: 'timeout', refreshing: true });
  server.waitingUntil = bench.clock.now + 5_000;
  expect(await valuesOf(bench, 'prod', 'newest')).toEqual({ B: '1' });
  expect(bench.workspace.listState(bench.env('prod'))?.problem).toBe('busy');
  const answered = valuesOf(bench, 'dev', 'server');
  hanging.resolve();
  expect(await answered).toEqual({ A: '2' });
  expect(bench.workspace.listState(bench.env('dev'))).toMatchObject({ refreshing: false });
  expect(bench.workspace.listState(bench.env('dev'))?.problem).toBeUndefined();
  expect(await valuesOf(bench, 'dev', 'newest')).toEqual({ A: '2' });
});

it('fails rather than shows a list it never saw, and tells nobody to ask again', async () => {
  const server = memoryServer();
  server.problem = 'timeout';
  const bench = serverBench(server);
  for (const freshness of ['stored', 'newest', 'server'] as const)
    expect(await problem(valuesOf(bench, 'dev', freshness))).toBe('timeout');
  expect(bench.workspace.listState(bench.env('dev'))).toBeUndefined();
  expect(bench.changes).toEqual([]);
});

it('stays offline when told to: no request leaves', async () => {
  const server = memoryServer('trigger', { dev: { A: '1' } });
  const bench = serverBench(server);
  await valuesOf(bench, 'dev', 'newest');
  bench.connection.stayOffline = true;
  expect(await valuesOf(bench, 'dev', 'newest')).toEqual({ A: '1' });
  expect(bench.workspace.listState(bench.env('dev'))?.problem).toBe('offline');
  expect(await problem(bench.workspace.refresh(bench.env('dev')))).toBe('offline');
  expect(await problem(bench.workspace.refresh())).toBe('offline');
  expect(server.lists).toBe(1);
});

it('shares one request among concurrent reads of an environment', async () => {
  const server = memoryServer('trigger', { dev: { A: '1' }, prod: {} });
  const bench = serverBench(server);
  const [one, two] = await Promise.all([
    valuesOf(bench, 'dev', 'newest'),
    valuesOf(bench, 'dev', 'server'),
    valuesOf(bench, 'prod'),
  ]);
  expect([one, two, server.lists]).toEqual([{ A: '1' }, { A: '1' }, 2]);
});

it('tells the age of a list, and when it is older than the person allows', async () => {
  const server = memoryServer('trigger', { dev: { A: '1' } });
  const bench = serverBench(server);
  bench.connection.maxAgeHours = 1;
  await bench.workspace.refresh(bench.env('dev'));
  const first = bench.clock.now;
  bench.clock.now += 3_600_001;
  expect(bench.workspace.listState(bench.env('dev'))).toEqual({
    readAt: first,
    tooOld: true,
    refreshing: false,
  });
  await bench.workspace.refresh(bench.env('dev'));
  expect(bench.workspace.listState(bench.env('dev'))).toMatchObject({ tooOld: false });
  expect(bench.workspace.snapshots(bench.env('dev'))).toMatchObject([
    { takenAt: first, seenAt: bench.clock.now },
  ]);
});

it('keeps the last fifty distinct lists of an environment, and the pinned ones', async () => {
  const server = memoryServer('trigger', { dev: { N: '0' }, prod: { P: '1' } });
  const bench = serverBench(server);
  const { workspace } = bench;
  const dev = bench.env('dev');
  await workspace.refresh(bench.env('prod'));
  await workspace.refresh(dev);
  const first = workspace.snapshots(dev)[0]?.id ?? 0;
  workspace.pin(first, true);
  for (let n = 1; n <= keptSnapshots + 10; n++) {
    server.put('dev', { N: String(n) });
    await workspace.refresh(dev);
    await workspace.refresh(dev);
  }
  const kept = workspace.snapshots(dev);
  expect(kept).toHaveLength(keptSnapshots + 1);
  expect(kept.at(-1)).toMatchObject({ id: first, pinned: true });
  expect(workspace.snapshots(bench.env('prod'))).toHaveLength(1);
  expect(() => workspace.since(bench.env('prod'), first)).toThrow('not-found');
});

it('tells what is otherwise now than in a kept list', async () => {
  const hidden = { value: 'never shown', kind: 'secret' as const };
  const server = memoryServer('trigger', { dev: { A: '1', B: '1', GONE: '1', S: hidden, T: hidden } });
  const bench = serverBench(server);
  const { workspace } = bench;
  const dev = bench.env('dev');
  await workspace.refresh(dev);
  const then = workspace.snapshots(dev)[0]?.id ?? 0;
  expect(workspace.since(dev, then)).toEqual({ added: [], changed: [], removed: [], hidden: 2 });
  server.environments.get('dev')?.delete('GONE');
  server.put('dev', { A: '2', NEW: 'n', T: { value: 'plain now', kind: 'plain' } });
  await workspace.refresh(dev);
  expect(workspace.since(dev, then)).toEqual({
    added: ['NEW'],
    changed: ['A', 'T'],
    removed: ['GONE'],
    hidden: 1,
  });
});

it.each([
  ['more than half and at least five', 9, 4, true],
  ['all of it', 2, 0, true],
  ['half of it', 10, 5, false],
  ['four of six', 6, 2, false],
])('asks before it believes a list that lost %s', async (_, before, after, asks) => {
  const server = memoryServer('trigger', { dev: many(before) });
  const bench = serverBench(server);
  const dev = bench.env('dev');
  await bench.workspace.refresh(dev);
  server.environments.set('dev', new Map());
  server.put('dev', many(after));
  expect(await problem(valuesOf(bench, 'dev', 'server'))).toBe(asks ? 'shrank' : undefined);
  if (!asks) return;
  expect(await valuesOf(bench, 'dev', 'newest')).toEqual(many(before));
  const shrank = { from: before, to: after, at: bench.clock.now };
  expect(bench.workspace.listState(dev)).toMatchObject({ shrank });
  const again = bench.again();
  expect(again.workspace.listState(dev)).toMatchObject({ shrank });
  again.workspace.believe(dev, 'variable');
  expect(await valuesOf(again, 'dev')).toEqual(many(after));
  expect(again.workspace.listState(dev)?.shrank).toBeUndefined();
  expect(await problem(valuesOf(again, 'dev', 'server'))).toBeUndefined();
});

it('reads the secrets again that it compares by, once a list that shrank is believed', async () => {
  const server = memoryServer('trigger', { dev: { ...many(9), S: secret('made-up') } });
  const bench = serverBench(server);
  const dev = bench.env('dev');
  bench.connection.compareSecrets = true;
  await bench.workspace.refresh(dev);
  const print = async () =>
    (await bench.workspace.listVariables(dev)).find(({ key }) => key === 'S')?.fingerprint;
  const before = await print();
  expect(before).toBeDefined();
  server.environments.set('dev', new Map());
  server.put('dev', { S: secret('made-up') });
  expect(await problem(bench.workspace.refresh(dev))).toBe('shrank');
  bench.workspace.believe(dev, 'variable');
  await expect.poll(print).toBe(before);
});

it('forgets a list that shrank once the server lists as before', async () => {
  const server = memoryServer('trigger', { dev: many(9) });
  const bench = serverBench(server);
  const dev = bench.env('dev');
  await bench.workspace.refresh(dev);
  server.environments.set('dev', new Map());
  await problem(bench.workspace.refresh(dev));
  server.put('dev', many(9));
  await bench.workspace.refresh(dev);
  expect(bench.workspace.listState(dev)?.shrank).toBeUndefined();
});

it('lists what became different on the server since the person looked', async () => {
  const server = memoryServer('trigger', { dev: { A: '1', B: '1', C: '1', S: secret('x') } });
  const bench = serverBench(server);
  const dev = bench.env('dev');
  await bench.workspace.refresh(dev);
  const since = bench.clock.now;
  bench.clock.now += 1000;
  server.put('dev', { A: '2', B: null, N: 'new', C: secret('1'), S: secret('y') });
  await bench.workspace.refresh(dev);
  const news = { since, added: ['N'], changed: ['A', 'C'], removed: ['B'] };
  expect(bench.workspace.listState(dev)?.news).toEqual(news);
  const again = bench.again();
  expect(again.workspace.listState(dev)?.news).toEqual(news);
  again.workspace.seen(dev);
  expect(again.workspace.listState(dev)?.news).toBeUndefined();
});

it('reads secrets for comparison when asked to, keeps no value of them, and forgets when not', async () => {
  const server = memoryServer('trigger', { dev: { S: secret('kept-out-of-the-store') } });
  const bench = serverBench(server);
  const dev = bench.env('dev');
  const print = async () => (await bench.workspace.listVariables(dev))[0];
  await bench.workspace.refresh(dev);
  expect((await print())?.fingerprint).toBeUndefined();
  bench.connection.compareSecrets = true;
  await bench.workspace.refresh(dev);
  const before = await print();
  expect(before).toMatchObject({ hidden: true, fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/) });
  expect(before).not.toHaveProperty('length');
  expect(bench.store.db.serialize().includes('kept-out-of-the-store')).toBe(false);
  server.put('dev', { S: secret('another') });
  bench.workspace.seen(dev);
  await bench.workspace.refresh(dev);
  expect((await print())?.fingerprint).not.toBe(before?.fingerprint);
  expect(bench.workspace.listState(dev)?.news).toMatchObject({ changed: ['S'] });
  bench.connection.compareSecrets = false;
  await bench.workspace.refresh(dev);
  expect((await print())?.fingerprint).toBeUndefined();
});

it('takes no answer that was asked for before a write came between', async () => {
  const server = memoryServer('trigger', { dev: { A: '1' } });
  const bench = serverBench(server);
  const dev = bench.env('dev');
  await bench.workspace.refresh(dev);
  let release = (): void => undefined;
  const held = new Promise<void>((done) => {
    release = done;
  });
  const list = server.api.listVariables;
  let first = true;
  Object.assign(server.api, {
    listVariables: async (...args: Parameters<typeof list>) => {
      const answer = await list(...args);
      if (first) {
        first = false;
        await held;
      }
      return answer;
    },
  });
  const slow = bench.workspace.refresh(dev);
  const expect1 = (await bench.workspace.readVariables(dev))[0];
  await bench.workspace.apply({
    env: dev,
    changeSetId: 'c1',
    title: 'A change',
    operations: [
      {
        position: 0,
        operation: {
          type: 'set',
          key: 'A',
          value: '2',
          kind: 'plain',
          note: undefined,
          expect: { fingerprint: expect1?.fingerprint, kind: 'plain', note: undefined },
        },
      },
    ],
    journal: { sent: () => undefined, answered: () => undefined, settled: () => undefined },
    cancelled: () => false,
  });
  release();
  await slow;
  expect(await valuesOf(bench, 'dev')).toEqual({ A: '2' });
});
