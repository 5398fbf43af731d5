import { Failure } from '../../../../core/errors.ts';
import { isJsonObject, readJson } from '../../../../core/json.ts';
import { DocumentResource, resourceOf } from '../../../../core/resource.ts';
import type { ApplyRequest, Operation, StoredDocument } from '../../../../core/workspace.ts';
import type { Entry } from '../course.ts';
import { fetchSome, sourceOf } from './ask-documents.ts';
import type { DocumentDesk } from './document-desk.ts';
import { gaveDefaultAway } from './given-default.ts';
import { documentOutcome, goalOf, type SentDocument } from './judge-document.ts';
import type { DocumentAnswer, DocumentWrite } from './source.ts';

/** One run of documents under way. */
interface Course {
  readonly request: ApplyRequest;
  /** Ends what has not left yet: the workspace is closed, or the apply was cancelled. */
  readonly patience: AbortSignal;
}

/**
 * Carry out operations on documents one after another: read, compare with what the plan expects, intent, write, read
 * back, which alone tells what was done. Nothing that may have been done is sent again.
 *
 * What names a document that is not there waits for the others, as long as those bring something.
 * What came without an answer and does not show is read once more behind all others, since it may still be on its way.
 * Fails with what stopped it, once all that was sent is settled or in doubt.
 */
export async function applyDocuments(
  documents: DocumentDesk,
  request: ApplyRequest,
  patience: AbortSignal,
): Promise<void> {
  const course = { request, patience };
  const late: SentDocument[] = [];
  try {
    let waiting: readonly Entry[] = request.operations;
    while (waiting.length > 0) {
      const next = await runOnce(documents, course, waiting, late);
      if (request.cancelled() || patience.aborted) break;
      if (next.length === waiting.length) {
        for (const { entry, reason } of next)
          request.journal.settled(entry.position, { outcome: 'failed', reason });
        break;
      }
      waiting = next.map(({ entry }) => entry);
    }
  } catch (error) {
    for (const sent of late) doubt(course, sent);
    throw error;
  }
  for (const sent of late) await settle(documents, course, sent, true);
  documents.desk.signal.throwIfAborted();
}

/** An operation of which nothing was sent, because of a document that it names. */
interface Waiting {
  readonly entry: Entry;
  readonly reason: string;
}

/** Carry out operations one after another. @returns those that have to wait for others */
async function runOnce(
  documents: DocumentDesk,
  course: Course,
  entries: readonly Entry[],
  late: SentDocument[],
): Promise<readonly Waiting[]> {
  const waiting: Waiting[] = [];
  for (const entry of entries) {
    if (course.request.cancelled() || course.patience.aborted) break;
    const sent = await writeOne(documents, course, entry);
    if (sent !== undefined && 'entry' in sent) waiting.push(sent);
    else if (sent !== undefined && !(await settle(documents, course, sent, false))) late.push(sent);
  }
  return waiting;
}

/** @returns what has to be read back; undefined where it is known already that nothing was written. */
async function writeOne(
  documents: DocumentDesk,
  course: Course,
  entry: Entry,
): Promise<SentDocument | Waiting | undefined> {
  const { env, journal } = course.request;
  const { position, operation } = entry;
  const before = await unlessCancelled(
    course,
    readOne(documents, course, operation, { signal: course.patience, freshness: 'newest' }),
  );
  if (before === 'cancelled') return undefined;
  if (before?.text === goalOf(operation)) {
    // Such as a default that was taken away by making another one the default.
    journal.settled(position, { outcome: 'done' });
    return undefined;
  }
  const isAsExpected = (before?.fingerprint ?? null) === (operation.expect?.fingerprint ?? null);
  if (!isAsExpected && !gaveDefaultAway(course.request, entry, before, documents.desk.parts.fingerprint)) {
    journal.settled(position, { outcome: 'failed', reason: 'Changed meanwhile.' });
    return undefined;
  }
  const resource = resourceOfDocument(operation);
  const source = sourceOf(documents.desk, resource);
  const slot = documents.slotOf(env, resource);
  const content = contentOf(before?.text);
  journal.sent(position);
  slot.writes += 1;
  const answer = await unlessCancelled(
    course,
    source.write(env, writeOf(operation, course.request.title), content, course.patience),
  ).catch((error: unknown) => {
    // It may have left: nothing more is sent, and only reading tells.
    journal.settled(position, { outcome: 'in-doubt', reason: 'It failed while it was being sent.' });
    throw error;
  });
  slot.writes += 1;
  slot.outdated ||= source.briefLists;
  return answered(course, entry, before?.text, answer);
}

