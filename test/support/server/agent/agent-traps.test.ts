import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type PlatosServer, startPlatos } from '../server.ts';
import { environmentAt } from '../world.ts';
import { agentClient } from './agent-client.ts';
import { keySpent } from './resolve-key.ts';

const agents = '/api/v1/agent/agents';

let server: PlatosServer;
let now: number;
beforeEach(async () => {
  now = Date.parse('2026-03-01T10:00:00Z');
  server = await startPlatos({ now: () => now });
});
afterEach(() => server.close());

const idOf = (slug: string): string => environmentAt(server.world, slug).id;
const agentAt = (id: string) => server.world.agent.agents.find((one) => one.id === id);
describe('agents', () => {
  it('become two where a slug is taken', async () => {
    const ask = agentClient(server, 'prod');
    const body = { name: 'Triage', model: 'anthropic:claude-sonnet-4-6' };
    const { status, json } = await ask(`POST ${agents}`, { body });

    expect(status).toBe(201);
    expect(json).toMatchObject({ slug: `triage-${now.toString(36)}` });
    expect((await ask(`GET ${agents}`)).json).toMatchObject({ total: 2 });
  });

  it('take fewer fields when they are made than when they are changed, and some never', async () => {
    const ask = agentClient(server, 'dev');
    const onlyOnChange = {
      providerKeyId: 'pkey_dev_openai-dev',
      contextMapping: { a: 'b' },
      featureFlags: { voice: true },
      enableThreading: true,
      threadingConfig: { by: 'user' },
      clusteringId: 'cluster_1',
      isActive: false,
    };
    const never = {
      visibility: 'public-guest',
      governanceConfig: { a: 1 },
      mcpPermissions: ['*'],
      agentRetryConfig: {},
    };
    const body = { name: 'Made', model: 'openai:gpt-4.1', slug: 'made', ...onlyOnChange, ...never };
    const made = (await ask(`POST ${agents}`, { body })).json as { id: string };
    expect(made).toMatchObject({
      providerKeyId: null,
      featureFlags: {},
      isActive: true,
      visibility: 'private',
    });

    const changed = await ask(`PATCH ${agents}/${made.id}`, {
      body: { ...onlyOnChange, ...never, slug: 'other' },
    });
    expect(changed.json).toMatchObject({
      ...onlyOnChange,
      slug: 'made',
      visibility: 'private',
      governanceConfig: null,
      mcpPermissions: null,
    });
  });

  it('get a version by a change alone, with its note, and go back by another', async () => {
    const ask = agentClient(server, 'dev');
    const path = `${agents}/agent_dev_triage`;
    const notes = async () =>
      ((await ask(`GET ${path}/versions`)).json as { versions: { note: string | null }[] }).versions.map(
        ({ note }) => note,
      );
    await ask(`PATCH ${path}`, { body: { name: 'Triage', versionNote: 'Nothing' } });
    expect(await notes()).toEqual(['Wording', 'Initial version']);

    await ask(`PATCH ${path}`, { body: { systemPrompt: 'New', versionNote: 'From staging' } });
    await ask(`POST ${path}/versions/version_dev_triage_1/rollback`);
    expect(await notes()).toEqual(['Rollback to version 1', 'From staging', 'Wording', 'Initial version']);
    expect(agentAt('agent_dev_triage')?.systemPrompt).toContain('Sort requests by topic.');
  });

  it('are deleted for good', async () => {
    const ask = agentClient(server, 'prod');
    await ask(`DELETE ${agents}/agent_prod_triage`);

    const { versions, threads, skills } = server.world.agent;
    expect([...versions, ...threads].some(({ agentId }) => agentId === 'agent_prod_triage')).toBe(false);
    expect(skills.some(({ agentIds }) => agentIds.includes('agent_prod_triage'))).toBe(false);
  });

  it('are made with keys and providers that the environment does not have', async () => {
    const modelRoutes = [
      { label: 'a', model: 'nobody:x', providerKeyId: 'pkey_dev_openai-dev', isDefault: true },
    ];
    const { status, json } = await agentClient(server, 'prod')(`POST ${agents}`, {
      body: { name: 'Stray', model: 'nobody:x', modelRoutes },
    });

    expect(status).toBe(201);
    expect(json).toMatchObject({ modelRoutes });
    const place = { environmentId: idOf('prod'), slug: 'stray', now };
    expect(keySpent(server.world, { ...place, route: 'a' })).toBeUndefined();
  });
});
