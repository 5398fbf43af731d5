import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { type ConnectionInput, maskCredential } from '../../../core/connection.ts';
import { noKeychain } from '../../../main/keychain/no-keychain.ts';
import type { Context } from '../../../main/services/context.ts';
import { createContext } from '../../../main/services/create-context.ts';
import { openMemoryStore, type Store } from '../../../main/store/open.ts';
import { type Services, services } from '../../support/services.ts';
import { made } from '../store/support.ts';

const work: ConnectionInput = { name: 'Work', url: 'platos.example/', allowHttp: false };
const token = 'plt_pat_made0up0for0this0test0only';
const refused = (code: string, more: object = {}) => ({ ok: false, error: { code, ...more } });

/** As if the person had logged in. */
async function withToken({ context }: Services, id: string): Promise<void> {
  await context.credentials.write(id, token);
  const account = { email: 'a@b.example', userId: 'u1' };
  context.servers.loggedIn(id, account, { type: 'platos-pat', masked: maskCredential(token) });
}

it('keeps a connection with its address cleaned, and has it again after the store was opened anew', async () => {
  const store = openMemoryStore();
  const { ask, events } = await services({}, store);
  const added = await ask('connections.add', work);
  expect(added).toMatchObject({ name: 'Work', url: 'https://platos.example', stayOffline: false });
  expect(events.map(({ event }) => event)).toContain('connections.changed');
  expect(reopened(store).servers.all()).toEqual([added]);
});

it('takes several accounts on one server', async () => {
  const { ask } = await services();
  await ask('connections.add', { ...work, name: 'Work, Zoe' });
  await ask('connections.add', { ...work, name: 'Work, Ann' });
  const { connections } = await ask('connections.list', {});
  expect(connections.map(({ name }) => name)).toEqual(['Work, Ann', 'Work, Zoe']);
  expect(new Set(connections.map(({ id }) => id)).size).toBe(2);
});

it('refuses http:// to another machine until it is confirmed; this machine needs no confirmation', async () => {
  const { ask, reply } = await services();
  const plain = { ...work, url: 'http://10.0.0.4:3030' };
  expect(await reply('connections.add', plain)).toEqual(
    refused('server', { problem: 'insecure', server: 'Work' }),
  );
  expect(await reply('connections.add', { ...work, agentUrl: 'http://10.0.0.4:3100' })).toEqual(
    refused('server', { problem: 'insecure', server: 'Work' }),
  );
  await ask('connections.add', { ...plain, allowHttp: true });
  await ask('connections.add', { ...work, url: 'http://127.0.0.1:3030' });
});

it.each<Partial<ConnectionInput>>([
  { url: 'plt_pat_0000example0000' },
  { url: 'https://tr_pat_0000example0000' },
  { agentUrl: 'plt_mcp_0000example0000' },
  { name: 'plt_ent_0000example0000' },
])('takes no token for something else, and does not say it: %o', async (wrong) => {
  const { reply, said } = await services();
  for (const call of ['connections.add', 'connections.reach'] as const)
    expect(await reply(call, { ...work, ...wrong })).toMatchObject(
      refused('invalid-input', { issues: [{ path: Object.keys(wrong)[0], reason: 'a-token' }] }),
    );
  expect(said.join()).not.toContain('0000example');
});

it.each(['ftp://x.example', 'https://user:pass@x.example', 'x.example x', ' '])(
  'refuses the address %j without quoting it',
  async (url) => {
    const { reply, said } = await services();
    expect(await reply('connections.add', { ...work, url })).toMatchObject(refused('invalid-input'));
    expect(said.join()).not.toContain('x.example');
  },
);

it('looks whether the CA file is there', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'platos-ca-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  const { ask, reply } = await services();
  const caFile = join(dir, 'ca.pem');
  expect(await reply('connections.add', { ...work, caFile })).toEqual(
    refused('file', { reason: 'missing', name: 'ca.pem' }),
  );
  expect(await reply('connections.add', { ...work, caFile: dir })).toMatchObject(
    refused('file', { reason: 'not-a-regular-file' }),
  );
  expect(await reply('connections.add', { ...work, caFile: 'ca.pem' })).toMatchObject(refused('file'));
  writeFileSync(caFile, 'pem');
  expect(await ask('connections.add', { ...work, caFile })).toMatchObject({ caFile });
});

