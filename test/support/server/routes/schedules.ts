import { z } from 'zod';
import { type Answer, json, refuse } from '../answer.ts';
import { type Asked, jsonBody, param } from '../asked.ts';
import type { Flavour } from '../flavour.ts';
import { newId } from '../names.ts';
import type { Route } from '../route.ts';
import { environmentByKey } from '../select-environment.ts';
import type { Schedule } from '../world.ts';

const base = '/api/v1/schedules';
const only = ({ environmentKeys }: Flavour): boolean => environmentKeys;

/** Schedules of the environment whose key asks. */
export const scheduleRoutes: readonly Route[] = [
  { method: 'GET', path: base, bucket: 'general', handle: list, only },
  { method: 'POST', path: base, bucket: 'general', handle: create, only },
  {
    method: 'GET',
    path: `${base}/:id`,
    bucket: 'general',
    handle: (asked) => item(asked, find(asked)),
    only,
  },
  { method: 'PUT', path: `${base}/:id`, bucket: 'general', handle: update, only },
  { method: 'DELETE', path: `${base}/:id`, bucket: 'general', handle: remove, only },
  { method: 'POST', path: `${base}/:id/activate`, bucket: 'general', handle: turn(true), only },
  { method: 'POST', path: `${base}/:id/deactivate`, bucket: 'general', handle: turn(false), only },
];

const body = z.object({
  task: z.string(),
  cron: z.string().regex(/^\S+( \S+){4}$/),
  timezone: z.string().optional(),
  externalId: z.string().optional(),
});

const schedulesOf = (asked: Asked): readonly Schedule[] => {
  const { id } = environmentByKey(asked);
  return asked.world.schedules.filter(({ environmentId }) => environmentId === id);
};

const find = (asked: Asked): Schedule =>
  schedulesOf(asked).find(({ id }) => id === param(asked, 'id')) ?? refuse(404, 'Schedule not found');

function list(asked: Asked): Answer {
  const all = schedulesOf(asked);
  const page = Math.max(1, Number(asked.query.get('page') ?? 1));
  const perPage = Math.max(1, Number(asked.query.get('perPage') ?? 25));
  const totalPages = Math.max(1, Math.ceil(all.length / perPage));
  const data = all.slice((page - 1) * perPage, page * perPage).map((one) => shape(asked, one));
  return json({ data, pagination: { currentPage: page, totalPages, count: all.length } });
}

/** The same deduplication key updates the schedule that has it. */
function create(asked: Asked): Answer {
  const environment = environmentByKey(asked);
  const sent = body.extend({ deduplicationKey: z.string() }).safeParse(jsonBody(asked));
  if (!sent.success) return invalid(sent.error);
  const { deduplicationKey, ...rest } = sent.data;
  const there = schedulesOf(asked).find((one) => one.deduplicationKey === deduplicationKey);
  if (there !== undefined) return item(asked, change(there, rest));
  const made: Schedule = {
    id: newId('sched'),
    environmentId: environment.id,
    type: 'IMPERATIVE',
    deduplicationKey,
    task: rest.task,
    cron: rest.cron,
    active: true,
    timezone: rest.timezone ?? 'UTC',
    externalId: rest.externalId ?? null,
  };
  asked.world.schedules.push(made);
  return item(asked, made);
}

function update(asked: Asked): Answer {
  const there = find(asked);
  const sent = body.safeParse(jsonBody(asked));
  return sent.success ? item(asked, change(there, sent.data)) : invalid(sent.error);
}

function change(there: Schedule, { task, cron, timezone, externalId }: z.infer<typeof body>): Schedule {
  return Object.assign(there, {
    task,
    cron,
    timezone: timezone ?? there.timezone,
    externalId: externalId ?? there.externalId,
  });
}

function remove(asked: Asked): Answer {
  const there = find(asked);
  asked.world.schedules.splice(asked.world.schedules.indexOf(there), 1);
  return json({ id: there.id });
}

function turn(active: boolean): (asked: Asked) => Answer {
  return (asked) => item(asked, Object.assign(find(asked), { active }));
}

const invalid = ({ issues }: z.ZodError): Answer => json({ error: 'Invalid request body', issues }, 422);

const item = (asked: Asked, one: Schedule): Answer => json(shape(asked, one));

/** No clock runs here, so nothing is due next. */
const shape = (asked: Asked, { cron, environmentId, ...rest }: Schedule) => ({
  ...rest,
  generator: { type: 'CRON', expression: cron, description: cron },
  nextRun: null,
  nextRunEffectiveAt: null,
  environments: asked.world.environments
    .filter(({ id }) => id === environmentId)
    .map(({ id, type }) => ({ id, type })),
});
