import { Failure } from '../../../core/errors.ts';
import type { Operation, Outcome } from '../../../core/workspace.ts';
import type { Write, WriteAnswer } from './api.ts';
import type { Course, Entry } from './course.ts';
import type { KnownVariable } from './known-list.ts';
import { remoteOf } from './remote.ts';
import type { Desk } from './slots.ts';
import { isAsExpected, type Sent } from './verify.ts';

/** Writes that are on their way at a time, each to a key of its own. */
const parallel = 4;

/** Send a batch, some at a time, until one of them tells not to go on. */
export async function sendBatch(
  desk: Desk,
  course: Course,
  batch: readonly Entry[],
): Promise<{ readonly sent: readonly Sent[]; readonly left: readonly Entry[] }> {
  const sent: Sent[] = [];
  let next = 0;
  let halt = false;
  const worker = async (): Promise<void> => {
    for (;;) {
      const entry = batch[next];
      if (entry === undefined || halt || course.request.cancelled()) return;
      next += 1;
      const one = await sendOne(desk, course, entry).catch((error: unknown) => {
        halt = true;
        throw error;
      });
      if (one !== undefined) sent.push(one);
      if (one?.unknown !== undefined || course.stopped !== undefined) halt = true;
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: parallel }, worker));
  const broken = ended.find((one) => one.status === 'rejected');
  // The store could not take a word of the journal: what was sent stays in doubt until the list is read again.
  if (broken !== undefined) throw broken.reason;
  return { sent, left: batch.slice(next) };
}

/** @returns what has to be read back; undefined where it is known already that nothing was written. */
async function sendOne(desk: Desk, course: Course, entry: Entry): Promise<Sent | undefined> {
  const { request } = course;
  const { position, operation } = entry;
  const before = desk.slotOf(request.env).known?.variables.get(operation.key);
  if (!isAsExpected(before, operation.expect)) {
    request.journal.settled(position, { outcome: 'failed', reason: 'Changed meanwhile.' });
    return undefined;
  }
  request.journal.sent(position);
  if (operation.type === 'delete') course.deleted.add(operation.key);
  desk.slotOf(request.env).writes += 1;
  const answer = await write(desk, course, operation, before);
  desk.slotOf(request.env).writes += 1;
  if (answer === 'cancelled') {
    request.journal.settled(position, { outcome: 'not-done', reason: 'Cancelled before it was sent.' });
    return undefined;
  }
  if (answer.answer === 'accepted' || answer.answer === 'unknown') request.journal.answered(position);
  if (answer.answer === 'accepted') return { position, operation, before, unknown: undefined };
  if (answer.answer === 'unknown') return { position, operation, before, unknown: answer.reason };
  if (answer.answer === 'stop') course.stopped ??= new Failure(answer.error);
  request.journal.settled(position, unwritten(answer));
  return undefined;
}

const unwritten = (answer: Extract<WriteAnswer, { answer: 'refused' | 'stop' }>): Outcome =>
  answer.answer === 'refused'
    ? { outcome: 'failed', reason: answer.reason }
    : { outcome: 'not-done', reason: 'The server takes no writes any more.' };

/** A write that fails otherwise than by its patience may have left: nothing more is sent. */
async function write(
  desk: Desk,
  course: Course,
  operation: Operation,
  before: KnownVariable | undefined,
): Promise<WriteAnswer | 'cancelled'> {
  const { env } = course.request;
  try {
    return await desk.parts.api.write(remoteOf(env), writeOf(operation, before), course.patience);
  } catch (error) {
    if (course.patience.aborted && error === course.patience.reason) return 'cancelled';
    course.stopped ??= error;
    return { answer: 'unknown', reason: 'It failed while it was being sent.' };
  }
}

function writeOf(operation: Operation, before: KnownVariable | undefined): Write {
  const { key } = operation;
  if (operation.type === 'delete') return { type: 'delete', key };
  return { type: 'set', key, value: operation.value, kind: operation.kind, exists: before !== undefined };
}
