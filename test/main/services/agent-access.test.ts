import { expect, it, onTestFinished } from 'vitest';
import type { ServerProblem } from '../../../core/errors.ts';
import type { Input } from '../../../core/ipc/contract.ts';
import { closeContext } from '../../../main/services/close-context.ts';
import { connect } from '../../support/connected.ts';
import { fail, page } from '../../support/server/faults.ts';
import type { FlavourName } from '../../support/server/flavour.ts';
import { type PlatosServer, startPlatos, startServer } from '../../support/server/server.ts';
import { type Services, services } from '../../support/services.ts';
import { projectId, secretsOf } from '../workspaces/server/agent-service.ts';

type Access = Input<'connections.setAgentAccess'>;

/** Connected and logged in, with the credentials that would open the first project. */
async function connected(options: Parameters<typeof startPlatos>[0] = {}) {
  const server = await startPlatos(options);
  onTestFinished(() => server.close());
  const app = await services();
  const { id, env } = await connect(app, server, { agentUrl: server.agent.url });
  const access: Access = { id, projectId, ...secretsOf(server) };
  return { server, app, id, env, access };
}

const entries = ({ keychain }: Services): readonly string[] =>
  [...keychain.entries.keys()].filter((name) => name.includes('agent'));

const seenLists = ({ context }: Services): readonly string[] =>
  context.store.db
    .prepare<[], { resource: string }>('SELECT DISTINCT resource FROM document_lists ORDER BY resource')
    .all()
    .map(({ resource }) => resource);

/** Neither the window nor anything it is told holds a credential. */
function expectUntold(app: Services, server: PlatosServer): void {
  const told = `${app.said.join('\n')}${JSON.stringify(app.events)}`;
  const { secret, controlPlane } = secretsOf(server);
  for (const one of [secret, controlPlane, 'eyJ']) expect(told).not.toContain(one);
}

it('keeps what the agent service accepts, masked, with the end of the token', async () => {
  const { server, app, id, access } = await connected();
  const expiresAt = Date.now() + 5 * 86_400_000;
  const controlPlane = server.agent.issue.controlPlane('stg', { expiresAt });
  const kept = await app.ask('connections.setAgentAccess', { ...access, controlPlane });
  expect(kept.agentAccess).toEqual([
    {
      projectId,
      entityId: 'support-bot',
      secret: expect.stringMatching(/^fake••••[a-z0-9]{4}$/),
      controlPlane: {
        type: 'control-plane',
        masked: expect.stringMatching(/^plt_mcp_.{4}••••.{4}$/),
        expiresAt,
      },
    },
  ]);
  expect(entries(app)).toEqual([`connection:${id}/agent/${projectId}`]);
  expect(app.events.map(({ event }) => event)).toContain('scope.changed');
  expectUntold(app, server);
});

it.each([
  ['an entity id with a dot', { entityId: 'a.b' }, 'entity-malformed'],
  ['a token for a secret', { secret: 'plt_mcp_token' }, 'secret-malformed'],
  ['a personal token for the control plane', { controlPlane: 'plt_pat_token' }, 'control-plane-malformed'],
])('refuses %s before anything is sent', async (_, change, why) => {
  const { server, app, access } = await connected();
  const before = server.requests.length;
  expect(await app.reply('connections.setAgentAccess', { ...access, ...change })).toMatchObject({
    ok: false,
    error: { code: 'agent-access', why },
  });
  expect(server.agent.requests).toEqual([]);
  expect(server.requests.length).toBe(before);
});

it.each([
  ['a wrong secret', { secret: 'wrong' }, 'secret-refused'],
  ['another entity', { entityId: 'nobody' }, 'entity-unknown'],
  ['a wrong token', { controlPlane: 'plt_mcp_wrong' }, 'control-plane-refused'],
  ['another project', { projectId: 'proj_billingsample' }, 'other-project'],
])('does not keep %s, and leaves what was there', async (_, change, why) => {
  const { app, access } = await connected();
  const before = await app.ask('connections.setAgentAccess', access);
  const kept = [...app.keychain.entries];
  expect(await app.reply('connections.setAgentAccess', { ...access, ...change })).toMatchObject({
    ok: false,
    error: { code: 'agent-access', why, server: 'Work' },
  });
  expect([...app.keychain.entries]).toEqual(kept);
  expect((await app.ask('connections.list', {})).connections).toMatchObject([before]);
});

it.each<[string, ServerProblem, (agent: PlatosServer['agent']) => unknown]>([
  ['gone', 'unreachable', (agent) => agent.close()],
  ['a web page', 'not-a-server', (agent) => agent.faults.add(page())],
  ['in trouble', 'error', (agent) => agent.faults.add(fail(500))],
])('says what stands in the way where the agent service is %s', async (_, problem, spoil) => {
  const { server, app, access } = await connected();
  await spoil(server.agent);
  expect(await app.reply('connections.setAgentAccess', access)).toMatchObject({
    ok: false,
    error: { code: 'server', problem, server: 'Work (agent service)' },
  });
  expect(entries(app)).toEqual([]);
});

