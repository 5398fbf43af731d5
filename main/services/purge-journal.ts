import type { EnvironmentRef } from '../../core/environment.ts';
import type { Resource } from '../../core/resource.ts';
import type { Scrub } from '../store/purge.ts';
import { scrubJournal } from '../store/scrub-journal.ts';

export type Database = Parameters<Scrub>[0];

/** A variable or document of which everything but what it is now has to go. */
export interface Purged {
  readonly env: EnvironmentRef;
  readonly resource: Resource;
  readonly key: string;
  /** Fingerprint of what it is now; null where it is not there, or that is not known. */
  readonly current: string | null;
}

/** As parameters of SQL, by the names of their parts. */
export const namesOf = ({ env, ...rest }: Purged) => ({ ...env, ...rest });

/** Rows of an environment: SQL over tables of any workspace, with `namesOf`. */
export const atEnvironment = 'workspace_id = @workspaceId AND project_id = @projectId AND slug = @slug';
/** The same over tables of the local workspace. */
export const inEnvironment =
  'environment_id IN (SELECT id FROM environments WHERE project_id = @projectId AND slug = @slug)';

const isOld = (side: string): string =>
  `change_set_id IN (SELECT id FROM change_sets WHERE ${atEnvironment})
   AND resource = @resource AND key = @key AND json_extract(${side}, '$.side.fingerprint') IS NOT @current`;

/** Fingerprints of the old values that the journal has. */
export function oldInJournal(database: Database, purged: Purged): readonly string[] {
  const of = (side: string) =>
    `SELECT json_extract(${side}, '$.side.fingerprint') FROM operations
     WHERE ${isOld(side)} AND json_extract(${side}, '$.value') IS NOT NULL`;
  return database
    .prepare<[object], string>(`${of('op')} UNION ${of('inverse')}`)
    .pluck()
    .all(namesOf(purged)) as string[];
}

/** Take the old values out of the journal: what was set or deleted when stays. */
export const purgeJournal = (database: Database, purged: Purged): void =>
  scrubJournal(database, isOld, namesOf(purged));
