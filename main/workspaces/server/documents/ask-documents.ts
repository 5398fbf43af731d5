import type { EnvironmentRef } from '../../../../core/environment.ts';
import { Failure } from '../../../../core/errors.ts';
import { canonicalJson } from '../../../../core/json.ts';
import { type DocumentResource, resourceNames } from '../../../../core/resource.ts';
import { byKey } from '../../../../core/variable.ts';
import type { StoredDocument } from '../../../../core/workspace.ts';
import { shrankSuddenly } from '../shrink.ts';
import { type Desk, problemOf, serverFailure } from '../slots.ts';
import type { DocumentDesk, DocumentSlot } from './document-desk.ts';
import { keepSeen, type SeenDocuments } from './document-lists.ts';
import type { DocumentSource, FoundDocument } from './source.ts';

/** Where a resource comes from. Fails: `unsupported`. */
export function sourceOf({ parts }: Desk, resource: DocumentResource): DocumentSource {
  const source = parts.sources[resource];
  if (source !== undefined) return source;
  const { many } = resourceNames[resource];
  throw new Failure({ code: 'unsupported', what: many, why: `This connection does not reach ${many}.` });
}

interface Asked {
  /** Undefined: all of them. */
  readonly keys: readonly string[] | undefined;
  readonly signal: AbortSignal;
  readonly freshness: 'newest' | 'server';
  /** Fails where the answer is not to be believed, before anything is settled by it. */
  readonly guard?: (seen: readonly StoredDocument[], doubts: readonly string[]) => void;
}

/** Ask the server for all of a resource, or join who asks already. Fails: `server`, `unsupported`. */
export function fetchDocuments(
  documents: DocumentDesk,
  env: EnvironmentRef,
  resource: DocumentResource,
  freshness: 'newest' | 'server',
): Promise<SeenDocuments> {
  const slot = documents.slotOf(env, resource);
  slot.askedAt = documents.desk.parts.now();
  slot.fetching ??= load(documents, env, resource, freshness).finally(() => {
    slot.fetching = undefined;
  });
  return slot.fetching;
}

async function load(
  documents: DocumentDesk,
  env: EnvironmentRef,
  resource: DocumentResource,
  freshness: 'newest' | 'server',
): Promise<SeenDocuments> {
  const { desk } = documents;
  const slot = documents.slotOf(env, resource);
  const { writes } = slot;
  const readAt = desk.parts.now();
  const guard: Asked['guard'] = (seen, doubts) => {
    if (slot.writes !== writes || !hasShrunk(slot, seen, doubts)) return;
    slot.shrank = listOf(slot, readAt, seen);
    slot.problem = undefined;
    throw serverFailure(desk, 'shrank');
  };
  const asked = { keys: undefined, signal: desk.signal, freshness, guard };
  const list = listOf(slot, readAt, await ask(documents, env, resource, asked));
  // Written meanwhile: what was read back after that is newer than this.
  if (slot.writes !== writes) slot.askedAt = undefined;
  else {
    keep(documents, env, resource, list);
    slot.shrank = undefined;
    slot.outdated = false;
  }
  return list;
}

const listOf = (
  { known }: DocumentSlot,
  readAt: number,
  found: readonly StoredDocument[],
): SeenDocuments => ({
  readAt,
  documents: found,
  wholes: stillThere(known?.wholes, found),
});

/** Take the list that was kept aside for true. */
export function believeDocuments(
  documents: DocumentDesk,
  env: EnvironmentRef,
  resource: DocumentResource,
): void {
  const slot = documents.slotOf(env, resource);
  if (slot.shrank === undefined) return;
  keep(documents, env, resource, slot.shrank);
  slot.shrank = undefined;
  documents.desk.parts.changed(env);
}

/** Those that the list has unchanged since. */
function stillThere(
  wholes: readonly StoredDocument[] = [],
  listed: readonly StoredDocument[],
): readonly StoredDocument[] {
  const times = new Map(listed.map(({ key, changedAt }) => [key, changedAt]));
  return wholes.filter(({ key, changedAt }) => changedAt !== undefined && times.get(key) === changedAt);
}

