import { z } from 'zod';
import type { Queue } from '../../world.ts';
import { nothing, refused, type ToolAsked, tool } from './tool.ts';

const admin = { tier: 'admin' } as const;
const ofQueue = z.object({ queue: z.string() });

/** Who a token is, and queues: not of the token's environment but of the one whose key the service holds. */
export const platformTools = [
  tool('platos.whoami', nothing, ({ scope, token }) => ({
    scope,
    tier: token.tier,
    permissions: token.permissions,
  })),
  tool('platos.list_accessible_scopes', nothing, ({ scope }) => ({ scopes: [scope] })),
  tool('trigger.queues.list', nothing, (asked) => ({ queues: queuesOf(asked).map(shape) }), admin),
  tool('trigger.queues.pause', ofQueue, (asked, { queue }) => turn(asked, queue, true), admin),
  tool('trigger.queues.resume', ofQueue, (asked, { queue }) => turn(asked, queue, false), admin),
];

const queuesOf = ({ world }: ToolAsked): readonly Queue[] =>
  world.queues.filter(({ environmentId }) => environmentId === world.agent.triggerEnvironmentId);

const shape = ({ id, name, type, running, queued, paused }: Queue) => ({
  id,
  name,
  type,
  running,
  queued,
  paused,
});

function turn(asked: ToolAsked, id: string, paused: boolean) {
  const found = queuesOf(asked).find((one) => one.id === id);
  return found === undefined ? refused('queue_not_found') : shape(Object.assign(found, { paused }));
}
