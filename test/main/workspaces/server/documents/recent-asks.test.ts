import { expect, it } from 'vitest';
import { z } from 'zod';
import type { AgentService } from '../../../../../main/workspaces/server/agent-service.ts';
import { createRecentAsks } from '../../../../../main/workspaces/server/documents/recent-asks.ts';
import { envAt } from '../agent-service.ts';

const agents = { path: ['agents'] };
const Count = z.number();

/** Answers how often it was asked. */
function counting() {
  const clock = { now: 1_700_000_000_000 };
  let asked = 0;
  const service: Pick<AgentService, 'ask' | 'change'> = {
    ask: async (_env, _call, shape) => {
      asked += 1;
      return shape.parse(asked);
    },
    change: async () => ({ answer: 'accepted', value: {} }),
  };
  return { clock, service, ...createRecentAsks(service, () => clock.now) };
}

it('does not ask again what was asked just now, of the same environment and path', async () => {
  const { by, clock } = counting();
  const newest = by('newest');
  expect(await newest.ask(envAt('dev'), agents, Count)).toBe(1);
  expect(await newest.ask(envAt('dev'), agents, Count)).toBe(1);
  expect(await newest.ask(envAt('prod'), agents, Count)).toBe(2);
  expect(await newest.ask(envAt('dev'), { path: ['agents', 'a'] }, Count)).toBe(3);
  expect(await newest.ask(envAt('dev'), { ...agents, query: { take: '1' } }, Count)).toBe(4);
  clock.now += 2_000;
  expect(await newest.ask(envAt('dev'), agents, Count)).toBe(5);
  clock.now -= 10_000;
  expect(await newest.ask(envAt('dev'), agents, Count)).toBe(6);
});

it('asks the server where that is wanted, and knows the answer then', async () => {
  const { by } = counting();
  await by('newest').ask(envAt('dev'), agents, Count);
  expect(await by('server').ask(envAt('dev'), agents, Count)).toBe(2);
  expect(await by('newest').ask(envAt('dev'), agents, Count)).toBe(2);
});

it('knows nothing of an environment any more that was written to', async () => {
  const { by } = counting();
  await by('newest').ask(envAt('dev'), agents, Count);
  await by('newest').ask(envAt('prod'), agents, Count);
  await by('server').change(envAt('dev'), { method: 'POST', path: ['agents'] });
  expect(await by('newest').ask(envAt('dev'), agents, Count)).toBe(3);
  expect(await by('newest').ask(envAt('prod'), agents, Count)).toBe(2);
});

it('does not keep what was asked before a write and answered after it', async () => {
  const { service, clock } = counting();
  const late = Promise.withResolvers<void>();
  const slow: typeof service = {
    ...service,
    ask: async (env, call, shape) => {
      await late.promise;
      return service.ask(env, call, shape);
    },
  };
  const { by } = createRecentAsks(slow, () => clock.now);
  const first = by('newest').ask(envAt('dev'), agents, Count);
  await by('server').change(envAt('dev'), { method: 'POST', path: ['agents'] });
  late.resolve();
  expect(await first).toBe(1);
  expect(await by('newest').ask(envAt('dev'), agents, Count)).toBe(2);
});
