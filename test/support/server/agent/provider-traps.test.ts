import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clientOf } from '../client.ts';
import { type PlatosServer, startPlatos } from '../server.ts';
import { environmentAt, put } from '../world.ts';
import { agentClient } from './agent-client.ts';
import { keySpent } from './resolve-key.ts';

const agents = '/api/v1/agent/agents';
const providers = '/api/v1/agent/providers';
const vars = '/api/v1/projects/proj_supportbotsample/envvars';

let server: PlatosServer;
let now: number;
beforeEach(async () => {
  now = Date.parse('2026-03-01T10:00:00Z');
  server = await startPlatos({ now: () => now });
});
afterEach(() => server.close());

const idOf = (slug: string): string => environmentAt(server.world, slug).id;
const agentAt = (id: string) => server.world.agent.agents.find((one) => one.id === id);
const spent = (environment: string, slug: string, route?: string) => {
  const found = keySpent(server.world, {
    environmentId: idOf(environment),
    slug,
    now,
    ...(route === undefined ? {} : { route }),
  });
  return found && `${found.from} ${found.envVarName}`;
};

describe('provider keys', () => {
  it('lose their default to one that fails to be made', async () => {
    const ask = agentClient(server, 'prod');
    const body = {
      provider: 'anthropic',
      label: 'Again',
      envVarName: 'ANTHROPIC_API_KEY_2',
      isDefault: true,
    };

    expect((await ask(`POST ${providers}/keys`, { body })).status).toBe(500);
    const { keys } = (await ask(`GET ${providers}/keys`)).json as {
      keys: { provider: string; isDefault: boolean }[];
    };
    expect(keys.filter(({ provider }) => provider === 'anthropic').map(({ isDefault }) => isDefault)).toEqual(
      [false, false],
    );
  });

  it('are listed with what neither making nor changing tells, and point where they did', async () => {
    const ask = agentClient(server, 'prod');
    const body = { provider: 'xai', label: 'X', envVarName: 'XAI_API_KEY' };
    const { key } = (await ask(`POST ${providers}/keys`, { body })).json as { key: { id: string } };
    expect(Object.keys(key)).toEqual(['id', 'provider', 'label', 'envVarName', 'isDefault', 'createdAt']);

    const patched = await ask(`PATCH ${providers}/keys/${key.id}`, {
      body: { label: 'Y', isDefault: true, envVarName: 'OTHER' },
    });
    expect(patched.json).toMatchObject({ key: { label: 'Y', envVarName: 'XAI_API_KEY', isDefault: true } });
    expect(patched.json).not.toHaveProperty('key.envVarSet');
    expect((await ask(`GET ${providers}/keys`)).json).toMatchObject({
      keys: [
        { label: 'Anthropic production', isDefault: true, envVarSet: true },
        { label: 'Overflow', isDefault: false, envVarSet: false },
        { label: 'OpenAI production' },
        { label: 'Y', envVarSet: false, lastUsedAt: null },
      ],
    });
  });

  it('of routes go without a word, and their routes lead nowhere', async () => {
    const ask = agentClient(server, 'dev');
    await ask(`PATCH ${agents}/agent_dev_refund-helper`, { body: { providerKeyId: null } });

    expect((await ask(`DELETE ${providers}/keys/pkey_dev_openai-dev`)).status).toBe(200);
    expect(agentAt('agent_dev_triage')?.modelRoutes[1]?.providerKeyId).toBe('pkey_dev_openai-dev');
    expect(spent('dev', 'triage', 'titles')).toBe('canonical OPENAI_API_KEY');
  });
});

