import { z } from 'zod';
import { type Answer, json, refuse } from '../answer.ts';
import { type Asked, jsonBody, param } from '../asked.ts';
import { principalOf, visibleProject } from '../credentials.ts';
import type { Flavour } from '../flavour.ts';
import type { Route } from '../route.ts';
import { environmentByKey } from '../select-environment.ts';
import type { Queue } from '../world.ts';

const base = '/api/v1/queues';
const only = ({ environmentKeys }: Flavour): boolean => environmentKeys;

/** Queues of an environment, and the lists of its runs, which are empty. */
export const queueRoutes: readonly Route[] = [
  { method: 'GET', path: base, bucket: 'general', handle: list, only },
  { method: 'GET', path: `${base}/:queue`, bucket: 'general', handle: (asked) => item(find(asked)), only },
  { method: 'POST', path: `${base}/:queue/pause`, bucket: 'general', handle: pause, only },
  { method: 'POST', path: `${base}/:queue/concurrency/override`, bucket: 'general', handle: override, only },
  { method: 'POST', path: `${base}/:queue/concurrency/reset`, bucket: 'general', handle: reset, only },
  { method: 'GET', path: '/api/v1/runs', bucket: 'general', handle: runs, only, cors: true },
  { method: 'GET', path: '/api/v1/projects/:ref/runs', bucket: 'general', handle: runsOfProject, only },
];

const queuesOf = (asked: Asked): readonly Queue[] => {
  const { id } = environmentByKey(asked);
  return asked.world.queues.filter(({ environmentId }) => environmentId === id);
};

function list(asked: Asked): Answer {
  const query = z
    .object({
      page: z.coerce.number().int().min(1).default(1),
      perPage: z.coerce.number().int().min(1).max(100).default(25),
    })
    .safeParse(Object.fromEntries(asked.query));
  const all = queuesOf(asked);
  if (!query.success) return json({ error: 'Query Error', details: query.error.issues }, 400);
  const { page, perPage } = query.data;
  return json({
    data: all.slice((page - 1) * perPage, page * perPage).map(shape),
    pagination: {
      currentPage: page,
      totalPages: Math.max(1, Math.ceil(all.length / perPage)),
      count: all.length,
    },
  });
}

/** By id or by name; a slash in a name may be encoded once or twice. */
function find(asked: Asked): Queue {
  const name = decodeURIComponent(param(asked, 'queue'));
  return (
    queuesOf(asked).find((one) => one.id === name || one.name === name) ?? refuse(404, 'queue-not-found')
  );
}

function pause(asked: Asked): Answer {
  const queue = find(asked);
  const body = z.object({ action: z.enum(['pause', 'resume']) }).safeParse(jsonBody(asked));
  if (!body.success) return json({ error: 'Invalid request body', issues: body.error.issues }, 400);
  queue.paused = body.data.action === 'pause';
  return item(queue);
}

function override(asked: Asked): Answer {
  const queue = find(asked);
  const body = z
    .object({ concurrencyLimit: z.number().int().min(0).max(100_000) })
    .safeParse(jsonBody(asked));
  if (!body.success) return json({ error: 'Invalid request body', issues: body.error.issues }, 400);
  queue.override = body.data.concurrencyLimit;
  return item(queue);
}

function reset(asked: Asked): Answer {
  const queue = find(asked);
  if (queue.override === undefined) return refuse(400, 'Queue is not overridden');
  delete queue.override;
  return item(queue);
}

const item = (queue: Queue): Answer => json(shape(queue));

const shape = ({ id, name, type, running, queued, paused, base: own, override: over }: Queue) => ({
  id,
  name,
  type,
  running,
  queued,
  paused,
  concurrencyLimit: over ?? own,
  concurrency: {
    current: over ?? own,
    base: own,
    override: over ?? null,
    overriddenAt: null,
    overriddenBy: null,
  },
  releaseConcurrencyOnWaitpoint: true,
});

function runs(asked: Asked): Answer {
  environmentByKey(asked);
  return json({ data: [], pagination: {} });
}

function runsOfProject(asked: Asked): Answer {
  const who = principalOf(asked) ?? refuse(401, asked.flavour.badKey);
  if (visibleProject(asked.world, who, param(asked, 'ref')) === undefined)
    return refuse(404, 'Project not found');
  return json({ data: [], pagination: {} });
}
