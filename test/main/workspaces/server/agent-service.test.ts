import { expect, test } from 'vitest';
import { z } from 'zod';
import { decide } from '../../../support/server/agent/approvals.ts';
import { perMinute } from '../../../support/server/agent/limits.ts';
import {
  doneButFailed,
  drop,
  fail,
  limitedAgent,
  page,
  redirect,
  refusedInside,
  stall,
} from '../../../support/server/faults.ts';
import type { PlatosServer } from '../../../support/server/server.ts';
import { environmentAt } from '../../../support/server/world.ts';
import {
  type AgentDifferences,
  agentServiceOf,
  envAt,
  platosFor,
  projectId,
  secretsOf,
} from './agent-service.ts';
import { failureOf, saying } from './api.ts';

const Agents = z.object({ agents: z.array(z.object({ id: z.string() })) });
const agents = { path: ['agents'] };
const make = { method: 'POST' as const, path: ['agents'], body: { name: 'Made', model: 'openai:gpt-4.1' } };

const asked = ({ agent }: PlatosServer, path: string): number =>
  agent.requests.filter((one) => one.path.includes(path)).length;
const made = ({ world }: PlatosServer): number =>
  world.agent.agents.filter(({ slug }) => slug.startsWith('made')).length;

test('each environment is asked with a session of its own, which is made once', async () => {
  const server = await platosFor();
  const service = agentServiceOf(server);
  const lists = await Promise.all(
    ['stg', 'stg', 'stg', 'dev', 'prod'].map((slug) => service.ask(envAt(slug), agents, Agents)),
  );
  const first = lists.map(
    (list) => list.agents.some(({ id }) => id.endsWith('triage')) && list.agents[0]?.id,
  );
  expect(first.map((id) => String(id).split('_')[1])).toEqual(['stg', 'stg', 'stg', 'dev', 'prod']);
  expect(asked(server, 'session-tokens')).toBe(3);
  expect(asked(server, '/mcp/platform')).toBe(2); // who the token is, and one list of environments
});

test('a session is renewed before it ends, by the clock of the server alone', async () => {
  let passed = 0;
  const server = await platosFor({ now: () => Date.now() + passed });
  const service = agentServiceOf(server, { now: () => Date.now() + passed - 86_400_000 });
  await service.ask(envAt('stg'), agents, Agents);
  passed += 50 * 60_000;
  await service.ask(envAt('stg'), agents, Agents);
  expect(asked(server, 'session-tokens')).toBe(1);
  passed += 6 * 60_000;
  await Promise.all([1, 2, 3].map(() => service.ask(envAt('stg'), agents, Agents)));
  expect(asked(server, 'session-tokens')).toBe(2);
});

test('a session that is not accepted any more is made anew for a question, and once only', async () => {
  const server = await platosFor();
  const service = agentServiceOf(server);
  await service.ask(envAt('stg'), agents, Agents);
  server.agent.faults.add(saying(401, { statusCode: 401, message: 'x', error: 'Unauthorized' }), {
    path: '/agents',
    times: 1,
  });
  await service.ask(envAt('stg'), agents, Agents);
  expect(asked(server, 'session-tokens')).toBe(2);
  server.agent.faults.add(saying(401, {}), { path: '/agents' });
  expect(await failureOf(service.ask(envAt('stg'), agents, Agents))).toMatchObject({
    code: 'agent-access',
    why: 'session-refused',
    server: 'Acme',
  });
  expect(asked(server, '/agent/agents')).toBe(5);
  expect(await service.change(envAt('stg'), make)).toMatchObject({ answer: 'stop' });
  expect(made(server)).toBe(0);
});

test('an environment with an access key of its own cannot be asked, and no session is made in vain', async () => {
  const server = await platosFor();
  const service = agentServiceOf(server);
  server.world.agent.accessKeys.set(environmentAt(server.world, 'prod').id, 'fake-access-key');
  expect(await failureOf(service.ask(envAt('prod'), agents, Agents))).toMatchObject({ code: 'unsupported' });
  expect(await service.change(envAt('prod'), make)).toMatchObject({
    answer: 'stop',
    error: { code: 'unsupported' },
  });
  expect(made(server)).toBe(0);
});

