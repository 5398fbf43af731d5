import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../../core/json.ts';
import type { AgentChange, AgentService } from '../../../../../main/workspaces/server/agent-service.ts';
import { createAgentSource } from '../../../../../main/workspaces/server/documents/agent-source.ts';
import { createRecentAsks } from '../../../../../main/workspaces/server/documents/recent-asks.ts';
import { agentClient } from '../../../../support/server/agent/agent-client.ts';
import { perMinute } from '../../../../support/server/agent/limits.ts';
import { doneButFailed, drop, fail, stall, twice } from '../../../../support/server/faults.ts';
import { type PlatosServer, startPlatos } from '../../../../support/server/server.ts';
import { environmentAt } from '../../../../support/server/world.ts';
import { agentServiceOf, envAt } from '../agent-service.ts';
import { saying } from '../api.ts';

const prod = envAt('prod');

let server: PlatosServer;
let service: AgentService;
beforeEach(async () => {
  const much = perMinute(1_000);
  server = await startPlatos({
    flavour: 'platos-a',
    agentRateLimit: { userPerMinute: much, scopePerMinute: much },
  });
  service = agentServiceOf(server, { pace: { silenceMs: 300, againMs: [] } });
});
afterEach(() => server.close());

const agentsIn = (slug: string) => {
  const { id } = environmentAt(server.world, slug);
  return server.world.agent.agents.filter(({ environmentId }) => environmentId === id);
};
const agentAt = (slug: string, agent: string) => {
  const found = agentsIn(slug).find((one) => one.slug === agent);
  if (found === undefined) throw new Error(`no ${agent}`);
  return found;
};
const versionsOf = (agent: string) =>
  server.world.agent.versions.filter(({ agentId }) => agentId === agentAt('prod', agent).id).length;

async function read(slug: string, agent: string): Promise<JsonObject | undefined> {
  const [found] = await createAgentSource(createRecentAsks(service, Date.now)).read(envAt(slug), [agent]);
  return found?.content;
}

/** Reads, as is done before every write, and writes. */
async function set(agent: string, content: JsonObject, through = service) {
  const source = createAgentSource(createRecentAsks(through, Date.now));
  const [before] = await source.read(prod, [agent]);
  return source.write(prod, { type: 'set', key: agent, content }, before?.content);
}

async function remove(agent: string) {
  const source = createAgentSource(createRecentAsks(service, Date.now));
  const [before] = await source.read(prod, [agent]);
  return source.write(prod, { type: 'delete', key: agent }, before?.content);
}

/** Does something right before a request of that method leaves. */
const rightBefore = (method: AgentChange['method'], happens: () => unknown): AgentService => ({
  ...service,
  change: async (env, call) => {
    if (call.method === method) await happens();
    return service.change(env, call);
  },
});

const faq: JsonObject = {
  name: 'Questions',
  model: 'anthropic:claude-sonnet-4-6',
  providerKey: { provider: 'anthropic', envVarName: 'ANTHROPIC_API_KEY' },
  systemPrompt: 'Answer.',
  maxSteps: 5,
  featureFlags: { voice: true },
  contextMapping: { a: 'b' },
  isActive: false,
  skills: [{ name: 'translate', requires: [] }],
};

describe('agents of a server, read', () => {
  it('hold no id: keys go by variable, other agents by slug, skills by name', async () => {
    const found = await read('dev', 'triage');
    expect(found).toMatchObject({
      providerKey: { provider: 'anthropic', envVarName: 'ANTHROPIC_API_KEY' },
      modelRoutes: [
        { label: 'answers', providerKey: { provider: 'anthropic', envVarName: 'ANTHROPIC_API_KEY' } },
        { label: 'titles', providerKey: { provider: 'openai', envVarName: 'OPENAI_API_KEY' } },
      ],
      toolsBlockConfig: { enabledTools: ['help_centre.search', 'ask_agent:{agent refund-helper}'] },
      skills: [
        { name: 'translate', requires: [] },
        { name: 'describe-picture', requires: ['GOOGLE_GENERATIVE_AI_API_KEY'] },
      ],
    });
    expect(JSON.stringify(found)).not.toMatch(/agent_dev|pkey_|version_|project_|env_|org_/);
  });
  it('are listed in two requests, however many they are, without skills', async () => {
    const { agents } = server.world.agent;
    const one = agentAt('prod', 'triage');
    for (let index = 0; index < 499; index += 1)
      agents.push({ ...structuredClone(one), id: `more_${index}`, slug: `more-${index}` });
    const found = await createAgentSource(createRecentAsks(service, Date.now)).read(prod);
    expect(found).toHaveLength(500);
    expect(server.agent.requests.filter(({ path }) => path.startsWith('/api/v1/agent/'))).toHaveLength(2);
    expect(found.every(({ content }) => content['skills'] === undefined)).toBe(true);
  });
});

