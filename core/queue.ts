import { z } from 'zod';
import { canonicalJson, type Json, readJson } from './json.ts';

/** A queue's limit of runs at a time reaches this far on servers. */
export const highestLimit = 100_000;

const Limit = z.number().int().min(0).max(highestLimit);

/**
 * The settings of a queue in one environment.
 *
 * `limit` is what it comes with (absent: no limit of its own), `override` what an operator set over it.
 */
export const QueueSettings = z.object({
  type: z.enum(['task', 'custom']),
  paused: z.boolean(),
  limit: Limit.nullable(),
  override: Limit.nullable(),
});
export type QueueSettings = z.infer<typeof QueueSettings>;

/** The document of a queue, as canonical JSON. */
export const queueText = ({ type, paused, limit, override }: QueueSettings): string =>
  canonicalJson({ type, paused, limit, override });

/** A queue's settings from its document; undefined for what is none. */
export function readQueue(text: string): QueueSettings | undefined {
  const read = QueueSettings.safeParse(readJson(text));
  return read.success ? read.data : undefined;
}

/** Why this is no queue's settings, as a sentence; undefined where it is. */
export const queueProblem = (content: Json): string | undefined =>
  QueueSettings.safeParse(content).success
    ? undefined
    : `A queue has a type, paused or not, and limits from 0 to ${highestLimit.toLocaleString('en')} or none.`;

/** What runs at a time at most; null where nothing limits it but the environment. */
export const limitNow = ({ limit, override }: QueueSettings): number | null => override ?? limit;

/**
 * A queue's settings as another environment is to have them.
 *
 * The limit crosses as an override, so that a deployment's own one stays. Whether it is paused does not:
 * that is about what happens there now.
 *
 * @returns `undefined` where it cannot be: an override is a number, so none stands for no limit over a limit
 * Source: the override of servers takes a whole number from 0 to 100,000, and nothing else but a reset.
 */
export function carryQueue(
  source: QueueSettings,
  target: QueueSettings | undefined,
): QueueSettings | undefined {
  if (target === undefined) return { ...source, paused: false };
  const wanted = limitNow(source);
  if (wanted === null && target.limit !== null) return undefined;
  return { ...target, override: wanted === target.limit ? null : wanted };
}

/**
 * Why a change of a queue cannot be made where queues come with a deployment; undefined where it can.
 *
 * @param before  text of the queue that is there; undefined where there is none
 * @param after   the text that is wanted; undefined to remove it
 */
export function impossibleThere(before: string | undefined, after: string | undefined): string | undefined {
  if (before === undefined)
    return after === undefined ? undefined : 'It is not there: a queue comes with its deployment.';
  if (after === undefined) return 'It stays as long as its deployment has it: the server deletes no queue.';
  const [was, will] = [readQueue(before), readQueue(after)];
  const same = was !== undefined && will !== undefined && was.type === will.type && was.limit === will.limit;
  return same ? undefined : 'Its type and its own limit come with its deployment: set another limit over it.';
}