test('environments are found by slug and branch, in a new list where the last has none of that', async () => {
  const server = await platosFor();
  const service = agentServiceOf(server);
  const list = await service.environments(projectId);
  expect(list.find(({ branch }) => branch === 'feat/tone')).toMatchObject({
    slug: 'preview-feat-tone',
    type: 'PREVIEW',
    archived: false,
  });
  const branch = envAt('preview/feat/tone');
  expect((await service.ask(branch, agents, Agents)).agents).toEqual([]);
  expect(await failureOf(service.ask(envAt('qa'), agents, Agents))).toEqual({
    code: 'not-found',
    what: 'environment',
    name: 'qa',
  });
  await service.tool(projectId, 'environments.create', { slug: 'qa', type: 'STAGING' });
  expect((await service.ask(envAt('qa'), agents, Agents)).agents).toEqual([]);
});

test('of several people’s development environments, the account’s own is known by a token of it alone', async () => {
  const server = await platosFor();
  const account = { email: 'ben@acme.example', userId: 'user_ben' };
  const why = { code: 'unsupported', why: expect.stringContaining('which one is yours') };
  const byStaging = agentServiceOf(server, { secrets: async () => secretsOf(server, 'stg') });
  expect(await failureOf(byStaging.ask(envAt('dev'), agents, Agents))).toMatchObject(why);
  const ofAnother = agentServiceOf(server, { account });
  expect(await failureOf(ofAnother.ask(envAt('dev'), agents, Agents))).toMatchObject(why);
  expect((await agentServiceOf(server).ask(envAt('dev'), agents, Agents)).agents).not.toEqual([]);
});

test.each<[string, AgentDifferences, string]>([
  ['no address', { agentUrl: undefined }, 'no address'],
  ['Trigger.dev', { flavour: () => 'trigger' }, 'no agent service'],
  ['the tenancy database', { flavour: () => 'platos-tenancy' }, 'another way'],
  ['no credentials', { agentAccess: [] }, 'no credentials'],
])('nothing is sent with %s', async (_, differences, why) => {
  const server = await platosFor();
  const service = agentServiceOf(server, differences);
  expect(service.opens(projectId)).toBe(false);
  const refusal = { code: 'unsupported', why: expect.stringContaining(why) };
  expect(await failureOf(service.ask(envAt('stg'), agents, Agents))).toMatchObject(refusal);
  expect(await service.change(envAt('stg'), make)).toMatchObject({ answer: 'stop', error: refusal });
  expect(await service.tool(projectId, 'environments.list', {})).toMatchObject({ answer: 'stop' });
  expect(server.agent.requests).toEqual([]);
});

test('offline, over plain http, and after it was closed, nothing leaves', async () => {
  const server = await platosFor();
  const problem = async (differences: Parameters<typeof agentServiceOf>[1]) =>
    failureOf(agentServiceOf(server, differences).environments(projectId));
  expect(await problem({ stayOffline: true })).toMatchObject({ problem: 'offline' });
  expect(await problem({ agentUrl: 'http://192.0.2.1:3100' })).toMatchObject({ problem: 'insecure' });
  expect(await problem({ secrets: async () => undefined })).toMatchObject({
    code: 'agent-access',
    why: 'missing',
  });
  const closed = agentServiceOf(server);
  closed.close();
  expect(await failureOf(closed.environments(projectId))).toMatchObject({ problem: 'offline' });
  expect(server.agent.requests).toEqual([]);
});

test.each([
  ['a wrong secret', { secret: 'wrong' }, 'secret-refused'],
  ['an unknown entity', { entityId: 'nobody' }, 'entity-unknown'],
  ['a wrong token', { controlPlane: 'plt_mcp_wrong' }, 'control-plane-refused'],
])('%s is told as what it is', async (_, change, why) => {
  const server = await platosFor();
  const service = agentServiceOf(server, { secrets: async () => ({ ...secretsOf(server), ...change }) });
  expect(await failureOf(service.ask(envAt('dev'), agents, Agents))).toEqual({
    code: 'agent-access',
    why,
    server: 'Acme',
  });
});

