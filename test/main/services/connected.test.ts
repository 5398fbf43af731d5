import { mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { expect, it, onTestFinished, vi } from 'vitest';
import { refreshAll, refreshOnFocus } from '../../../main/services/refresh-behind.ts';
import { openEncrypted } from '../../../main/store/cipher.ts';
import { connect } from '../../support/connected.ts';
import { searchBytes } from '../../support/searcher.ts';
import { selfSigned } from '../../support/server/certificate.ts';
import { drop, fail, page } from '../../support/server/faults.ts';
import { type FakeServer, type ServerOptions, startServer } from '../../support/server/server.ts';
import { environmentAt, put, valuesOf } from '../../support/server/world.ts';
import { apply, type Services, services } from '../../support/services.ts';
import { folder, made } from '../store/support.ts';

async function server(options: Partial<ServerOptions> = {}): Promise<FakeServer> {
  const started = await startServer({ flavour: 'trigger', ...options });
  onTestFinished(() => started.close());
  return started;
}

const refused = (code: string, more: object = {}) => ({ ok: false, error: { code, ...more } });
const added = async ({ ask }: Services, url: string) =>
  (await ask('connections.add', { name: 'Work', url, allowHttp: false })).id;
const said = (from: FakeServer, method: string, path: string) =>
  from.requests.filter((one) => one.method === method && one.path.startsWith(path)).length;

it('takes a token once the server said whose it is, and tells only its mask', async () => {
  const there = await server();
  const app = await services();
  const id = await added(app, there.url);
  const connection = await app.ask('connections.setToken', { id, token: ` ${there.token}\n` });
  expect(connection).toMatchObject({
    account: { email: 'ada@acme.example' },
    credential: { type: 'trigger-pat' },
  });
  expect(app.keychain.entries.get(`connection:${id}`)).toBe(there.token);
  expect(app.said.join() + JSON.stringify(app.events)).not.toContain(there.token);
});

it('keeps the token it had when the server does not accept another one', async () => {
  const there = await server();
  const app = await services();
  const { id } = await connect(app, there);
  const bad = there.issue.personal();
  there.issue.revoke(bad);
  expect(await app.reply('connections.setToken', { id, token: bad })).toMatchObject(
    refused('server', { problem: 'unauthorized' }),
  );
  expect(app.keychain.entries.get(`connection:${id}`)).toBe(there.token);
  expect(await app.ask('connections.test', { id })).toMatchObject({ account: { email: 'ada@acme.example' } });
});

it.each([
  ['plt_mcp_abcdefghijklmnopqrstuvwxyz', 'control-plane'],
  ['plt_oa_abcdefghijklmnopqrstuvwxyz', 'control-plane'],
  ['eyJhbGciOiJIUzI1NiJ9.e30.x', 'session'],
  ['hunter2', 'unknown'],
])('refuses %s by its prefix, and sends nothing', async (token, why) => {
  const there = await server();
  const app = await services();
  const id = await added(app, there.url);
  expect(await app.reply('connections.setToken', { id, token })).toEqual(refused('token-refused', { why }));
  expect(there.requests).toEqual([]);
  expect(app.keychain.entries.size).toBe(0);
});

it('an environment’s key shows that one environment', async () => {
  const there = await server();
  const app = await services();
  const { env, id } = await connect(app, { url: there.url, token: there.issue.rootKey('stg') });
  const { workspaces } = await app.ask('scope.list', {});
  const seen = workspaces.find((one) => one.id === id)?.organizations[0]?.projects[0]?.environments;
  expect(seen?.map(({ slug }) => slug)).toEqual(['stg']);
  expect((await app.ask('variables.list', { env: env('stg') })).rows.length).toBeGreaterThan(5);
});

it('edits, reviews and applies to the server as to this computer', async () => {
  const there = await server();
  const app = await services();
  const { env } = await connect(app, there);
  await app.ask('variables.list', { env: env('dev') });
  await app.ask('drafts.put', { env: env('dev'), patches: [{ key: 'LOG_LEVEL', value: 'silly' }] });
  const plan = await app.ask('changes.plan', { env: env('dev'), source: { type: 'drafts' } });
  expect(plan.rows.map(({ key, action }) => [key, action])).toEqual([['LOG_LEVEL', 'update']]);
  expect(await apply(app.ask, plan)).toMatchObject({ state: 'done', done: 1 });
  expect(valuesOf(there.world, environmentAt(there.world, 'dev').id).get('LOG_LEVEL')?.value).toBe('silly');
});

it('two accounts on one server see the same projects apart', async () => {
  const there = await server();
  const app = await services();
  const ada = await connect(app, there, { name: 'Ada' });
  const ben = await connect(
    app,
    { url: there.url, token: there.issue.personal({ userId: 'user_ben' }) },
    { name: 'Ben' },
  );
  await app.ask('variables.list', { env: ada.env('dev') });
  await app.ask('drafts.put', { env: ada.env('dev'), patches: [{ key: 'LOG_LEVEL', value: 'of ada' }] });
  expect((await app.ask('drafts.list', { env: ben.env('dev') })).drafts).toEqual([]);
  const { connections } = await app.ask('connections.list', {});
  expect(connections.map(({ account }) => account?.email)).toEqual(['ada@acme.example', 'ben@acme.example']);
});

it('logs in by way of the browser, and the token comes by itself', async () => {
  const there = await server();
  const app = await services();
  const id = await added(app, there.url);
  const { loginId, host, opened } = await app.ask('login.start', { id });
  expect([host, opened, app.opened.length]).toEqual([new URL(there.url).host, true, 1]);
  expect(app.said.join()).not.toContain('authorization-code');
  await fetch(app.opened[0] ?? '', { method: 'POST' });
  await vi.waitFor(() => expect(loginStates(app)).toEqual([{ loginId, state: 'done' }]), { timeout: 10_000 });
  const { connections } = await app.ask('connections.list', {});
  expect(connections[0]).toMatchObject({ account: { email: 'ada@acme.example' } });
  await app.ask('connections.refresh', { id });
  const token = app.keychain.entries.get(`connection:${id}`) ?? 'none';
  expect(app.said.join() + JSON.stringify(app.events)).not.toContain(token);
});

const loginStates = ({ events }: Services): readonly unknown[] =>
  events.filter(({ event }) => event === 'login.changed').map(({ payload }) => payload);

it('a cancelled login takes no token, whatever is approved later', async () => {
  const there = await server();
  const app = await services();
  const id = await added(app, there.url);
  const { loginId } = await app.ask('login.start', { id });
  await app.ask('login.copyAddress', { loginId });
  expect(app.clipboard.text).toBe(app.opened[0]);
  await app.ask('login.cancel', { loginId });
  await vi.waitFor(() => expect(loginStates(app)).toEqual([{ loginId, state: 'cancelled' }]));
  await fetch(app.opened[0] ?? '', { method: 'POST' });
  await new Promise((resolve) => setTimeout(resolve, 1_500)); // a poll would have come by now
  expect(app.keychain.entries.size).toBe(0);
});

it('a login that nobody approves expires', async () => {
  const there = await server();
  const app = await services();
  const id = await added(app, there.url);
  const { loginId } = await app.ask('login.start', { id });
  app.clock.now += 11 * 60_000;
  await vi.waitFor(() => expect(loginStates(app)).toMatchObject([{ loginId, state: 'expired' }]), {
    timeout: 10_000,
  });
});

it('a server without browser login says so before anything opens', async () => {
  const there = await server({ flavour: 'platos-c' });
  const app = await services();
  const id = await added(app, there.url);
  expect(await app.reply('login.start', { id })).toMatchObject(refused('unsupported'));
  expect(app.opened).toEqual([]);
});

it('knows when a token of Platos expires', async () => {
  const there = await server({ flavour: 'platos-b' });
  const app = await services();
  const id = await added(app, there.url);
  const token = there.issue.personal({ ttlDays: 10 });
  const { credential } = await app.ask('connections.setToken', { id, token });
  const days = ((credential?.expiresAt ?? 0) - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(9.9);
  expect(days).toBeLessThan(10.1);
});

it('names the authority of its own, and trusts no other', async () => {
  const own = selfSigned();
  const there = await server({ tls: own });
  const app = await services();
  const caFile = join(folder(), 'ca.pem');
  writeFileSync(caFile, selfSigned().cert);
  const { id } = await app.ask('connections.add', { name: 'Work', url: there.url, allowHttp: false });
  const set = () => app.reply('connections.setToken', { id, token: there.token });
  const named = (file: string) =>
    app.ask('connections.update', {
      id,
      input: { name: 'Work', url: there.url, allowHttp: false, caFile: file },
    });
  expect(await set()).toMatchObject(refused('server', { problem: 'tls' }));
  await named(caFile);
  expect(await set()).toMatchObject(refused('server', { problem: 'tls' }));
  expect(there.requests).toEqual([]);
  const right = join(folder(), 'right.pem');
  writeFileSync(right, own.cert);
  await named(right);
  expect(await set()).toMatchObject({ ok: true });
});

it('what is not the API is named for what it is', async () => {
  const there = await server();
  const app = await services();
  const id = await added(app, there.url);
  there.faults.add(page());
  expect(await app.reply('connections.setToken', { id, token: there.token })).toMatchObject(
    refused('server', { problem: 'not-a-server' }),
  );
});

it('a project that is gone keeps what was seen of it, and says so', async () => {
  const there = await server();
  const app = await services();
  const { env } = await connect(app, there);
  const { rows } = await app.ask('variables.list', { env: env('dev') });
  const project = there.world.projects[0];
  if (project !== undefined) project.deleted = true;
  expect(
    await app.reply('connections.refresh', { id: env('dev').workspaceId, env: env('dev') }),
  ).toMatchObject(refused('server'));
  const after = await app.ask('variables.list', { env: env('dev') });
  expect(after.rows).toEqual(rows);
  expect(after.state?.problem).toBeDefined();
});

it('reads behind what it shows once that is a minute old, and tells what is new', async () => {
  const there = await server();
  const app = await services();
  const { env, id } = await connect(app, there);
  await app.ask('variables.list', { env: env('dev') });
  await app.ask('lists.seen', { env: env('dev') });
  put(there.world, environmentAt(there.world, 'dev').id, 'BY_SOMEBODY', 'else');
  await app.ask('variables.list', { env: env('dev') });
  expect(said(there, 'GET', `/api/v1/projects/${env('dev').projectId}/envvars/dev`)).toBe(1);
  app.clock.now += 61_000;
  app.events.length = 0;
  expect((await app.ask('variables.list', { env: env('dev') })).rows.map(({ key }) => key)).not.toContain(
    'BY_SOMEBODY',
  );
  await vi.waitFor(async () => {
    const { rows, state } = await app.ask('variables.list', { env: env('dev') });
    expect(rows.map(({ key }) => key)).toContain('BY_SOMEBODY');
    expect(state?.news?.added).toEqual(['BY_SOMEBODY']);
  });
  expect(app.events).toContainEqual({ event: 'variables.changed', payload: { env: env('dev') } });
  await app.ask('lists.seen', { env: env('dev') });
  expect((await app.ask('variables.list', { env: env('dev') })).state?.news).toBeUndefined();
  expect(app.context.servers.connection(id).reachedAt).toBe(app.clock.now);
});

it('asks nothing by itself within a minute, and nothing at all while it stays offline', async () => {
  const there = await server();
  const app = await services();
  const { env, id } = await connect(app, there);
  await app.ask('variables.list', { env: env('dev') });
  refreshAll(app.context);
  await vi.waitFor(() => expect(said(there, 'GET', '/api/v1/orgs')).toBeGreaterThan(1));
  const before = there.requests.length;
  refreshOnFocus(app.context);
  await new Promise((resolve) => setTimeout(resolve, 300)); // a request would have come by now
  expect(there.requests.length).toBe(before);
  await app.ask('connections.setOffline', { id, stayOffline: true });
  app.clock.now += 3_600_000;
  refreshOnFocus(app.context);
  await app.ask('variables.list', { env: env('dev') });
  expect(await app.reply('connections.refresh', { id })).toMatchObject(
    refused('server', { problem: 'offline' }),
  );
  expect(await app.reply('login.start', { id })).toMatchObject(refused('server', { problem: 'offline' }));
  expect(await app.reply('connections.setToken', { id, token: there.token })).toMatchObject(
    refused('server', { problem: 'offline' }),
  );
  expect(there.requests.length).toBe(before);
  await app.ask('connections.setOffline', { id, stayOffline: false });
  refreshOnFocus(app.context);
  await vi.waitFor(() => expect(there.requests.length).toBeGreaterThan(before));
});

it('a list that shrank is shown once it is believed', async () => {
  const there = await server();
  const app = await services();
  const { env, id } = await connect(app, there);
  const dev = env('dev');
  const { rows } = await app.ask('variables.list', { env: dev });
  valuesOf(there.world, environmentAt(there.world, 'dev').id).clear();
  await app.reply('connections.refresh', { id, env: dev });
  const doubted = await app.ask('variables.list', { env: dev });
  expect(doubted.rows).toHaveLength(rows.length);
  expect(doubted.state?.shrank).toMatchObject({ from: rows.length, to: 0 });
  await app.ask('lists.believe', { env: dev });
  expect((await app.ask('variables.list', { env: dev })).rows).toEqual([]);
});

it('a server in trouble is noted at the connection, and forgotten when it answers again', async () => {
  const there = await server();
  const app = await services();
  const { id } = await connect(app, there);
  const mend = there.faults.add(fail(503));
  await app.reply('connections.refresh', { id });
  expect(app.context.servers.connection(id).problem).toBe('error');
  mend();
  await app.ask('connections.refresh', { id });
  expect(app.context.servers.connection(id).problem).toBeUndefined();
});

it('removing a connection takes all that was read through it', async () => {
  const there = await server();
  const app = await services();
  const { id, env } = await connect(app, there);
  await app.ask('variables.list', { env: env('dev') });
  await app.ask('connections.remove', { id, confirmation: 'Work' });
  const { workspaces } = await app.ask('scope.list', {});
  expect(workspaces.map((one) => one.id)).toEqual(['local']);
  const { db } = app.context.store;
  for (const table of ['snapshots', 'discoveries', 'list_marks', 'fingerprints'])
    expect(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()).toBe(0);
  expect(app.keychain.entries.size).toBe(0);
});

it('a connection whose removal failed on the disk is there, and can be removed again', async () => {
  const there = await server();
  const { store, dir } = made();
  const app = await services({}, store);
  const { id, env } = await connect(app, there);
  await app.ask('variables.list', { env: env('dev') });
  const unremovable = join(dir, 'backups', '00000000000001-v1.db');
  mkdirSync(unremovable, { recursive: true });
  await expect(app.ask('connections.remove', { id, confirmation: 'Work' })).rejects.toThrow();
  expect((await app.ask('connections.list', {})).connections).toHaveLength(1);
  expect((await app.ask('variables.list', { env: env('dev') })).rows.length).toBeGreaterThan(0);
  rmdirSync(unremovable);
  await app.ask('connections.remove', { id, confirmation: 'Work' });
  expect((await app.ask('connections.list', {})).connections).toEqual([]);
  expect(store.db.prepare('SELECT count(*) FROM snapshots').pluck().get()).toBe(0);
});

it('removing a connection leaves the history its lines, and no value in them', async () => {
  const there = await server();
  const app = await services();
  const { id, env } = await connect(app, there);
  const value = 'written-to-the-removed-server';
  const source = { type: 'patches' as const, patches: [{ key: 'FRESH', value }] };
  const { changeSetId } = await apply(app.ask, await app.ask('changes.plan', { env: env('dev'), source }));
  const bytes = () => Buffer.from(app.context.store.db.serialize());
  expect(searchBytes(bytes(), [value], 'store')).not.toEqual([]);
  await app.ask('connections.remove', { id, confirmation: 'Work' });
  expect(searchBytes(bytes(), [value], 'store')).toEqual([]);
  expect(await app.ask('history.get', { changeSetId })).toMatchObject({
    state: 'done',
    rows: [{ key: 'FRESH', action: 'create', outcome: 'done' }],
  });
});

it('purges the old values of a server’s variable: out of the history, every list seen, and backups', async () => {
  const there = await server();
  const { store, dir, key } = made();
  const app = await services({}, store);
  const { env } = await connect(app, there);
  const [first, second, last] = ['rotated-away-1', 'rotated-away-2', 'stays-after-the-purge'];
  const { id: dev } = environmentAt(there.world, 'dev');
  const refresh = () => app.ask('connections.refresh', { id: env('dev').workspaceId, env: env('dev') });
  put(there.world, dev, 'ROTATED', first);
  await refresh();
  const [pinned] = (await app.ask('lists.kept', { env: env('dev') })).lists;
  await app.ask('lists.pin', { env: env('dev'), id: pinned?.id ?? 0, pinned: true });
  const backup = store.backup();
  const change = async (value: string) => {
    const source = { type: 'patches' as const, patches: [{ key: 'ROTATED', value }] };
    return apply(app.ask, await app.ask('changes.plan', { env: env('dev'), source }));
  };
  await change(second);
  const { changeSetId } = await change(last);
  const textOf = (database: typeof store.db): Buffer => {
    const lists = database.prepare('SELECT content FROM snapshots').pluck().all() as Buffer[];
    return Buffer.concat([Buffer.from(database.serialize()), ...lists.map((list) => inflateRawSync(list))]);
  };
  const holds = (value: string): boolean => {
    const copy = openEncrypted(backup?.path ?? '', key);
    const all = Buffer.concat([textOf(store.db), textOf(copy)]);
    copy.close();
    return searchBytes(all, [value], dir).length > 0;
  };
  expect([first, second, last].map(holds)).toEqual([true, true, true]);

  const purge = { env: env('dev'), key: 'ROTATED', confirmation: 'ROTATED' };
  const id = env('dev').workspaceId;
  await app.ask('connections.setOffline', { id, stayOffline: true });
  // What was seen last may be what is to be forgotten.
  await expect(app.ask('history.purge', purge)).rejects.toMatchObject({
    error: { code: 'server', problem: 'offline' },
  });
  expect([first, second, last].map(holds)).toEqual([true, true, true]);
  await app.ask('connections.setOffline', { id, stayOffline: false });
  expect(await app.ask('history.purge', purge)).toEqual({ versions: 2, backups: 1 });

  expect([first, second, last].map(holds)).toEqual([false, false, true]);
  const undo = { type: 'undo' as const, changeSetId };
  expect(await app.ask('changes.plan', { env: env('dev'), source: undo })).toMatchObject({
    rows: [],
    left: [{ key: 'ROTATED' }],
  });
  const since = await app.ask('lists.since', { env: env('dev'), id: pinned?.id ?? 0 });
  expect(since.changed).toContain('ROTATED');
  await refresh();
  expect(
    await app.ask('values.reveal', { source: { from: 'saved', env: env('dev') }, key: 'ROTATED' }),
  ).toMatchObject({ value: last });
});

it('finds in the preview that an import needs an environment which the server lacks, and plans none', async () => {
  const app = await services();
  const { env } = await connect(app, await server());
  const { slug: _, ...project } = env('prod');
  const target = { type: 'project' as const, project };
  const files = ['qa', 'prod'].map((name) => ({
    name: `.env.${name}`,
    content: { encoding: 'text' as const, data: 'ADDED=1' },
  }));
  const { id } = await app.ask('imports.read', { files, target });
  const qa = (role: 'values' | 'skip') => ({
    index: 0,
    role,
    slug: 'qa',
    kind: 'staging' as const,
    name: 'Qa',
  });
  const previewed = async (role: 'values' | 'skip') => {
    const preview = await app.ask('imports.preview', { importId: id, target, files: [qa(role)] });
    return preview.files.map(({ slug, exists, cannotMake }) => [slug, exists, cannotMake]);
  };
  expect(await previewed('values')).toEqual([
    ['qa', false, expect.stringContaining('There is no environment “qa” here')],
    ['prod', true, undefined],
  ]);
  const asked = { importId: id, target, rows: [] };
  for (const _again of [1, 2])
    expect(await app.reply('imports.plan', { ...asked, files: [qa('values')] })).toMatchObject(
      refused('unsupported', { why: expect.stringContaining('“qa”') }),
    );

  expect((await previewed('skip')).map(([, , cannotMake]) => cannotMake)).toEqual([undefined, undefined]);
  const { plans } = await app.ask('imports.plan', { ...asked, files: [qa('skip')] });
  expect(plans.map((plan) => plan.env.slug)).toEqual(['prod']);
});

it('an import is done though another environment cannot be read behind it', async () => {
  const there = await server();
  const app = await services();
  const { env } = await connect(app, there);
  there.faults.add(fail(403), { path: '/envvars/prod' });
  const { slug: _, ...project } = env('dev');
  const target = { type: 'project' as const, project };
  const content = { encoding: 'text' as const, data: 'ADDED=1' };
  const { id } = await app.ask('imports.read', { files: [{ name: '.env.dev', content }], target });
  const { plans } = await app.ask('imports.plan', { importId: id, target, files: [], rows: [] });
  const confirmations = plans.map(({ id: planId, revision, confirmation: { slug = '', keys } }) => ({
    planId,
    revision,
    slug,
    keys,
  }));
  const { environments, lacks } = await app.ask('imports.apply', { importId: id, confirmations });
  expect(environments).toMatchObject([{ slug: 'dev', result: { state: 'done' } }]);
  expect(lacks.map(({ slug }) => slug)).not.toContain('prod');
});

it('a draft of which reading tells that it was written is no draft any more', async () => {
  const there = await server();
  const app = await services();
  const { env, id } = await connect(app, there);
  const dev = env('dev');
  const path = '/envvars/dev';
  await app.ask('variables.list', { env: dev });
  await app.ask('drafts.put', { env: dev, patches: [{ key: 'LOG_LEVEL', value: 'silly' }] });
  const plan = await app.ask('changes.plan', { env: dev, source: { type: 'drafts' } });
  there.faults.add(drop(), { method: 'POST', path });
  there.faults.add(fail(503), { method: 'GET', path, nth: 2, times: 9 });
  expect((await apply(app.ask, plan)).rows).toMatchObject([{ outcome: 'in-doubt' }]);
  expect((await app.ask('scope.list', {})).drafts).toEqual([{ env: dev, count: 1 }]);
  there.faults.clear();
  await app.ask('connections.refresh', { id, env: dev });
  expect((await app.ask('drafts.list', { env: dev })).drafts).toEqual([]);
  expect((await app.ask('scope.list', {})).drafts).toEqual([]);
});

it('a plan, and what is found in the environments, asks for no branch that nobody opened, however many there are', async () => {
  const there = await server();
  const preview = environmentAt(there.world, 'preview');
  for (let n = 0; n < 100; n += 1)
    there.world.environments.push({
      ...preview,
      id: `env_branch_${n}`,
      branchName: `feat/${n}`,
      parentId: preview.id,
    });
  const app = await services();
  const { env } = await connect(app, there);
  const before = said(there, 'GET', '/api/v1/projects');
  const source = { type: 'patches' as const, patches: [{ key: 'SHARED', value: 'x' }] };
  const { unread } = await app.ask('changes.plan', { env: env('prod'), source });
  expect(unread).toEqual([]);
  const { slug: _, ...project } = env('prod');
  const { environments } = await app.ask('safety.list', { project });
  expect(environments.find(({ slug }) => slug === 'preview/feat/7')).toMatchObject({ state: 'not-loaded' });
  expect(said(there, 'GET', '/api/v1/projects') - before).toBeLessThan(10);
});