function answered(
  { request: { journal } }: Course,
  entry: Entry,
  before: string | undefined,
  answer: DocumentAnswer | 'cancelled',
): SentDocument | Waiting | undefined {
  const { position, operation } = entry;
  if (answer === 'cancelled') {
    journal.settled(position, { outcome: 'not-done', reason: 'Cancelled before it was sent.' });
    return undefined;
  }
  const sent = { position, resource: resourceOfDocument(operation), operation, before };
  if (answer.answer === 'accepted' || answer.answer === 'unknown') journal.answered(position);
  if (answer.answer === 'accepted') return { ...sent, unknown: undefined };
  if (answer.answer === 'unknown') return { ...sent, unknown: answer.reason };
  if (answer.answer === 'not-yet') {
    journal.settled(position, { outcome: 'not-done', reason: answer.reason });
    return { entry, reason: answer.reason };
  }
  if (answer.answer === 'refused') {
    journal.settled(position, { outcome: 'failed', reason: answer.reason });
    return undefined;
  }
  journal.settled(position, { outcome: 'not-done', reason: 'The server takes no writes any more.' });
  throw new Failure(answer.error);
}

/** Read back and settle. @returns false where it may still be on its way and this is not the last reading. */
async function settle(
  documents: DocumentDesk,
  course: Course,
  sent: SentDocument,
  last: boolean,
): Promise<boolean> {
  let now: StoredDocument | undefined;
  try {
    // Not by the patience of the writes: a cancelled apply still learns what it did.
    now = await readOne(documents, course, sent.operation, {
      signal: documents.desk.signal,
      freshness: 'server',
    });
  } catch (error) {
    doubt(course, sent);
    throw error;
  }
  const outcome = documentOutcome(sent, now);
  if (outcome.outcome === 'not-done' && !last) return false;
  course.request.journal.settled(sent.position, outcome);
  return true;
}

const doubt = ({ request: { journal } }: Course, { position, unknown }: SentDocument): void =>
  journal.settled(position, {
    outcome: 'in-doubt',
    reason: `${unknown ?? 'The server said yes.'} It could not be read back.`,
  });

async function readOne(
  documents: DocumentDesk,
  { request: { env } }: Course,
  operation: Operation,
  how: { readonly signal: AbortSignal; readonly freshness: 'newest' | 'server' },
): Promise<StoredDocument | undefined> {
  const resource = resourceOfDocument(operation);
  const [found] = await fetchSome(documents, env, resource, { keys: [operation.key], ...how });
  return found;
}

/** The end of patience before anything left is no failure. */
async function unlessCancelled<T>({ patience }: Course, work: Promise<T>): Promise<T | 'cancelled'> {
  try {
    return await work;
  } catch (error) {
    if (patience.aborted && error === patience.reason) return 'cancelled';
    throw error;
  }
}

const resourceOfDocument = (operation: Operation) => DocumentResource.parse(resourceOf(operation));

function writeOf(operation: Operation, note: string): DocumentWrite {
  const { key } = operation;
  if (operation.type === 'delete') return { type: 'delete', key };
  return { type: 'set', key, content: contentOf(operation.value) ?? {}, note };
}

function contentOf(text: string | undefined) {
  const read = text === undefined ? undefined : readJson(text);
  return isJsonObject(read) ? read : undefined;
}
