import type { Left, WantedChange } from '../../core/changeset-plan.ts';
import type { EnvironmentRef } from '../../core/environment.ts';
import { carryQueue, type QueueSettings, queueText, readQueue } from '../../core/queue.ts';
import type { Context } from './context.ts';
import { readDocuments } from './read-documents.ts';

interface Request {
  readonly from: EnvironmentRef;
  readonly names: readonly string[];
  /** The source environment's name. */
  readonly source: string;
}

const noOverride = (source: string): string =>
  `No limit holds in ${source}: over the one that it comes with here only another number can be set.`;

/** Queues as the target is to have them: the limit that holds in the source. Whether one is paused stays. */
export async function wantedQueues(
  context: Context,
  env: EnvironmentRef,
  { from, names, source }: Request,
): Promise<{ readonly wanted: readonly WantedChange[]; readonly left: readonly Left[] }> {
  const theirs = await queuesOf(context, from, names);
  const ours = await queuesOf(context, env, names);
  const wanted: WantedChange[] = [];
  const left: Left[] = [];
  for (const key of names) {
    const queue = theirs.get(key);
    const carried = queue && carryQueue(queue, ours.get(key));
    if (carried !== undefined)
      wanted.push({ type: 'set', resource: 'queue', key, value: queueText(carried), kind: 'plain' });
    else
      left.push({
        resource: 'queue',
        key,
        why: queue === undefined ? `Not in ${source}.` : noOverride(source),
      });
  }
  return { wanted, left };
}

async function queuesOf(
  context: Context,
  env: EnvironmentRef,
  names: readonly string[],
): Promise<ReadonlyMap<string, QueueSettings>> {
  const found = await readDocuments(context, env, 'queue', names);
  return new Map(
    found.flatMap(({ key, text }) => {
      const queue = readQueue(text);
      return queue === undefined ? [] : [[key, queue] as const];
    }),
  );
}
