import { expect, it } from 'vitest';
import { Failure } from '../../../core/errors.ts';
import { disclose } from '../../../main/services/disclose.ts';
import { getHistory } from '../../../main/services/history-get.ts';
import { listHistory } from '../../../main/services/history-list.ts';
import { valuesInView } from '../../../main/services/values-in-view.ts';
import { type MemoryServer, memoryServer } from '../../support/memory-server.ts';
import { type ServerMain, serverMain } from '../../support/server-main.ts';

const secret = (value: string) => ({ value, kind: 'secret' as const });
const detailOf = async (work: Promise<unknown>): Promise<unknown> => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof Failure ? error.detail : error;
};
const valuesIn = (server: MemoryServer, slug: string): Record<string, string> =>
  Object.fromEntries([...server.env(slug)].map(([key, { value }]) => [key, value]));
const open = async (server: MemoryServer): Promise<ServerMain> => serverMain(server.api);

it('plans from the newest list and writes after reading again', async () => {
  const server = memoryServer('trigger', { dev: { A: '1', B: '1' } });
  const main = await open(server);
  const plan = await main.plan('dev', { A: '2', B: null, N: 'n' });
  expect(plan).toMatchObject({
    offline: false,
    readAt: main.clock.now,
    counts: { create: 1, update: 1, delete: 1 },
  });
  const result = await main.apply(plan);
  expect(result).toMatchObject({ state: 'done', done: 3, total: 3 });
  expect(valuesIn(server, 'dev')).toEqual({ A: '2', N: 'n' });
});

it('shows what a second client did between plan and apply, and writes nothing', async () => {
  const server = memoryServer('trigger', { dev: { A: '1', S: secret('s'), T: secret('t') } });
  const main = await open(server);
  const plan = await main.plan('dev', { A: 'mine', S: 'mine', T: 'mine', N: 'mine' });
  server.put('dev', { A: 'theirs', S: { value: 'plain now', kind: 'plain' }, T: secret('moved unseen') });
  expect(await detailOf(main.apply(plan))).toEqual({ code: 'drift', planId: plan.id, keys: ['A', 'S'] });
  expect(server.writes).toEqual([]);
  const next = main.view(plan);
  expect(next.rows.find(({ key }) => key === 'A')).toMatchObject({
    before: { length: { atLeast: 6 } },
    drift: { was: { length: { atLeast: 1 } } },
  });
  expect(await main.apply(next)).toMatchObject({ state: 'done' });
  expect(valuesIn(server, 'dev')).toEqual({ A: 'mine', S: 'mine', T: 'mine', N: 'mine' });
});

it('shows what was there before another moved it, where the environment shows plain values', async () => {
  const slugs = { A: '1', S: secret('s') };
  const server = memoryServer('trigger', { dev: slugs, prod: slugs });
  const main = await open(server);
  const wasOf = async (slug: string) => {
    const plan = await main.plan(slug, { A: 'mine', S: 'mine' });
    server.put(slug, { A: 'theirs', S: { value: 'plain now', kind: 'plain' } });
    expect(await detailOf(main.apply(plan))).toMatchObject({ code: 'drift' });
    const source = { from: 'plan', planId: plan.id, side: 'was' } as const;
    return (await valuesInView(main.context, { source, keys: ['A', 'S'] })).values;
  };
  expect(await wasOf('dev')).toEqual([
    { key: 'A', value: '1', masked: false },
    { key: 'S', masked: true },
  ]);
  expect(await wasOf('prod')).toEqual([
    { key: 'A', masked: true },
    { key: 'S', masked: true },
  ]);
});