it.each<[FlavourName, boolean]>([
  ['trigger', true],
  ['platos-c', true],
  ['platos-a', false],
])('is not offered on %s (with an address: %s)', async (flavour, withAddress) => {
  const server = await startServer({ flavour });
  onTestFinished(() => server.close());
  const app = await services();
  const agentUrl = 'http://127.0.0.1:9';
  const set = { flavour: flavour === 'platos-c' ? ('platos-tenancy' as const) : undefined };
  const { id } = await connect(app, server, { ...(withAddress ? { agentUrl } : {}), ...set });
  const access: Access = { id, projectId, entityId: 'x', secret: 'y', controlPlane: 'plt_mcp_z' };
  expect(await app.reply('connections.setAgentAccess', access)).toMatchObject({
    ok: false,
    error: { code: 'unsupported', what: 'agent service' },
  });
});

it('forgets on request, with the connection, and where either address leads elsewhere', async () => {
  const { server, app, id, access } = await connected();
  const set = () => app.ask('connections.setAgentAccess', access);
  const update = (change: Partial<Input<'connections.update'>['input']>) => {
    const input = { name: 'Work', url: server.url, agentUrl: server.agent.url, allowHttp: false, ...change };
    return app.ask('connections.update', { id, input });
  };
  await set();
  expect((await app.ask('connections.forgetAgentAccess', { id, projectId })).agentAccess).toBeUndefined();
  expect(entries(app)).toEqual([]);

  await set();
  expect((await update({ name: 'Job' })).agentAccess).toHaveLength(1);
  expect((await update({ agentUrl: 'https://agents.example' })).agentAccess).toBeUndefined();
  expect(entries(app)).toEqual([]);
  expect(app.keychain.entries.has(`connection:${id}`)).toBe(true);

  await update({});
  await set();
  expect((await update({ url: 'https://other.example' })).agentAccess).toBeUndefined();
  expect(app.keychain.entries.size).toBe(0);

  await update({});
  await app.ask('connections.setToken', { id, token: server.token });
  await set();
  app.keychain.state.problem = 'locked';
  expect(await app.reply('connections.remove', { id, confirmation: 'Work' })).toMatchObject({ ok: false });
  app.keychain.state.problem = undefined;
  expect(entries(app)).toHaveLength(1);
  await app.ask('connections.remove', { id, confirmation: 'Work' });
  expect(app.keychain.entries.size).toBe(0);
});

it('what was seen by credentials is forgotten with them, and queues stay', async () => {
  const { server, app, id, env, access } = await connected();
  const stg = env('stg');
  const see = async () => {
    await app.ask('connections.setAgentAccess', access);
    expect((await app.ask('agents.list', { env: stg })).agents).not.toEqual([]);
    await app.ask('providers.list', { env: stg });
    await app.ask('queues.list', { env: stg });
    expect(seenLists(app)).toEqual(['agent', 'provider-key', 'queue']);
  };
  await see();
  await app.ask('connections.setAgentAccess', access);
  expect(seenLists(app)).toEqual(['queue']);
  await see();
  await app.ask('connections.forgetAgentAccess', { id, projectId });
  expect(seenLists(app)).toEqual(['queue']);
  expect(await app.reply('agents.list', { env: stg })).toMatchObject({
    ok: false,
    error: { code: 'unsupported' },
  });
  await see();
  const input = { name: 'Work', url: server.url, agentUrl: 'https://agents.example', allowHttp: false };
  await app.ask('connections.update', { id, input });
  expect(seenLists(app)).toEqual(['queue']);
});

it('a list that was seen says so where the credentials are refused since', async () => {
  const { server, app, env, access } = await connected();
  const stg = env('stg');
  await app.ask('connections.setAgentAccess', access);
  const before = await app.ask('agents.list', { env: stg });
  server.world.agent.mcpTokens.length = 0;
  server.world.agent.entities.length = 0;
  app.clock.now += 2 * 60_000;
  await expect
    .poll(async () => (await app.ask('agents.list', { env: stg })).state?.problem)
    .toBe('agent-access');
  expect((await app.ask('agents.list', { env: stg })).agents).toEqual(before.agents);
});

it('does not keep what was given for an address that was changed meanwhile', async () => {
  const { server, app, id, access } = await connected();
  server.agent.faults.add({ kind: 'drip', bytes: 4, everyMs: 20 }, { path: 'session-tokens' });
  const set = app.reply('connections.setAgentAccess', access);
  await expect.poll(() => server.agent.requests.some(({ path }) => path.includes('session'))).toBe(true);
  const input = { name: 'Work', url: server.url, agentUrl: 'https://agents.example', allowHttp: false };
  await app.ask('connections.update', { id, input });
  expect(await set).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
  expect(entries(app)).toEqual([]);
});

