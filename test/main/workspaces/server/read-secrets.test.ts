import { describe, expect, it, test } from 'vitest';
import { environmentAt, put } from '../../../support/server/world.ts';
import { apiOf, at, failureOf, saying, serverFor } from './api.ts';

describe.each(['trigger', 'platos-a', 'platos-b'] as const)('secrets of %s', (flavour) => {
  it.each(['dev', 'stg', 'prod'])('in %s are read by its key', async (slug) => {
    const server = await serverFor({ flavour });
    const { id } = environmentAt(server.world, slug);
    put(server.world, id, 'OTEL_RESOURCE_ATTRIBUTES', 'a=b');
    put(server.world, id, '__proto__', 'kept');
    const read = await apiOf(server).readSecrets(at(slug));
    const held = [...(server.world.values.get(id) ?? [])].map(([key, { value }]) => [key, value]);
    expect([...(read ?? [])].sort()).toEqual(held.sort());
  });

  it('of a branch lie over those of its parent', async () => {
    const server = await serverFor({ flavour });
    const read = await apiOf(server).readSecrets(at('preview', 'feat/tone'));
    expect(read?.get('LOG_LEVEL')).toBe('debug');
    expect(read?.get('OPENAI_API_KEY')).toBe('sk-fake-preview-0000-not-a-real-key');
  });

  it('of a slug of its own cannot be read', async () => {
    const server = await serverFor({ flavour });
    expect(await apiOf(server).readSecrets(at('own'))).toBeUndefined();
    expect(server.requests).toEqual([]);
  });
});

test('a server without keys of environments gives none', async () => {
  const server = await serverFor({ flavour: 'platos-c' });
  expect(await apiOf(server).readSecrets(at('prod'))).toBeUndefined();
});

test('what the platform sets itself is left out', async () => {
  const server = await serverFor({ flavour: 'trigger' });
  put(server.world, environmentAt(server.world, 'prod').id, 'TRIGGER_OWN', 'x');
  const read = await apiOf(server).readSecrets(at('prod'));
  expect([...(read?.keys() ?? [])].filter((key) => key.startsWith('TRIGGER_'))).toEqual([]);
});

test.each([
  ['no values', saying(200, {})],
  ['a list', saying(200, { variables: [] })],
  ['a number', saying(200, { variables: { A: 1 } })],
])('%s is no answer', async (_, fault) => {
  const server = await serverFor({ flavour: 'trigger' });
  server.faults.add(fault, { path: /envvars$/ });
  expect(await failureOf(apiOf(server).readSecrets(at('prod')))).toMatchObject({ problem: 'not-a-server' });
});
