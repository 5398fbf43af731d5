import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { VariableKind } from '../../../../core/variable.ts';
import type { Expectation, Operation, Outcome } from '../../../../core/workspace.ts';
import { type Fate, type Held, type MemoryServer, memoryServer } from '../../../support/memory-server.ts';
import { type Bench, serverBench, valuesOf } from '../../../support/server-workspace.ts';

const secret = (value: string): Held => ({ value, kind: 'secret' });
const set = (key: string, value: string, kind: VariableKind = 'plain') => ({ key, value, kind });
type Wish = ReturnType<typeof set> | { readonly key: string };

interface Told {
  /** What the journal holds of each position. */
  readonly states: Map<number, Outcome | 'sent'>;
  readonly failure: unknown;
}

/** Operations as a plan makes them from what is known now. */
async function operationsOf(bench: Bench, wishes: readonly Wish[]): Promise<readonly Operation[]> {
  const known = new Map((await bench.workspace.readVariables(bench.env('dev'))).map((one) => [one.key, one]));
  return wishes.flatMap((wish): Operation[] => {
    const there = known.get(wish.key);
    const expected: Expectation | null =
      there === undefined ? null : { fingerprint: there.fingerprint, kind: there.kind, note: undefined };
    if ('value' in wish) return [{ type: 'set', ...wish, note: undefined, expect: expected }];
    return expected === null ? [] : [{ type: 'delete', key: wish.key, expect: expected }];
  });
}

async function carryOut(
  bench: Bench,
  operations: readonly Operation[],
  cancelled: () => boolean = () => false,
): Promise<Told> {
  const states: Told['states'] = new Map();
  const work = bench.workspace.apply({
    env: bench.env('dev'),
    changeSetId: 'c1',
    title: 'A change',
    operations: operations.map((operation, position) => ({ position, operation })),
    journal: {
      sent: (position) => {
        if (states.has(position)) throw new Error('sent twice');
        states.set(position, 'sent');
      },
      answered: (position) => {
        if (states.get(position) !== 'sent') throw new Error('answered before it was sent');
      },
      settled: (position, outcome) => void states.set(position, outcome),
    },
    cancelled,
  });
  return {
    states,
    failure: await work.then(
      () => undefined,
      (error: unknown) => error,
    ),
  };
}

async function change(server: MemoryServer, wishes: readonly Wish[]): Promise<Told & { bench: Bench }> {
  const bench = serverBench(server);
  await bench.workspace.refresh(bench.env('dev'));
  return { ...(await carryOut(bench, await operationsOf(bench, wishes))), bench };
}

const outcomes = ({ states }: Told): readonly string[] =>
  [...states].sort(([a], [b]) => a - b).map(([, one]) => (one === 'sent' ? one : one.outcome));

it('writes, reads back, and what it read is the snapshot and no news', async () => {
  const server = memoryServer('trigger', { dev: { A: '1', B: '1', S: secret('old') } });
  const told = await change(server, [
    set('A', '2'),
    { key: 'B' },
    set('N', ' new\n'),
    set('S', 's', 'secret'),
    set('T', 't', 'secret'),
  ]);
  expect(outcomes(told)).toEqual(['done', 'done', 'done', 'done', 'done']);
  const { bench } = told;
  server.problem = 'unreachable';
  expect(await valuesOf(bench, 'dev')).toEqual({ A: '2', N: ' new\n', S: '(hidden)', T: '(hidden)' });
  expect(bench.workspace.listState(bench.env('dev'))?.news).toBeUndefined();
  expect(bench.again().workspace.listState(bench.env('dev'))?.news).toBeUndefined();
});

it('remembers the fingerprint of a secret that it wrote, until the secret goes or becomes plain', async () => {
  const server = memoryServer('trigger', { dev: { A: 'same', X: '1' } });
  const { bench } = await change(server, [set('S', 'same', 'secret'), set('T', 'same', 'secret')]);
  const dev = bench.env('dev');
  const list = async (one: Bench) =>
    new Map((await one.workspace.listVariables(dev)).map((meta) => [meta.key, meta]));
  const [plain, written] = [(await list(bench)).get('A'), (await list(bench.again())).get('S')];
  expect(written).toMatchObject({ hidden: true, fingerprintAt: bench.clock.now });
  expect(written?.fingerprint).toBe(plain?.fingerprint);
  server.put('dev', { S: null, T: 'same' });
  await bench.workspace.refresh(dev);
  server.put('dev', { S: secret('x'), T: secret('y') });
  await bench.workspace.refresh(dev);
  expect((await list(bench)).get('S')).not.toHaveProperty('fingerprint');
  expect((await list(bench)).get('T')).not.toHaveProperty('fingerprint');
});