/** Ask the server for some documents: alone, nobody's earlier question will do. Fails as `fetchDocuments` does. */
export async function fetchSome(
  documents: DocumentDesk,
  env: EnvironmentRef,
  resource: DocumentResource,
  { keys, ...how }: Asked & { readonly keys: readonly string[] },
): Promise<readonly StoredDocument[]> {
  const found = await ask(documents, env, resource, { keys, ...how });
  const { known } = documents.slotOf(env, resource);
  if (known === undefined) return found;
  const asked = new Set(keys);
  const there = new Set(found.map(({ key }) => key));
  const withFound = (before: readonly StoredDocument[]): readonly StoredDocument[] =>
    [...before.filter(({ key }) => !asked.has(key)), ...found].sort(byKey);
  const isBrief = sourceOf(documents.desk, resource).briefLists;
  const list = isBrief
    ? {
        ...known,
        documents: known.documents.filter(({ key }) => !asked.has(key) || there.has(key)),
        wholes: withFound(known.wholes),
      }
    : { ...known, documents: withFound(known.documents) };
  keep(documents, env, resource, list);
  return found;
}

function keep(
  { desk, slotOf }: DocumentDesk,
  env: EnvironmentRef,
  resource: DocumentResource,
  list: SeenDocuments,
): void {
  slotOf(env, resource).known = list;
  keepSeen(desk.parts.store, env, resource, list);
}

/** One question, sorted by key. What was in doubt is settled before anybody sees the answer. */
async function ask(
  { desk, silence, slotOf }: DocumentDesk,
  env: EnvironmentRef,
  resource: DocumentResource,
  { keys, signal, freshness, guard }: Asked,
): Promise<readonly StoredDocument[]> {
  const source = sourceOf(desk, resource);
  const slot = slotOf(env, resource);
  const { documentsInDoubt, connection } = desk.parts;
  // From before the question: what is sent after it may not be in the answer.
  const doubts = documentsInDoubt(env, resource);
  try {
    if (connection().stayOffline) throw serverFailure(desk, 'offline');
    const found = await source.read(env, keys, signal, freshness);
    desk.signal.throwIfAborted();
    const seen = found.map((one) => seenOf(desk, one)).sort(byKey);
    guard?.(seen, doubts);
    await settle(desk, env, resource, { keys, doubts, seen }, signal);
    slot.problem = undefined;
    silence.ended(undefined);
    return seen;
  } catch (error) {
    const problem = problemOf(error);
    if (problem !== 'shrank') slot.problem = problem ?? slot.problem; // that one is told as an answer
    silence.ended(problem);
    throw error;
  }
}

/** What this console deleted is out of the known list already, unless it is in doubt. */
const hasShrunk = (
  { known }: DocumentSlot,
  seen: readonly StoredDocument[],
  doubts: readonly string[],
): boolean =>
  shrankSuddenly(
    known?.documents.map(({ key }) => key) ?? [],
    new Set(seen.map(({ key }) => key)),
    new Set(doubts),
  );

function seenOf({ parts }: Desk, { key, content, changedAt, live }: FoundDocument): StoredDocument {
  const text = canonicalJson(content);
  const more = live === undefined ? {} : { live };
  return { key, text, fingerprint: parts.fingerprint(text), version: 0, changedAt, ...more };
}

interface Read {
  readonly keys: readonly string[] | undefined;
  readonly doubts: readonly string[];
  readonly seen: readonly StoredDocument[];
}

/** A list that leaves parts out tells nothing of a document: those in doubt are then read by their keys. */
async function settle(
  desk: Desk,
  env: EnvironmentRef,
  resource: DocumentResource,
  { keys, doubts, seen }: Read,
  signal: AbortSignal,
): Promise<void> {
  const asked = keys === undefined ? doubts : doubts.filter((key) => keys.includes(key));
  if (asked.length === 0) return;
  const source = sourceOf(desk, resource);
  const whole =
    keys === undefined && source.briefLists
      ? (await source.read(env, asked, signal)).map((one) => seenOf(desk, one))
      : seen;
  desk.signal.throwIfAborted();
  const now = new Map(whole.map((one) => [one.key, one]));
  desk.parts.documentsRead(env, resource, new Map(asked.map((key) => [key, now.get(key) ?? null])));
}
