import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clientOf } from '../client.ts';
import { type PlatosServer, startPlatos } from '../server.ts';
import { environmentAt } from '../world.ts';
import { agentClient, type ToolAnswer, toolClient } from './agent-client.ts';
import { decide } from './approvals.ts';
import { perMinute } from './limits.ts';

let server: PlatosServer;
let call: ReturnType<typeof toolClient>;

beforeEach(async () => {
  server = await startPlatos();
  call = toolClient(server, server.agent.issue.controlPlane('stg'));
});
afterEach(() => server.close());

const idOf = (slug: string): string => environmentAt(server.world, slug).id;
const dataOf = ({ error }: ToolAnswer) => error?.data as Record<string, string>;

describe('providers and agents', () => {
  it('are refused within a success', async () => {
    const agentId = 'agent_stg_triage';
    const key = { provider: 'anthropic', label: 'x', envVarName: 'ANTHROPIC_API_KEY', isDefault: true };
    const routes = [{ label: 'a', model: 'openai:x', providerKeyId: 'pkey_dev_openai-dev' }];
    const asked: [string, object, object][] = [
      ['providers.get', { providerId: 'nobody' }, { error: 'unknown_provider' }],
      ['providers.add_key', key, { error: 'already_exists' }],
      ['providers.rotate_key', { keyId: 'none', envVarName: 'A' }, { error: 'key_not_found' }],
      ['providers.delete_key', { keyId: 'pkey_stg_anthropic-staging' }, { error: 'pinned_agents', count: 1 }],
      [
        'providers.set_routes',
        { agentId, routes },
        { error: 'unknown_provider_key_ids', ids: ['pkey_dev_openai-dev'] },
      ],
      ['agents.get', { agentId: 'agent_dev_triage' }, { error: 'agent_not_found' }],
    ];
    for (const [name, args, result] of asked) expect((await call(name, args)).result).toMatchObject(result);
    const { providerKeys } = server.world.agent;
    expect(providerKeys.find(({ id }) => id === 'pkey_stg_anthropic-staging')?.isDefault).toBe(true);
  });

  it('point a key elsewhere, and tell an unreadable value from an absent one', async () => {
    const keyId = 'pkey_stg_anthropic-staging';
    const test = async () => (await call('providers.test_credentials', { keyId })).result;
    expect(await test()).toMatchObject({ ok: true, exists: true, decryptable: true });
    server.world.agent.encryptionKey = 'other';
    server.world.agent.found.clear();
    expect(await test()).toMatchObject({ ok: false, exists: true, decryptable: false });
    await call('providers.rotate_key', { keyId, envVarName: 'ANTHROPIC_API_KEY_2' });
    expect(await test()).toMatchObject({ exists: false, envVarName: 'ANTHROPIC_API_KEY_2' });
  });

  it('clone within the environment, the pin and the flags left behind', async () => {
    const { result } = await call('agents.clone_from', {
      sourceAgentId: 'agent_stg_triage',
      newName: 'Triage',
    });

    expect(result).toMatchObject({
      contextMappingCopied: true,
      agent: { slug: expect.stringMatching(/^triage-/), providerKeyId: null, featureFlags: {}, maxSteps: 20 },
    });
  });
});

