import type { EnvironmentRef } from '../../../../core/environment.ts';
import { Failure } from '../../../../core/errors.ts';
import { limits } from '../../../../core/limits.ts';
import { isRecent } from '../../../../core/recent.ts';
import type { DocumentResource } from '../../../../core/resource.ts';
import type { Freshness, StoredDocument } from '../../../../core/workspace.ts';
import { reportBug } from '../../../bugs.ts';
import { lateness, problemOf } from '../slots.ts';
import { fetchDocuments, fetchSome, sourceOf } from './ask-documents.ts';
import type { DocumentDesk } from './document-desk.ts';

/**
 * Documents of an environment, sorted by key, as new as they have to be: all of a resource, or those of `keys`.
 *
 * What is `stored` and older than a minute is asked for again behind the answer.
 * Fails: `server`, `unsupported`.
 */
export async function readDocuments(
  documents: DocumentDesk,
  env: EnvironmentRef,
  resource: DocumentResource,
  keys: readonly string[] | undefined,
  freshness: Freshness,
): Promise<readonly StoredDocument[]> {
  if (freshness === 'stored' && !hasMoved(documents, env, resource)) {
    const seen = seenLast(documents, env, resource, keys);
    if (seen !== undefined) {
      refreshBehind(documents, env, resource);
      return seen;
    }
  }
  if (freshness === 'server') return askFor(documents, env, resource, keys, freshness);
  const asking = askFor(documents, env, resource, keys, 'newest');
  const seen = () => seenLast(documents, env, resource, keys);
  try {
    if (seen() === undefined) return await asking;
    const found = await documents.silence.within(asking);
    if (found === undefined) leaveBehind(documents, env, resource, asking);
    return found ?? seen() ?? (await asking);
  } catch (error) {
    const last = seen();
    if (problemOf(error) === undefined || last === undefined) throw error;
    return last;
  }
}

async function askFor(
  documents: DocumentDesk,
  env: EnvironmentRef,
  resource: DocumentResource,
  keys: readonly string[] | undefined,
  freshness: 'newest' | 'server',
): Promise<readonly StoredDocument[]> {
  if (keys === undefined) return (await fetchDocuments(documents, env, resource, freshness)).documents;
  const { signal } = documents.desk;
  return fetchSome(documents, env, resource, { keys, signal, freshness });
}

/** Says that there is no answer yet, until there is one. */
function leaveBehind(
  { desk, slotOf }: DocumentDesk,
  env: EnvironmentRef,
  resource: DocumentResource,
  asking: Promise<unknown>,
): void {
  const tell = () => {
    if (!desk.signal.aborted) desk.parts.changed(env);
  };
  slotOf(env, resource).problem = lateness(desk);
  tell();
  asking.then(tell, tell);
}

/** By this console's hand: what was seen last is not, or may not be, what is there. */
const hasMoved = ({ desk, slotOf }: DocumentDesk, env: EnvironmentRef, resource: DocumentResource): boolean =>
  slotOf(env, resource).outdated || desk.parts.documentsInDoubt(env, resource).length > 0;

/** As seen last; undefined where that is not known in full. */
function seenLast(
  { desk, slotOf }: DocumentDesk,
  env: EnvironmentRef,
  resource: DocumentResource,
  keys: readonly string[] | undefined,
): readonly StoredDocument[] | undefined {
  const { known } = slotOf(env, resource);
  if (known === undefined || keys === undefined) return known?.documents;
  const wanted = new Set(keys);
  const listed = known.documents.filter(({ key }) => wanted.has(key));
  if (!sourceOf(desk, resource).briefLists) return listed;
  const wholes = known.wholes.filter(({ key }) => wanted.has(key));
  return wholes.length === listed.length ? wholes : undefined;
}

function refreshBehind(documents: DocumentDesk, env: EnvironmentRef, resource: DocumentResource): void {
  const { parts, signal } = documents.desk;
  const { askedAt = 0, fetching } = documents.slotOf(env, resource);
  const { stayOffline, credential } = parts.connection();
  if (stayOffline || credential === undefined || signal.aborted || fetching !== undefined) return;
  if (isRecent(parts.now(), askedAt, limits.freshMs)) return;
  fetchDocuments(documents, env, resource, 'server')
    .catch((error: unknown) => {
      // An expected failure is noted in the slot, and shown with what was seen last.
      if (!(error instanceof Failure)) reportBug(parts.newId(), 'a refresh of documents', error);
    })
    .finally(() => {
      if (!signal.aborted) parts.changed(env);
    });
}