test('a failure inside a success is a failure, of a question and of a write', async () => {
  const server = await platosFor();
  const service = agentServiceOf(server);
  const missing = ['agents', 'agent_none'];
  expect(await failureOf(service.ask(envAt('stg'), { path: missing }, z.unknown()))).toMatchObject({
    problem: 'gone',
    status: 404,
  });
  server.agent.faults.add(refusedInside('Agent not found', 404), { method: 'PATCH', times: 1 });
  const patch = { method: 'PATCH' as const, path: ['agents', 'agent_stg_triage'], body: { name: 'X' } };
  expect(await service.change(envAt('stg'), patch)).toMatchObject({ answer: 'refused', status: 404 });
  expect(await service.change(envAt('stg'), patch)).toMatchObject({ answer: 'accepted' });
});

test('a question goes again after trouble, and a write never after it left', async () => {
  const server = await platosFor();
  const service = agentServiceOf(server);
  const { faults } = server.agent;
  await service.ask(envAt('stg'), agents, Agents);
  faults.add(fail(503), { method: 'GET', times: 1 });
  faults.add(drop(10), { method: 'GET', nth: 2, times: 1 });
  expect((await service.ask(envAt('stg'), agents, Agents)).agents).not.toEqual([]);
  for (const [fault, answer] of [
    [drop(), 'unknown'],
    [doneButFailed(), 'unknown'],
    [stall(true), 'unknown'],
    [page(), 'unknown'],
    [redirect('http://127.0.0.1:9'), 'stop'],
  ] as const) {
    faults.clear();
    faults.add(fault, { method: 'POST' });
    const before = server.agent.requests.length;
    expect(await service.change(envAt('stg'), make)).toMatchObject({ answer });
    expect(server.agent.requests.length - before).toBe(1);
  }
  faults.clear();
  faults.add(page(), { method: 'GET' });
  expect(await failureOf(service.ask(envAt('stg'), agents, Agents))).toMatchObject({
    problem: 'not-a-server',
  });
});

test('the limits of the service are waited for, and every write is done once', async () => {
  const server = await platosFor({
    agentRateLimit: { userPerMinute: { burst: 4, refill: 4, intervalMs: 900 } },
  });
  const service = agentServiceOf(server, { pace: { limitedMs: 30_000 } });
  const writes = Array.from({ length: 10 }, () => service.change(envAt('stg'), make));
  expect(new Set((await Promise.all(writes)).map(({ answer }) => answer))).toEqual(new Set(['accepted']));
  expect(made(server)).toBe(10);
});

test('a wait that is too long is not begun, and waiting is told', async () => {
  const server = await platosFor();
  const service = agentServiceOf(server);
  await service.ask(envAt('stg'), agents, Agents);
  const end = server.agent.faults.add(limitedAgent(1), { path: '/agents' });
  const waits = service.ask(envAt('stg'), agents, Agents);
  await expect.poll(() => service.waiting().until).toBeDefined();
  end();
  await waits;
  server.agent.faults.add(limitedAgent(86_400), { path: '/agents' });
  expect(await failureOf(service.ask(envAt('stg'), agents, Agents))).toMatchObject({ problem: 'busy' });
});

test('the control plane’s own limit is waited for too', async () => {
  const server = await platosFor({ agentRateLimit: { controlPlane: perMinute(1) } });
  const service = agentServiceOf(server, { pace: { limitedMs: 500 } });
  await service.environments(projectId);
  expect(await failureOf(service.environments(projectId))).toMatchObject({ problem: 'busy' });
  expect(await service.tool(projectId, 'environments.create', { slug: 'qa' })).toMatchObject({
    answer: 'stop',
    error: { problem: 'busy' },
  });
});

test('tools say what they refuse by known codes alone', async () => {
  const server = await platosFor();
  const service = agentServiceOf(server);
  const call = (name: string, args = {}) => service.tool(projectId, name, args);
  expect(await call('environments.create', { slug: 'stg' })).toMatchObject({
    answer: 'refused',
    code: 'slug_taken',
  });
  expect(await call('nothing.such')).toMatchObject({ answer: 'refused', code: 'unknown-tool' });
  expect(await call('environments.create', { slug: 1 })).toMatchObject({ code: 'invalid-arguments' });
  server.agent.faults.add(
    saying(200, {
      jsonrpc: '2.0',
      id: 1,
      result: { content: [{ type: 'text', text: '{"error":"<b>fake-value</b>"}' }] },
    }),
  );
  expect(await call('environments.create', { slug: 'qa' })).toMatchObject({
    answer: 'refused',
    code: 'other',
  });
});

