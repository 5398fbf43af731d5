import { afterEach, describe, expect, it } from 'vitest';
import { clientOf } from '../client.ts';
import { drop, limitedAgent, refusedInside, twice } from '../faults.ts';
import { type PlatosServer, startPlatos } from '../server.ts';
import { environmentAt } from '../world.ts';
import { agentClient } from './agent-client.ts';
import { entityOf } from './credentials.ts';
import { perMinute } from './limits.ts';

const agents = '/api/v1/agent/agents';
const running: PlatosServer[] = [];

async function start(options: Parameters<typeof startPlatos>[0] = {}): Promise<PlatosServer> {
  const server = await startPlatos(options);
  running.push(server);
  return server;
}

afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

/** Asks the agent service with nothing of its own. */
const bare = ({ agent }: PlatosServer) => clientOf({ url: agent.url, token: '' });

function scopeHeaders({ world }: PlatosServer, slug: string): Record<string, string> {
  const { id, projectId } = environmentAt(world, slug);
  return {
    'x-platos-organization-id': 'org_acme',
    'x-platos-project-id': projectId,
    'x-platos-environment-id': id,
    'x-platos-user-id': 'user_ada',
  };
}

describe('a session', () => {
  const time = Date.parse('2026-03-01T10:00:00Z');
  const mint = (
    server: PlatosServer,
    change: object = {},
    secret?: string | null,
    entity = 'support-bot',
  ) => {
    const { id: environmentId, projectId } = environmentAt(server.world, 'prod');
    const token = secret === undefined ? entityOf(server.world, projectId).secret : secret;
    const scope = { organizationId: 'org_acme', projectId, environmentId, userId: 'user_ada' };
    return bare(server)(`POST /api/v1/entities/${entity}/session-tokens`, {
      token,
      body: { ...scope, ...change },
    });
  };

  it.each([
    [{}, 3600],
    [{ ttlSeconds: 1 }, 60],
    [{ ttlSeconds: 7200 }, 7200],
    [{ ttlSeconds: 99_999_999 }, 604_800],
  ])('is minted by the entity for %j, for %d seconds', async (change, seconds) => {
    const server = await start({ now: () => time });
    const { status, json } = await mint(server, change);
    const { token, expiresAt } = json as { token: string; expiresAt: number };

    expect({ status, expiresAt }).toEqual({ status: 201, expiresAt: time / 1000 + seconds });
    const listed = await agentClient(server, 'prod', token)(`GET ${agents}`);
    expect(listed.json).toMatchObject({ total: 1, agents: [{ id: 'agent_prod_triage' }] });
  });

  it('is minted for any environment, and one that is not there is empty', async () => {
    const server = await start();
    const { json } = await mint(server, { environmentId: 'env_none', userId: 'user_nobody' });
    const { token } = json as { token: string };

    expect((await agentClient(server, 'prod', token)(`GET ${agents}`)).json).toEqual({
      agents: [],
      total: 0,
    });
  });

  it.each([
    ['no user', { userId: '' }, undefined, undefined, 400],
    ['no secret', {}, null, undefined, 401],
    ['a wrong secret', {}, 'wrong', undefined, 401],
    ['another project', { projectId: 'project_billing' }, undefined, undefined, 404],
    ['an unknown entity', {}, undefined, 'nobody', 404],
    ['a malformed entity', {}, undefined, 'a.b', 400],
  ])('is not minted with %s', async (_, change, secret, entity, status) => {
    const answer = await mint(await start(), change, secret, entity);

    expect(answer.json).toEqual({ statusCode: status, message: expect.any(String) });
    expect(answer.status).toBe(status);
  });

  it('ends, and is not believed when it was changed', async () => {
    let now = time;
    const server = await start({ now: () => now });
    const session = server.agent.issue.session('dev', { ttlSeconds: 60 });
    const statusOf = async (token: string) =>
      (await agentClient(server, 'dev', token)(`GET ${agents}`)).status;
    const [head, body = '', sign] = session.split('.');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
    const forged = Buffer.from(
      JSON.stringify({ ...claims, environmentId: environmentAt(server.world, 'prod').id }),
    ).toString('base64url');
    const unsigned = Buffer.from('{"alg":"none"}').toString('base64url');

    expect(await statusOf(session)).toBe(200);
    expect(await statusOf(`${head}.${forged}.${sign}`)).toBe(401);
    expect(await statusOf(`${unsigned}.${body}.`)).toBe(401);
    now += 60_000;
    expect(await statusOf(session)).toBe(401);
  });

  it('that names an agent reaches no other', async () => {
    const server = await start();
    const ask = agentClient(
      server,
      'dev',
      server.agent.issue.session('dev', { agentId: 'agent_dev_triage' }),
    );

    expect((await ask(`GET ${agents}/agent_dev_triage`)).status).toBe(200);
    expect(await ask(`GET ${agents}/agent_dev_refund-helper`)).toMatchObject({
      status: 403,
      json: { message: 'AGENT_SCOPE_MISMATCH' },
    });
  });
});

