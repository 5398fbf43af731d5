import type { EnvironmentRef } from '../../../core/environment.ts';
import type { ApplyRequest } from '../../../core/workspace.ts';
import type { Course, Entry } from './course.ts';
import { sendBatch } from './send-batch.ts';
import { settleSent } from './settle-sent.ts';
import type { Desk } from './slots.ts';
import type { Sent } from './verify.ts';

/** Writes before the list is read back: this many, or a tenth of a long list. */
const batchSize = 50;

/**
 * Carry out operations on variables batch by batch: intent, write, and after each batch the list is read back, which alone tells
 * what was done. Nothing that may have been written is sent again.
 *
 * A key that moved since the plan is not written. Fails with what stopped it, once all that was sent is settled.
 */
export async function applyVariables(
  desk: Desk,
  request: ApplyRequest,
  patience: AbortSignal,
): Promise<void> {
  const course: Course = {
    request,
    patience,
    deleted: new Set(),
    snapshotBefore: desk.slotOf(request.env).known?.id,
    lastReading: undefined,
    stopped: undefined,
  };
  await run(desk, course);
  if (course.stopped !== undefined) throw course.stopped;
}

async function run(desk: Desk, course: Course): Promise<void> {
  const { request } = course;
  let queue = request.operations;
  let open: readonly Sent[] = [];
  while (queue.length > 0 && course.stopped === undefined && !request.cancelled()) {
    const batch = nextBatch(
      queue,
      sizeFor(desk, request.env),
      new Set(open.map(({ operation }) => operation.key)),
    );
    if (batch.length > 0) {
      const { sent, left } = await sendBatch(desk, course, batch);
      queue = [...left, ...queue.slice(batch.length)];
      open = await settleSent(desk, course, [...open, ...sent], false);
    } else open = await settleSent(desk, course, open, true);
  }
  await settleSent(desk, course, open, true);
}

const sizeFor = ({ slotOf }: Desk, env: EnvironmentRef): number =>
  Math.max(batchSize, Math.ceil((slotOf(env).known?.variables.size ?? 0) / 10));

/** The next operations in order, up to one whose key is not settled yet. */
function nextBatch(queue: readonly Entry[], size: number, open: Set<string>): readonly Entry[] {
  const batch: Entry[] = [];
  for (const entry of queue) {
    const { key } = entry.operation;
    if (batch.length === size || open.has(key)) break;
    open.add(key);
    batch.push(entry);
  }
  return batch;
}
