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
  { method: 'GET', path: `${base}/:queue`, bucket: 'general', handle: retrieve, only },
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

const types = z.enum(['id', 'task', 'custom']).default('id');
const named = z.object({ type: types });

/** By id, or by name among the queues of a type; a slash in a name may be encoded once or twice. */
function find(asked: Asked, type: z.infer<typeof types>): Queue {
  const name = decodedOnce(param(asked, 'queue'));
  const found = queuesOf(asked).find((one) =>
    type === 'id' ? one.id === name : one.type === type && one.name === name,
  );
  return found ?? refuse(404, 'queue-not-found');
}

function decodedOnce(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function retrieve(asked: Asked): Answer {
  environmentByKey(asked);
  const query = named.safeParse(Object.fromEntries(asked.query));
  if (!query.success) return json({ error: 'Query Error', details: query.error.issues }, 400);
  return item(find(asked, query.data.type));
}

/** The queue and the rest of a body, which says how the queue is named. */
function sentTo<T extends z.infer<typeof named>>(asked: Asked, shape: z.ZodType<T>) {
  environmentByKey(asked);
  if (asked.body.length === 0) return refuse(400, 'Request body is empty');
  const sent = jsonBody(asked, json({ error: 'Request body is not valid JSON' }, 400));
  const body = shape.safeParse(sent);
  if (!body.success) return refuse(400, 'Invalid request body', { issues: body.error.issues });
  return { queue: find(asked, body.data.type), sent: body.data };
}

function pause(asked: Asked): Answer {
  const { queue, sent } = sentTo(asked, named.extend({ action: z.enum(['pause', 'resume']) }));
  queue.paused = sent.action === 'pause';
  return item(queue);
}

const limitShape = named.extend({
  concurrencyLimit: z.number().int().min(0).max(100_000).optional(),
  percent: z.number().gt(0).max(100).optional(),
});

/** A whole number, or a share of what the environment may run, where the server knows shares. */
function override(asked: Asked): Answer {
  const { queue, sent } = sentTo(asked, limitShape);
  const { environmentLimit: most } = asked.flavour;
  const share =
    sent.percent === undefined || most === undefined ? undefined : Math.floor((most * sent.percent) / 100);
  const isOne = (sent.concurrencyLimit === undefined) !== (share === undefined);
  const limit = sent.concurrencyLimit ?? share;
  if (!isOne || limit === undefined) return refuse(400, 'Exactly one limit has to be given');
  if (most !== undefined && limit > most)
    return refuse(400, `Concurrency limit cannot exceed the environment's limit of ${most}`);
  queue.override = limit;
  queue.overriddenAt = new Date(asked.now).toISOString();
  return item(queue);
}

function reset(asked: Asked): Answer {
  const { queue } = sentTo(asked, named);
  if (queue.override === undefined) return refuse(400, 'Queue is not overridden');
  delete queue.override;
  delete queue.overriddenAt;
  return item(queue);
}

const item = (queue: Queue): Answer => json(shape(queue));

const shape = ({ base: own, override: over, overriddenAt, ...queue }: Queue) => ({
  id: queue.id,
  name: queue.name,
  type: queue.type,
  running: queue.running,
  queued: queue.queued,
  paused: queue.paused,
  concurrencyLimit: over ?? own,
  concurrency: {
    current: over ?? own,
    base: own,
    override: over ?? null,
    overriddenAt: overriddenAt ?? null,
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