it('shows in the history what Undo would write back, but no secret and nothing that production masks', async () => {
  const server = memoryServer('trigger', { dev: { A: '1', S: secret('s') }, prod: { A: '1' } });
  const main = await open(server);
  const { context } = main;
  const sidesOf = async (slug: string, wanted: Record<string, string>) => {
    const { changeSetId } = await main.apply(await main.plan(slug, wanted));
    const sides = (['before', 'after'] as const).map(
      (side) => ({ from: 'journal', changeSetId, side }) as const,
    );
    const keys = Object.keys(wanted);
    const values = await Promise.all(sides.map((source) => valuesInView(context, { source, keys })));
    return { changeSetId, sides, values: values.map((one) => one.values) };
  };
  const dev = await sidesOf('dev', { A: '2', S: 'new secret', N: 'n' });
  expect(dev.values).toEqual([
    [
      { key: 'A', value: '1', masked: false },
      { key: 'S', masked: true },
    ],
    [
      { key: 'A', value: '2', masked: false },
      { key: 'S', masked: true },
      { key: 'N', value: 'n', masked: false },
    ],
  ]);
  for (const source of dev.sides)
    expect(await detailOf(disclose(context, source, 'S'))).toMatchObject({ reason: 'hidden-value' });
  const { sides, values } = await sidesOf('prod', { A: '2' });
  expect(values.flat()).toEqual([
    { key: 'A', masked: true },
    { key: 'A', masked: true },
  ]);
  const shown = await Promise.all(sides.map((source) => disclose(context, source, 'A')));
  expect(shown.map(({ value }) => value)).toEqual(['1', '2']);
});

it('plans offline from the list seen last, says so, and checks it again when it is applied', async () => {
  const server = memoryServer('trigger', { dev: { A: '1' } });
  const main = await open(server);
  await main.workspace.refresh(main.env('dev'));
  const seenAt = main.clock.now;
  main.clock.now += 60_000;
  main.connection.stayOffline = true;
  const plan = await main.plan('dev', { A: '2' });
  expect(plan).toMatchObject({ offline: true, readAt: seenAt });
  expect(await detailOf(main.apply(plan))).toEqual({ code: 'server', problem: 'offline', server: 'Memory' });
  server.put('dev', { A: 'moved' });
  main.connection.stayOffline = false;
  expect(await detailOf(main.apply(plan))).toMatchObject({ code: 'drift', keys: ['A'] });
  expect(main.view(plan)).toMatchObject({ offline: false, readAt: main.clock.now });
  expect(server.writes).toEqual([]);
});

it('plans offline without environments that were never seen, and names them', async () => {
  const server = memoryServer('trigger', { dev: { A: '1' }, prod: { A: '1' } });
  const main = await open(server);
  await main.workspace.refresh(main.env('dev'));
  main.connection.stayOffline = true;
  const plan = await main.plan('dev', { A: '2' });
  expect(plan.unread).toHaveLength(1);
  expect(plan.rows).toHaveLength(1);
  main.connection.stayOffline = false;
  expect((await main.plan('dev', { A: '2' })).unread).toEqual([]);
});

it('judges again what it could not compare, and writes only once the new risk was seen', async () => {
  const key = 'sk-proj-9fJ2kLmQ8vXyZ1aBcD3eFgHi';
  const server = memoryServer('trigger', { dev: { A: '1' }, prod: { OPENAI_API_KEY: key } });
  const main = await open(server);
  await main.workspace.refresh(main.env('dev'));
  main.connection.stayOffline = true;
  const plan = await main.plan('dev', { OPENAI_API_KEY: key });
  const risksOf = (view: typeof plan) => view.rows.flatMap(({ risks }) => risks.map(({ kind }) => kind));
  expect(plan.unread).toHaveLength(1);
  expect(risksOf(plan)).toEqual([]);
  main.connection.stayOffline = false;

  expect(await detailOf(main.apply(plan))).toEqual({ code: 'drift', planId: plan.id, keys: [] });
  expect(server.writes).toEqual([]);
  const next = main.view(plan);
  expect(next).toMatchObject({ revision: 2, unread: [] });
  expect(risksOf(next)).toEqual(['provider-key']);
  expect(await main.apply(next)).toMatchObject({ state: 'done' });
});

