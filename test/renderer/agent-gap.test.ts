import { expect, it } from 'vitest';
import { agentGap } from '../../renderer/api/capability-text.ts';

const without = { name: 'Work', capabilities: [] };

it('is none where agents are offered', () => {
  expect(
    agentGap({ name: 'Work', capabilities: ['agents'] }, 'agents', { speaks: 'platos' }),
  ).toBeUndefined();
});

it('leads to no settings on a server that can have no agents', () => {
  expect(agentGap(without, 'agents', { speaks: 'trigger' })).toEqual({
    why: 'Trigger.dev has no agents. Platos has.',
    inSettings: false,
  });
  expect(agentGap(without, 'provider-keys', { speaks: 'platos-tenancy' })?.inSettings).toBe(false);
});

it('says that the address comes first, until there is one', () => {
  const first = 'The address of the agent service comes first';
  const gap = agentGap(without, 'agents', { speaks: 'platos' });
  expect(gap?.why).toContain(first);
  expect(gap?.inSettings).toBe(true);
  const known = { speaks: 'platos', agentUrl: 'https://agents.example' } as const;
  expect(agentGap(without, 'agents', known)?.why).not.toContain(first);
});
