import type { EnvironmentRef } from '../../../../core/environment.ts';
import type { JsonObject } from '../../../../core/json.ts';
import { QueueSettings } from '../../../../core/queue.ts';
import { byKey } from '../../../../core/variable.ts';
import type { QueueStep, RemoteQueue, ServerApi } from '../api.ts';
import { nameOf, remoteOf } from '../remote.ts';
import type { DocumentSource, FoundDocument } from './source.ts';

/** The queues of a server. Its ids, by which queues are changed, are those that were read last. */
export function createQueueSource(api: Pick<ServerApi, 'listQueues' | 'changeQueue'>): DocumentSource {
  const ids = new Map<string, ReadonlyMap<string, string>>();
  return {
    briefLists: false,
    read: async (env, keys, signal) => {
      const queues = await api.listQueues(remoteOf(env), signal);
      ids.set(nameOf(env), new Map(queues.map((queue) => [keyOf(queue), queue.id])));
      const wanted = keys === undefined ? undefined : new Set(keys);
      return queues
        .map(documentOf)
        .filter(({ key }) => wanted === undefined || wanted.has(key))
        .sort(byKey);
    },
    write: async (env, write, before, signal) => {
      const steps = write.type === 'delete' ? undefined : stepsBetween(before, write.content);
      if (steps === undefined) return { answer: 'refused', reason: 'The server changes no more than this.' };
      const id = idOf(ids, env, write.key);
      if (id === undefined) return { answer: 'refused', reason: 'The queue is not there.' };
      return api.changeQueue(remoteOf(env), id, steps, signal);
    },
  };
}

const idOf = (
  ids: ReadonlyMap<string, ReadonlyMap<string, string>>,
  env: EnvironmentRef,
  key: string,
): string | undefined => ids.get(nameOf(env))?.get(key);

/** As servers keep it: a queue of a task and one of the same name that is no task's are two. */
const keyOf = ({ type, name }: Pick<RemoteQueue, 'type' | 'name'>): string =>
  type === 'task' ? `task/${name}` : name;

function documentOf(queue: RemoteQueue): FoundDocument {
  const { type, paused, limit, override, running, queued } = queue;
  return { key: keyOf(queue), content: { type, paused, limit, override }, live: { running, queued } };
}

/**
 * What makes one state of a queue of another, only what differs: a queue is paused first and resumed last, so that no
 * run begins under a limit that was on its way. Undefined where the server cannot do that.
 */
export function stepsBetween(
  before: JsonObject | undefined,
  after: JsonObject,
): readonly QueueStep[] | undefined {
  const [was, will] = [QueueSettings.safeParse(before), QueueSettings.safeParse(after)];
  if (!was.success || !will.success) return undefined;
  const [from, to] = [was.data, will.data];
  if (from.type !== to.type || from.limit !== to.limit) return undefined;
  const limit: readonly QueueStep[] =
    from.override === to.override
      ? []
      : [to.override === null ? { do: 'reset' } : { do: 'override', limit: to.override }];
  if (from.paused === to.paused) return limit;
  return to.paused ? [{ do: 'pause' }, ...limit] : [...limit, { do: 'resume' }];
}