it('writes without another look where what it could not compare changes nothing', async () => {
  const server = memoryServer('trigger', { dev: { A: '1' }, prod: { A: '7' } });
  const main = await open(server);
  await main.workspace.refresh(main.env('dev'));
  main.connection.stayOffline = true;
  const plan = await main.plan('dev', { A: '2' });
  expect(plan.unread).toHaveLength(1);
  main.connection.stayOffline = false;
  expect(await main.apply(plan)).toMatchObject({ state: 'done' });
});

it('writes nothing on a list that shrank until it is believed', async () => {
  const values = Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`K${n}`, 'v']));
  const server = memoryServer('trigger', { dev: values });
  const main = await open(server);
  const plan = await main.plan('dev', { K1: 'new' });
  server.environments.set('dev', new Map());
  expect(await detailOf(main.apply(plan))).toMatchObject({ code: 'server', problem: 'shrank' });
  expect((await main.plan('dev', { K1: 'new' })).offline).toBe(true);
  main.workspace.believe(main.env('dev'), 'variable');
  expect(await detailOf(main.apply(plan))).toMatchObject({ code: 'drift', keys: ['K1'] });
});

it('never lets a secret become plain without its key typed', async () => {
  const server = memoryServer('platos-tables', { dev: { OLD_TOKEN: secret('s') }, prod: {} });
  const main = await open(server);
  const patches = [
    { key: 'NEW_TOKEN', value: 'n', kind: 'secret' as const },
    { key: 'OLD_TOKEN', value: 'o', kind: 'secret' as const },
    { key: 'A', value: 'x', note: 'why' },
  ];
  const plan = await main.plan('dev', { type: 'patches', patches });
  expect(plan.confirmation.keys).toEqual(['NEW_TOKEN']);
  expect(plan.rows.map(({ key, after, risks }) => [key, after?.kind, risks.map(({ kind }) => kind)])).toEqual(
    [
      ['A', 'plain', ['note-dropped']],
      ['NEW_TOKEN', 'plain', ['stored-plain']],
      ['OLD_TOKEN', 'secret', ['overwrites']],
    ],
  );
  expect(await main.apply(plan)).toMatchObject({ state: 'done' });
  expect(server.env('dev').get('OLD_TOKEN')).toEqual(secret('o'));
});

it.each([
  ['trigger', { TRIGGER_API_URL: 'x' }, /drop it from writes/],
  ['trigger', { A: ' ' }, /no empty value/],
  ['trigger', { 'no-dash': 'x' }, /letters, digits and underscores/],
  ['platos-tenancy', { lower: 'x' }, /capital letters/],
  ['platos-tenancy', { A: 'x'.repeat(8_193) }, /8192/],
  ['platos', { A: 'x'.repeat(8_193) }, /8192/],
] as const)('leaves out what %s cannot store, with the reason', async (flavour, values, why) => {
  const main = await open(memoryServer(flavour, { dev: {} }));
  const plan = await main.plan('dev', values);
  expect(plan.rows).toEqual([]);
  expect(plan.left[0]?.why).toMatch(why);
});

it('takes a key as the server holds it, whatever it looks like', async () => {
  const server = memoryServer('platos-tenancy', { dev: { 'odd key': '1' } });
  const main = await open(server);
  await main.apply(await main.plan('dev', { 'odd key': '2' }));
  expect(valuesIn(server, 'dev')).toEqual({ 'odd key': '2' });
});