it('an address that leads to another server takes the token away first; another name does not', async () => {
  const made = await services();
  const { ask, keychain, reply } = made;
  const { id } = await ask('connections.add', work);
  await withToken(made, id);
  const renamed = await ask('connections.update', { id, input: { ...work, name: 'Job' } });
  expect(renamed).toMatchObject({ name: 'Job', account: { email: 'a@b.example' } });
  expect(keychain.entries.get(`connection:${id}`)).toBe(token);
  keychain.state.problem = 'locked';
  const elsewhere = { id, input: { ...work, url: 'https://other.example' } };
  expect(await reply('connections.update', elsewhere)).toEqual(refused('keychain', { problem: 'locked' }));
  expect(made.context.servers.connection(id).url).toBe('https://platos.example');
  keychain.state.problem = undefined;
  const moved = await ask('connections.update', elsewhere);
  expect(moved.account).toBeUndefined();
  expect(moved.credential).toBeUndefined();
  expect([...keychain.entries.keys()]).not.toContain(`connection:${id}`);
});

it('logging out here takes the token from this machine only, and tells nobody', async () => {
  const made = await services();
  const { ask, keychain } = made;
  const { id } = await ask('connections.add', work);
  await withToken(made, id);
  const after = await ask('connections.forgetToken', { id });
  expect(after.credential).toBeUndefined();
  expect(keychain.entries.size).toBe(0);
});

it('keeps what is set of a connection', async () => {
  const { ask } = await services();
  const { id } = await ask('connections.add', work);
  await ask('connections.setOffline', { id, stayOffline: true });
  await ask('connections.setMaxAge', { id, maxAgeHours: 24 });
  expect(await ask('connections.setCompareSecrets', { id, compareSecrets: true })).toMatchObject({
    stayOffline: true,
    maxAgeHours: 24,
    compareSecrets: true,
  });
  expect(await ask('connections.setMaxAge', { id })).not.toHaveProperty('maxAgeHours');
});

it('removing takes its name typed, says what goes, and leaves only the history', async () => {
  const { store } = made();
  const app = await services({}, store);
  const { ask, reply, keychain } = app;
  const { id } = await ask('connections.add', work);
  const other = await ask('connections.add', { ...work, name: 'Other' });
  await withToken(app, id);
  fill(app, id);
  fill(app, other.id);
  store.backup();
  expect(await ask('connections.contents', { id })).toMatchObject({
    hasToken: true,
    snapshots: 1,
    drafts: 1,
    changeSets: 1,
  });
  expect(await reply('connections.remove', { id, confirmation: 'work' })).toEqual(
    refused('confirmation-wrong', { expected: 'Work' }),
  );
  keychain.state.problem = 'timeout';
  expect(await reply('connections.remove', { id, confirmation: 'Work' })).toMatchObject(refused('keychain'));
  expect(rowsOf(app, id)).toEqual([1, 1, 1, 1, 1, 1]);
  keychain.state.problem = undefined;
  await ask('connections.remove', { id, confirmation: 'Work' });
  expect(rowsOf(app, id)).toEqual([0, 0, 0, 0, 0, 1]);
  expect(rowsOf(app, other.id)).toEqual([1, 1, 1, 1, 1, 1]);
  expect(await ask('connections.list', {})).toEqual({ connections: [other] });
  expect(await reply('connections.contents', { id })).toMatchObject(
    refused('not-found', { what: 'connection' }),
  );
});

/** What the console has of this store after it was locked and opened again. */
const reopened = (store: Store): Context =>
  createContext(store, {
    mode: 'session',
    keychain: noKeychain,
    openExternal: async () => undefined,
    clipboard: { read: async () => '', write: async () => undefined },
    emit: () => undefined,
  });

const tables = ['workspaces', 'drafts', 'snapshots', 'rules', 'fingerprints', 'change_sets'] as const;

function rowsOf({ context: { store } }: Services, id: string): readonly unknown[] {
  return tables.map((table) =>
    store.db
      .prepare(`SELECT count(*) FROM ${table} WHERE ${table === 'workspaces' ? 'id' : 'workspace_id'} = ?`)
      .pluck()
      .get(id),
  );
}

function fill({ context: { store, newId } }: Services, id: string): void {
  const { db } = store;
  db.prepare("INSERT INTO drafts VALUES (?, 'p', 'dev', 'A', '{}', NULL, 1)").run(id);
  db.prepare(
    "INSERT INTO snapshots (workspace_id, project_id, slug, taken_at, digest, content) VALUES (?, 'p', 'dev', 1, '', x'00')",
  ).run(id);
  db.prepare("INSERT INTO rules VALUES (?, 'p', 'A', 'any', NULL)").run(id);
  db.prepare(
    "INSERT INTO fingerprints (workspace_id, project_id, slug, key, fingerprint, at) VALUES (?, 'p', 'dev', 'A', '', 1)",
  ).run(id);
  db.prepare(
    `INSERT INTO change_sets (id, workspace_id, project_id, slug, title, source, state, total, started_at)
     VALUES (?, ?, 'p', 'dev', 'Edit', 'drafts', 'done', 0, 1)`,
  ).run(newId(), id);
}
