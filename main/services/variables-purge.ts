import type { EnvironmentRef } from '../../core/environment.ts';
import { Failure } from '../../core/errors.ts';
import { forgetOldValues } from '../workspaces/server/snapshots.ts';
import { type Context, workspaceOf } from './context.ts';
import { dropUndoSteps } from './draft-history.ts';
import { dropPlansWith } from './drop-plans-with.ts';
import { readSides } from './gather-facts.ts';
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

/**
 * Forget the old values of a variable.
 *
 * @returns how many versions lost their value (of a server: how many old values were known), and how many backups were
 *   gone through
 * Fails: `not-found`, `server`.
 */
export async function purgeVariable(
  context: Context,
  env: EnvironmentRef,
  key: string,
): Promise<{ versions: number; backups: number }> {
  // A list seen last may be from before the value was rotated, and would keep what is to be forgotten.
  const current = (await readSides(context, env, [key], 'server')).get(key)?.fingerprint;
  const versions = await workspaceOf(context, env.workspaceId).versions?.(env, key);
  if (versions?.length === 0) throw new Failure({ code: 'not-found', what: 'variable', name: key });
  const old = versions?.filter((one) => one.value !== undefined && one.fingerprint !== current);
  const { store, fingerprint } = context;
  const backups = store.backups().length;
  const purged: Purged = { env, resource: 'variable', key, current: current ?? null };
  const known = new Set(oldInJournal(store.db, purged));
  dropUndoSteps(context, env, [key]);
  dropPlansWith(context, env, key);
  store.purge((database) => {
    purgeVersions(database, purged);
    purgeJournal(database, purged);
    const seen = forgetOldValues(database, env, key, (value) => fingerprint(value) !== current);
    if (database !== store.db) purgeBackup(database, purged);
    else for (const value of seen) known.add(fingerprint(value));
  });
  recordEvent(context, env, `Purge the old values of ${key}`);
  return { versions: old?.length ?? known.size, backups };
}

function purgeVersions(database: Database, purged: Purged): void {
  database
    .prepare(
      `UPDATE variable_versions SET value = NULL, fingerprint = NULL, purged = 1
       WHERE ${inEnvironment} AND key = @key AND value IS NOT NULL AND fingerprint IS NOT @current`,
    )
    .run(namesOf(purged));
}

/** A backup took what was current then for current: there it goes too, and so do its drafts and a list kept aside. */
function purgeBackup(database: Database, purged: Purged): void {
  for (const sql of [
    `DELETE FROM variables WHERE ${inEnvironment} AND key = @key AND fingerprint IS NOT @current`,
    `DELETE FROM drafts WHERE ${atEnvironment} AND key = @key`,
    `UPDATE list_marks SET shrank_at = NULL, shrank = NULL WHERE ${atEnvironment}`,
  ])
    database.prepare(sql).run(namesOf(purged));
}