it('tells what was written when the server takes no more, and resumes with the rest alone', async () => {
  const server = memoryServer('trigger', { dev: {} });
  const main = await open(server);
  server.before = (question) => {
    if (question === 'write' && server.writes.length >= 10) server.fates.set('K30', 'stop');
  };
  const values = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`K${10 + n}`, String(n)]));
  const result = await main.apply(await main.plan('dev', values));
  expect(result).toMatchObject({ state: 'partial', stopped: { problem: 'unauthorized', server: 'Memory' } });
  expect(result.rows.filter(({ outcome }) => outcome === 'not-done').length).toBe(40 - result.done);
  server.before = () => undefined;
  const rest = await main.plan('dev', { type: 'resume', changeSetId: result.changeSetId });
  expect(rest.rows).toHaveLength(40 - result.done);
  expect(await main.apply(rest)).toMatchObject({ state: 'done' });
  expect(valuesIn(server, 'dev')).toEqual(values);
  expect(server.writes).toHaveLength(40);
});

it('settles what a lost network left in doubt as soon as the list is read', async () => {
  const server = memoryServer('trigger', { dev: { A: '1', B: '1', D: '1', S: secret('s') } });
  const main = await open(server);
  server.fates.set('A', 'lost').set('B', 'dropped').set('S', 'lost').set('D', 'lost');
  const plan = await main.plan('dev', { A: '2', B: '2', D: null, S: 'new', N: 'n' });
  server.before = (question) => {
    if (question === 'list' && server.writes.length > 0) server.problem = 'unreachable';
  };
  const result = await main.apply(plan);
  const inDoubt = result.rows.filter(({ outcome }) => outcome === 'in-doubt').map(({ key }) => key);
  expect(inDoubt).toEqual(server.writes.map(({ write }) => write.key).sort());
  server.before = () => undefined;
  server.problem = undefined;
  const later = await main.again();
  await later.workspace.refresh(later.env('dev'));
  const now = (await stateOf(later, result.changeSetId)).filter(([key]) => inDoubt.includes(key));
  const known: Record<string, string> = { A: 'done', B: 'pending', D: 'done', N: 'done', S: 'in-doubt' };
  expect(now).toEqual(inDoubt.map((key) => [key, known[key]]));
  const rest = await later.plan('dev', { type: 'resume', changeSetId: result.changeSetId });
  expect(rest.rows.filter(({ action }) => action !== 'none').map(({ key }) => key)).not.toContain('A');
  expect(rest.rows.every(({ drift }) => drift === undefined)).toBe(true);
});

async function stateOf({ context }: ServerMain, id: string): Promise<readonly (readonly [string, string])[]> {
  return context.store.db
    .prepare<[string], { key: string; state: string }>(
      'SELECT key, state FROM operations WHERE change_set_id = ? ORDER BY position',
    )
    .all(id)
    .map(({ key, state }) => [key, state] as const);
}

it('settles what a crash left sent, and the change set with it', async () => {
  const server = memoryServer('trigger', { dev: {} });
  const main = await open(server);
  const plan = await main.plan('dev', { A: '1', B: '1' });
  // The app goes while the answers are on their way: nothing is recorded after the writes.
  server.before = (question) => (question === 'list' && server.writes.length > 1 ? forever() : undefined);
  void main.apply(plan);
  await until(() => server.writes.length === 2);
  server.before = () => undefined;
  const later = await main.again();
  expect(later.states()).toEqual(['interrupted']);
  await later.workspace.refresh(later.env('dev'));
  expect(later.states()).toEqual(['done']);
});

const forever = (): Promise<void> => new Promise(() => undefined);
async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((done) => setTimeout(done, 5));
}

it('remembers a secret that it turns out to have written, and takes nothing of its own for news', async () => {
  const server = memoryServer('trigger', { dev: { A: '1' } });
  const main = await open(server);
  const patches = [
    { key: 'A', value: '2' },
    { key: 'S', value: 's', kind: 'secret' as const },
  ];
  const plan = await main.plan('dev', { type: 'patches', patches });
  server.before = (question) => {
    if (question === 'list' && server.writes.length > 1) server.problem = 'unreachable';
  };
  expect(await main.apply(plan)).toMatchObject({ stopped: { problem: 'unreachable' } });
  server.before = () => undefined;
  server.problem = undefined;
  const later = await main.again();
  await later.workspace.refresh(later.env('dev'));
  expect(later.workspace.listState(later.env('dev'))?.news).toBeUndefined();
  const [, secretNow] = await later.workspace.listVariables(later.env('dev'));
  expect(secretNow).toMatchObject({ key: 'S', hidden: true, fingerprint: later.context.fingerprint('s') });
});

