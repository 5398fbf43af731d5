import { expect, test } from 'vitest';
import { apiOf, serverFor } from './api.ts';

test.each(['trigger', 'platos-a', 'platos-b', 'platos-c'] as const)(
  '%s: all that an account sees',
  async (flavour) => {
    const server = await serverFor({ flavour });
    const found = await apiOf(server).discover();
    expect(found.account).toEqual({ email: 'ada@acme.example', userId: 'user_ada' });
    expect(found.flavour).toBe(flavour === 'trigger' ? 'trigger' : 'platos');
    expect(found.organizations.map(({ name }) => name)).toEqual(['Acme']);
    const [first, second] = found.organizations[0]?.projects ?? [];
    expect(first?.environments.map(({ slug, branch, name, kind }) => [slug, branch, name, kind])).toEqual([
      ['dev', undefined, 'Development', 'development'],
      ['stg', undefined, 'Staging', 'staging'],
      ['preview', undefined, 'Preview', 'preview'],
      ['preview', 'feat/tone', 'feat/tone', 'preview'],
      ['prod', undefined, 'Production', 'production'],
    ]);
    expect(second?.name).toBe('billing');
  },
);