describe('other credentials', () => {
  it('are four headers, all of them, from inside alone', async () => {
    const server = await start();
    const headers = scopeHeaders(server, 'stg');
    const ask = (sent: Record<string, string>) =>
      bare(server)(`GET ${agents}`, { token: null, headers: sent });
    const { 'x-platos-user-id': _, ...three } = headers;

    expect((await ask(headers)).json).toMatchObject({ total: 1, agents: [{ id: 'agent_stg_triage' }] });
    expect((await ask({ ...headers, 'x-forwarded-for': '192.0.2.1' })).status).toBe(401);
    expect((await ask(three)).status).toBe(401);
    expect(server.agent.requests[0]?.credential).toBe('scope-headers');
  });

  it('do not include a personal token or an environment key', async () => {
    const server = await start();
    for (const token of [server.token, server.issue.rootKey('dev'), server.agent.issue.controlPlane('dev')])
      expect(await bare(server)(`GET ${agents}`, { token })).toMatchObject({
        status: 401,
        json: { statusCode: 401, error: 'Unauthorized' },
      });
  });

  it('want the access key of a scope that has one', async () => {
    const server = await start();
    server.world.agent.accessKeys.set(environmentAt(server.world, 'prod').id, 'fake-access-key');
    const ask = agentClient(server, 'prod');

    expect(await ask(`GET ${agents}`)).toMatchObject({ status: 401, json: { error: 'INVALID_ACCESS_KEY' } });
    const headers = { 'x-platos-api-key': 'fake-access-key' };
    expect((await ask(`GET ${agents}`, { headers })).status).toBe(200);
    expect((await agentClient(server, 'dev')(`GET ${agents}`)).status).toBe(200);
  });

  it('are not kept in the log of requests', async () => {
    const server = await start();
    const session = server.agent.issue.session('dev');
    await agentClient(server, 'dev', session)(`GET ${agents}`, { headers: { 'x-platos-api-key': 'fake' } });

    expect(server.agent.requests).toMatchObject([{ credential: 'session', path: agents }]);
    expect(JSON.stringify(server.agent.requests)).not.toMatch(/fake|eyJ/);
  });
});

describe('limits and faults', () => {
  it('counts users and environments by the minute', async () => {
    let now = Date.parse('2026-03-01T10:00:00Z');
    const server = await start({
      now: () => now,
      agentRateLimit: { userPerMinute: perMinute(2), scopePerMinute: perMinute(3) },
    });
    const ada = agentClient(server, 'dev', server.agent.issue.session('dev'));
    const ben = agentClient(server, 'dev', server.agent.issue.session('dev', { userId: 'user_ben' }));
    await ada(`GET ${agents}`);
    await ada(`GET ${agents}`);
    now += 48_000;
    const third = await ada(`GET ${agents}`);

    expect(third.json).toMatchObject({
      code: 'rate_limit',
      scope: 'user_per_minute',
      limit: 2,
      retryAfterSeconds: 12,
    });
    expect([third.status, third.headers.get('retry-after')]).toEqual([429, '12']);
    expect((await ben(`GET ${agents}`)).status).toBe(200);
    expect((await ben(`GET ${agents}`)).json).toMatchObject({ scope: 'org_per_minute' });
    now += 12_000;
    expect((await ada(`GET ${agents}`)).status).toBe(200);
  });

  it('befall the one listener and not the other', async () => {
    const server = await start();
    const ask = agentClient(server, 'dev');
    const make = { body: { name: 'Made', model: 'openai:gpt-4.1' } };
    server.agent.faults.add(limitedAgent(2), { times: 1 });
    server.agent.faults.add(refusedInside('Agent not found', 404), { method: 'PATCH' });
    server.agent.faults.add(twice(), { method: 'POST' });
    server.agent.faults.add(drop(), { method: 'DELETE' });

    expect((await ask(`GET ${agents}`)).headers.get('retry-after')).toBe('2');
    expect(await ask(`PATCH ${agents}/agent_dev_triage`)).toMatchObject({
      status: 200,
      json: { status: 404 },
    });
    await ask(`POST ${agents}`, make);
    const slugs = server.world.agent.agents.map(({ slug }) => slug).filter((slug) => slug.startsWith('made'));
    expect(slugs).toEqual(['made', expect.stringMatching(/^made-[0-9a-z]+$/)]);
    await expect(ask(`DELETE ${agents}/agent_dev_triage`)).rejects.toThrow();
    expect(server.world.agent.agents.some(({ id }) => id === 'agent_dev_triage')).toBe(false);
    expect((await clientOf(server)('GET /api/v1/orgs')).status).toBe(200);
  });
});