it('leaves an earlier doubt alone once the key was written again', async () => {
  const server = memoryServer('trigger', { dev: { S: secret('a') } });
  const main = await open(server);
  server.fates.set('S', 'dropped');
  const doubtful = await main.apply(await main.plan('dev', { S: 'b' }));
  expect(doubtful.rows).toMatchObject([{ outcome: 'in-doubt' }]);
  await main.apply(await main.plan('dev', { S: null }));
  await main.workspace.refresh(main.env('dev'));
  expect(await stateOf(main, doubtful.changeSetId)).toEqual([['S', 'in-doubt']]);
});

it('settles a doubtful secret when secrets are read for comparison', async () => {
  const server = memoryServer('trigger', { dev: { S: secret('a'), T: secret('a') } });
  const main = await open(server);
  server.fates.set('S', 'lost').set('T', 'dropped');
  const { changeSetId } = await main.apply(await main.plan('dev', { S: 'b', T: 'b' }));
  expect(await stateOf(main, changeSetId)).toEqual([
    ['S', 'in-doubt'],
    ['T', expect.stringMatching(/in-doubt|pending/)],
  ]);
  main.connection.compareSecrets = true;
  await main.workspace.refresh(main.env('dev'));
  expect((await stateOf(main, changeSetId))[0]).toEqual(['S', 'done']);
});

it('undoes what it wrote, secrets that it created too', async () => {
  const server = memoryServer('trigger', { dev: { A: '1' } });
  const main = await open(server);
  const patches = [
    { key: 'A', value: '2' },
    { key: 'S', value: 's', kind: 'secret' as const },
  ];
  const { changeSetId } = await main.apply(await main.plan('dev', { type: 'patches', patches }));
  const undo = await main.plan('dev', { type: 'undo', changeSetId });
  expect(undo.rows.map(({ key, action, drift }) => [key, action, drift])).toEqual([
    ['A', 'update', undefined],
    ['S', 'delete', undefined],
  ]);
  await main.apply(undo);
  expect(valuesIn(server, 'dev')).toEqual({ A: '1' });
});

it('carries the newest values of the source when promoting, and leaves hidden ones out', async () => {
  const server = memoryServer('trigger', { dev: { A: 'old', S: secret('s') }, prod: {} });
  const main = await open(server);
  await main.workspace.refresh(main.env('dev'));
  server.put('dev', { A: 'new' });
  const choices = [
    { action: 'copy' as const, key: 'A' },
    { action: 'copy' as const, key: 'S' },
  ];
  const plan = await main.plan('prod', { type: 'promotion', from: main.env('dev'), choices });
  expect(plan.left.map(({ key }) => key)).toEqual(['S']);
  expect(plan.confirmation.slug).toBe('prod');
  await main.apply(plan);
  expect(valuesIn(server, 'prod')).toEqual({ A: 'new' });
});

it('tells how long a rate limit makes it wait', async () => {
  const server = memoryServer('trigger', { dev: {} });
  const main = await open(server);
  server.before = async (question) => {
    if (question !== 'write') return;
    server.waitingUntil = main.clock.now + 5_000;
    await until(() => main.progress.some(({ waitingUntil }) => waitingUntil === server.waitingUntil));
    server.waitingUntil = undefined;
  };
  await main.apply(await main.plan('dev', { A: '1' }));
  expect(main.progress.at(-1)).not.toHaveProperty('waitingUntil');
});

