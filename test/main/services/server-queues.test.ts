import { expect, it, test } from 'vitest';
import type { DocumentChange } from '../../../core/document.ts';
import { type QueueSettings, queueText } from '../../../core/queue.ts';
import { readOperations } from '../../../main/services/journal.ts';
import { listQueues } from '../../../main/services/queues-list.ts';
import { doneButFailed, drop, fail, limited, page, stall } from '../../support/server/faults.ts';
import type { FakeServer } from '../../support/server/server.ts';
import type { Queue } from '../../support/server/world.ts';
import { type ServerMain, serverMain } from '../../support/server-main.ts';
import { connectionOf } from '../../support/server-workspace.ts';
import { apiOf, saying, serverFor } from '../workspaces/server/api.ts';

/** The use cases over a real server on loopback. */
async function over(server: FakeServer, pace: NonNullable<Parameters<typeof apiOf>[1]>['pace'] = {}) {
  const projectId = server.world.projects[0]?.ref ?? '';
  const connection = connectionOf({ name: 'Acme', url: server.url });
  return serverMain(apiOf(server, { pace }), { projectId, connection });
}

const mailOf = ({ world }: FakeServer, id = 'queue_mail'): Queue => {
  const found = world.queues.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no queue ${id}`);
  return found;
};

const mail = 'send/mail';

/** A change as the Queues page makes it, of what is there now. */
async function change(
  { context, env }: ServerMain,
  slug: string,
  name: string,
  next: Partial<QueueSettings> | null,
): Promise<DocumentChange> {
  const { queues } = await listQueues(context, { env: env(slug) });
  const queue = queues.find((one) => one.name === name);
  const content = next === null ? null : queueText({ ...(queue ?? nothing), ...next });
  return { resource: 'queue', key: name, content, base: queue?.fingerprint ?? null };
}

const nothing: QueueSettings = { type: 'custom', paused: false, limit: null, override: null };

const edit = async (main: ServerMain, next: Partial<QueueSettings> | null, name = mail, slug = 'prod') =>
  main.plan(slug, { type: 'edits', documents: [await change(main, slug, name, next)] });

test.each(['trigger', 'platos-a', 'platos-b'] as const)(
  '%s: queues are listed with what runs, paused, limited, and all of that undone',
  async (flavour) => {
    const server = await serverFor({ flavour });
    const main = await over(server);
    const { capabilities } = await main.workspace.describe();
    expect(capabilities).toContain('queues');
    expect(capabilities).not.toContain('queues.create');
    const { queues } = await listQueues(main.context, { env: main.env('dev') });
    expect(queues).toMatchObject([
      { name: 'crawl', running: 1, queued: 40, limit: 1, override: null },
      { name: 'send/mail', limit: 1, paused: false },
      { name: 'task/answers', type: 'task', limit: null },
    ]);
    const plan = await edit(main, { paused: true, override: 3 });
    expect(plan.rows).toMatchObject([{ resource: 'queue', key: mail, action: 'update' }]);
    const result = await main.apply(plan);
    expect(result).toMatchObject({ state: 'done', done: 1 });
    expect(mailOf(server)).toMatchObject({ paused: true, override: 3 });
    const undo = await main.plan('prod', { type: 'undo', changeSetId: result.changeSetId });
    expect(await main.apply(undo)).toMatchObject({ state: 'done' });
    expect(mailOf(server).paused).toBe(false);
    expect(mailOf(server).override).toBeUndefined();
  },
);

it('sends only what differs', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  const main = await over(server);
  await main.apply(await edit(main, { override: 3 }));
  const posts = server.requests.filter(({ method }) => method === 'POST').map(({ path }) => path);
  expect(posts).toEqual(['/api/v1/queues/queue_mail/concurrency/override']);
});

test.each([
  ['made', { paused: false }, 'new', /comes with its deployment/],
  ['deleted', null, mail, /deletes no queue/],
  ['given another limit of its own', { limit: 9 }, mail, /set another limit over it/],
])('a queue cannot be %s, and the plan says so', async (_, next, name, why) => {
  const server = await serverFor({ flavour: 'platos-a' });
  const main = await over(server);
  const plan = await edit(main, next, name);
  expect(plan.rows).toEqual([]);
  expect(plan.left).toMatchObject([{ resource: 'queue', key: name, why: expect.stringMatching(why) }]);
});

it('finds a queue by its id, and one that was made anew by the whole list', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  const main = await over(server);
  const plan = await edit(main, { paused: true });
  const lists = () => server.requests.filter(({ path }) => path.startsWith('/api/v1/queues?')).length;
  const before = lists();
  Object.assign(mailOf(server), { id: 'queue_anew' });
  expect(await main.apply(plan)).toMatchObject({ state: 'done' });
  expect(mailOf(server, 'queue_anew').paused).toBe(true);
  expect(lists()).toBe(before + 1);
});

it('shows the drift where a second client changed the queue during the review', async () => {
  const server = await serverFor({ flavour: 'platos-a' });
  const main = await over(server);
  const plan = await edit(main, { paused: true });
  mailOf(server).override = 9;
  await expect(main.apply(plan)).rejects.toMatchObject({ detail: { code: 'drift', keys: [mail] } });
  expect(mailOf(server).paused).toBe(false);
  expect(main.view(plan)).toMatchObject({ revision: 2, rows: [{ drift: { was: {} } }] });
});

const posts = { method: 'POST', path: /\/queues\// };
const unchanged = { id: 'queue_mail', name: mail, type: 'custom', running: 0, queued: 0, paused: false };

test.each([
  ['lies', saying(200, unchanged), 'failed', /answered yes, but holds what it held before/],
  ['fails although it is done', doneButFailed(), 'done', undefined],
  ['fails and is not done', fail(503), 'not-done', /HTTP 503.*holds what it held before/],
  ['answers with a page', page(), 'not-done', /holds what it held before/],
  ['cuts the answer', drop(3), 'done', undefined],
  ['never answers but does it', stall(true), 'done', undefined],
  ['never answers nor does it', stall(false), 'not-done', /No answer came in time/],
  ['limits the rate', limited(30), 'done', undefined],
] as const)('a server that %s is found out', async (_, fault, outcome, why) => {
  const general = { burst: 750, refill: 250, intervalMs: 50 };
  const server = await serverFor({ flavour: 'trigger', rateLimit: { general } });
  const main = await over(server, { silenceMs: 300 });
  const plan = await edit(main, { paused: true });
  server.faults.add(fault, { ...posts, nth: 1 });
  const { rows } = await main.apply(plan);
  expect(rows).toMatchObject([
    { resource: 'queue', outcome, ...(why === undefined ? {} : { reason: expect.stringMatching(why) }) },
  ]);
  expect(mailOf(server).paused).toBe(outcome === 'done');
  expect(server.requests.filter(({ method }) => method === 'POST').length).toBeLessThanOrEqual(2);
});

it('names the fields that are otherwise', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  const main = await over(server);
  const plan = await edit(main, { paused: true, override: 7 });
  server.faults.add(saying(400, { error: 'no' }), { method: 'POST', path: /override$/ });
  expect(await main.apply(plan)).toMatchObject({
    state: 'partial',
    rows: [{ outcome: 'failed', reason: expect.stringMatching(/Only a part.*has other override\.$/) }],
  });
});

it('leaves in doubt what cannot be read back, and settles it by the next reading, after a crash too', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  const main = await over(server);
  const plan = await edit(main, { paused: true });
  const lost = server.faults.add(fail(503), {
    method: 'GET',
    path: /\/queues\/queue_mail$/,
    nth: 3,
    times: 100,
  });
  const result = await main.apply(plan);
  expect(result).toMatchObject({
    state: 'partial',
    stopped: { problem: 'error' },
    rows: [{ outcome: 'in-doubt' }],
  });
  lost();
  const next = await main.again();
  await listQueues(next.context, { env: next.env('stg') });
  expect(stateOf(next, result.changeSetId)).toBe('in-doubt');
  await listQueues(next.context, { env: next.env('prod') });
  expect(stateOf(next, result.changeSetId)).toBe('done');
  expect(next.states()).toEqual(['done']);
});

it('settles a write that was on its way when the app was killed', async () => {
  const server = await serverFor({ flavour: 'platos-a' });
  const main = await over(server);
  const { changeSetId } = await main.apply(await edit(main, { paused: true }));
  // As the store is right after the request has left.
  const { db } = main.context.store;
  db.prepare("UPDATE operations SET state = 'sent' WHERE change_set_id = ?").run(changeSetId);
  db.prepare("UPDATE change_sets SET state = 'applying' WHERE id = ?").run(changeSetId);
  const next = await main.again();
  expect(next.states()).toEqual(['interrupted']);
  const { queues } = await listQueues(next.context, { env: next.env('prod') });
  expect(queues.find(({ name }) => name === mail)?.paused).toBe(true);
  expect(stateOf(next, changeSetId)).toBe('done');
  expect(next.states()).toEqual(['done']);
});

const stateOf = ({ context }: ServerMain, id: string) => readOperations(context, id)[0]?.state;

it('stops where the server takes nothing more, and goes on with the rest later', async () => {
  const server = await serverFor({ flavour: 'platos-a' });
  const main = await over(server);
  const names = ['crawl', 'send/mail', 'task/answers'];
  const documents = await Promise.all(names.map((name) => change(main, 'dev', name, { override: 4 })));
  const plan = await main.plan('dev', { type: 'edits', documents });
  const refused = server.faults.add(saying(401, { error: 'Invalid API key' }), { ...posts, nth: 2 });
  const result = await main.apply(plan);
  refused();
  expect(result).toMatchObject({ state: 'partial', done: 1, stopped: { problem: 'unauthorized' } });
  expect(result.rows.map(({ outcome }) => outcome)).toEqual(['done', 'not-done', 'not-done']);
  const rest = await main.plan('dev', { type: 'resume', changeSetId: result.changeSetId });
  expect(rest.rows.map(({ key }) => key)).toEqual(['send/mail', 'task/answers']);
  expect(await main.apply(rest)).toMatchObject({ state: 'done' });
});

it('writes variables and queues of one promotion as one', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  const main = await over(server);
  const plan = await main.plan('prod', {
    type: 'promotion',
    from: main.env('stg'),
    choices: [{ action: 'set', key: 'FROM_STAGING', value: 'x', kind: 'plain' }],
    queues: ['task/answers', 'gone'],
  });
  expect(plan.rows.map(({ key, action }) => [key, action])).toEqual([
    ['FROM_STAGING', 'create'],
    ['task/answers', 'update'],
  ]);
  expect(plan.left).toMatchObject([{ resource: 'queue', key: 'gone' }]);
  const result = await main.apply(plan);
  expect(result).toMatchObject({ state: 'done', done: 2 });
  expect(mailOf(server, 'queue_answers').override).toBe(2);
  const undo = await main.plan('prod', { type: 'undo', changeSetId: result.changeSetId });
  expect(await main.apply(undo)).toMatchObject({ state: 'done', done: 2 });
  expect(mailOf(server, 'queue_answers').override).toBeUndefined();
});

it('says why a server without keys of environments has none', async () => {
  const server = await serverFor({ flavour: 'platos-c' });
  const main = await over(server);
  expect((await main.workspace.describe()).capabilities).toContain('queues'); // not told from the tables yet
  await expect(listQueues(main.context, { env: main.env('prod') })).rejects.toMatchObject({
    detail: { code: 'unsupported', what: 'queues', why: expect.stringMatching(/key of their environment/) },
  });
});

it('keeps no key of an environment', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  const main = await over(server);
  await main.apply(await edit(main, { paused: true }));
  const key = server.world.environments.find(({ slug }) => slug === 'prod')?.apiKey ?? '';
  expect(key).not.toBe('');
  const tables = main.context.store.db
    .prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'")
    .all();
  const all = tables.map(({ name }) =>
    JSON.stringify(main.context.store.db.prepare(`SELECT * FROM "${name}"`).all()),
  );
  expect(all.join('')).not.toContain(key);
});