it.each([
  ['a blank value', set('A', '  '), 'holds what it held before'],
  ['a blank new one', set('N', ''), 'does not hold it'],
  ['a reserved key', set('TRIGGER_API_URL', 'x'), 'does not hold it'],
])('finds a yes that was no: %s', async (_, wish, why) => {
  const told = await change(memoryServer('trigger', { dev: { A: '1' } }), [wish]);
  expect([...told.states.values()]).toEqual([
    { outcome: 'failed', reason: `The server answered yes, but ${why}.` },
  ]);
});

it('finds a secret that was stored plain', async () => {
  const told = await change(memoryServer('platos-tables', { dev: {} }), [set('S', 'x', 'secret')]);
  expect([...told.states.values()]).toEqual([
    { outcome: 'failed', reason: 'The server answered yes, but keeps it as plain.' },
  ]);
});

it('does not write a key that a reading in between showed to have moved', async () => {
  const server = memoryServer('trigger', { dev: { Z: 'mine' } });
  let writes = 0;
  server.before = (question) => {
    if (question === 'write' && ++writes === 10) server.put('dev', { Z: 'theirs' });
  };
  const wishes = Array.from({ length: 60 }, (_, n) => set(`K${100 + n}`, 'v'));
  const told = await change(server, [...wishes, set('Z', 'new')]);
  expect(told.states.get(60)).toEqual({ outcome: 'failed', reason: 'Changed meanwhile.' });
  expect(server.env('dev').get('Z')?.value).toBe('theirs');
});

it('deletes most of a list without asking whether to believe it', async () => {
  const values = Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`K${10 + n}`, 'v']));
  const server = memoryServer('trigger', { dev: values });
  const told = await change(
    server,
    Object.keys(values).map((key) => ({ key })),
  );
  expect(new Set(outcomes(told))).toEqual(new Set(['done']));
  expect(told.bench.workspace.listState(told.bench.env('dev'))?.shrank).toBeUndefined();
});

it('tells on a branch that its own value went, though the parent’s shows now', async () => {
  const server = memoryServer('trigger', { preview: { A: 'parent' }, 'preview/x': { A: 'own' } });
  const bench = serverBench(server);
  const branch = bench.env('preview/x');
  await bench.workspace.refresh(bench.env('preview'));
  await bench.workspace.refresh(branch);
  const [there] = await bench.workspace.readVariables(branch);
  const expected = { fingerprint: there?.fingerprint, kind: 'plain' as const, note: undefined };
  const settled: Outcome[] = [];
  await bench.workspace.apply({
    env: branch,
    changeSetId: 'c1',
    title: 'A change',
    operations: [{ position: 0, operation: { type: 'delete', key: 'A', expect: expected } }],
    journal: {
      sent: () => undefined,
      answered: () => undefined,
      settled: (_, outcome) => void settled.push(outcome),
    },
    cancelled: () => false,
  });
  expect(settled).toEqual([{ outcome: 'done' }]);
  expect(await valuesOf(bench, 'preview/x')).toEqual({ A: 'parent' });
});

it('leaves all in doubt that it could not read back, and fails with the reason', async () => {
  const server = memoryServer('trigger', { dev: {} });
  server.before = (question) => {
    if (question === 'list' && server.writes.length > 0) server.problem = 'unreachable';
  };
  const told = await change(server, [set('A', '1'), set('B', '1')]);
  expect(outcomes(told)).toEqual(['in-doubt', 'in-doubt']);
  expect(told.failure).toMatchObject({ detail: { code: 'server', problem: 'unreachable' } });
});