it('goes on with a promotion in steps: its warnings stay, what was done later is said and done once', async () => {
  const keys = Array.from({ length: 12 }, (_, n) => `K${10 + n}`);
  const held = Object.fromEntries(keys.map((key) => [key, key]));
  const server = memoryServer('trigger', {
    dev: { ...held, CACHE_URL: 'https://cache.example/dev' },
    prod: { CACHE_URL: 'https://cache.example/old' },
  });
  const main = await open(server);
  const choices = ['CACHE_URL', ...keys].map((key) => ({ action: 'copy' as const, key }));
  const plan = await main.plan('prod', { type: 'promotion', from: main.env('dev'), choices });
  const risksOf = ({ rows }: typeof plan) => rows.find(({ key }) => key === 'CACHE_URL')?.risks;
  expect(risksOf(plan)).toContainEqual(expect.objectContaining({ kind: 'named', level: 'warning' }));
  // The first is written without a word, then nothing answers any more.
  for (const [at, key] of ['CACHE_URL', ...keys].entries()) server.fates.set(key, at < 4 ? 'lost' : 'stop');
  server.before = (question) => {
    if (question === 'list' && server.writes.length > 0) server.problem = 'unreachable';
  };
  const first = await main.apply(plan);
  expect(first).toMatchObject({ state: 'partial', done: 0, total: 13 });
  expect(first.rows.filter(({ outcome }) => outcome === 'in-doubt')).toHaveLength(4);
  server.before = () => undefined;
  server.problem = undefined;
  server.fates.clear();
  server.put('prod', { CACHE_URL: 'https://cache.example/old' });
  const second = await main.plan('prod', { type: 'resume', changeSetId: first.changeSetId });
  expect(second.title).toBe('Finish: Promote 13 keys from Development to Production');
  expect(second.rows.filter(({ drift }) => drift !== undefined)).toEqual([]);
  expect(second.rows).toHaveLength(10);
  expect(risksOf(second)).toEqual(risksOf(plan));
  server.fates.set('K20', 'refused');
  const half = await main.apply(second);
  expect(half).toMatchObject({ state: 'partial', done: 9, total: 10 });
  const lines = () => listHistory(main.context, { project: main.env('prod'), limit: 9 }).entries;
  expect(lines()).toMatchObject([
    { done: 9, total: 10, finished: 0, canResume: true },
    { done: 3, total: 13, finished: 9, canResume: true },
  ]);
  // The first one still leads to what is left, which is one.
  const again = await main.plan('prod', { type: 'resume', changeSetId: first.changeSetId });
  expect(again.rows.map(({ key }) => key)).toEqual(['K20']);
  const rest = await main.plan('prod', { type: 'resume', changeSetId: half.changeSetId });
  expect(rest.title).toBe(second.title);
  expect(await main.apply(rest)).toMatchObject({ state: 'done', done: 1 });
  expect(lines()).toMatchObject([
    { state: 'done' },
    { done: 9, total: 10, finished: 1, canResume: false },
    { done: 3, total: 13, finished: 10, canResume: false },
  ]);
  const { rows } = getHistory(main.context, { changeSetId: first.changeSetId });
  expect(rows.filter(({ doneLater }) => doneLater)).toHaveLength(10);
});

it('counts as sent what has left, not what waits for a rate limit', async () => {
  const server = memoryServer('trigger', { dev: {} });
  const main = await open(server);
  const plan = await main.plan('dev', { A: '1', B: '1', C: '1', D: '1', E: '1' });
  let waiting = 0;
  let goOn = (): void => undefined;
  const gate = new Promise<void>((done) => {
    goOn = done;
  });
  server.before = async (question) => {
    if (question !== 'write' || server.writes.length < 2) return;
    waiting += 1;
    await gate;
  };
  const applying = main.apply(plan);
  await until(() => waiting > 0 && main.progress.some(({ unchecked = 0 }) => unchecked > 0));
  const most = Math.max(...main.progress.map(({ unchecked = 0 }) => unchecked));
  expect(most).toBe(server.writes.length);
  goOn();
  expect(await applying).toMatchObject({ state: 'done', done: 5 });
});
