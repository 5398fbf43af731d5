import type { EnvironmentRef } from '../../../../core/environment.ts';
import { Failure } from '../../../../core/errors.ts';
import { limits } from '../../../../core/limits.ts';
import { isRecent } from '../../../../core/recent.ts';
import type { DocumentResource } from '../../../../core/resource.ts';
import type { Freshness, StoredDocument } from '../../../../core/workspace.ts';
import { reportBug } from '../../../bugs.ts';
import { problemOf } from '../slots.ts';
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
  try {
    const asked = freshness === 'server' ? freshness : 'newest';
    if (keys === undefined) return (await fetchDocuments(documents, env, resource, asked)).documents;
    const { signal } = documents.desk;
    return await fetchSome(documents, env, resource, { keys, signal, freshness: asked });
  } catch (error) {
    const seen = freshness === 'server' ? undefined : seenLast(documents, env, resource, keys);
    if (problemOf(error) === undefined || seen === undefined) throw error;
    return seen;
  }
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
