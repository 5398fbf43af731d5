import { expect, it, onTestFinished, vi } from 'vitest';
import { credentialType, maskCredential } from '../../../core/connection.ts';
import { closeContext } from '../../../main/services/close-context.ts';
import { refreshAll } from '../../../main/services/refresh-behind.ts';
import { openMemoryStore } from '../../../main/store/open.ts';
import { connect } from '../../support/connected.ts';
import { drip, type Fault, stall } from '../../support/server/faults.ts';
import { type FakeServer, startServer } from '../../support/server/server.ts';
import { environmentAt, put, valuesOf } from '../../support/server/world.ts';
import { bare, confirmed, type Services, services } from '../../support/services.ts';

async function server(options: Partial<Parameters<typeof startServer>[0]> = {}): Promise<FakeServer> {
  const started = await startServer({ flavour: 'trigger', ...options });
  onTestFinished(() => started.close());
  return started;
}

const added = async ({ ask }: Services, { url }: FakeServer) =>
  (await ask('connections.add', { name: 'Work', url, allowHttp: false })).id;
const at = (url: string) => ({ name: 'Work', url, allowHttp: false });
const asked = ({ requests }: FakeServer, path: string): number =>
  requests.filter((one) => one.path.includes(path)).length;
const seenOf = (there: FakeServer): Promise<void> =>
  vi.waitFor(() => expect(there.requests.length).toBeGreaterThan(0));

/** These requests are answered a byte at a time, so that something can happen meanwhile. */
const slowDown = (there: FakeServer, path: string): void => void there.faults.add(drip(4, 40), { path });

it('a token is never shown to the server that a connection was moved to while it was being checked', async () => {
  const [old, next] = [await server(), await server()];
  const app = await services();
  const id = await added(app, old);
  slowDown(old, '/whoami');
  const set = app.reply('connections.setToken', { id, token: old.token });
  await seenOf(old);
  await app.ask('connections.update', { id, input: at(next.url) });
  expect(await set).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
  expect(next.requests).toEqual([]);
  expect(app.keychain.entries.size).toBe(0);
});

it('a login that was begun at one server gives no token to another', async () => {
  const [old, next] = [await server(), await server()];
  const app = await services();
  const id = await added(app, old);
  await app.ask('login.start', { id });
  await app.ask('connections.update', { id, input: at(next.url) });
  await fetch(app.opened[0] ?? '', { method: 'POST' });
  await vi.waitFor(() =>
    expect(app.events).toContainEqual(
      expect.objectContaining({ payload: expect.objectContaining({ state: 'cancelled' }) }),
    ),
  );
  await new Promise((resolve) => setTimeout(resolve, 1_300)); // a poll would have come by now
  expect(next.requests).toEqual([]);
  expect(app.keychain.entries.size).toBe(0);
});

it.each([
  [
    'removed',
    async (app: Services, id: string) => app.ask('connections.remove', { id, confirmation: 'Work' }),
  ],
  [
    'told to stay offline',
    async (app: Services, id: string) => app.ask('connections.setOffline', { id, stayOffline: true }),
  ],
])('a connection that is %s asks no more for its login', async (_, end) => {
  const there = await server();
  const app = await services();
  const id = await added(app, there);
  await app.ask('login.start', { id });
  await vi.waitFor(() => expect(asked(there, '/api/v1/token')).toBe(1));
  await end(app, id);
  await new Promise((resolve) => setTimeout(resolve, 2_300)); // two polls would have come by now
  expect(asked(there, '/api/v1/token')).toBe(1);
});

it('a connection that is removed while its token is checked leaves no token behind', async () => {
  const there = await server();
  const app = await services();
  const id = await added(app, there);
  slowDown(there, '/whoami');
  const set = app.reply('connections.setToken', { id, token: there.token });
  await seenOf(there);
  await app.ask('connections.remove', { id, confirmation: 'Work' });
  expect(await set).toMatchObject({ ok: false, error: { code: 'not-found' } });
  expect(app.keychain.entries.size).toBe(0);
});

it('what is being applied ends before the address leads elsewhere, and nothing of it reaches the other server', async () => {
  const slow = { burst: 50, refill: 50, intervalMs: 60_000 };
  const old = await server({ rateLimit: { general: slow } });
  const next = await server();
  const app = await services();
  const { id, env } = await connect(app, old);
  const patches = Array.from({ length: 80 }, (_, n) => ({ key: `K${10 + n}`, value: 'for the old one' }));
  const source = { type: 'patches' as const, patches };
  const plan = await app.ask('changes.plan', { env: env('dev'), source });
  const applied = app.ask('changes.apply', confirmed(plan));
  await vi.waitFor(() => expect(ours(old)).not.toEqual([]));
  await app.ask('connections.update', { id, input: at(next.url) });
  await app.ask('connections.setToken', { id, token: next.token });
  expect((await applied).state).toBe('cancelled');
  expect(ours(next)).toEqual([]);
  expect(await app.reply('changes.apply', confirmed(plan))).toMatchObject({ error: { code: 'plan-gone' } });
});