describe('a provider', () => {
  const row = async (slug: string, id: string) => {
    const { providers: all } = (await agentClient(server, slug)(`GET ${providers}`)).json as {
      providers: { id: string }[];
    };
    return all.find((one) => one.id === id);
  };

  it('links itself when its variable is written through the webapp', async () => {
    expect(await row('prod', 'xai')).toMatchObject({ envReady: false, linked: false, enabled: false });
    await clientOf(server)(`POST ${vars}/prod`, { body: { name: 'XAI_API_KEY', value: 'fake' } });

    expect(await row('prod', 'xai')).toMatchObject({
      envReady: true,
      linked: true,
      linkedAt: null,
      enabled: true,
      requiredEnv: [{ name: 'XAI_API_KEY', set: true }],
    });
  });

  it('may be linked and enabled without a variable, or have one and be turned off', async () => {
    expect(await row('prod', 'azure')).toMatchObject({ envReady: false, linked: true, enabled: true });
    expect(await row('stg', 'google')).toMatchObject({ envReady: true, linked: true, enabled: false });
  });

  it('is not ready by a key that points at another variable, nor by the process', async () => {
    put(server.world, idOf('stg'), 'OPENAI_KEY', 'fake');
    server.world.values.get(idOf('stg'))?.delete('OPENAI_API_KEY');
    const body = { provider: 'openai', label: 'Odd', envVarName: 'OPENAI_KEY', isDefault: true };
    await agentClient(server, 'stg')(`POST ${providers}/keys`, { body });

    expect(await row('stg', 'openai')).toMatchObject({ envReady: false });
    expect(spent('stg', 'triage', 'titles')).toBe('default OPENAI_KEY');
    expect(await row('prod', 'google')).toMatchObject({ envReady: false, enabled: false });
  });

  it('is said to be ill for a minute after its key was put right, and well for five', async () => {
    const ask = agentClient(server, 'prod');
    const status = async () => (await ask(`GET ${providers}/openai/health`)).json;
    const name = 'OPENAI_API_KEY';
    const old = server.world.values.get(idOf('prod'))?.get(name)?.value ?? '';
    server.world.agent.refusedCredentials.add(old);
    expect(await status()).toMatchObject({ status: 'invalid_key' });
    put(server.world, idOf('prod'), name, 'fake-new');

    now += 59_000;
    expect(await status()).toMatchObject({ status: 'invalid_key' });
    now += 1000;
    expect(await status()).toMatchObject({ status: 'healthy' });
    server.world.agent.refusedCredentials.add('fake-new');
    now += 299_000;
    expect(await ask(`GET ${providers}/health`)).toMatchObject({ status: 200 });
    expect(await status()).toMatchObject({ status: 'healthy' });
    now += 1000;
    expect(await status()).toMatchObject({ status: 'invalid_key' });
  });

  it('is unlinked in vain while its variable is set', async () => {
    await agentClient(server, 'prod')(`DELETE ${providers}/openai/link`);

    expect(await row('prod', 'openai')).toMatchObject({ linked: true });
  });
});

describe('the key that a turn spends', () => {
  it('is the pinned one, the default, the usual variable, or the operator’s own', async () => {
    const ask = agentClient(server, 'prod');
    put(server.world, idOf('prod'), 'ANTHROPIC_API_KEY_2', 'fake');
    await ask(`PATCH ${agents}/agent_prod_triage`, { body: { providerKeyId: 'pkey_prod_overflow' } });
    expect(spent('prod', 'triage')).toBe('pinned ANTHROPIC_API_KEY_2');

    await ask(`PATCH ${agents}/agent_prod_triage`, { body: { providerKeyId: 'pkey_dev_anthropic-dev' } });
    expect(spent('prod', 'triage')).toBe('default ANTHROPIC_API_KEY');

    expect(spent('dev', 'release-notes')).toBe('canonical GOOGLE_GENERATIVE_AI_API_KEY');
    await ask(`POST ${agents}`, { body: { name: 'Notes', model: 'google:gemini-2.5-flash' } });
    expect(spent('prod', 'notes')).toBe('process GOOGLE_GENERATIVE_AI_API_KEY');
    server.world.agent.processVariables.clear();
    expect(spent('prod', 'notes')).toBeUndefined();
  });

  it('is spent for half a minute after it was deleted, while a new one is seen at once', async () => {
    server.world.agent.processVariables.clear();
    expect(spent('dev', 'release-notes')).toBe('canonical GOOGLE_GENERATIVE_AI_API_KEY');
    const path = `${vars}/dev/GOOGLE_GENERATIVE_AI_API_KEY`;
    expect((await clientOf(server)(`DELETE ${path}`)).status).toBe(200);

    now += 29_000;
    expect(spent('dev', 'release-notes')).toBeDefined();
    now += 1000;
    expect(spent('dev', 'release-notes')).toBeUndefined();
    put(server.world, idOf('dev'), 'GOOGLE_GENERATIVE_AI_API_KEY', 'fake');
    expect(spent('dev', 'release-notes')).toBeDefined();
  });

  it('cannot be read with another encryption key, though the webapp shows it', async () => {
    server.world.agent.encryptionKey = 'other';

    expect(spent('dev', 'triage')).toBeUndefined();
    expect((await clientOf(server)(`GET ${vars}/dev/ANTHROPIC_API_KEY`)).status).toBe(200);
  });
});
