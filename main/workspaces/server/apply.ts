import type { EnvironmentRef } from '../../../core/environment.ts';
import { Failure } from '../../../core/errors.ts';
import type { Sighting } from '../../../core/sighting.ts';
import type { ApplyRequest, Operation, Outcome } from '../../../core/workspace.ts';
import type { Write, WriteAnswer } from './api.ts';
import { readBack } from './ask-list.ts';
import { type KnownList, type KnownVariable, sightingOf } from './known-list.ts';
import { remoteOf } from './remote.ts';
import { type Desk, variablesAbove } from './slots.ts';
import { wrote } from './take-list.ts';
import { isAsExpected, outcomeOf, type Sent } from './verify.ts';

/** Writes that are on their way at a time, each to a key of its own. */
const parallel = 4;
/** Writes before the list is read back: this many, or a tenth of a long list. */
const batchSize = 50;

type Entry = ApplyRequest['operations'][number];
/** How often it is asked whether an apply was cancelled, while its writes wait for a rate limit. */
const cancelledMs = 100;

/** One apply under way. */
interface Course {
  readonly request: ApplyRequest;
  readonly deleted: Set<string>;
  /** Ends the waiting of writes that have not left: the workspace is closed, or the apply was cancelled. */
  readonly patience: AbortSignal;
  /** Why nothing more may be sent. */
  stopped: unknown;
}

/**
 * Carry out operations batch by batch: intent, write, and after each batch the list is read back, which alone tells
 * what was done. Nothing that may have been written is sent again.
 *
 * A key that moved since the plan is not written. Fails with what stopped it, once all that was sent is settled.
 */
export async function apply(desk: Desk, request: ApplyRequest): Promise<void> {
  const cancel = new AbortController();
  const watch = setInterval(() => {
    if (request.cancelled()) cancel.abort();
  }, cancelledMs);
  const patience = AbortSignal.any([desk.signal, cancel.signal]);
  const course: Course = { request, deleted: new Set(), patience, stopped: undefined };
  try {
    await run(desk, course);
  } finally {
    clearInterval(watch);
  }
  if (course.stopped !== undefined) throw course.stopped;
}

async function run(desk: Desk, course: Course): Promise<void> {
  const { request } = course;
  let queue = request.operations;
  let open: readonly Sent[] = [];
  while (queue.length > 0 && course.stopped === undefined && !request.cancelled()) {
    const batch = nextBatch(queue, sizeFor(desk, request.env), new Set(open.map(keyOf)));
    if (batch.length > 0) {
      const { sent, left } = await send(desk, course, batch);
      queue = [...left, ...queue.slice(batch.length)];
      open = await settle(desk, course, [...open, ...sent], false);
    } else open = await settle(desk, course, open, true);
  }
  await settle(desk, course, open, true);
}

const keyOf = ({ operation: { key } }: { readonly operation: Operation }): string => key;

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

/** Send a batch, some at a time, until one of them tells not to go on. */
async function send(
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
    request.journal.settled(position, { outcome: 'failed', reason: 'changed meanwhile' });
    return undefined;
  }
  request.journal.sent(position);
  if (operation.type === 'delete') course.deleted.add(operation.key);
  desk.slotOf(request.env).writes += 1;
  const answer = await write(desk, course, operation, before);
  desk.slotOf(request.env).writes += 1;
  if (answer === 'cancelled') {
    request.journal.settled(position, { outcome: 'not-done', reason: 'cancelled before it was sent' });
    return undefined;
  }
  if (answer.answer === 'accepted') return { position, operation, before, unknown: undefined };
  if (answer.answer === 'unknown') return { position, operation, before, unknown: answer.reason };
  if (answer.answer === 'stop') course.stopped ??= new Failure(answer.error);
  request.journal.settled(position, unwritten(answer));
  return undefined;
}

const unwritten = (answer: Extract<WriteAnswer, { answer: 'refused' | 'stop' }>): Outcome =>
  answer.answer === 'refused'
    ? { outcome: 'failed', reason: answer.reason }
    : { outcome: 'not-done', reason: 'the server takes no writes any more' };

/** A write that fails otherwise than by its patience may have left: nothing more is sent. */
async function write(
  desk: Desk,
  course: Course,
  operation: Operation,
  before: KnownVariable | undefined,
): Promise<WriteAnswer | 'cancelled'> {
  const { env } = course.request;
  try {
    return await desk.parts.api.write(remoteOf(env), writeOf(desk, env, operation, before), course.patience);
  } catch (error) {
    if (course.patience.aborted && error === course.patience.reason) return 'cancelled';
    course.stopped ??= error;
    return { answer: 'unknown', reason: 'it failed while it was being sent' };
  }
}

function writeOf(
  desk: Desk,
  env: EnvironmentRef,
  operation: Operation,
  before: KnownVariable | undefined,
): Write {
  const { key } = operation;
  if (operation.type === 'delete') return { type: 'delete', key };
  const exists = before !== undefined && sighting(desk, env, before).inherited !== true;
  return { type: 'set', key, value: operation.value, kind: operation.kind, exists };
}

function sighting(desk: Desk, env: EnvironmentRef, variable: KnownVariable): Sighting {
  return sightingOf(variable, variablesAbove(desk, env)?.get(variable.key));
}

/**
 * Read the list back and settle what was sent. What came without an answer and does not show is left open for a later
 * reading, since it may still be on its way, unless this is the `last`.
 *
 * @returns what is left open
 */
async function settle(
  desk: Desk,
  course: Course,
  sent: readonly Sent[],
  last: boolean,
): Promise<readonly Sent[]> {
  if (sent.length === 0) return sent;
  const { env } = course.request;
  let list: KnownList;
  try {
    list = await readBack(desk, env, course.deleted);
  } catch (error) {
    course.stopped ??= error;
    record(
      desk,
      course,
      sent.map((one) => [one, unread(one)] as const),
    );
    return [];
  }
  const judged = sent.map((one) => {
    const now = list.variables.get(keyOf(one));
    const seen = now === undefined ? null : sighting(desk, env, now);
    return [one, outcomeOf(one, seen, desk.parts.fingerprint)] as const;
  });
  const stays = ([{ unknown }, { outcome }]: Judged): boolean =>
    !last && unknown !== undefined && outcome !== 'done';
  record(
    desk,
    course,
    judged.filter((one) => !stays(one)),
  );
  return judged.filter(stays).map(([one]) => one);
}

type Judged = readonly [Sent, Outcome];

const unread = ({ unknown }: Sent): Outcome => ({
  outcome: 'in-doubt',
  reason: `${unknown ?? 'the server said yes'}, and the list could not be read back`,
});

/** Journal and memory of what was written, as one. */
function record(desk: Desk, course: Course, settled: readonly Judged[]): void {
  const { env, journal } = course.request;
  const written = new Map<string, string | undefined>();
  for (const [{ operation }, { outcome }] of settled)
    if (outcome === 'done')
      written.set(
        operation.key,
        operation.type === 'set' ? desk.parts.fingerprint(operation.value) : undefined,
      );
  desk.parts.store.transaction(() => {
    for (const [{ position }, outcome] of settled) journal.settled(position, outcome);
    wrote(desk, env, written);
  });
}