test('a token without the permission may not list, and says so', async () => {
  const server = await platosFor();
  const controlPlane = server.agent.issue.controlPlane('stg', { permissions: ['platos.whoami'] });
  const service = agentServiceOf(server, { secrets: async () => ({ ...secretsOf(server), controlPlane }) });
  expect(await service.tool(projectId, 'environments.create', { slug: 'qa' })).toMatchObject({
    answer: 'refused',
    code: 'no-permission',
  });
  expect(await failureOf(service.environments(projectId))).toMatchObject({
    code: 'unsupported',
    why: expect.stringContaining('environments.list'),
  });
});

test('an approval is told with its page, and let through with its id; a denied one is blocked', async () => {
  const server = await platosFor();
  server.world.agent.interactiveApprovals = true;
  const service = agentServiceOf(server);
  const create = (slug: string, approvalId?: string) =>
    service.tool(projectId, 'environments.create', { slug }, approvalId === undefined ? {} : { approvalId });
  const waiting = await create('qa');
  if (waiting.answer !== 'approval') throw new Error('no approval');
  expect(waiting).toMatchObject({ page: `${server.url}/approvals/${waiting.approvalId}` });
  expect(waiting.expiresAt).toBeGreaterThan(Date.now());
  expect(await create('qa', waiting.approvalId)).toMatchObject({ answer: 'approval' });
  decide(server.world, waiting.approvalId, 'approved');
  expect(await create('qa', waiting.approvalId)).toMatchObject({ answer: 'done', value: { slug: 'qa' } });
  const second = await create('qb');
  if (second.answer !== 'approval') throw new Error('no approval');
  decide(server.world, second.approvalId, 'denied');
  expect(await create('qb', second.approvalId)).toMatchObject({ answer: 'refused', code: 'blocked' });
});

test.each(['javascript:alert(1)', 'http://192.0.2.1/x', 'https://user:pass@x.example/', 'nonsense'])(
  'the page of an approval at %j is not passed on',
  async (dashboardUrl) => {
    const server = await platosFor();
    const data = { approvalId: 'a1', dashboardUrl };
    server.agent.faults.add(saying(200, { jsonrpc: '2.0', id: 1, error: { code: -32_002, data } }));
    const service = agentServiceOf(server);
    expect(await service.tool(projectId, 'environments.create', { slug: 'qa' })).toEqual({
      answer: 'approval',
      approvalId: 'a1',
    });
  },
);

test.each([
  ['a cut', drop(), 'unknown'],
  ['silence', stall(true), 'unknown'],
  ['a page', page(), 'unknown'],
  ['an error inside', doneButFailed(), 'unknown'],
  [
    'an internal error of the tool',
    saying(200, { jsonrpc: '2.0', id: 1, error: { code: -32_603 } }),
    'unknown',
  ],
  ['a text that is no JSON', saying(200, { result: { content: [{ type: 'text', text: '{' }] } }), 'unknown'],
  ['a code that nobody knows', saying(200, { jsonrpc: '2.0', id: 1, error: { code: -1 } }), 'stop'],
  ['a wall', saying(403, {}), 'stop'],
])('a tool that writes, after %s, was sent once', async (_, fault, answer) => {
  const server = await platosFor();
  server.agent.faults.add(fault);
  const service = agentServiceOf(server);
  expect(await service.tool(projectId, 'environments.create', { slug: 'qa' })).toMatchObject({ answer });
  expect(server.agent.requests).toHaveLength(1);
});

test('a server that cannot be reached is told as that, and the write did not leave', async () => {
  const server = await platosFor();
  const service = agentServiceOf(server);
  await service.ask(envAt('stg'), agents, Agents);
  await server.agent.close();
  expect(await failureOf(service.environments(projectId))).toMatchObject({ problem: 'unreachable' });
  expect(await service.change(envAt('stg'), make)).toMatchObject({
    answer: 'stop',
    error: { problem: 'unreachable' },
  });
});

test('what is told to stop before it left rejects with the reason', async () => {
  const server = await platosFor();
  const service = agentServiceOf(server);
  const signal = AbortSignal.abort(new Error('enough'));
  await expect(service.change(envAt('stg'), { ...make, signal })).rejects.toThrow('enough');
  await expect(service.ask(envAt('stg'), { ...agents, signal }, Agents)).rejects.toThrow('enough');
  expect(made(server)).toBe(0);
});