const ours = ({ world }: FakeServer): readonly string[] =>
  [...valuesOf(world, environmentAt(world, 'dev').id).keys()].filter((key) => /^K\d\d$/.test(key));

it('nothing that was seen of one server is taken for the other’s; drafts stay', async () => {
  const [old, next] = [await server(), await server()];
  const app = await services();
  const { id, env } = await connect(app, old);
  put(old.world, environmentAt(old.world, 'stg').id, 'HIDDEN', 'x', { secret: true });
  put(next.world, environmentAt(next.world, 'stg').id, 'HIDDEN', 'another', { secret: true });
  const source = { type: 'patches' as const, patches: [{ key: 'HIDDEN', value: 'written at the old one' }] };
  await app.ask('variables.list', { env: env('stg') });
  await app.ask('changes.apply', confirmed(await app.ask('changes.plan', { env: env('stg'), source })));
  await app.ask('drafts.put', { env: env('stg'), patches: [{ key: 'DRAFT', value: 'd' }] });
  const metaOf = async () =>
    (await app.ask('variables.list', { env: env('stg') })).rows.find(({ key }) => key === 'HIDDEN');
  expect((await metaOf())?.fingerprint).toBeDefined();
  await app.ask('connections.update', { id, input: at(next.url) });
  expect((await app.ask('scope.list', {})).workspaces.find((one) => one.id === id)?.organizations).toEqual(
    [],
  );
  await app.ask('connections.setToken', { id, token: next.token });
  await app.ask('connections.refresh', { id });
  expect((await metaOf())?.fingerprint).toBeUndefined();
  const { drafts } = await app.ask('drafts.list', { env: env('stg') });
  expect(drafts.map(({ key }) => key)).toEqual(['DRAFT']);
});

it('another account’s development environment is not taken for the one before', async () => {
  const there = await server();
  const app = await services();
  const { id, env } = await connect(app, there);
  const lists = ['dev', 'stg'] as const;
  for (const slug of lists) await app.ask('variables.list', { env: env(slug) });
  const ben = there.world.users.find(({ email }) => email.startsWith('ben'))?.id ?? '';
  await app.ask('connections.setToken', { id, token: there.issue.personal({ userId: ben }) });
  const count = (slug: string) =>
    app.context.store.db.prepare('SELECT count(*) FROM snapshots WHERE slug = ?').pluck().get(slug);
  expect(lists.map(count)).toEqual([0, 1]);
  const before = asked(there, '/envvars/dev');
  await app.ask('variables.list', { env: env('dev') });
  expect(asked(there, '/envvars/dev')).toBe(before + 1);
});

it('a lock during a refresh is no trouble of the server', async () => {
  const there = await server();
  const app = await services();
  const { id } = await connect(app, there);
  app.clock.now += 61_000;
  there.requests.length = 0;
  there.faults.add(stall());
  refreshAll(app.context);
  await seenOf(there);
  await closeContext(app.context);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(app.context.servers.connection(id).problem).toBeUndefined();
});

it('a server that lies about itself does not keep the store from opening again', async () => {
  const there = await server();
  const store = openMemoryStore();
  const app = await services({}, store);
  const id = await added(app, there);
  const long = 'x'.repeat(5_000);
  const whoami = (userId: string, email: string): Fault => ({
    kind: 'instead',
    happens: false,
    answer: () => ({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ userId, email }),
    }),
  });
  for (const [userId, email] of [
    [long, 'a@b'],
    ['u', long],
  ] as const) {
    const mend = there.faults.add(whoami(userId, email), { path: '/whoami' });
    const reply = await app.reply('connections.setToken', { id, token: there.token });
    expect(reply).toMatchObject({ ok: false, error: { code: 'server', problem: 'not-a-server' } });
    mend();
  }
  there.faults.add(whoami('u', 'a@b'), { path: '/whoami' });
  const odd = `tr_${'a'.repeat(200)}_${'b'.repeat(50)}`;
  expect(credentialType(odd)).toBe('environment-key');
  expect(maskCredential(odd).length).toBeLessThan(32);
  expect(bare(store, { workspaceId: 'local', projectId: '' }).context.servers.all()).toHaveLength(1);
});
