import type { EnvironmentRef } from '../../core/environment.ts';
import { type DocumentResource, resourceNames, rowId } from '../../core/resource.ts';
import type { Context } from './context.ts';
import { dropPlansWith } from './drop-plans-with.ts';
import { recordEvent } from './journal.ts';
import {
  atEnvironment,
  type Database,
  inEnvironment,
  namesOf,
  oldInJournal,
  type Purged,
  purgeJournal,
} from './purge-journal.ts';
import { readDocuments } from './read-documents.ts';

/**
 * Forget what a document was: a key may have been pasted into an agent's prompt. A server's own versions stay there.
 *
 * @returns how many different old texts were known, and how many backups were gone through
 * Fails: `server`, `unsupported`.
 */
export async function purgeDocument(
  context: Context,
  env: EnvironmentRef,
  resource: DocumentResource,
  key: string,
): Promise<{ versions: number; backups: number }> {
  // The list that is kept of a server may be from before the text was changed.
  await readDocuments(context, env, resource, undefined, 'server');
  const [now] = await readDocuments(context, env, resource, [key], 'server');
  const { store, fingerprint } = context;
  const backups = store.backups().length;
  const purged: Purged = { env, resource, key, current: now?.fingerprint ?? null };
  const known = new Set(oldInJournal(store.db, purged));
  dropPlansWith(context, env, rowId({ resource, key }));
  store.purge((database) => {
    const texts = purgeVersions(database, purged, now?.text ?? null);
    purgeJournal(database, purged);
    if (database !== store.db) purgeBackup(database, purged);
    else for (const text of texts) known.add(fingerprint(text));
  });
  recordEvent(context, env, `Purge the old versions of ${resourceNames[resource].one} ${key}`);
  return { versions: known.size, backups };
}

/** Versions go as a whole: one without a text is a deletion. Gives the texts that they had. */
function purgeVersions(database: Database, purged: Purged, text: string | null): readonly string[] {
  return database
    .prepare<[object], string>(
      `DELETE FROM document_versions
       WHERE ${inEnvironment} AND resource = @resource AND key = @key AND content IS NOT NULL AND content IS NOT @text
       RETURNING content`,
    )
    .pluck()
    .all({ ...namesOf(purged), text }) as string[];
}

/** A backup took what was current then for current. Lists seen of a server are read again. */
function purgeBackup(database: Database, purged: Purged): void {
  for (const sql of [
    `DELETE FROM documents
     WHERE ${inEnvironment} AND resource = @resource AND key = @key AND fingerprint IS NOT @current`,
    `DELETE FROM document_lists WHERE ${atEnvironment} AND resource = @resource`,
  ])
    database.prepare(sql).run(namesOf(purged));
}