describe('a control-plane token', () => {
  it('may do what it was made for, in its environment', async () => {
    const few = toolClient(
      server,
      server.agent.issue.controlPlane('dev', { permissions: ['agents.*', 'environments.list'] }),
    );

    expect((await few('agents.list')).result).toMatchObject({ total: 3 });
    expect((await few('environments.list')).result).toBeDefined();
    for (const name of ['environments.create', 'providers.list'])
      expect((await few(name, { slug: 'x' })).error).toMatchObject({ code: -32001 });
  });

  it('of the admin tier reaches queues, of one environment whatever its own', async () => {
    expect((await call('trigger.queues.list')).error).toMatchObject({ code: -32001 });
    const admin = toolClient(server, server.agent.issue.controlPlane('dev', { tier: 'admin' }));
    await admin('trigger.queues.pause', { queue: 'queue_answers' });

    expect(server.world.queues.find(({ id }) => id === 'queue_answers')).toMatchObject({
      environmentId: idOf('prod'),
      paused: true,
    });
  });

  it('is made by a session, once shown, and revoked', async () => {
    const ask = agentClient(server, 'dev');
    const made = await ask('POST /mcp/platform/tokens', { body: { name: 'Desk' } });
    const { id, token } = made.json as { id: string; token: string };
    expect(token).toMatch(/^plt_mcp_[\w-]{43}$/);
    expect(JSON.stringify((await ask('GET /mcp/platform/tokens')).json)).not.toContain(token);
    expect((await toolClient(server, token)('platos.whoami')).result).toMatchObject({
      scope: { environmentId: idOf('dev') },
    });
    await ask(`POST /mcp/platform/tokens/${id}/revoke`);
    const after = await clientOf({ url: server.agent.url, token })('POST /mcp/platform', { body: {} });
    expect(after.status).toBe(401);

    const ben = agentClient(server, 'dev', server.agent.issue.session('dev', { userId: 'user_ben' }));
    expect((await ben('POST /mcp/platform/tokens', { body: { name: 'x', tier: 'admin' } })).status).toBe(403);
  });

  it('is counted by itself', async () => {
    const small = await startPlatos({ agentRateLimit: { controlPlane: perMinute(1) } });
    const callSmall = toolClient(small, small.agent.issue.controlPlane('dev'));
    await callSmall('platos.whoami');
    const { error, headers } = await callSmall('platos.whoami');
    await small.close();

    expect(error).toMatchObject({ code: -32099 });
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

describe('approvals', () => {
  const args = { slug: 'qa' };
  beforeEach(() => {
    server.world.agent.interactiveApprovals = true;
  });

  it('let one call through once a person gave them', async () => {
    const first = await call('environments.create', args);
    expect(first.error?.code).toBe(-32002);
    const { approvalId = '', retryHeader = '', ...data } = dataOf(first);
    expect(data).toMatchObject({ status: 'pending', dashboardUrl: `${server.url}/approvals/${approvalId}` });

    const again = () => call('environments.create', args, { [retryHeader]: approvalId });
    expect(dataOf(await again())).toMatchObject({ approvalId });
    decide(server.world, approvalId, 'approved');
    const other = await call('environments.create', { slug: 'qb' }, { [retryHeader]: approvalId });
    expect(dataOf(other)['approvalId']).not.toBe(approvalId);
    expect((await again()).result).toMatchObject({ slug: 'qa' });
    expect(dataOf(await again())['approvalId']).not.toBe(approvalId);
  });

  it('are given on a page of the dashboard', async () => {
    const { approvalId = '', dashboardUrl = '' } = dataOf(await call('environments.create', args));
    const { pathname } = new URL(dashboardUrl);
    const ask = clientOf(server);

    expect((await ask(`GET ${pathname}`, { token: null })).text).toContain('environments.create: pending');
    await ask(`POST ${pathname}/approve`, { token: null });
    const { result } = await call('environments.create', args, { 'X-Platos-Approval-Id': approvalId });
    expect(result).toMatchObject({ slug: 'qa' });
    expect((await ask('GET /approvals/none', { token: null })).status).toBe(404);
  });

  it('block what was denied, and are not asked for what only reads', async () => {
    const { approvalId = '' } = dataOf(await call('environments.create', args));
    decide(server.world, approvalId, 'denied');

    const { error } = await call('environments.create', args, { 'X-Platos-Approval-Id': approvalId });
    expect(error).toMatchObject({ code: -32000 });
    expect((await call('environments.list_secrets')).result).toBeDefined();
  });
});

describe('JSON-RPC', () => {
  it.each([
    ['{', -32700],
    ['[]', -32600],
    ['{"jsonrpc":"2.0","id":1,"method":"nothing"}', -32601],
    ['{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"nothing"}}', -32601],
    ['{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"agents.get"}}', -32602],
  ])('answers %s with %d', async (raw, code) => {
    const ask = clientOf({ url: server.agent.url, token: server.agent.issue.controlPlane('dev') });
    const { status, json } = await ask('POST /mcp/platform', { raw });

    expect(status).toBe(200);
    expect(json).toMatchObject({ jsonrpc: '2.0', error: { code } });
  });

  it('says which tools there are', async () => {
    const ask = clientOf({ url: server.agent.url, token: server.agent.issue.controlPlane('dev') });
    const method = (name: string) => ({ body: { jsonrpc: '2.0', id: 'a', method: name } });

    expect((await ask('POST /mcp/platform', method('initialize'))).json).toMatchObject({
      id: 'a',
      result: { protocolVersion: '2025-06-18' },
    });
    const { json } = await ask('POST /mcp/platform', method('tools/list'));
    expect(JSON.stringify(json)).toContain('"environments.create"');
    expect(JSON.stringify(json)).not.toContain('trigger.queues');
    const body = { jsonrpc: '2.0', method: 'notifications/initialized' };
    expect((await ask('POST /mcp/platform', { body })).status).toBe(202);
  });
});
