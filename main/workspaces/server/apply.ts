import type { EnvironmentRef } from '../../../core/environment.ts';
import { Failure } from '../../../core/errors.ts';
import type { ApplyRequest, Operation, Outcome } from '../../../core/workspace.ts';
import type { Write, WriteAnswer } from './api.ts';
import type { KnownList, KnownVariable } from './known-list.ts';
import type { Lists } from './lists.ts';
import { parentOf, remoteOf } from './remote.ts';
import { isAsExpected, outcomeOf, type Sent } from './verify.ts';
import type { ServerParts } from './workspace.ts';

/** Writes that are on their way at a time, each to a key of its own. */
const parallel = 4;
/** Writes before the list is read back: this many, or a tenth of a long list. */
const batchSize = 50;

type Entry = ApplyRequest['operations'][number];
type Server = Pick<ServerParts, 'store' | 'api' | 'fingerprint'> & {
  readonly lists: Lists;
  readonly signal: AbortSignal;
};

/** One apply under way. */
interface Course {
  readonly request: ApplyRequest;
  readonly deleted: Set<string>;
  /** Why nothing more may be sent. */
  stopped: unknown;
}

/**
 * Carry out operations batch by batch: intent, write, and after each batch the list is read back, which alone tells
 * what was done. Nothing that may have been written is sent again.
 *
 * A key that moved since the plan is not written. Fails with what stopped it, once all that was sent is settled.
 */
export async function apply(server: Server, request: ApplyRequest): Promise<void> {
  const course: Course = { request, deleted: new Set(), stopped: undefined };
  let queue = request.operations;
  let open: readonly Sent[] = [];
  while (queue.length > 0 && course.stopped === undefined && !request.cancelled()) {
    const batch = nextBatch(queue, sizeFor(server, request.env), new Set(open.map(keyOf)));
    if (batch.length > 0) {
      const { sent, left } = await send(server, course, batch);
      queue = [...left, ...queue.slice(batch.length)];
      open = await settle(server, course, [...open, ...sent], false);
    } else open = await settle(server, course, open, true);
  }
  await settle(server, course, open, true);
  if (course.stopped !== undefined) throw course.stopped;
}

const keyOf = ({ operation: { key } }: { readonly operation: Operation }): string => key;

const sizeFor = ({ lists }: Server, env: EnvironmentRef): number =>
  Math.max(batchSize, Math.ceil((lists.latest(env)?.variables.size ?? 0) / 10));

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
  server: Server,
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
      const one = await sendOne(server, course, entry).catch((error: unknown) => {
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
async function sendOne(server: Server, course: Course, entry: Entry): Promise<Sent | undefined> {
  const { request } = course;
  const { position, operation } = entry;
  const before = server.lists.latest(request.env)?.variables.get(operation.key);
  if (!isAsExpected(before, operation.expect)) {
    request.journal.settled(position, { outcome: 'failed', reason: 'changed meanwhile' });
    return undefined;
  }
  request.journal.sent(position);
  if (operation.type === 'delete') course.deleted.add(operation.key);
  server.lists.writing(request.env);
  const answer = await write(server, course, operation, before);
  server.lists.writing(request.env);
  if (answer.answer === 'accepted') return { position, operation, before, unknown: undefined };
  if (answer.answer === 'unknown') return { position, operation, before, unknown: answer.reason };
  if (answer.answer === 'stop') course.stopped ??= new Failure(answer.error);
  request.journal.settled(position, unwritten(answer));
  return undefined;
}

const unwritten = (answer: Extract<WriteAnswer, { answer: 'refused' | 'stop' }>): Outcome =>
  answer.answer === 'refused'
    ? { outcome: 'failed', reason: answer.reason }
    : { outcome: 'not-done', reason: 'The server stopped taking writes.' };

/** A write that throws may have left: that is not known, and nothing more is sent. */
async function write(
  server: Server,
  course: Course,
  operation: Operation,
  before: KnownVariable | undefined,
): Promise<WriteAnswer> {
  const { env } = course.request;
  try {
    return await server.api.write(remoteOf(env), writeOf(server, env, operation, before), server.signal);
  } catch (error) {
    course.stopped ??= error;
    return { answer: 'unknown', reason: 'It failed while it was being sent.' };
  }
}

function writeOf(
  server: Server,
  env: EnvironmentRef,
  operation: Operation,
  before: KnownVariable | undefined,
): Write {
  const { key } = operation;
  if (operation.type === 'delete') return { type: 'delete', key };
  const exists = before !== undefined && !showsParent(server, env, before);
  return { type: 'set', key, value: operation.value, kind: operation.kind, exists };
}

/** Whether a branch's value is surely the one that shows through from its parent, as last seen. */
function showsParent({ lists }: Server, env: EnvironmentRef, variable: KnownVariable): boolean {
  const parent = parentOf(env);
  const above = parent === undefined ? undefined : lists.latest(parent)?.variables.get(variable.key);
  return above !== undefined && above.kind === variable.kind && above.value === variable.value;
}

/**
 * Read the list back and settle what was sent. What came without an answer and seems not done is left open for a later
 * reading, since it may still be on its way, unless this is the `last`.
 *
 * @returns what is left open
 */
async function settle(
  server: Server,
  course: Course,
  sent: readonly Sent[],
  last: boolean,
): Promise<readonly Sent[]> {
  if (sent.length === 0) return sent;
  const { env } = course.request;
  let list: KnownList;
  try {
    list = await server.lists.readBack(env, course.deleted);
  } catch (error) {
    course.stopped ??= error;
    record(
      server,
      course,
      sent.map((one) => [one, unread(one)] as const),
    );
    return [];
  }
  const judged = sent.map((one) => {
    const now = list.variables.get(keyOf(one));
    const shows = now !== undefined && showsParent(server, env, now);
    return [one, outcomeOf(one, now, shows, server.fingerprint)] as const;
  });
  const stays = ({ outcome }: Outcome): boolean => !last && outcome === 'not-done';
  record(
    server,
    course,
    judged.filter(([, outcome]) => !stays(outcome)),
  );
  return judged.filter(([, outcome]) => stays(outcome)).map(([one]) => one);
}

const unread = ({ unknown }: Sent): Outcome => ({
  outcome: 'in-doubt',
  reason: `${unknown ?? 'The server said yes.'} The list could not be read back.`,
});

/** Journal and memory of what was written, as one. */
function record(server: Server, course: Course, settled: readonly (readonly [Sent, Outcome])[]): void {
  const { env, journal } = course.request;
  const written = new Map<string, string | undefined>();
  for (const [{ operation }, { outcome }] of settled)
    if (outcome === 'done')
      written.set(operation.key, operation.type === 'set' ? server.fingerprint(operation.value) : undefined);
  server.store.transaction(() => {
    for (const [{ position }, outcome] of settled) journal.settled(position, outcome);
    server.lists.wrote(env, written);
  });
}