it('versions of an agent are read page by page, each once', async () => {
  const { id } = agentAt('prod', 'triage');
  const [first] = server.world.agent.versions.filter(({ agentId }) => agentId === id);
  if (first === undefined) throw new Error('no version');
  for (let number = 100; number < 500; number += 1)
    server.world.agent.versions.push({ ...first, id: `more_${number}`, versionNumber: number });
  const source = createAgentSource(createRecentAsks(service, Date.now));
  const found = await source.versions?.(prod, 'triage');
  expect(found).toHaveLength(versionsOf('triage'));
  expect(found?.slice(0, 400).map(({ version }) => version)).toEqual(
    Array.from({ length: 400 }, (_, at) => 499 - at),
  );
});

describe('a list of agents that cannot be true', () => {
  it('is no list of this API where it nests without end', async () => {
    const deep = `{"agents":[{"id":"a","slug":"a","x":${'['.repeat(50_000)}${']'.repeat(50_000)}}]}`;
    server.agent.faults.add(saying(200, deep), { method: 'GET', path: /agents$/ });
    await expect(read('prod', 'a')).rejects.toMatchObject({ detail: { problem: 'not-a-server' } });
  });
  it('nor are versions of one', async () => {
    const snapshot = `{"name":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    const deep = `{"versions":[{"versionNumber":1,"createdAt":"","snapshot":${snapshot}}]}`;
    server.agent.faults.add(saying(200, deep), { method: 'GET', path: /versions$/ });
    const source = createAgentSource(createRecentAsks(service, Date.now));
    await expect(source.versions?.(prod, 'triage')).rejects.toMatchObject({
      detail: { problem: 'not-a-server' },
    });
  });
  it('is no list where it is a part of it: neither agents nor versions are shown then', async () => {
    const agents = JSON.stringify({ agents: [{ id: 'a', slug: 'a' }], total: 2 });
    const remove = server.agent.faults.add(saying(200, agents), { method: 'GET', path: /agents$/ });
    await expect(read('prod', 'a')).rejects.toMatchObject({ detail: { problem: 'cut' } });
    remove();
    const endless = JSON.stringify({ versions: [], nextCursor: 'again' });
    server.agent.faults.add(saying(200, endless), { method: 'GET', path: /versions$/ });
    const source = createAgentSource(createRecentAsks(service, Date.now));
    await expect(source.versions?.(prod, 'triage')).rejects.toMatchObject({ detail: { problem: 'cut' } });
  });
  it('counts the first of two agents of one slug', async () => {
    const first = agentAt('prod', 'triage');
    server.world.agent.agents.push({ ...structuredClone(first), id: 'twin', maxSteps: 1 });
    const found = await createAgentSource(createRecentAsks(service, Date.now)).read(prod);
    expect(found.map(({ key, content }) => [key, content['maxSteps']])).toEqual([['triage', first.maxSteps]]);
  });
});

describe('agents of a server, written', () => {
  it('are created with all fields, those that only a change takes too', async () => {
    expect(await set('questions', faq)).toEqual({ answer: 'accepted' });
    expect(await read('prod', 'questions')).toMatchObject(faq);
    expect(agentAt('prod', 'questions').providerKeyId).toBe('pkey_prod_anthropic-production');
  });
  it('are changed in the fields that differ alone', async () => {
    const there = (await read('prod', 'triage')) ?? {};
    const was = structuredClone(agentAt('prod', 'triage'));
    expect(await set('triage', { ...there, maxSteps: 3, skills: [] })).toEqual({ answer: 'accepted' });
    const now = agentAt('prod', 'triage');
    const same = { currentVersionId: now.currentVersionId, updatedAt: now.updatedAt };
    expect(now).toEqual({ ...was, maxSteps: 3, ...same });
    expect(await read('prod', 'triage')).toEqual({ ...there, maxSteps: 3, skills: [] });
    expect(await set('triage', there)).toEqual({ answer: 'accepted' });
    expect({ ...agentAt('prod', 'triage'), ...same }).toEqual({ ...was, ...same });
    expect(await read('prod', 'triage')).toEqual(there);
  });
  it('make no version where nothing differs', async () => {
    const count = versionsOf('triage');
    expect(await set('triage', (await read('prod', 'triage')) ?? {})).toEqual({ answer: 'accepted' });
    expect(versionsOf('triage')).toBe(count);
  });
  it('take a prompt of 200 KB', async () => {
    const systemPrompt = 'Überaus lang. '.repeat(15_000);
    expect(await set('questions', { ...faq, systemPrompt })).toEqual({ answer: 'accepted' });
    expect(agentAt('prod', 'questions').systemPrompt).toBe(systemPrompt);
  });
  it('lose a field that was taken away', async () => {
    const { systemPrompt: _, ...rest } = (await read('prod', 'triage')) ?? {};
    expect(await set('triage', rest)).toEqual({ answer: 'accepted' });
    expect(agentAt('prod', 'triage').systemPrompt).toBeNull();
  });
  it('are deleted, and one that is not there is deleted', async () => {
    expect(await remove('triage')).toEqual({ answer: 'accepted' });
    expect(await remove('triage')).toEqual({ answer: 'accepted' });
    expect(agentsIn('prod')).toEqual([]);
  });
});

describe('an agent of which a server would make two', () => {
  it('is made once, where somebody else was quicker by a moment', async () => {
    const another = rightBefore('POST', () =>
      agentClient(server, 'prod')('POST /api/v1/agent/agents', {
        body: { name: 'Theirs', model: 'openai:gpt-4.1', slug: 'questions' },
      }),
    );
    expect(await set('questions', { ...faq, skills: [] }, another)).toEqual({
      answer: 'refused',
      reason: 'Somebody else made an agent of this slug meanwhile; the second one was removed.',
    });
    expect(agentsIn('prod').map(({ name }) => name)).toEqual(['Triage', 'Theirs']);
  });

  it.each([
    ['stalls', stall(true)],
    ['is cut', drop()],
    ['fails', doneButFailed()],
    ['is that of the same request delivered a second time', twice()],
  ])('is made once, where the answer %s after it was made', async (_, fault) => {
    server.agent.faults.add(fault, { method: 'POST', path: /agents$/ });
    expect(await set('questions', faq)).toEqual({ answer: 'accepted' });
    expect(agentsIn('prod').map(({ slug }) => slug)).toEqual(['triage', 'questions']);
    expect(await read('prod', 'questions')).toMatchObject(faq);
  });

  it('is not sent again, where nothing came back and nothing shows', async () => {
    server.agent.faults.add(stall(false), { method: 'POST', path: /agents$/ });
    expect(await set('questions', faq)).toEqual({ answer: 'unknown', reason: 'No answer came in time.' });
    expect(agentsIn('prod')).toHaveLength(1);
  });

  it('is somebody else’s where it says something else', async () => {
    const another = rightBefore('POST', () => {
      server.agent.faults.add(fail(503), { method: 'POST', path: /agents$/ });
      const theirs = { ...structuredClone(agentAt('prod', 'triage')), id: 'theirs', slug: 'questions' };
      server.world.agent.agents.push(theirs);
    });
    expect(await set('questions', { ...faq, skills: [] }, another)).toMatchObject({ answer: 'unknown' });
    expect(agentAt('prod', 'questions').model).toBe(agentAt('prod', 'triage').model);
  });
});

describe('what an agent names and the environment lacks', () => {
  const gone = { provider: 'openai', envVarName: 'GONE' };
  it.each([
    [{ providerKey: gone }, 'It is pinned to a provider key that is not here: openai:GONE.'],
    [
      { modelRoutes: [{ label: 'x', model: 'openai:a', providerKey: gone }] },
      'It is pinned to a provider key that is not here: openai:GONE.',
    ],
    [{ skills: [{ name: 'fly', requires: [] }] }, 'The environment has no skill of this name: fly.'],
  ])('is refused before anything is sent: %j', async (fields, reason) => {
    const sent: AgentChange[] = [];
    const recording: AgentService = {
      ...service,
      change: (env, call) => {
        sent.push(call);
        return service.change(env, call);
      },
    };
    expect(await set('questions', { ...faq, ...fields }, recording)).toEqual({ answer: 'refused', reason });
    expect(sent).toEqual([]);
  });

  it('waits, where its tools name another agent', async () => {
    const tools = { enabledTools: ['ask_agent:{agent nobody}'] };
    expect(await set('questions', { ...faq, toolsBlockConfig: tools })).toEqual({
      answer: 'not-yet',
      reason: 'Its tools name an agent that is not here: nobody.',
    });
    expect(agentsIn('prod')).toHaveLength(1);
  });

  it('is not itself: it is named once it has an id', async () => {
    const tools = { enabledTools: ['search', 'ask_agent:{agent questions}'] };
    expect(await set('questions', { ...faq, toolsBlockConfig: tools })).toEqual({ answer: 'accepted' });
    const { id, toolsBlockConfig } = agentAt('prod', 'questions');
    expect(toolsBlockConfig).toEqual({ enabledTools: ['search', `ask_agent:${id}`] });
    expect(await read('prod', 'questions')).toMatchObject({ toolsBlockConfig: tools });
  });

  it('is named by its field, where the server says which it does not take', async () => {
    const there = (await read('prod', 'triage')) ?? {};
    expect(await set('triage', { ...there, maxSteps: 'many', historyMode: 'none' })).toEqual({
      answer: 'refused',
      reason: 'The server does not take it (HTTP 400), because of maxSteps, historyMode.',
    });
  });

  it('is told by name, where a skill lacks variables', async () => {
    const skills = [{ name: 'describe-picture', requires: [] }];
    expect(await set('questions', { ...faq, skills })).toEqual({
      answer: 'unknown',
      reason: 'The skill describe-picture could not be linked: GOOGLE_GENERATIVE_AI_API_KEY is not set here.',
    });
  });

  it('is an agent that was deleted meanwhile, and is not made anew', async () => {
    const there = (await read('prod', 'triage')) ?? {};
    const deleting = rightBefore('PATCH', () =>
      agentClient(server, 'prod')(`DELETE /api/v1/agent/agents/${agentAt('prod', 'triage').id}`),
    );
    expect(await set('triage', { ...there, maxSteps: 2 }, deleting)).toMatchObject({ answer: 'unknown' });
    expect(agentsIn('prod')).toEqual([]);
  });
});
