import type { EnvironmentRef } from '../../../../core/environment.ts';
import type { JsonObject } from '../../../../core/json.ts';
import { QueueSettings } from '../../../../core/queue.ts';
import { byKey } from '../../../../core/variable.ts';
import type { QueueStep, RemoteQueue, ServerApi } from '../api.ts';
import { nameOf, remoteOf } from '../remote.ts';
import type { DocumentSource, FoundDocument } from './source.ts';

/** As many are asked for one by one; of more the whole list takes fewer requests. */
const mostAlone = 3;

/** The queues of a server. Its ids, by which queues are found and changed, are those that were listed last. */
export function createQueueSource(
  api: Pick<ServerApi, 'listQueues' | 'findQueue' | 'changeQueue'>,
): DocumentSource {
  const ids = new Map<string, ReadonlyMap<string, string>>();
  const list = async (env: EnvironmentRef, signal: AbortSignal | undefined) => {
    const queues = await api.listQueues(remoteOf(env), signal);
    ids.set(nameOf(env), new Map(queues.map((queue) => [keyOf(queue), queue.id])));
    return queues;
  };
  /** Undefined where one is not found so: it may have been made anew, under another id. */
  const alone = async (
    env: EnvironmentRef,
    keys: readonly string[],
    signal: AbortSignal | undefined,
  ): Promise<readonly RemoteQueue[] | undefined> => {
    if (keys.length > mostAlone) return undefined;
    const found: RemoteQueue[] = [];
    for (const key of keys) {
      const id = idOf(ids, env, key);
      const queue = id === undefined ? undefined : await api.findQueue(remoteOf(env), id, signal);
      if (queue === undefined || keyOf(queue) !== key) return undefined;
      found.push(queue);
    }
    return found;
  };
  return {
    briefLists: false,
    read: async (env, keys, signal) => {
      const some = keys && (await alone(env, keys, signal));
      const queues = some ?? (await list(env, signal));
      const wanted = keys === undefined ? undefined : new Set(keys);
      return queues
        .map(documentOf)
        .filter(({ key }) => wanted === undefined || wanted.has(key))
        .sort(byKey);
    },
    write: async (env, write, before, signal) => {
      const steps = write.type === 'delete' ? undefined : stepsBetween(before, write.content);
      if (steps === undefined)
        return {
          answer: 'refused',
          reason: 'The server sets whether a queue is paused, and a limit over its own; nothing else.',
        };
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
