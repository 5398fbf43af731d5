import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AgentChange, AgentService } from '../../../../../main/workspaces/server/agent-service.ts';
import { createProviderKeySource } from '../../../../../main/workspaces/server/documents/provider-key-source.ts';
import { createRecentAsks } from '../../../../../main/workspaces/server/documents/recent-asks.ts';
import { agentClient } from '../../../../support/server/agent/agent-client.ts';
import { perMinute } from '../../../../support/server/agent/limits.ts';
import { doneButFailed, drop, fail, stall, twice } from '../../../../support/server/faults.ts';
import { type PlatosServer, startPlatos } from '../../../../support/server/server.ts';
import { environmentAt } from '../../../../support/server/world.ts';
import { agentServiceOf, envAt } from '../agent-service.ts';

const env = envAt('prod');
const first = 'anthropic:ANTHROPIC_API_KEY';
const second = 'anthropic:ANTHROPIC_API_KEY_2';
const third = 'anthropic:ANTHROPIC_API_KEY_3';

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

/** Key and default of each of the provider's keys, as the server has them. */
const defaults = (provider = 'anthropic') =>
  Object.fromEntries(
    server.world.agent.providerKeys
      .filter(
        (key) => key.provider === provider && key.environmentId === environmentAt(server.world, 'prod').id,
      )
      .map(({ envVarName, isDefault }) => [`${provider}:${envVarName}`, isDefault]),
  );

/** Reads, as is done before every write, and writes. */
async function set(key: string, content: { label: string; isDefault: boolean }, through = service) {
  const source = createProviderKeySource(createRecentAsks(through, Date.now));
  const [before] = await source.read(env, [key]);
  return source.write(env, { type: 'set', key, content }, before?.content);
}

async function remove(key: string) {
  const source = createProviderKeySource(createRecentAsks(service, Date.now));
  const [before] = await source.read(env, [key]);
  return source.write(env, { type: 'delete', key }, before?.content);
}

/** Does something right before a request of that method leaves. */
const rightBefore = (method: AgentChange['method'], happens: () => Promise<unknown>): AgentService => ({
  ...service,
  change: async (at, call) => {
    if (call.method === method) await happens();
    return service.change(at, call);
  },
});

describe('provider keys of a server', () => {
  it('are read by provider and variable, without ids and without what may be half a minute old', async () => {
    const found = await createProviderKeySource(createRecentAsks(service, Date.now)).read(env);
    expect(found.map(({ key, content }) => [key, content])).toEqual([
      [first, { label: 'Anthropic production', isDefault: true }],
      [second, { label: 'Overflow', isDefault: false }],
      ['openai:OPENAI_API_KEY', { label: 'OpenAI production', isDefault: true }],
    ]);
  });

  it('have a label that the console can keep, and keep their own until it is changed', async () => {
    const [key] = server.world.agent.providerKeys.filter(({ id }) => id === 'pkey_prod_overflow');
    if (key === undefined) throw new Error('no such key');
    key.label = ` ${'x'.repeat(100)}`;
    expect(await set(second, { label: 'x'.repeat(80), isDefault: true })).toEqual({ answer: 'accepted' });
    expect(key.label).toHaveLength(101);
    key.label = ' ';
    const [found] = await createProviderKeySource(createRecentAsks(service, Date.now)).read(env, [second]);
    expect(found?.content['label']).toBe('ANTHROPIC_API_KEY_2');
  });

  it('are added, labelled, made the default and deleted', async () => {
    expect(await set(third, { label: 'Third', isDefault: true })).toEqual({ answer: 'accepted' });
    expect(defaults()).toEqual({ [first]: false, [second]: false, [third]: true });
    expect(await set(second, { label: 'Batch', isDefault: true })).toEqual({ answer: 'accepted' });
    expect(defaults()).toEqual({ [first]: false, [second]: true, [third]: false });
    expect(await set(second, { label: 'Batch', isDefault: false })).toEqual({ answer: 'accepted' });
    expect(await remove(third)).toEqual({ answer: 'accepted' });
    expect(defaults()).toEqual({ [first]: false, [second]: false });
    expect(await remove(third)).toEqual({ answer: 'accepted' });
  });

  it('are refused with words where agents are pinned to one', async () => {
    expect(await remove(first)).toEqual({
      answer: 'refused',
      reason: 'Agents are pinned to it: change those first.',
    });
  });
});

describe('the default of a provider', () => {
  it('is not lost to a key that somebody else added meanwhile', async () => {
    const another = rightBefore('POST', () =>
      agentClient(server, 'prod')('POST /api/v1/agent/providers/keys', {
        body: { provider: 'anthropic', label: 'Theirs', envVarName: 'ANTHROPIC_API_KEY_3' },
      }),
    );
    expect(await set(third, { label: 'Third', isDefault: true }, another)).toMatchObject({
      answer: 'unknown',
    });
    expect(defaults()).toEqual({ [first]: true, [second]: false, [third]: false });
  });

  it('is set again where the server took it and then failed', async () => {
    const restored = server.agent.faults.add(
      {
        kind: 'instead',
        happens: false,
        answer: () => {
          for (const key of server.world.agent.providerKeys) key.isDefault = false;
          restored();
          return { status: 500, headers: { 'content-type': 'application/json' }, body: '{}' };
        },
      },
      { method: 'PATCH' },
    );
    expect(await set(second, { label: 'Overflow', isDefault: true })).toMatchObject({ answer: 'unknown' });
    expect(defaults()).toEqual({ [first]: true, [second]: false });
  });

  it('is not taken back where the server did what it did not say', async () => {
    server.agent.faults.add(doneButFailed(), { method: 'PATCH', nth: 1 });
    expect(await set(second, { label: 'Overflow', isDefault: true })).toMatchObject({ answer: 'unknown' });
    expect(defaults()).toEqual({ [first]: false, [second]: true });
  });

  it('that cannot be set again is told', async () => {
    server.agent.faults.add(
      {
        kind: 'instead',
        happens: false,
        answer: () => {
          for (const key of server.world.agent.providerKeys) key.isDefault = false;
          return { status: 500, headers: { 'content-type': 'application/json' }, body: '{}' };
        },
      },
      { method: 'PATCH' },
    );
    expect(await set(second, { label: 'Overflow', isDefault: true })).toEqual({
      answer: 'unknown',
      reason: 'anthropic is left without a default key.',
    });
  });

  it.each([
    ['stalled', stall(true)],
    ['cut', drop()],
    ['answered with 500', doneButFailed()],
    ['delivered a second time', twice()],
  ])('goes to a key whose creation was done and %s, which is not sent again', async (_, fault) => {
    server.agent.faults.add(fault, { method: 'POST', path: /keys$/ });
    expect(await set(third, { label: 'Third', isDefault: true })).toEqual({ answer: 'accepted' });
    expect(defaults()).toEqual({ [first]: false, [second]: false, [third]: true });
  });

  it('stays where a key could not be added', async () => {
    server.agent.faults.add(fail(503), { method: 'POST', path: /keys$/ });
    expect(await set(third, { label: 'Third', isDefault: true })).toMatchObject({ answer: 'unknown' });
    expect(defaults()).toEqual({ [first]: true, [second]: false });
  });
});