it('leaves nothing behind where the connection goes while the keychain is being written', async () => {
  const { app, id, access } = await connected();
  const { keychain } = app;
  const write = app.context.credentials.write;
  Object.assign(app.context.credentials, {
    write: async (name: string, secret: string) => {
      await write(name, secret);
      app.context.servers.remove(id);
    },
  });
  expect(await app.reply('connections.setAgentAccess', access)).toMatchObject({
    ok: false,
    error: { code: 'not-found', what: 'connection' },
  });
  expect([...keychain.entries.keys()].filter((name) => name.includes('/agent/'))).toEqual([]);
});

/** `happens` while the connection's own token is being taken away, which then waits for it. */
function whileTokenGoes(app: Services, id: string, happens: () => Promise<unknown>): void {
  const { credentials } = app.context;
  const { remove } = credentials;
  Object.assign(credentials, {
    remove: async (name: string) => {
      if (name === id) await happens();
      await remove(name);
    },
  });
}

it.each<[string, (app: Services, id: string) => Promise<unknown>]>([
  [
    'leads elsewhere',
    (app, id) => {
      const elsewhere = { url: 'https://other.example', agentUrl: 'https://agents.example' };
      return app.ask('connections.update', { id, input: { name: 'Work', allowHttp: false, ...elsewhere } });
    },
  ],
  ['is removed', (app, id) => app.ask('connections.remove', { id, confirmation: 'Work' })],
])('keeps nothing that is accepted while the connection %s', async (_, leave) => {
  const { server, app, id, access } = await connected();
  const replies: unknown[] = [];
  whileTokenGoes(app, id, async () => {
    replies.push(await app.reply('connections.setAgentAccess', access));
    replies.push(await app.reply('connections.setToken', { id, token: server.token }));
  });
  await leave(app, id);
  const refused = { ok: false, error: { code: 'invalid-input' } };
  expect(replies).toMatchObject([refused, refused]);
  expect(app.keychain.entries.size).toBe(0);
  const left = await app.ask('connections.list', {});
  expect(left.connections.map(({ credential, agentAccess }) => [credential, agentAccess])).toEqual(
    left.connections.map(() => [undefined, undefined]),
  );
});

it('a token is not kept where the connection leads elsewhere while the keychain is being written', async () => {
  const { server, app, id } = await connected();
  const { write } = app.context.credentials;
  const elsewhere = { name: 'Work', url: 'https://other.example', allowHttp: false };
  Object.assign(app.context.credentials, {
    write: async (name: string, secret: string) => {
      await app.ask('connections.update', { id, input: elsewhere });
      await write(name, secret);
    },
  });
  expect(await app.reply('connections.setToken', { id, token: server.token })).toMatchObject({
    ok: false,
    error: { code: 'invalid-input', issues: [{ path: 'url', reason: 'changed-meanwhile' }] },
  });
  expect(app.keychain.entries.size).toBe(0);
  expect(app.context.servers.connection(id).credential).toBeUndefined();
});

it('what waits for an approval goes with the agent service that was asked, not with a new token', async () => {
  const { server, app, id, env, access } = await connected();
  await app.ask('connections.setAgentAccess', access);
  const project = { workspaceId: id, projectId: env('stg').projectId };
  const waiting = async () => (await app.ask('approvals.list', { project })).approvals.length;
  app.context.store.db
    .prepare(
      `INSERT INTO approvals (id, workspace_id, project_id, tool, arguments, action, slug, name, kind, approval_id,
         page, asked_at, expires_at)
       VALUES ('approval-1', ?, ?, 'environments.create', '{}', 'create', 'qa', 'QA', 'staging', 'a', NULL, 1, NULL)`,
    )
    .run(id, project.projectId);
  await app.ask('connections.setAgentAccess', access);
  expect(await waiting()).toBe(1);
  const input = { name: 'Work', url: server.url, agentUrl: 'https://agents.example', allowHttp: false };
  await app.ask('connections.update', { id, input });
  expect(await waiting()).toBe(0);
});

it('does not keep what was accepted after a lock', async () => {
  const { server, app, access } = await connected();
  server.agent.faults.add({ kind: 'drip', bytes: 4, everyMs: 20 }, { path: 'session-tokens' });
  const set = app.reply('connections.setAgentAccess', access);
  await expect.poll(() => server.agent.requests.some(({ path }) => path.includes('session'))).toBe(true);
  await closeContext(app.context);
  expect(await set).toMatchObject({ ok: false });
  expect(entries(app)).toEqual([]);
});