it('has four writes on their way at most, never two of one key', async () => {
  const server = memoryServer('trigger', { dev: {} });
  const now = new Set<string>();
  let most = 0;
  server.before = async (question, key = '') => {
    if (question !== 'write') return;
    if (now.has(key)) throw new Error('two writes of one key at once');
    now.add(key);
    most = Math.max(most, now.size);
    await new Promise((done) => setTimeout(done, 1));
    now.delete(key);
  };
  await change(
    server,
    Array.from({ length: 40 }, (_, n) => set(`K${10 + n}`, 'v')),
  );
  expect([most, server.writes.length]).toEqual([4, 40]);
});

const fates: readonly (Fate | undefined)[] = [
  undefined,
  undefined,
  undefined,
  'lie',
  'lost',
  'dropped',
  'late',
  'refused',
  'stop',
];
const keys = Array.from({ length: 14 }, (_, n) => `K${n}`);
const heldOf = fc.option(fc.record({ value: fc.constantFrom('a', 'b'), kind: kindOf() }), { nil: undefined });
const wishOf = fc.option(fc.record({ value: fc.constantFrom('c', 'd'), kind: kindOf() }), { nil: null });

function kindOf() {
  return fc.constantFrom<VariableKind>('plain', 'secret');
}

const situation = fc.record({
  held: fc.array(heldOf, { minLength: keys.length, maxLength: keys.length }),
  wishes: fc.array(wishOf, { minLength: keys.length, maxLength: keys.length }),
  fates: fc.array(fc.constantFrom(...fates), { minLength: keys.length, maxLength: keys.length }),
  cancelAfter: fc.option(fc.nat(20), { nil: undefined }),
  compareSecrets: fc.boolean(),
});

it('tells the truth of every operation, or that it cannot know, and writes no key twice', async () => {
  await fc.assert(
    fc.asyncProperty(situation, async ({ held, wishes, fates: chosen, cancelAfter, compareSecrets }) => {
      const server = memoryServer('trigger', { dev: {} });
      server.put('dev', Object.fromEntries(keys.map((key, n) => [key, held[n] ?? null])));
      const before = new Map(server.env('dev'));
      const bench = serverBench(server);
      bench.connection.compareSecrets = compareSecrets;
      await bench.workspace.refresh(bench.env('dev'));
      const asked = keys.map((key, n): Wish => ({ key, ...wishes[n] }));
      const operations = await operationsOf(bench, asked);
      for (const [n, key] of keys.entries()) {
        const fate = chosen[n];
        if (fate !== undefined) server.fates.set(key, fate);
      }
      const told = await carryOut(bench, operations, () => server.writes.length >= (cancelAfter ?? 1_000));

      const written = server.writes.map(({ write }) => write.key);
      expect(new Set(written).size).toBe(written.length);
      for (const [position, operation] of operations.entries()) {
        const state = told.states.get(position);
        const { key } = operation;
        const was = before.get(key);
        const now = server.env('dev').get(key);
        const isDone =
          operation.type === 'delete'
            ? now === undefined
            : now?.value === operation.value && now.kind === operation.kind;
        const overwrites = was?.kind === 'secret' && now?.kind === 'secret' && operation.type === 'set';
        const canTell = !overwrites || compareSecrets;
        const fate = chosen[keys.indexOf(key)];
        if (!canTell && fate === 'lie' && written.includes(key)) continue; // nothing but a yes is to be had
        expect(state).not.toBe('sent');
        const outcome = typeof state === 'object' ? state.outcome : 'not-done';
        if (outcome === 'in-doubt') expect(canTell).toBe(false);
        else expect([key, fate, outcome === 'done']).toEqual([key, fate, isDone]);
      }
      const isStopped = operations.some(
        ({ key }, position) =>
          chosen[keys.indexOf(key)] === 'stop' && told.states.get(position) !== undefined,
      );
      expect(told.failure !== undefined).toBe(isStopped);
    }),
    { numRuns: 200 },
  );
});

it('makes one snapshot of an apply, however often it reads back', async () => {
  const server = memoryServer('trigger', { dev: { A: '1' } });
  const wishes = Array.from({ length: 300 }, (_, n) => set(`K${100 + n}`, 'v'));
  const { bench } = await change(server, wishes);
  expect(server.lists).toBeGreaterThan(5);
  expect(bench.workspace.snapshots(bench.env('dev'))).toHaveLength(2);
  await carryOut(bench, await operationsOf(bench, [set('A', '2')]));
  expect(bench.workspace.snapshots(bench.env('dev'))).toHaveLength(3);
});
